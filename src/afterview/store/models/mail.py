"""Mails found in the person's own files and mailboxes: what each seems to be, and whether it was taken in."""

from django.db import models
from django.db.models import Q

from afterview.store.models.base import Owned
from afterview.store.models.interviews import Interview
from afterview.store.models.letters import Reply
from afterview.store.models.post import MailAccount


class Gathering(Owned):
    """One file or folder of mails that is or was gone through; `position` is how far, so that a kill loses nothing."""

    path = models.TextField()
    fingerprint = models.CharField(max_length=64)
    total = models.BigIntegerField()
    position = models.BigIntegerField(default=0)
    second_look = models.BooleanField(default=False)
    seen = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "fingerprint"], name="gathering_is_resumed"),
        ]


class MailFolder(Owned):
    """One folder of a mailbox and how far it was read; UIDs mean something within one UIDVALIDITY only."""

    account = models.ForeignKey(MailAccount, on_delete=models.CASCADE, related_name="folders")
    name = models.TextField()
    uid_validity = models.BigIntegerField(null=True)
    seen_up_to = models.BigIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="folder_of_account")]


class FoundMail(Owned):
    """A mail as it came, and what was read in it afterwards; `digest` is over its words, wherever it came from."""

    gathering = models.ForeignKey(Gathering, null=True, on_delete=models.SET_NULL, related_name="found")
    account = models.ForeignKey(MailAccount, null=True, on_delete=models.SET_NULL, related_name="found")
    folder = models.TextField(blank=True)
    uid_validity = models.BigIntegerField(null=True)
    uid = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    original = models.BinaryField()
    place = models.TextField(blank=True)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10)
    kind = models.CharField(max_length=20, blank=True)
    sent_at = models.DateTimeField(null=True)
    subject = models.TextField(blank=True)
    sender = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=320, blank=True)
    message_id = models.CharField(max_length=260, blank=True)
    answers = models.JSONField(default=list)
    company = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField(null=True)
    has_points = models.BooleanField(default=False)
    interview = models.ForeignKey(Interview, null=True, on_delete=models.SET_NULL, related_name="found")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.SET_NULL, related_name="found")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "digest"], name="mail_is_found_once"),
            models.UniqueConstraint(
                fields=["account", "folder", "uid_validity", "uid"],
                condition=Q(uid__isnull=False),
                name="mail_of_a_uid_once",
            ),
            models.CheckConstraint(
                condition=Q(uid__isnull=True) | Q(uid_validity__isnull=False), name="uid_has_its_validity"
            ),
        ]
        indexes = [models.Index(fields=["candidate", "state"], name="found_mail_by_state")]
