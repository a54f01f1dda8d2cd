"""Pages of the step."""

from django.urls import URLPattern

urls: list[URLPattern] = []
