"""Reflect: six short pages, a page to check the answers, and one question on a later day."""

from django.urls import path

from afterview.web.pages.reflect import views

_here = "interviews/<int:interview_id>/reflect/"

urls = [
    path(_here, views.begin, name="reflect"),
    path(f"{_here}check/", views.check, name="reflect-check"),
    path(f"{_here}<str:page>/", views.show_page, name="reflect-page"),
    path(f"{_here}<str:page>/suggested/", views.show_suggested, name="reflect-suggested"),
]
