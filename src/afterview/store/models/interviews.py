"""Applications, interviews, who asked, and what came of them."""

from django.db import models

from afterview.store.models.base import Owned


class Application(Owned):
    company = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    advert = models.TextField(blank=True)
    created_at = models.DateTimeField()


class Interview(Owned):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interviews")
    round = models.PositiveSmallIntegerField(default=1)
    starts_at = models.DateTimeField(null=True)
    zone = models.CharField(max_length=64, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    format = models.CharField(max_length=10, blank=True)
    place = models.TextField(blank=True)
    route = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    questions_to_ask = models.TextField(blank=True)
    blank_line = models.TextField(blank=True)
    rest_until = models.DateField(null=True)
    created_at = models.DateTimeField()


class Interviewer(Owned):
    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="interviewers")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=320, blank=True)


class Outcome(Owned):
    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="outcome")
    kind = models.CharField(max_length=10)
    on = models.DateField()
    words = models.TextField(blank=True)
