"""Template tags of every page: dates as people write them, area names, and forms that keep what is typed."""

from datetime import date, datetime

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from afterview.core.areas import load_areas
from afterview.core.job import WEIGHT_NAMES

register = template.Library()
# A manifest is a file of its own in each language: browsers ask for it without the cookie that opens the door.
MANIFESTS = ("de", "es", "fr")


@register.filter
def day(value: date | datetime | None) -> str:
    """12 November 2026, in its own zone and the person's language."""
    return date_format(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Thursday 12 November 2026, 14:30, in its own zone and the person's language."""
    return date_format(value, gettext("l j F Y, H:i")) if value else ""


@register.filter
def area_name(area: str) -> str:
    """An area's plain name; the id itself where it is unknown."""
    known = load_areas().get(area)
    return gettext(known.name) if known else area


@register.simple_tag
def manifest() -> str:
    """The address of the manifest in the person's language: what is on a device's start screen is named in it."""
    code = (get_language() or "").split("-")[0]
    return static(f"afterview.{code}.webmanifest" if code in MANIFESTS else "afterview.webmanifest")


@register.filter
def weight_name(weight: str) -> str:
    """How much a job asks for something; "" where that is unknown."""
    return gettext(WEIGHT_NAMES[weight]) if weight in WEIGHT_NAMES else ""


@register.filter
def say(sentence: str) -> str:
    """A sentence of the core in the person's language."""
    return gettext(sentence) if sentence else ""


@register.filter
def area_plan(area: str) -> str:
    """The plan written for an area: If …, then …; its id where it is unknown."""
    known = load_areas().get(area)
    if known is None:
        return area
    return gettext("If %(if)s, then %(then)s") % {"if": gettext(known.if_words), "then": gettext(known.then_words)}


@register.simple_tag
def form_keeps(form: str) -> SafeString:
    """Attributes for `<form>`: with JavaScript, what is typed is kept every half second under the name `form`."""
    return format_html(
        ' data-keeps="{}" hx-post="{}?form={}" hx-trigger="input delay:400ms, change delay:100ms" hx-swap="none"',
        form,
        reverse("keep-draft"),
        form,
    )
