"""Reads evidence from JSON Lines, one mark a line, and writes an evaluation as plain values."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from afterview.core.areas import load_areas
from afterview.core.evaluate import AreaView, Evaluation
from afterview.core.evidence import Evidence, Source

MOST_RATERS = 100
DIGITS = 6


class BadEvidence(ValueError):
    """A line that is not evidence; the message says which and what to do."""


def read_lines(lines: Iterable[str]) -> dict[str | None, list[Evidence]]:
    """The evidence by person (None where lines name nobody), people in the order they first appear.

    Raises BadEvidence at the first line that cannot be read. Empty lines are passed over.
    """
    people: dict[str | None, list[Evidence]] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                person, piece = _read_line(line)
            except BadEvidence as error:
                raise BadEvidence(f"Line {number}: {error}") from error
            people.setdefault(person, []).append(piece)
    return people


def _read_line(line: str) -> tuple[str | None, Evidence]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadEvidence("this is not JSON. Put one object on each line.") from error
    if not isinstance(fields, dict):
        raise BadEvidence('this is not an object. Put one object like {"area": …} on each line.')
    person = fields.get("person")
    return (None if person is None else str(person)), _to_evidence(fields)


def _to_evidence(fields: Mapping[str, Any]) -> Evidence:
    source = _read_source(fields)
    interview = fields.get("interview")
    if interview in (None, "") and source is Source.INTERVIEWER:
        raise BadEvidence('an interviewer\'s mark needs its "interview", so that panels can be told apart.')
    return Evidence(
        area=_read_area(fields),
        source=source,
        interview="" if interview is None else str(interview),
        rating=_read_number(fields, "rating", 1, 5),
        on=_read_date(fields),
        raters=_read_raters(fields),
        quality=_read_number(fields, "quality", 0, 1, usual=1.0),
        rater="" if fields.get("rater") is None else str(fields["rater"]),
    )


def _read_area(fields: Mapping[str, Any]) -> str:
    area = fields.get("area")
    if not isinstance(area, str) or area not in load_areas():
        raise BadEvidence(f'"area" is {_said(area)}. Use one of: {", ".join(load_areas())}.')
    return area


def _read_source(fields: Mapping[str, Any]) -> Source:
    source = fields.get("source")
    if source not in list(Source):
        raise BadEvidence(f'"source" is {_said(source)}. Use one of: {", ".join(Source)}.')
    return Source(source)


def _read_number(fields: Mapping[str, Any], name: str, least: int, most: int, usual: float | None = None) -> float:
    value = fields.get(name, usual)
    value = usual if value is None else value
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise BadEvidence(f'"{name}" is {_said(value)}. Give a number from {least} to {most}.')
    return float(value)


def _read_raters(fields: Mapping[str, Any]) -> int:
    raters = fields.get("raters")
    raters = 1 if raters is None else raters
    if isinstance(raters, bool) or not isinstance(raters, int) or not 1 <= raters <= MOST_RATERS:
        raise BadEvidence(f'"raters" is {_said(raters)}. Give a whole number from 1 to {MOST_RATERS}.')
    return raters


def _read_date(fields: Mapping[str, Any]) -> date:
    try:
        return datetime.fromisoformat(fields["date"]).date()
    except (KeyError, TypeError, ValueError) as error:
        raise BadEvidence(f'"date" is {_said(fields.get("date"))}. Give an ISO date like 2026-11-22.') from error


def _said(value: object) -> str:
    return "missing" if value is None else json.dumps(value, ensure_ascii=False)[:40]


def to_plain(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation as JSON values: areas by id, focus, keep, ask."""
    return {
        "areas": {area: _view_to_plain(view) for area, view in evaluation.areas.items()},
        "focus": list(evaluation.focus),
        "keep": list(evaluation.keep),
        "ask": list(evaluation.ask),
    }


def _view_to_plain(view: AreaView) -> dict[str, Any]:
    return {
        "mean": round(view.mean, DIGITS),
        "low": round(view.low, DIGITS),
        "high": round(view.high, DIGITS),
        "p": round(view.p, DIGITS),
        "label": view.label.value,
        "direction": view.direction.value if view.direction else None,
        "interviews": view.interviews,
    }
