"""Gathers the evidence a journal holds: own marks, counted facts, practice, and what interviewers wrote or said."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from afterview.core.evidence import MARKS, Evidence, Source, counts, specificity
from afterview.core.examples import seen_examples, suggest_examples
from afterview.core.reflect import suggest_arrival
from afterview.core.words import Cause, Interview, Reflection, Reply


def gather(
    interviews: Iterable[Interview],
    reflections: Mapping[int, Reflection],
    replies: Iterable[Reply],
    practised: Iterable[Evidence] = (),
) -> tuple[Evidence, ...]:
    """Every piece of evidence of these interviews, dated by the day of the interview, and of practice.

    A mark whose cause was not the person's, and a finding not confirmed, taken out or put aside, is none.
    """
    known = {interview.id: interview for interview in interviews}
    own = [piece for id_, reflection in reflections.items() if id_ in known for piece in _own(known[id_], reflection)]
    theirs = [piece for reply in replies if reply.interview_id in known for piece in _theirs(known, reply)]
    return (*own, *theirs, *practised)


def _own(interview: Interview, reflection: Reflection) -> Iterator[Evidence]:
    noted = reflection.completed_at or reflection.begun_at
    on = _day(interview, noted.date() if noted else None)
    if on is None:
        return
    not_mine = {rating.area for rating in reflection.ratings if rating.cause is Cause.NOT_MINE}
    for rating in reflection.ratings:
        if rating.value is not None and rating.area not in not_mine:
            yield _piece(interview, rating.area, Source.SELF, rating.value, on)
    counted = {
        "punctuality": suggest_arrival(reflection.arrival, interview.format),
        "examples": suggest_examples(seen_examples(reflection)),
    }
    for area, mark in counted.items():
        if mark is not None and area not in not_mine:
            yield _piece(interview, area, Source.COUNT, float(mark), on)


def _piece(interview: Interview, area: str, source: Source, rating: float, on: date) -> Evidence:
    key = f"{source}:{interview.id}:{area}"
    return Evidence(area=area, source=source, interview=str(interview.id), rating=rating, on=on, key=key)


def _theirs(known: Mapping[int, Interview], reply: Reply) -> Iterator[Evidence]:
    if reply.confirmed_at is None:
        return
    on = _day(known[reply.interview_id], reply.received_on) or reply.received_on
    for finding in reply.findings:
        if counts(finding):
            yield Evidence(
                area=finding.area,
                source=Source.INTERVIEWER,
                interview=str(reply.interview_id),
                rating=MARKS[finding.kind],
                on=on,
                quality=specificity(finding),
                rater=f"person:{reply.interviewer_id}" if reply.interviewer_id else f"reply:{reply.id}",
                key=f"finding:{finding.id}",
            )


def _day(interview: Interview, otherwise: date | None) -> date | None:
    return interview.starts_at.date() if interview.starts_at else otherwise
