"""The person's own view after an interview."""

from django.db import models
from django.db.models import Q

from afterview.store.models.base import Owned
from afterview.store.models.interviews import Interview
from afterview.store.models.plans import Plan
from afterview.store.models.stories import Story


class Reflection(Owned):
    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="reflection")
    minutes_late = models.SmallIntegerField(null=True)
    announced = models.BooleanField(null=True)
    rushed = models.BooleanField(null=True)
    trouble = models.TextField(blank=True)
    wrong_place = models.BooleanField(default=False)
    examples_asked = models.PositiveSmallIntegerField(null=True)
    examples_stories = models.PositiveSmallIntegerField(null=True)
    examples_with_action = models.PositiveSmallIntegerField(null=True)
    examples_with_result = models.PositiveSmallIntegerField(null=True)
    moment = models.TextField(blank=True)
    change = models.TextField(blank=True)
    expectation = models.PositiveSmallIntegerField(null=True)
    later = models.TextField(blank=True)
    body_language_skipped = models.BooleanField(default=False)
    pages_done = models.JSONField(default=list)
    begun_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expectation__isnull=True) | Q(expectation__lte=100), name="expectation_is_percent"
            )
        ]


class Question(Owned):
    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    story = models.ForeignKey(Story, null=True, on_delete=models.SET_NULL, related_name="questions")
    story_words = models.TextField(blank=True)
    landed = models.CharField(max_length=10, blank=True)
    wanted_example = models.BooleanField(null=True)
    told_story = models.BooleanField(null=True)
    had_action = models.BooleanField(null=True)
    had_result = models.BooleanField(null=True)


class Rating(Owned):
    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="ratings")
    area = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=2, decimal_places=1, null=True)
    cause = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reflection", "area"], name="one_rating_per_area"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | (Q(value__gte=1) & Q(value__lte=5)), name="rating_is_1_to_5"
            ),
        ]


class Worked(Owned):
    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="worked")
    position = models.PositiveSmallIntegerField()
    what = models.TextField()
    why = models.TextField(blank=True)


class Tried(Owned):
    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="tried")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tried")
    did = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reflection", "plan"], name="one_answer_per_plan")]
