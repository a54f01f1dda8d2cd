"""Says in the person's language what the core says in English: steps, hours and zones."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext

from afterview.core.invitation.zones import find_zone, name_zone, zone_of_minutes
from afterview.core.journey import NextStep
from afterview.core.words import Interview
from afterview.web.door import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSaid:
    """A step as the page says it."""

    interview_id: int
    address: str
    heading: str
    sentence: str
    action: str


def say_step(step: NextStep | None) -> StepSaid | None:
    """A step in the person's language, names and day filled in."""
    if step is None:
        return None
    day = date_format(step.on, gettext("l j F")) if step.on else ""
    names = {"company": step.company, "who": step.who, "day": day}
    return StepSaid(
        interview_id=step.interview_id,
        address=step.address,
        heading=gettext(step.heading) % names,
        sentence=gettext(step.sentence) % names,
        action=gettext(step.action),
    )


def own_zone(request: Request) -> str:
    """The zone of this computer; by its offset where it does not name one."""
    named = find_zone(settings.ZONE)
    offset = request.now.utcoffset() or timedelta()
    return named or zone_of_minutes(int(offset.total_seconds() // 60))


def say_own_time(interview: Interview, now: datetime) -> str:
    """ "15:30 where you are", where the interview's clocks show another time than the person's; else ""."""
    if interview.starts_at is None or now.tzinfo is None:
        return ""
    here = interview.starts_at.astimezone(now.tzinfo)
    if here.replace(tzinfo=None) == interview.starts_at.replace(tzinfo=None):
        return ""
    same_day = here.date() == interview.starts_at.date()
    said = date_format(here, "TIME_FORMAT") if same_day else date_format(here, gettext("l j F, H:i"))
    return gettext("%(time)s where you are") % {"time": said}


def say_zone(interview: Interview) -> str:
    """ "Berlin time"."""
    return gettext("%(city)s time") % {"city": name_zone(interview.zone)} if interview.zone else ""
