"""Invented journals of any size, written straight into the tables: the same number and seed give the same journal."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from afterview.core.areas import scored_areas
from afterview.core.words import Candidate
from afterview.store import models

ROLES = ("Nurse", "Planner", "Teacher", "Buyer", "Welder")
OUTCOMES = ("no", "no", "no", "silence", "yes")
KINDS = ("strength", "strength", "develop", "advice", "not_about_you", "nothing")
SAID = {
    "strength": "You kept the ward calm on that %s, while three things happened at once.",
    "develop": "On the %s we lost the thread halfway through your answers.",
    "advice": "Next time, begin as you did on the %s, with what came of it.",
    "not_about_you": "The post itself was withdrawn on a %s.",
    "nothing": "Thank you again for the pages you sent on the %s.",
}
END = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def write_journal(
    candidate: Candidate,
    interviews: int,
    *,
    findings: int = 10,
    years: float = 20.0,
    end: datetime = END,
    seed: int = 1,
) -> None:
    """Fills the journal with so many interviews, evenly over so many years before `end`; each has a reflection, an
    outcome, a letter that was sent and a reply of `findings` sentences; a plan every third, a check-in each."""
    chance = random.Random(seed)
    areas = [area.id for area in scored_areas()]
    step = timedelta(days=years * 365.25 / max(1, interviews))
    with transaction.atomic():
        stories = _bulk(models.Story, [_story(candidate, number, areas, end) for number in range(min(20, interviews))])
        plan: Any = None
        for first in range(0, interviews, 500):
            for number in range(first, min(interviews, first + 500)):
                at = end - step * (interviews - number)
                plan = _write_one(candidate, number, at, areas, chance, findings, stories, plan)


def _write_one(
    candidate: Candidate,
    number: int,
    at: datetime,
    areas: list[str],
    chance: random.Random,
    findings: int,
    stories: list[Any],
    plan: Any,
) -> Any:
    """One interview with all that belongs to it; returns the plan that stands after it."""
    own = {"candidate_id": candidate.id}
    role = ROLES[number % len(ROLES)]
    application = models.Application.objects.create(**own, company=f"Firm {number}", role=role, created_at=at)
    interview = models.Interview.objects.create(
        **own, application=application, starts_at=at, zone="Europe/London", minutes=45, created_at=at
    )
    person = models.Interviewer.objects.create(
        **own, interview=interview, position=0, name=f"Sam {number}", address=f"sam@firm{number}.example"
    )
    reflection = models.Reflection.objects.create(
        **own, interview=interview, minutes_late=0, examples_asked=4, examples_stories=3, examples_with_action=3,
        examples_with_result=2, expectation=chance.randrange(0, 101), begun_at=at, completed_at=at + timedelta(hours=2),
        moment="the whiteboard", pages_done=[],
    )  # fmt: skip
    marked = chance.sample(areas, 6)
    _bulk(
        models.Rating,
        [models.Rating(**own, reflection=reflection, area=area, value=chance.randrange(2, 11) / 2) for area in marked],
    )
    story = stories[number % len(stories)] if stories else None
    models.Question.objects.create(
        **own, reflection=reflection, position=0, text="Tell us about a hard day.", story=story, landed="landed",
        wanted_example=True, told_story=True, had_action=True, had_result=number % 2 == 0,
    )  # fmt: skip
    kind = chance.choice(OUTCOMES)
    models.Outcome.objects.create(**own, interview=interview, kind=kind, on=(at + timedelta(days=5)).date())
    models.CheckIn.objects.create(**own, interview=interview, at=at + timedelta(days=5), mood=chance.randrange(1, 6))
    letter = models.Letter.objects.create(
        **own, interview=interview, interviewer=person, kind="request", subject="Thank you",
        body="Thank you. I would like to ask about the order of my answers and the results I named.", state="posted",
        message_id=f"<bench-{number}@afterview.invalid>", to_name=person.name, to_address=person.address,
        drafted_at=at + timedelta(days=6), posted_at=at + timedelta(days=6),
    )  # fmt: skip
    _write_reply(candidate, interview, person, letter, at + timedelta(days=8), areas, chance, findings)
    if plan is not None:
        models.Tried.objects.create(**own, reflection=reflection, plan=plan, did=chance.choice(("yes", "partly", "no")))
    if number % 3:
        return plan
    if plan is not None:
        plan.retired_on = at.date()
        plan.save()
    return models.Plan.objects.create(
        **own, interview=interview, area=chance.choice(areas), direction="focus", if_words="they ask for an example",
        then_words="I say the number first", chosen_on=(at + timedelta(days=9)).date(),
    )  # fmt: skip


def _write_reply(
    candidate: Candidate,
    interview: Any,
    person: Any,
    letter: Any,
    at: datetime,
    areas: list[str],
    chance: random.Random,
    findings: int,
) -> None:
    kinds = [chance.choice(KINDS) for _ in range(findings)]
    # Without a digit: words with a number in them are quicker to weigh than most that people write.
    sentences = [SAID[kind] % f"{at:%A} in {at:%B}" for kind in kinds]
    text = " ".join(sentences)
    reply = models.Reply.objects.create(
        candidate_id=candidate.id, interview=interview, interviewer=person, letter=letter, channel="written",
        received_on=at.date(), text=text, reply_text=text, reader="local", confirmed_at=at,
    )  # fmt: skip
    rows, start = [], 0
    for kind, sentence in zip(kinds, sentences, strict=True):
        area = "" if kind in ("nothing", "not_about_you") else chance.choice(areas)
        rows.append(
            models.Finding(
                candidate_id=candidate.id, reply=reply, kind=kind, area=area, quote=sentence, start=start,
                end=start + len(sentence), confidence=0.9, guessed_kind=kind, guessed_area=area,
            )
        )  # fmt: skip
        start += len(sentence) + 1
    _bulk(models.Finding, rows)


def _story(candidate: Candidate, number: int, areas: list[str], at: datetime) -> Any:
    return models.Story(
        candidate_id=candidate.id, title=f"The night of {number}", situation="We were two short.",
        task="I had the ward.", action="I moved the drip round first.", result="Nobody waited over ten minutes.",
        areas=[areas[number % len(areas)]], added_on=at.date(),
    )  # fmt: skip


def _bulk(model: Any, rows: list[Any]) -> list[Any]:
    made: list[Any] = model.objects.bulk_create(rows)
    return made
