"""Whose journal it is, and what every row of it shares."""

from django.db import models


class Candidate(models.Model):
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default="en-GB")
    has_example = models.BooleanField(default=False)
    learns = models.BooleanField(default=True)
    created_at = models.DateTimeField()


class Owned(models.Model):
    """What belongs to one candidate."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    # Part of the invented example journal: removing the example takes these rows and leaves the person's own.
    invented = models.BooleanField(default=False)

    class Meta:
        abstract = True
