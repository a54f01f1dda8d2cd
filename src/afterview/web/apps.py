"""The pages as a Django app (for its template tags and messages)."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "afterview.web"
    label = "web"
