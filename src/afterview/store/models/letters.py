"""What was written to them, and what they wrote back."""

from django.db import models
from django.db.models import Q

from afterview.store.models.base import Owned
from afterview.store.models.interviews import Interview, Interviewer


class Reply(Owned):
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="replies")
    interviewer = models.ForeignKey(Interviewer, null=True, on_delete=models.SET_NULL, related_name="replies")
    letter = models.ForeignKey("Letter", null=True, on_delete=models.SET_NULL, related_name="replies")
    channel = models.CharField(max_length=10)
    received_on = models.DateField()
    text = models.TextField()
    reply_text = models.TextField(blank=True)
    original = models.BinaryField(default=b"")
    message_id = models.CharField(max_length=998, blank=True)
    future_open = models.BooleanField(null=True)
    openings = models.BooleanField(default=False)
    reader = models.CharField(max_length=40, blank=True)
    confirmed_at = models.DateTimeField(null=True)


class Finding(Owned):
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=20)
    area = models.CharField(max_length=40, blank=True)
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    courtesy = models.BooleanField(default=False)
    confidence = models.FloatField(default=0)
    guessed_kind = models.CharField(max_length=20, blank=True)
    guessed_area = models.CharField(max_length=40, blank=True)
    proposed = models.JSONField(default=list)
    set_aside = models.BooleanField(default=False)
    counted = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="finding_has_words"),
        ]


class Letter(Owned):
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="letters")
    interviewer = models.ForeignKey(Interviewer, null=True, on_delete=models.SET_NULL, related_name="letters")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.SET_NULL, related_name="thanks")
    kind = models.CharField(max_length=20)
    subject = models.TextField()
    body = models.TextField()
    state = models.CharField(max_length=10, default="draft")
    message_id = models.CharField(max_length=200, blank=True)
    in_reply_to = models.CharField(max_length=998, blank=True)
    to_name = models.CharField(max_length=200, blank=True)
    to_address = models.CharField(max_length=320, blank=True)
    drafted_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
