"""Backups: what there is, what is in one, and putting it in the journal's place."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from afterview.core.backups import Backup, Why, stays_until
from afterview.flows.backups import (
    BackupGone,
    CarryError,
    PassphraseNeeded,
    WrongPassphrase,
    back_up,
    can_back_up,
    encrypt_backups,
    find_backup,
    forget_backups,
    leave_backups_plain,
    list_backups,
    look_into_backup,
    restore_backup,
)
from afterview.flows.carry import measure_journal
from afterview.web.door import Request
from afterview.web.pages.yours.forms import NewPassphraseForm, PassphraseForm
from afterview.web.pages.yours.said import WHYS, name_backup, name_holdings, say_fault
from afterview.web.redirects import see_other

DONE = {
    "made": _("The backup is made, and was opened again to be sure."),
    "same": _("Nothing has changed since the latest backup, so there was nothing to make."),
    "replaced": _("The backup is in the journal’s place. What was there before is the latest backup below."),
    "restored": _("The backup is in the journal’s place."),
    "sealed": _("Every backup is encrypted now, and so are those to come."),
    "plain": _("Backups to come are not encrypted. Those that are keep their passphrase."),
    "forgotten": _("The earlier backups are deleted. One is left, of the journal as it is now."),
}


def show_backups(request: Request, fault: str = "", form: NewPassphraseForm | None = None) -> HttpResponse:
    """The backups there are."""
    shelved = list_backups(settings.DATA)
    context = {
        "can": can_back_up(),
        "shelved": shelved,
        "backups": [_describe(one) for one in shelved.backups],
        "folder": settings.DATA / "backups",
        "form": form or NewPassphraseForm(),
        "done": DONE.get(request.GET.get("done", "")),
        "fault": fault,
    }
    return render(request, "yours/backups.html", context, status=422 if fault or form else 200)


def _describe(one: Backup) -> dict[str, Any]:
    return {"about": one, "held": name_backup(one), "why": WHYS[one.why], "until": stays_until(one.made_at)}


@require_POST
def make(request: Request) -> HttpResponse:
    """A backup now."""
    try:
        made = back_up(settings.DATA, Why.ASKED, request.now)
    except CarryError as error:
        return show_backups(request, say_fault(error))
    return see_other("backups", query="done=made" if made else "done=same", fragment="done")


@require_POST
def protect(request: Request) -> HttpResponse:
    """Encrypts the backups, or leaves those to come plain."""
    if "plain" in request.POST:
        leave_backups_plain(settings.DATA)
        return see_other("backups", query="done=plain", fragment="done")
    form = NewPassphraseForm(request.POST)
    if not form.is_valid():
        return show_backups(request, form=form)
    return _try(request, "sealed", lambda: encrypt_backups(settings.DATA, form.cleaned_data["passphrase"]))


@require_POST
def forget(request: Request) -> HttpResponse:
    """Deletes the backups but for a new one."""
    return _try(request, "forgotten", lambda: forget_backups(settings.DATA, request.now))


def _try(request: Request, done: str, work: Callable[[], None]) -> HttpResponse:
    try:
        work()
    except CarryError as error:
        return show_backups(request, say_fault(error))
    return see_other("backups", query=f"done={done}", fragment="done")


def show_backup(request: Request, name: str) -> HttpResponse:
    """What is in one; a POST looks into it, or puts it in the journal's place."""
    try:
        backup = find_backup(settings.DATA, name)
        if request.method != "POST":
            return _look(request, backup, PassphraseForm(), "" if not backup.is_sealed else None)
        return _answer(request, backup)
    except BackupGone as error:
        return show_backups(request, say_fault(error))


def _answer(request: Request, backup: Backup) -> HttpResponse:
    form = PassphraseForm(request.POST if backup.is_sealed else None)
    if backup.is_sealed and not form.is_valid():
        return _look(request, backup, form, None, status=422)
    passphrase = form.cleaned_data["passphrase"] if backup.is_sealed else ""
    if "look" in request.POST:
        return _look(request, backup, form, passphrase)
    try:
        kept = restore_backup(request.candidate, settings.DATA, backup.name, request.now, passphrase)
    except CarryError as error:
        return _refuse(request, backup, form, error)
    return see_other("backups", query="done=replaced" if kept else "done=restored", fragment="done")


def _look(
    request: Request, backup: Backup, form: PassphraseForm, passphrase: str | None, status: int = 200
) -> HttpResponse:
    """The page; with a passphrase ("" for none) the interviews in it too."""
    context: dict[str, Any] = {"backup": backup, "held": name_backup(backup), "why": WHYS[backup.why], "form": form}
    context["now_held"] = name_holdings(measure_journal(request.candidate).contents)
    try:
        context["interviews"] = () if passphrase is None else look_into_backup(settings.DATA, backup.name, passphrase)
    except BackupGone:
        raise
    except CarryError as error:
        return _refuse(request, backup, form, error)
    context["more"] = max(0, backup.interviews - len(context["interviews"])) if passphrase is not None else 0
    return render(request, "yours/backup.html", context, status=status)


def _refuse(request: Request, backup: Backup, form: PassphraseForm, error: CarryError) -> HttpResponse:
    if isinstance(error, PassphraseNeeded | WrongPassphrase) and form.is_bound:
        form.add_error("passphrase", say_fault(error))
        return _look(request, backup, form, None, status=422)
    return show_backups(request, say_fault(error))
