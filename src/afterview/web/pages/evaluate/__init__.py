"""Evaluate: own view beside theirs, what to choose from it, and why anything is said."""

from django.urls import path

from afterview.web.pages.evaluate import choose, views, why

urls = [
    path("interviews/<int:interview_id>/you-and-them/", choose.show_choice, name="you-and-them"),
    path("insights/", views.show_insights, name="insights"),
    path("insights/kept-words/", views.show_kept_words, name="kept-words"),
    path("insights/<slug:area>/", why.show_area, name="insight"),
    path("insights/<slug:area>/<int:finding_id>/", why.settle_finding, name="insight-finding"),
]
