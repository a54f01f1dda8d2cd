"""The journal's tables and constraints; no behaviour. Every row says whose journal it is in."""

from django.db import models
from django.db.models import Q


class Candidate(models.Model):
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, default="en-GB")
    has_example = models.BooleanField(default=False)
    created_at = models.DateTimeField()


class Owned(models.Model):
    """What belongs to one candidate."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    # Part of the invented example journal: removing the example takes these rows and leaves the person's own.
    invented = models.BooleanField(default=False)

    class Meta:
        abstract = True


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


class Story(Owned):
    title = models.CharField(max_length=200)
    situation = models.TextField(blank=True)
    task = models.TextField(blank=True)
    action = models.TextField(blank=True)
    result = models.TextField(blank=True)
    learning = models.TextField(blank=True)
    areas = models.JSONField(default=list)
    added_on = models.DateField()


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


class Outcome(Owned):
    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="outcome")
    kind = models.CharField(max_length=10)
    on = models.DateField()
    words = models.TextField(blank=True)


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


class Plan(Owned):
    interview = models.ForeignKey(Interview, null=True, on_delete=models.SET_NULL, related_name="plans")
    area = models.CharField(max_length=40)
    direction = models.CharField(max_length=10)
    if_words = models.TextField(blank=True)
    then_words = models.TextField(blank=True)
    chosen_on = models.DateField()
    retired_on = models.DateField(null=True)


class Tried(Owned):
    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="tried")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tried")
    did = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reflection", "plan"], name="one_answer_per_plan")]


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
