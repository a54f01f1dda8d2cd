"""The archive's pages for people: plain Markdown that any editor opens, in English whatever the screen's language."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model
from django.utils.text import slugify

from afterview.core.areas import load_areas
from afterview.core.words import Candidate
from afterview.store import models
from afterview.store.carry.beside import CHUNK, Beside

HAPPENED = {
    "no": "They said no",
    "silence": "No answer",
    "yes": "They said yes",
    "withdrew": "I withdrew",
    "closed": "The role was closed",
}
LETTERS = {
    "after_interview": "Thanks after the interview",
    "request": "Thanks and a request for advice",
    "reminder": "Reminder",
    "thanks": "Thanks for the feedback",
}
FINDINGS = {
    "strength": "Strength",
    "develop": "To work on",
    "advice": "Advice",
    "not_about_you": "Not about me",
}
KEEPSAKES = {"values": "What matters to me", "friend": "What I would tell a friend", "letter_to_me": "A letter to me"}
CAUSES = {"mine": "mine to change", "partly": "partly mine", "not_mine": "not mine"}
LANDED = {"landed": "landed", "so_so": "so-so", "missed": "missed"}
FACTS = (("told_story", "a true story"), ("had_action", "my own part"), ("had_result", "a result"))

type Lines = Iterable[str]
# An interview or what belongs to it, with the columns named where it is asked for.
type Row = Any
FRAME = (
    "pk application__company application__role application__advert starts_at zone round minutes place notes"
    " questions_to_ask route blank_line"
)


class Leaves:
    """What belongs to a journal's interviews; each is asked for in the order of the interviews' numbers."""

    def __init__(self, candidate: Candidate) -> None:
        def beside(model: type[Model], to: str, names: str, order: str = "pk") -> Beside:
            return Beside(candidate, model, to, names, order)

        own, reflected, placed = "interview_id", "reflection__interview_id", "position pk"
        facts = " ".join(name for name, _ in FACTS)
        to_letter = "pk kind subject body drafted_at posted_at to_name interviewer__name"
        self.panel = beside(models.Interviewer, own, "name role address", placed)
        self.reflections = beside(models.Reflection, own, "minutes_late trouble expectation moment change later")
        self.questions = beside(models.Question, reflected, f"text story__title story_words landed {facts}", placed)
        self.ratings = beside(models.Rating, reflected, "area value cause")
        self.worked = beside(models.Worked, reflected, "what why", placed)
        self.outcomes = beside(models.Outcome, own, "kind on words")
        self.letters = beside(models.Letter, own, to_letter)
        self.replies = beside(models.Reply, own, "pk channel received_on text interviewer__name")
        self.findings = beside(models.Finding, "reply__interview_id", "reply_id kind area quote")


def write_interviews(candidate: Candidate, numbers: dict[int, int]) -> Iterator[tuple[str, str]]:
    """A path and a text for each interview; `numbers` are the interviews' numbers by primary key."""
    rows = models.Interview.objects.filter(candidate_id=candidate.id).order_by("pk")
    leaves = Leaves(candidate)
    for row in rows.values_list(*FRAME.split(), named=True).iterator(chunk_size=CHUNK):
        name = slugify(f"{row.application__company} {row.application__role}")[:60]
        yield f"interviews/{numbers[row.pk]:05}{'-' if name else ''}{name}.md", _join(_tell_interview(row, leaves))


def write_rest(candidate: Candidate) -> Iterator[tuple[str, str]]:
    """What is not about one interview: the stories, and what the person planned, felt and wrote for themselves."""
    yield "stories.md", _join(_tell_stories(candidate))
    yield "yours.md", _join(_tell_yours(candidate))


def _tell_interview(row: Row, leaves: Leaves) -> Iterator[str]:
    yield f"# {row.application__company}, {row.application__role}"
    yield _list(_tell_frame(row, leaves))
    for heading, text in (
        ("Notes", row.notes), ("Questions to ask them", row.questions_to_ask), ("The way there", row.route),
        ("If my mind goes blank", row.blank_line), ("The advert", row.application__advert),
    ):  # fmt: skip
        if text:
            yield from (f"## {heading}", _quote(text))
    for reflection in leaves.reflections.of(row.pk):
        yield from _tell_reflection(reflection, leaves)
    for outcome in leaves.outcomes.of(row.pk):
        yield from (f"## {HAPPENED[outcome.kind]}, {_day(outcome.on)}", _quote(outcome.words))
    yield from _tell_post(row.pk, leaves)


def _tell_frame(row: Row, leaves: Leaves) -> Iterator[str]:
    if row.starts_at:
        yield _moment(row.starts_at.astimezone(ZoneInfo(row.zone)) if row.zone else row.starts_at)
    yield f"Round {row.round}"
    if row.minutes:
        yield f"{row.minutes} minutes"
    if row.place:
        yield row.place
    for person in leaves.panel.of(row.pk):
        yield ", ".join(filter(None, [person.name, person.role, person.address]))


