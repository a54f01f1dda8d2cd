"""Fills the form's empty fields with what was read, and keeps the words each guess came from."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from afterview.core.capture import ProposedInterview
from afterview.core.invitation.found import Doubt, DoubtKind, Guess
from afterview.core.invitation.zones import name_zone
from afterview.flows.capture import Brought
from afterview.web.pages.capture.forms import MOST_PEOPLE, count_people

type Fields = dict[str, list[str]]


def fill_in(fields: Fields, brought: Brought, defaults: Fields) -> Fields:
    """The fields with every empty one (or one still at its default) filled by its guess; what was typed stays. Each
    guess's words go along as `words-…`, and what should be looked at as `said`."""
    proposed = brought.proposed
    filled = {**fields, "paste": [""], "said": say_findings(proposed)}
    for name, (value, words) in _list_guesses(proposed).items():
        if _first(fields, name).strip() in {"", _first(defaults, name)}:
            filled |= {name: [value], f"words-{name}": [words]}
    _fill_text(filled, brought)
    return _fill_people(filled, proposed)


def say_findings(proposed: ProposedInterview) -> list[str]:
    """Sentences to show above the form: what to look at, what was not found."""
    if proposed.is_empty:
        return [gettext("We could not read an interview from this. Company and role are enough; type them below.")]
    said = [
        gettext("We guessed from what you brought. Change anything that is wrong; its text is kept with the interview.")
    ]
    if proposed.doubt and proposed.day:
        said.append(_say_doubt(proposed.doubt))
    if proposed.day is None:
        said.append(gettext("We could not find a date. Add it below, or later."))
    elif proposed.hour is None:
        said.append(gettext("We could not find the hour. Add it below."))
    return said


def _say_doubt(doubt: Doubt) -> str:
    sentences = {
        DoubtKind.WEEKDAY: gettext(
            "They wrote “%(words)s”, but that day is another weekday. Ask them which they mean."
        ),
        DoubtKind.DAY_OR_MONTH: gettext("“%(words)s” can be read in two ways. Look at the day below."),
        DoubtKind.SEVERAL_DAYS: gettext("They name several days. We took the first; look at the day below."),
    }
    return sentences[doubt.kind] % {"words": doubt.words}


def _list_guesses(proposed: ProposedInterview) -> dict[str, tuple[str, str]]:
    """Field -> (value as typed, words)."""
    guesses: dict[str, tuple[Guess[str] | None, str]] = {
        "company": (proposed.company, proposed.company.value if proposed.company else ""),
        "role": (proposed.role, proposed.role.value if proposed.role else ""),
        "zone": (proposed.zone, name_zone(proposed.zone.value) if proposed.zone else ""),
        "place": (proposed.place, proposed.place.value if proposed.place else ""),
    }
    found = {name: (value, guess.words) for name, (guess, value) in guesses.items() if guess}
    if proposed.day:
        found["day"] = (f"{proposed.day.value:%Y-%m-%d}", proposed.day.words)
    if proposed.hour:
        found["hour"] = (f"{proposed.hour.value:%H:%M}", proposed.hour.words)
    if proposed.minutes:
        found["minutes"] = (str(proposed.minutes.value), proposed.minutes.words)
    if proposed.format:
        found["format"] = (proposed.format.value, proposed.format.words)
    return found


def _fill_text(filled: Fields, brought: Brought) -> None:
    """The text itself is kept: as the advert where it names no day, else as a note."""
    name = "notes" if brought.proposed.day else "advert"
    if brought.text and not _first(filled, name).strip():
        filled[name] = [brought.text]


def _fill_people(filled: Fields, proposed: ProposedInterview) -> Fields:
    rows = count_people(filled)
    typed = [row for row in range(rows) if _first(filled, f"person-{row}-name").strip()]
    names = {_first(filled, f"person-{row}-name").strip().casefold() for row in typed}
    new = [guess for guess in proposed.interviewers if guess.value.name.casefold() not in names]
    free = [row for row in range(MOST_PEOPLE) if row not in typed]
    for row, guess in zip(free, new, strict=False):
        person = guess.value
        filled |= {f"person-{row}-{name}": [value] for name, value in (("name", person.name), ("role", person.role))}
        filled |= {f"person-{row}-address": [person.address], f"words-person-{row}": [guess.words]}
        rows = max(rows, row + 1)
    return {**filled, "people": [str(rows)]}


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")
