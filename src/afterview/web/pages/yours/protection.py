"""What protects the journal while it lies on this computer, and what does not."""

import stat

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterview.flows.backups import can_back_up, list_backups
from afterview.flows.place import say_place
from afterview.web.door import Request


@require_safe
def show_protection(request: Request) -> HttpResponse:
    """The page: looked up now, not promised."""
    file = settings.DATA / "journal.sqlite3"
    context = {
        "is_file": can_back_up(),
        "folder": settings.DATA,
        "is_private": file.exists() and not stat.S_IMODE(file.stat().st_mode) & 0o077,
        "is_sealing": list_backups(settings.DATA).is_sealing,
        "place": say_place(settings.DATA) if can_back_up() else "",
    }
    return render(request, "yours/protection.html", context)
