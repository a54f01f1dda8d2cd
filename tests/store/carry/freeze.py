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
        archive, database = (place / f"format-{FORMAT}-{name}.{kind}" for kind in ("zip", "sqlite3"))
        with archive.open("w+b") as file:
            export_journal(candidate, file)
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


if __name__ == "__main__":
    for written in freeze(sys.argv[1]):
        print(f"{written} ({written.stat().st_size:,} bytes)")
