"""Check-ins, words kept for a hard day, and what was typed and not saved yet."""

from django.db import models
from django.db.models import Q

from afterview.store.models.base import Owned
from afterview.store.models.interviews import Interview


class CheckIn(Owned):
    interview = models.ForeignKey(Interview, null=True, on_delete=models.SET_NULL, related_name="check_ins")
    at = models.DateTimeField()
    mood = models.PositiveSmallIntegerField()
    energy = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(mood__gte=1) & Q(mood__lte=5), name="mood_is_1_to_5"),
        ]


class Keepsake(Owned):
    interview = models.ForeignKey(Interview, null=True, on_delete=models.SET_NULL, related_name="keepsakes")
    kind = models.CharField(max_length=20)
    text = models.TextField()
    at = models.DateTimeField()


class Draft(Owned):
    """What was typed and not yet saved: one per form, replaced at each keystroke's pause."""

    form = models.CharField(max_length=100)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "form"], name="one_draft_per_form")]


class Month(Owned):
    at = models.DateTimeField()
    answers = models.JSONField(default=dict)
