"""Personal examples."""

from django.db import models

from afterview.store.models.base import Owned


class Story(Owned):
    title = models.CharField(max_length=200)
    situation = models.TextField(blank=True)
    task = models.TextField(blank=True)
    action = models.TextField(blank=True)
    result = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    areas = models.JSONField(default=list)
    added_on = models.DateField()
