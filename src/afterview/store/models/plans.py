"""What the person chose to keep or to change."""

from django.db import models

from afterview.store.models.base import Owned
from afterview.store.models.interviews import Interview


class Plan(Owned):
    interview = models.ForeignKey(Interview, null=True, on_delete=models.SET_NULL, related_name="plans")
    area = models.CharField(max_length=40)
    direction = models.CharField(max_length=10)
    if_words = models.TextField(blank=True)
    then_words = models.TextField(blank=True)
    chosen_on = models.DateField()
    retired_on = models.DateField(null=True)
