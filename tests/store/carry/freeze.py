"""Freezes a small journal, its database and its archive, as this version writes them: `script/freeze VERSION`.

Later versions must open both and lose nothing (test_frozen.py). Only what the first version had too is called here, so
that the same lines can be run with any version's code in PYTHONPATH.
"""

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from afterview.cli.journal import open_journal

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
PLACE = Path(__file__).parent / "frozen"
MAIL = (
    b"From: Sam <sam@northwind.example>\r\nSubject: Your interview\r\nMessage-ID: <frozen-1@northwind.example>\r\n\r\n"
    b"Thank you for coming. Your examples were clear.\r\nWe missed results.\r\n"
)


def freeze(name: str, place: Path = PLACE) -> tuple[Path, Path]:
    """Writes frozen/format-N-NAME.sqlite3 and .zip; returns their paths."""
    with tempfile.TemporaryDirectory() as folder:
        candidate = open_journal(Path(folder))
        # Reason for imports here: they need Django started.
        from django.db import connection

        from afterview.flows.carry import export_journal
        from afterview.flows.example import load_example
        from afterview.store.carry.shape import FORMAT

        load_example(candidate, NOW)
        _write_own_rows(candidate)
        _fill_empty_tables()
        archive, database = (place / f"format-{FORMAT}-{name}.{kind}" for kind in ("zip", "sqlite3"))
        with archive.open("w+b") as file:
            export_journal(open_journal(Path(folder)), file)
        with connection.cursor() as cursor:
            for order in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                cursor.execute(order)
        connection.close()
        shutil.copyfile(Path(folder) / "journal.sqlite3", database)
    return archive, database


def _write_own_rows(candidate: object) -> None:
    from afterview.core.words import Interview, Interviewer
    from afterview.flows.capture import save_interview
    from afterview.flows.drafts import keep_draft
    from afterview.store import models

    panel = (Interviewer(name="Sam Ölçer", role="of everything", address="sam@northwind.example"),)
    own = {"company": "Northwind \u6f22\u5b57 \U0001f33b", "role": "Nurse", "notes": "line one\nline two\u2028three"}
    interview = save_interview(candidate, Interview(**own, interviewers=panel), NOW)
    whose = {"candidate_id": candidate.id, "interview_id": interview}
    reply = models.Reply.objects.create(
        **whose, channel="written", received_on=NOW.date(), text="Your examples were clear.", original=MAIL
    )
    models.Finding.objects.create(
        candidate_id=candidate.id, reply=reply, kind="strength", area="examples", quote="Your examples were clear.",
        start=0, end=25, confidence=0.5,
    )  # fmt: skip
    models.CheckIn.objects.create(**whose, at=NOW, mood=2, note="tired")
    models.Candidate.objects.filter(pk=candidate.id).update(name="Zoë", language="de")
    keep_draft(candidate, "interviews/new", {"company": ["typed, not saved"]}, NOW)


def _fill_empty_tables() -> None:
    """One row in every table that the journal above does not use, so that each is upgraded with something in it."""
    from django.apps import apps
    from django.db import models as fields

    from afterview.store.carry.shape import TABLES

    values = {
        fields.DateTimeField: NOW, fields.DateField: NOW.date(), fields.JSONField: {}, fields.FloatField: 0.5,
        fields.IntegerField: 1, fields.BooleanField: True, fields.CharField: "frozen", fields.TextField: "frozen",
        fields.DecimalField: 1, fields.BinaryField: b"frozen",
    }  # fmt: skip
    choices = {(table.model, column.name): column.choices for table in TABLES for column in table.columns}
    for model in apps.get_app_config("store").get_models():
        if model._default_manager.exists():
            continue
        row = {}
        for field in model._meta.concrete_fields:
            if field.primary_key or field.has_default() or (field.null and not field.is_relation):
                continue
            if field.is_relation:
                row[field.name] = field.related_model._default_manager.first()
            else:
                plain = next(value for kind, value in values.items() if isinstance(field, kind))
                row[field.name] = min(choices.get((model, field.name)) or (plain,))
        model._default_manager.create(**row)


def main(version: str, place: Path = PLACE) -> None:
    """Freezes a version; a frozen one stays as it is."""
    if list(place.glob(f"format-*-{version}.*")):
        sys.exit(f"{version} is frozen already: what a release wrote never changes.")
    for written in freeze(version, place):
        print(f"{written} ({written.stat().st_size:,} bytes)")


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:]))
