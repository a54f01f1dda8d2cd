"""Facts and answers as sentences: minutes early or late, what examples lacked, the list to check."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from afterview.core.areas import load_areas
from afterview.core.examples import Gap, name_lacks, seen_examples
from afterview.core.reflect import Page, PageArea
from afterview.core.words import Arrival, Cause, ExampleCounts, Landed, Question, Rating, Reflection
from afterview.web.pages.reflect.sheet import Seen


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One line of the list to check: its page, its name and what was answered, line by line (`words`: the person's
    own, shown verbatim)."""

    page: Page
    name: str
    lines: tuple[str, ...]


def say_arrival(arrival: Arrival) -> str:
    """5 minutes late, told before; empty while unknown."""
    late = arrival.minutes_late
    if late is None:
        return _("Wrong place or link, or missed") if arrival.wrong_place else ""
    if late == 0:
        return _("On the minute")
    if late < 0:
        return ngettext("%(count)d minute early", "%(count)d minutes early", -late) % {"count": -late}
    said = ngettext("%(count)d minute late", "%(count)d minutes late", late) % {"count": late}
    told = {True: _("told before"), False: _("not told before"), None: ""}[arrival.announced]
    return ", ".join(part for part in (said, told) if part)


def list_lacks(counts: ExampleCounts | None) -> list[str]:
    """2 of 4 lacked a result."""
    sentences = {
        Gap.STORY: _("%(missing)d of %(of)d got no true story."),
        Gap.ACTION: _("%(missing)d of %(of)d lacked your own part."),
        Gap.RESULT: _("%(missing)d of %(of)d lacked a result."),
    }
    return [sentences[lack.gap] % {"missing": lack.missing, "of": lack.out_of} for lack in name_lacks(counts)]


def list_answers(seen: Seen) -> list[Answer]:
    """Everything noted so far, page by page."""
    reflection = seen.reflection
    counts = seen_examples(reflection)
    return [
        _answer(
            Page.ARRIVAL,
            _("Arrival"),
            say_arrival(reflection.arrival),
            reflection.arrival.trouble,
            *_say_rating(reflection, PageArea.ARRIVAL),
        ),
        _answer(Page.QUESTIONS, _("What they asked"), *(_say_question(one, seen) for one in reflection.questions)),
        _answer(Page.CONVINCING, _("Convincing"), *_say_rating(reflection, PageArea.CONVINCING), reflection.moment),
        _answer(
            Page.EXAMPLES,
            _("Personal examples"),
            _say_counts(counts),
            *list_lacks(counts),
            *_say_rating(reflection, PageArea.EXAMPLES),
        ),
        _answer(
            Page.BODY_LANGUAGE,
            _("Body language"),
            _("Left out") if reflection.body_language_skipped else "",
            *_say_rating(reflection, PageArea.BODY_LANGUAGE),
        ),
        _answer(
            Page.CLOSING,
            _("What worked"),
            *(" – ".join(filter(None, (one.what, one.why))) for one in reflection.worked),
        ),
        _answer(Page.CLOSING, _("One thing to change"), reflection.change),
        _answer(Page.CLOSING, _("What you expect"), _say_expectation(reflection)),
    ]


def _answer(page: Page, name: str, *lines: str) -> Answer:
    return Answer(page=page, name=name, lines=tuple(line for line in lines if line))


def _say_rating(reflection: Reflection, area: str) -> tuple[str, ...]:
    rating: Rating | None = reflection.rating(area)
    if rating is None:
        return ()
    if rating.value is None:
        return (_("You are not sure which line fits."),)
    causes: dict[Any, str] = {
        Cause.MINE: _("Mine to change"),
        Cause.PARTLY: _("Partly mine"),
        Cause.NOT_MINE: _("Not mine, so it does not count against me"),
        None: "",
    }
    return (_(load_areas()[area].anchors[round(rating.value) - 1]), causes[rating.cause])


def _say_question(question: Question, seen: Seen) -> str:
    landed: dict[Any, str] = {
        Landed.LANDED: _("landed"),
        Landed.SO_SO: _("so-so"),
        Landed.MISSED: _("missed"),
        None: "",
    }
    story = seen.titles.get(question.story_id or 0, question.story_words)
    return " · ".join(part for part in (question.text, story, landed[question.landed]) if part)


def _say_counts(counts: ExampleCounts | None) -> str:
    if counts is None:
        return ""
    words = _("Examples wanted: %(asked)d · true stories: %(stories)d · own part: %(action)d · result: %(result)d")
    return words % {
        "asked": counts.asked,
        "stories": counts.stories,
        "action": counts.with_action,
        "result": counts.with_result,
    }


def _say_expectation(reflection: Reflection) -> str:
    return "" if reflection.expectation is None else _("Noted and sealed until you know")
