"""Capture: the list of interviews, one interview, and the form they come in by."""

from django.urls import path

from afterview.web.pages.capture import views, write

urls = [
    path("interviews/", views.show_list, name="interviews"),
    path("interviews/new/", write.write_new, name="new-interview"),
    path("interviews/<int:interview_id>/", views.show_interview, name="interview"),
    path("interviews/<int:interview_id>/edit/", write.write_again, name="edit-interview"),
    path("interviews/<int:interview_id>/next-round/", write.write_next_round, name="next-round"),
    path("interviews/<int:interview_id>/delete/", views.delete, name="delete-interview"),
    path("interviews/<int:interview_id>.ics", views.download_calendar, name="interview-calendar"),
]
