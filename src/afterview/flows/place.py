"""Where the journal lies, said in one sentence where that matters."""

from pathlib import Path

from django.utils.translation import gettext

from afterview.core.place import Kind
from afterview.store.place import look_at_place


def say_place(folder: Path) -> str:
    """The sentence for a folder that syncs or lies on another computer; "" for any other."""
    place = look_at_place(folder)
    if place is None:
        return ""
    if place.kind is Kind.SYNCED:
        return gettext(
            "Your journal lies in a folder that %(name)s copies. It works there, on one computer at a time: close"
            " Afterview and let the copying finish before you open it on another, or two copies will differ."
        ) % {"name": place.name}
    return gettext(
        "Your journal lies on another computer (%(name)s). It works there while only one computer has it open, and a"
        " folder of this computer is safer."
    ) % {"name": place.name}
