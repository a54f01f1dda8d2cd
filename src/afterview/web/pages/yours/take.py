"""The journal to take along: export, restore, delete."""

import tempfile
from collections.abc import Callable
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from afterview.flows.carry import (
    BackupsBusy,
    CarryError,
    erase_journal,
    export_journal,
    export_sealed,
    is_empty,
    is_sealed_file,
    look_into,
    measure_journal,
    restore_journal,
    unseal_file,
)
from afterview.flows.waiting import NothingWaits, drop_waiting, keep_waiting, open_waiting
from afterview.web.door import Request
from afterview.web.pages.yours.forms import ArchiveForm, DeleteForm, NewPassphraseForm, PassphraseForm
from afterview.web.pages.yours.said import name_holdings, name_span, say_fault
from afterview.web.redirects import see_other

SHOWN = 12


@require_safe
def export(request: Request) -> HttpResponseBase:
    """The whole journal as a download, proved by reading it back first."""
    anyway = "anyway" in request.GET
    return _send(
        request, lambda file: export_journal(request.candidate, file), ".zip", "application/zip", anyway=anyway
    )


def export_under_passphrase(request: Request) -> HttpResponseBase:
    """The same, encrypted: asks for a passphrase, then downloads."""
    form = NewPassphraseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "yours/export.html", {"form": form}, status=422 if form.is_bound else 200)
    passphrase = form.cleaned_data["passphrase"]
    return _send(
        request, lambda file: export_sealed(request.candidate, file, passphrase), ".zip.age", "application/octet-stream"
    )


def _send(
    request: Request, write: Callable[[IO[bytes]], object], suffix: str, kind: str, *, anyway: bool = False
) -> HttpResponseBase:
    """What `write` writes, as a download; where it finds a fault the page that says so, unless wanted `anyway`."""
    # In the journal's own folder, as protected as the journal; it has no name there and goes with the response.
    file: IO[bytes] = tempfile.TemporaryFile(dir=settings.DATA)  # noqa: SIM115
    try:
        write(file)
    except CarryError as error:
        if not anyway:
            file.close()
            return render(request, "yours/fault.html", {"fault": say_fault(error)}, status=500)
    file.seek(0)
    name = f"afterview-{request.now:%Y-%m-%d}{suffix}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=kind)


def restore(request: Request) -> HttpResponse:
    """Takes an archive, says what is in it, and restores it once the person says so."""
    if not is_empty(request.candidate):
        return render(request, "yours/not_empty.html", {}, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return _show_archive(request) if "archive" in request.GET else _ask_for_archive(request, ArchiveForm())
    if "passphrase" in request.POST:
        return _unseal(request, request.GET.get("archive", ""))
    if "proof" in request.POST:
        return _restore(request, request.POST["proof"])
    form = ArchiveForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask_for_archive(request, form, status=422)
    proof = keep_waiting(request.candidate, settings.DATA, form.cleaned_data["archive"].chunks())
    return see_other("restore", query=f"archive={proof}")


def _ask_for_archive(request: Request, form: ArchiveForm, fault: str = "", status: int = 200) -> HttpResponse:
    if fault:
        form = ArchiveForm({})
        form.errors["archive"] = form.error_class([fault])
    return render(request, "yours/restore.html", {"form": form}, status=status)


def _show_archive(request: Request) -> HttpResponse:
    proof = request.GET["archive"]
    try:
        with open_waiting(request.candidate, settings.DATA, proof) as file:
            if is_sealed_file(file):
                return render(request, "yours/sealed.html", {"form": PassphraseForm(), "proof": proof})
            contents = look_into(file)
    except (CarryError, NothingWaits) as error:
        return _refuse(request, error)
    context = {
        "proof": proof,
        "name": contents.name,
        "held": name_holdings(contents),
        "span": name_span(contents),
        "interviews": contents.interviews[:SHOWN],
        "more": max(0, len(contents.interviews) - SHOWN),
    }
    return render(request, "yours/archive.html", context)


def _unseal(request: Request, proof: str) -> HttpResponse:
    """An encrypted archive waits from here on as what is in it, as protected as the journal itself."""
    form = PassphraseForm(request.POST)
    try:
        with open_waiting(request.candidate, settings.DATA, proof) as file:
            opened = unseal_file(file, request.POST["passphrase"])
    except NothingWaits as error:
        return _refuse(request, error)
    except CarryError as error:
        if form.is_valid():
            form.add_error("passphrase", say_fault(error))
        return render(request, "yours/sealed.html", {"form": form, "proof": proof}, status=422)
    plain = keep_waiting(request.candidate, settings.DATA, iter(lambda: opened.read(65_536), b""))
    return see_other("restore", query=f"archive={plain}")


def _restore(request: Request, proof: str) -> HttpResponse:
    if "stop" in request.POST:
        drop_waiting(request.candidate, settings.DATA)
        return see_other("yours")
    try:
        with open_waiting(request.candidate, settings.DATA, proof) as file:
            restore_journal(request.candidate, file)
    except (CarryError, NothingWaits) as error:
        return _refuse(request, error)
    drop_waiting(request.candidate, settings.DATA)
    return see_other("yours", query="done=restored", fragment="done")


def _refuse(request: Request, error: Exception) -> HttpResponse:
    drop_waiting(request.candidate, settings.DATA)
    gone = _("The file is no longer here, or another one took its place. Choose it again.")
    return _ask_for_archive(request, ArchiveForm(), say_fault(error) or gone, status=422)


def delete(request: Request) -> HttpResponse:
    """Asks, and deletes everything."""
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return see_other("yours", query=f"done={_erase(request)}", fragment="done")
    held = name_holdings(measure_journal(request.candidate).contents)
    return render(request, "yours/delete.html", {"form": form, "held": held}, status=422 if form.errors else 200)


def _erase(request: Request) -> str:
    try:
        return "deleted" if erase_journal(request.candidate, settings.DATA) else "unswept"
    except BackupsBusy:
        return "backed-up"
