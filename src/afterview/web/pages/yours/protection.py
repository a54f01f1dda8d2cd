"""What protects the journal while it lies on this computer, and what does not."""

import stat

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from afterview.flows.backups import can_back_up, is_sealing
from afterview.flows.place import say_place
from afterview.web.door import Request


@require_safe
def show_protection(request: Request) -> HttpResponse:
    """The page: looked up now, not promised."""
    file = settings.DATA / "journal.sqlite3"
    is_file = can_back_up()
    context = {
        "is_file": is_file,
        "folder": settings.DATA,
        "is_private": file.exists() and not stat.S_IMODE(file.stat().st_mode) & 0o077,
        "is_sealing": is_sealing(settings.DATA),
        "place": say_place(settings.DATA) if is_file else "",
    }
    return render(request, "yours/protection.html", context)
