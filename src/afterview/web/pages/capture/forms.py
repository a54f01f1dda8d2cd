"""The form an interview comes in by: company and role are enough; each person of the panel is a row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from afterview.core.capture import NoSuchTime, place_in_time
from afterview.core.invitation.zones import find_zone, name_zone
from afterview.core.words import Format, Interview, Interviewer
from afterview.web.forms import Choices

MOST_PEOPLE = 12
FORMATS = [(Format.ON_SITE, _("In person")), (Format.VIDEO, _("Video")), (Format.PHONE, _("Telephone"))]
DAYS = ["%Y-%m-%d", "%d %m %Y", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"]
HOURS = ["%H:%M", "%H:%M:%S", "%H.%M", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]


def _words(label: Any, longest: int, hint: Any = "", rows: int = 0, **attrs: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto"}) if rows else None
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        required=False,
        widget=area or forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", **attrs}),
    )


class InterviewForm(forms.Form):
    """One interview without its panel."""

    company = forms.CharField(
        label=_("Company"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "organization"}),
        error_messages={"required": _("Enter the company. A short name is fine.")},
    )
    role = forms.CharField(
        label=_("Role"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Enter the role, in their words or yours.")},
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        input_formats=DAYS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Enter the day of the interview, like 12 11 2026.")},
    )
    hour = forms.TimeField(
        label=_("Hour"),
        required=False,
        input_formats=HOURS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("Enter the hour, like 14:30.")},
    )
    zone = forms.CharField(
        label=_("On the clocks of"),
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "zones"}),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=5,
        max_value=600,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Enter the length in minutes, like 45."),
            "min_value": _("Enter a length between 5 and 600 minutes."),
            "max_value": _("Enter a length between 5 and 600 minutes."),
        },
    )
    format = forms.ChoiceField(label=_("How is it held?"), choices=FORMATS, required=False, widget=Choices(across=True))
    place = _words(_("Place or link"), 2_000)
    route = _words(_("How you get there"), 2_000, _("Which train, which door, when to leave."), rows=2)
    advert = _words(
        _("Job advert"), 60_000, _("Paste it now; adverts vanish. It tells which stories to bring."), rows=4
    )
    notes = _words(_("Notes"), 60_000, rows=3)

    def clean(self) -> dict[str, Any]:
        """Day and hour belong together, and must exist on the clocks of the place."""
        held = super().clean() or {}
        zone = find_zone(held.get("zone", "")) if held.get("zone") else ""
        if zone is None:
            self.add_error("zone", gettext("We do not know these clocks. Enter a city, like Berlin or New York."))
        day, hour = held.get("day"), held.get("hour")
        if day and not hour and "hour" not in self.errors:
            self.add_error("hour", gettext("Enter the hour too, like 14:30. About is fine; you can change it."))
        if hour and not day and "day" not in self.errors:
            self.add_error("day", gettext("Enter the day of the interview too, like 12 11 2026."))
        held["starts_at"] = self._place(day, hour, zone) if day and hour and zone else None
        return {**held, "zone": zone or ""}

    def _place(self, day: Any, hour: Any, zone: str) -> datetime | None:
        try:
            return place_in_time(day, hour, zone)
        except NoSuchTime:
            later = (datetime.combine(day, hour) + timedelta(hours=1)).time()
            sentence = gettext("On %(day)s the clocks of %(city)s skip %(hour)s: they go forward. Choose %(later)s.")
            names = {"day": date_format(day), "city": name_zone(zone), "hour": f"{hour:%H:%M}"}
            self.add_error("hour", sentence % {**names, "later": f"{later:%H:%M}"})
            return None


class PersonForm(forms.Form):
    """One person of the panel; a row without a name is left out."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    role = forms.CharField(
        label=_("Their role"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    address = forms.EmailField(
        label=_("Mail address"),
        max_length=320,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Enter a whole mail address, like sam@company.com, or leave it out.")},
    )

    def clean(self) -> dict[str, Any]:
        """An address or a role needs a name."""
        held = super().clean() or {}
        if not held.get("name") and (held.get("address") or held.get("role")):
            self.add_error("name", gettext("Enter a name for this person too; a first name is fine."))
        return held

    def read(self) -> Interviewer | None:
        """The person of a valid row, None for an empty one."""
        held = self.cleaned_data
        if not held["name"]:
            return None
        return Interviewer(id=held["id"] or 0, name=held["name"], role=held["role"], address=held["address"])


def read_interview(form: InterviewForm, people: Sequence[PersonForm], base: Interview) -> Interview:
    """The interview of valid forms; what they do not ask for stays as in `base`."""
    held = form.cleaned_data
    known = {person.id for person in base.interviewers}
    panel = [person for row in people if (person := row.read())]
    return Interview(
        id=base.id,
        application_id=base.application_id,
        company=held["company"],
        role=held["role"],
        advert=held["advert"],
        round=base.round,
        starts_at=held["starts_at"],
        zone=held["zone"],
        minutes=held["minutes"],
        format=Format(held["format"]) if held["format"] else None,
        place=held["place"],
        route=held["route"],
        notes=held["notes"],
        questions_to_ask=base.questions_to_ask,
        blank_line=base.blank_line,
        rest_until=base.rest_until,
        interviewers=tuple(person if person.id in known else replace(person, id=0) for person in panel),
    )


def to_fields(interview: Interview, own_zone: str) -> dict[str, list[str]]:
    """An interview as the form's fields, each a list as a browser posts them."""
    at = interview.starts_at
    fields = {
        "company": interview.company,
        "role": interview.role,
        "day": f"{at:%Y-%m-%d}" if at else "",
        "hour": f"{at:%H:%M}" if at else "",
        "zone": name_zone(interview.zone or own_zone),
        "minutes": str(interview.minutes or ""),
        "format": interview.format or "",
        "place": interview.place,
        "route": interview.route,
        "advert": interview.advert,
        "notes": interview.notes,
        "people": str(max(1, len(interview.interviewers))),
    }
    for number, person in enumerate(interview.interviewers):
        row = {"id": str(person.id or ""), "name": person.name, "role": person.role, "address": person.address}
        fields |= {f"person-{number}-{name}": value for name, value in row.items()}
    return {name: [value] for name, value in fields.items()}


def count_people(fields: Mapping[str, Sequence[str]]) -> int:
    """How many rows the panel has; 1 to 12."""
    said = next(iter(fields.get("people", ())), "")
    return max(1, min(MOST_PEOPLE, int(said) if said.isdecimal() else 1))
