"""What was said aloud, what a partner marked, and what a recording's words showed."""

from django.db import models

from afterview.store.models.base import Owned
from afterview.store.models.interviews import Interview
from afterview.store.models.stories import Story


class Rehearsal(Owned):
    """One story said aloud. It outlives its story and its interview: a day practised stays practised."""

    story = models.ForeignKey(Story, null=True, on_delete=models.SET_NULL, related_name="rehearsals")
    interview = models.ForeignKey(Interview, null=True, on_delete=models.SET_NULL, related_name="rehearsals")
    at = models.DateTimeField()
    recall = models.CharField(max_length=10)
    seconds = models.PositiveSmallIntegerField(null=True)


class PartnerSheet(Owned):
    """A practice partner's marks, `[[area, mark], …]`, and their words; one sheet comes in once."""

    partner = models.CharField(max_length=200, blank=True)
    held_on = models.DateField()
    came_at = models.DateTimeField()
    marks = models.JSONField(default=list)
    good = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "digest"], name="sheet_comes_in_once")]


class Transcript(Owned):
    """A conversation written down. `text` is what was brought in, emptied once only the facts are kept."""

    interview = models.ForeignKey(Interview, null=True, on_delete=models.CASCADE, related_name="transcripts")
    name = models.CharField(max_length=200, blank=True)
    brought_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    text = models.TextField(blank=True)
    me = models.CharField(max_length=200, blank=True)
    is_guessed = models.BooleanField(default=False)
    own_words = models.PositiveIntegerField(default=0)
    other_words = models.PositiveIntegerField(default=0)
    own_seconds = models.FloatField(null=True)
    other_seconds = models.FloatField(null=True)
    hedges = models.PositiveIntegerField(default=0)
    asked_back = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=list)
