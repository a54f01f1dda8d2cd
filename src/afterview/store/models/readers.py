"""Who may read replies besides our own reader. No key is ever in a table."""

from django.db import models

from afterview.store.models.base import Candidate


class LanguageModel(models.Model):
    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=500)
    name = models.CharField(max_length=200)
    agreed_host = models.CharField(max_length=253, blank=True)
    agreed_at = models.DateTimeField(null=True)
