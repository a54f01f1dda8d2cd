"""What a job asks for, as the person keeps it."""

from django.db import models

from afterview.store.models.base import Owned
from afterview.store.models.interviews import Application


class Requirement(Owned):
    """`quote` is the slice `[start, end)` of the application's advert, "" where the person added it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="requirements")
    position = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=40)
    skill = models.CharField(max_length=200)
    quote = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    weight = models.CharField(max_length=10)