def _tell_reflection(row: Row, leaves: Leaves) -> Iterator[str]:
    yield "## How it went"
    yield _list(_tell_arrival(row))
    yield _list(_tell_question(question) for question in leaves.questions.of(row.interview_id))
    yield _list(_tell_rating(rating) for rating in leaves.ratings.of(row.interview_id))
    yield _list(f"Worked: {worked.what}{_after(' – ', worked.why)}" for worked in leaves.worked.of(row.interview_id))
    for heading, text in (
        ("A moment to keep", row.moment), ("To change", row.change), ("Came back later", row.later),
    ):  # fmt: skip
        if text:
            yield from (f"### {heading}", _quote(text))


def _tell_arrival(row: Row) -> Iterator[str]:
    if row.minutes_late is not None:
        yield f"Arrived {abs(row.minutes_late)} minutes {'late' if row.minutes_late > 0 else 'early'}"
    if row.trouble:
        yield row.trouble
    if row.expectation is not None:
        yield f"Chance of a yes, I thought: {row.expectation} %"


def _tell_question(row: Row) -> str:
    facts = [word for name, word in FACTS if getattr(row, name)]
    told = row.story_words if row.story__title is None else row.story__title
    extra = ", ".join(filter(None, [told, *facts, LANDED.get(row.landed, "")]))
    return f"Asked: {row.text}{_after(' – ', extra)}"


def _tell_rating(row: Row) -> str:
    value = "not sure" if row.value is None else f"{row.value} of 5"
    return f"{_area(row.area)}: {value}{_after(', ', CAUSES.get(row.cause, ''))}"


def _tell_post(interview: int, leaves: Leaves) -> Iterator[str]:
    """Letters and replies in the order they went to and fro."""
    found = leaves.findings.of(interview)
    letters = [(_sent(letter), 0, letter.pk, _tell_letter(letter)) for letter in leaves.letters.of(interview)]
    replies = [(reply.received_on, 1, reply.pk, _tell_reply(reply, found)) for reply in leaves.replies.of(interview)]
    for *_, told in sorted([*letters, *replies], key=lambda each: each[:3]):
        yield from told


def _sent(row: Row) -> date:
    day: date = (row.posted_at or row.drafted_at).date()
    return day


def _tell_letter(row: Row) -> Iterator[str]:
    to = row.to_name if row.interviewer__name is None else row.interviewer__name
    when = f"sent {_day(row.posted_at)}" if row.posted_at else f"drafted {_day(row.drafted_at)}"
    yield f"## {LETTERS[row.kind]}{_after(', to ', to)}, {when}"
    yield f"**{row.subject}**"
    yield _quote(row.body)


def _tell_reply(row: Row, findings: Iterable[Row]) -> Iterator[str]:
    whose = "them" if row.interviewer__name is None else row.interviewer__name
    yield f"## {'Told by' if row.channel == 'told' else 'Written by'} {whose}, {_day(row.received_on)}"
    yield _quote(row.text)
    yield _list(
        f"{FINDINGS[finding.kind]}{_after(', ', _area(finding.area))}: “{finding.quote}”"
        for finding in findings
        if finding.reply_id == row.pk and finding.kind != "nothing"
    )


def _tell_stories(candidate: Candidate) -> Iterator[str]:
    yield "# Stories"
    for row in models.Story.objects.filter(candidate_id=candidate.id).order_by("pk"):
        yield f"## {row.title}"
        yield _list(_area(str(area)) for area in row.areas)
        for heading, text in (
            ("Situation", row.situation), ("Task", row.task), ("What I did", row.action), ("Result", row.result),
            ("What I learnt", row.learning),
        ):  # fmt: skip
            if text:
                yield from (f"### {heading}", _quote(text))


def _tell_yours(candidate: Candidate) -> Iterator[str]:
    yield f"# {candidate.name or 'Yours'}"
    plans = models.Plan.objects.filter(candidate_id=candidate.id).order_by("pk")
    yield "## Plans"
    yield _list(
        f"{_day(plan.chosen_on)}, {_area(plan.area)}: if {plan.if_words}, then {plan.then_words}" for plan in plans
    )
    check_ins = models.CheckIn.objects.filter(candidate_id=candidate.id).order_by("at", "pk")
    yield "## How it was"
    yield _list(
        f"{_day(check_in.at)}: {check_in.mood} of 5{_after(', ', check_in.note)}" for check_in in check_ins.iterator()
    )
    for keepsake in models.Keepsake.objects.filter(candidate_id=candidate.id).order_by("at", "pk"):
        yield from (f"## {KEEPSAKES.get(keepsake.kind, keepsake.kind)}, {_day(keepsake.at)}", _quote(keepsake.text))


def _join(blocks: Lines) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _list(lines: Lines) -> str:
    return "\n".join("* " + " ".join(line.split()) for line in lines)


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _after(mark: str, text: str) -> str:
    return f"{mark}{text}" if text else ""


def _area(area: str) -> str:
    known = load_areas().get(area)
    return known.name if known else area


def _day(value: date | datetime) -> str:
    return f"{value.day} {value:%B} {value.year}"


def _moment(value: datetime) -> str:
    return f"{value:%A} {_day(value)}, {value:%H:%M} ({value:%Z})"
