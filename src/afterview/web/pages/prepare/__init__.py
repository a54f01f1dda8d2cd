"""Prepare: the story bank and the one page for the next interview."""

from django.urls import path

from afterview.web.pages.prepare import brief, stories

urls = [
    path("stories/", stories.show_list, name="stories"),
    path("stories/new/", stories.add, name="story-new"),
    path("stories/<int:story_id>/", stories.show, name="story"),
    path("stories/<int:story_id>/delete/", stories.delete, name="story-delete"),
    path("interviews/<int:interview_id>/brief/", brief.show, name="brief"),
]
