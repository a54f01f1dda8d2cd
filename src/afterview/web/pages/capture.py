"""Capture: the list of interviews, one interview, and logging a new one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from afterview.flows.capture import InterviewGone, find_interview, list_interviews
from afterview.web.door import Request
from afterview.web.errors import show_missing


def show_list(request: Request) -> HttpResponse:
    """Every interview, the latest first."""
    return render(request, "capture/list.html", {"interviews": list_interviews(request.candidate)})


def show_interview(request: Request, interview_id: int) -> HttpResponse:
    """One interview with its steps."""
    try:
        interview = find_interview(request.candidate, interview_id)
    except InterviewGone:
        return show_missing(request)
    return render(request, "capture/interview.html", {"interview": interview})


urls = [
    path("interviews/", show_list, name="interviews"),
    path("interviews/<int:interview_id>/", show_interview, name="interview"),
]
