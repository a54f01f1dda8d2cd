"""Prepare: the story bank, the job it is measured against, and the one page for the next interview."""

from django.urls import path

from afterview.web.pages.prepare import brief, job, stories

urls = [
    path("stories/", stories.show_list, name="stories"),
    path("stories/new/", stories.add, name="story-new"),
    path("stories/<int:story_id>/", stories.show, name="story"),
    path("stories/<int:story_id>/delete/", stories.delete, name="story-delete"),
    path("interviews/<int:interview_id>/job/", job.show, name="job"),
    path("interviews/<int:interview_id>/job/asks/", job.change, name="job-asks"),
    path("interviews/<int:interview_id>/job/questions/", job.show_expected, name="job-questions"),
    path("interviews/<int:interview_id>/brief/", brief.show, name="brief"),
]
