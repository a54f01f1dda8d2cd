"""One column's way into the archive and back: the form its values take in JSON, and what is refused on the way in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import models


class Unfit(ValueError):
    """A value that this column never holds."""


class Form(NamedTuple):
    """How a kind of value is written in JSON and read back; `read` raises Unfit, ValueError or OverflowError."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _read_exactly(kind: type) -> Callable[[Any], Any]:
    def read(given: Any) -> Any:
        # Not isinstance: True is an int, and 1 must not become a float.
        if type(given) is not kind:
            raise Unfit(f"{given!r} is no {kind.__name__}")
        return given

    return read


def _read_moment(given: Any) -> datetime:
    moment = datetime.fromisoformat(_text(given))
    if moment.tzinfo is None or _write_moment(moment) != given:
        raise Unfit(f"{given!r} is no moment in UTC")
    return moment


def _write_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _read_day(given: Any) -> date:
    day = date.fromisoformat(_text(given))
    if day.isoformat() != given:
        raise Unfit(f"{given!r} is no date")
    return day


def _read_decimal(given: Any) -> Decimal:
    try:
        number = Decimal(_text(given))
    except InvalidOperation as error:
        raise Unfit(f"{given!r} is no number") from error
    if not number.is_finite() or str(number) != given:
        raise Unfit(f"{given!r} is no number")
    return number


def _read_zone(given: Any) -> str:
    if _text(given):
        try:
            ZoneInfo(given)
        except (KeyError, OSError) as error:
            raise Unfit(f"{given!r} is no time zone") from error
    return str(given)


_text = _read_exactly(str)
TEXT = Form(str, _text)
ZONE = Form(str, _read_zone)
WHOLE = Form(int, _read_exactly(int))
REFERENCE = Form(int, _read_exactly(int))
NUMBER = Form(float, _read_exactly(float))
TRUTH = Form(bool, _read_exactly(bool))
DECIMAL = Form(str, _read_decimal)
MOMENT = Form(_write_moment, _read_moment)
DAY = Form(date.isoformat, _read_day)
LISTED = Form(list, _read_exactly(list))
MAIL = Form(str, _text)

# The first that fits: a DateTimeField is a DateField too.
FORMS: "tuple[tuple[type[models.Field[Any, Any]], Form], ...]" = (
    (models.ForeignKey, REFERENCE),
    (models.DateTimeField, MOMENT),
    (models.DateField, DAY),
    (models.DecimalField, DECIMAL),
    (models.FloatField, NUMBER),
    (models.IntegerField, WHOLE),
    (models.BooleanField, TRUTH),
    (models.JSONField, LISTED),
    (models.BinaryField, MAIL),
    (models.CharField, TEXT),
    (models.TextField, TEXT),
)


@dataclass(frozen=True)
class Column:
    """A column: `name` in the archive, `attribute` of the row; a reference's `target` is the table it points into."""

    name: str
    attribute: str
    form: Form
    nullable: bool
    choices: frozenset[str] | None = None
    target: str = ""

    def write(self, value: Any) -> Any:
        """A row's value as JSON holds it (references and mails are numbered by the caller)."""
        return None if value is None else self.form.write(value)

    def read(self, given: Any) -> Any:
        """A value from JSON as the row holds it. Raises Unfit, ValueError or OverflowError where it never could."""
        if given is None and self.nullable:
            return None
        value = self.form.read(given)
        if self.choices is not None and value not in self.choices:
            raise Unfit(f"{given!r} is not one of {sorted(self.choices)}")
        return value


def build_column(
    model: type[models.Model], name: str, choices: type[StrEnum] | None, tables: Mapping[type[models.Model], str]
) -> Column:
    """The column of a model's field; `choices` are the values it may hold (and "" where it may be blank)."""
    field: Any = model._meta.get_field(name)
    form = ZONE if name == "zone" else next(form for kind, form in FORMS if isinstance(field, kind))
    return Column(
        name=name,
        attribute=field.attname,
        form=form,
        nullable=field.null,
        choices=frozenset({*choices, *([""] if field.blank else [])}) if choices else None,
        target=tables[field.related_model] if form is REFERENCE else "",
    )
