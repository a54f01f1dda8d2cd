"""The person's own mailboxes, and what went or is to go through them. No password is ever in a table."""

from django.db import models
from django.db.models import Q

from afterview.store.models.base import Owned
from afterview.store.models.letters import Letter

# Of one letter there is at most one posting that went, may have gone, or may still go.
LIVE = ("approved", "posting", "posted", "unknown")


class MailAccount(Owned):
    address = models.CharField(max_length=320)
    name = models.CharField(max_length=200, blank=True)
    login = models.CharField(max_length=320)
    sign_in = models.CharField(max_length=10, default="password")
    client_id = models.CharField(max_length=300, blank=True)
    smtp_host = models.CharField(max_length=253)
    smtp_port = models.PositiveIntegerField()
    smtp_tls = models.CharField(max_length=10, default="tls")
    imap_host = models.CharField(max_length=253, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_tls = models.CharField(max_length=10, default="tls")
    certificate = models.TextField(blank=True)
    added_at = models.DateTimeField()


class Posting(Owned):
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="postings")
    account = models.ForeignKey(MailAccount, null=True, on_delete=models.SET_NULL, related_name="postings")
    state = models.CharField(max_length=10, default="approved")
    phase = models.CharField(max_length=10, blank=True)
    claim = models.CharField(max_length=40, blank=True)
    sender = models.CharField(max_length=320)
    recipient = models.CharField(max_length=320)
    message_id = models.CharField(max_length=200)
    mail = models.TextField()
    approved_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=10, blank=True)
    answer = models.TextField(blank=True)
    refusals = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter"], condition=Q(state__in=LIVE), name="letter_goes_once"),
        ]
