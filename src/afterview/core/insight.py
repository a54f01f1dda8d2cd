"""One look at the journal, whole or a part of it (role, application, round, period), and the reasons behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from afterview.core.evaluate import AreaView, Evaluation, view_area, weigh_pieces
from afterview.core.evidence import MARKS, Evidence, Source, is_partners
from afterview.core.gather import gather
from afterview.core.pictures import name_writer
from afterview.core.words import (
    Cause,
    CheckIn,
    Direction,
    Finding,
    FindingKind,
    Interview,
    Outcome,
    Plan,
    Reflection,
    Reply,
)

MOST_TO_CHOOSE = 60


@dataclass(frozen=True, kw_only=True)
class Journal:
    """What the pictures are made of, as loaded; interviews, reflections and outcomes by interview id."""

    interviews: Mapping[int, Interview] = field(default_factory=dict)
    reflections: Mapping[int, Reflection] = field(default_factory=dict)
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    replies: tuple[Reply, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    plans: tuple[Plan, ...] = ()
    practised: tuple[Evidence, ...] = ()

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every piece of evidence."""
        return gather(self.interviews.values(), self.reflections, self.replies, self.practised)

    @cached_property
    def heard_from(self) -> int:
        """How many interviews left any evidence."""
        return len({piece.interview for piece in self.evidence if piece.interview})

    @cached_property
    def quotes(self) -> dict[str, str]:
        """For each area the latest good word that counts, verbatim."""
        found: dict[str, str] = {}
        for reply in sorted(self.replies, key=lambda one: one.received_on):
            for finding in reply.findings if reply.confirmed_at else ():
                if finding.kind is FindingKind.STRENGTH and finding.counted and not finding.courtesy:
                    found[finding.area] = finding.quote
        return found


def list_roles(journal: Journal) -> tuple[str, ...]:
    """The roles applied for, each once, in order of the alphabet."""
    return tuple(sorted({interview.role for interview in journal.interviews.values()}))


def list_applications(journal: Journal) -> dict[int, str]:
    """The latest applications by id with their company, in order of the alphabet."""
    companies = {one.application_id: one.company for one in journal.interviews.values()}
    latest = list(companies.items())[:MOST_TO_CHOOSE]
    return dict(sorted(latest, key=lambda one: (one[1], one[0])))


def list_rounds(journal: Journal) -> tuple[int, ...]:
    """The rounds there were, from the first."""
    return tuple(sorted({interview.round for interview in journal.interviews.values()}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the journal: one role, one application, one round (each empty for all), and from a day on."""

    role: str = ""
    application_id: int = 0
    round: int = 0
    since: date | None = None

    def holds(self, interview: Interview) -> bool:
        """Whether an interview is in it; one without a date is in every period."""
        day = interview.starts_at.date() if interview.starts_at else None
        return (
            (not self.role or interview.role == self.role)
            and (not self.application_id or interview.application_id == self.application_id)
            and (not self.round or interview.round == self.round)
            and (self.since is None or day is None or day >= self.since)
        )

    def holds_practice(self, piece: Evidence) -> bool:
        """Whether a piece of practice is in it; practice belongs to no role, application or round."""
        is_whole = not (self.role or self.application_id or self.round)
        return is_whole and (self.since is None or piece.on >= self.since)


def look_at_part(journal: Journal, part: Part) -> Journal:
    """The journal of the interviews in a part; check-ins are those of its period."""
    kept = {id_: one for id_, one in journal.interviews.items() if part.holds(one)}
    since = part.since
    return replace(
        journal,
        interviews=kept,
        reflections={id_: one for id_, one in journal.reflections.items() if id_ in kept},
        outcomes={id_: one for id_, one in journal.outcomes.items() if id_ in kept},
        replies=tuple(reply for reply in journal.replies if reply.interview_id in kept),
        check_ins=tuple(one for one in journal.check_ins if since is None or one.at.date() >= since),
        practised=tuple(piece for piece in journal.practised if part.holds_practice(piece)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One piece behind a label, as a person can check it: when, who, what they said, what it weighs (0: left out).

    Practice has no interview; `is_partners` says whether a partner's mark or one's own."""

    on: date
    source: Source
    interview: Interview | None
    mark: float
    weight: float
    who: str = ""
    finding: Finding | None = None
    reply_id: int = 0
    not_mine: bool = False
    is_partners: bool = False


def list_reasons(journal: Journal, evaluation: Evaluation, area: str, now: datetime) -> tuple[Reason, ...]:
    """Every piece about an area, the heaviest first; what was left out comes last and weighs nothing."""
    view = evaluation.areas[area]
    weights = {piece.evidence.key: piece for piece in weigh_pieces(view, now)}
    found = [*_own_reasons(journal, view), *_their_reasons(journal, view.area)]
    weighed = [replace(reason, weight=weights[key].weight) if key in weights else reason for key, reason in found]
    return tuple(sorted(weighed, key=lambda reason: (-reason.weight, -reason.on.toordinal())))


def _own_reasons(journal: Journal, view: AreaView) -> Iterator[tuple[str, Reason]]:
    for own in view.pieces:
        if own.source is not Source.INTERVIEWER:
            interview = journal.interviews[int(own.interview)] if own.interview else None
            reason = Reason(on=own.on, source=own.source, interview=interview, mark=own.rating, weight=0.0)
            reason = replace(reason, is_partners=is_partners(own))
            yield own.key, reason
    for interview_id, reflection in journal.reflections.items():
        rating = reflection.rating(view.area)
        interview = journal.interviews[interview_id]
        if rating and rating.value is not None and rating.cause is Cause.NOT_MINE and interview.starts_at:
            yield (
                "",
                Reason(
                    on=interview.starts_at.date(),
                    source=Source.SELF,
                    interview=interview,
                    mark=rating.value,
                    weight=0.0,
                    not_mine=True,
                ),
            )


def _their_reasons(journal: Journal, area: str) -> Iterator[tuple[str, Reason]]:
    for reply in journal.replies:
        interview = journal.interviews[reply.interview_id]
        for finding in reply.findings if reply.confirmed_at else ():
            if finding.area == area and not finding.set_aside and finding.kind is not FindingKind.NOTHING:
                yield (
                    f"finding:{finding.id}",
                    Reason(
                        on=reply.received_on,
                        source=Source.INTERVIEWER,
                        interview=interview,
                        mark=MARKS.get(finding.kind, 3.0),
                        weight=0.0,
                        who=name_writer(interview, reply),
                        finding=finding,
                        reply_id=reply.id,
                    ),
                )


def if_one_more(evaluation: Evaluation, area: str, now: datetime) -> dict[Direction, AreaView]:
    """What would be said of an area if one more interviewer, in another interview, praised it or gave a pointer."""
    view = evaluation.areas[area]
    marks = {Direction.STRENGTH: MARKS[FindingKind.STRENGTH], Direction.FOCUS: MARKS[FindingKind.DEVELOP]}
    return {
        direction: view_area(
            area, [*view.pieces, _another(area, mark, now)], view.gap, now, (view.label, view.direction)
        )
        for direction, mark in marks.items()
    }


def _another(area: str, mark: float, now: datetime) -> Evidence:
    return Evidence(area=area, source=Source.INTERVIEWER, interview="another", rating=mark, on=now.date())
