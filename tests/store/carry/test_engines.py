"""A journal crosses from this run's database into SQLite and comes out the same, byte for byte."""

import io
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from afterview.core.words import Candidate
from afterview.flows.carry import export_journal, restore_journal
from afterview.flows.example import load_example
from afterview.store import models
from afterview.store.journal import to_candidate

pytestmark = pytest.mark.django_db


def test_journal_crosses_and_comes_back(candidate: Any, now: datetime, tmp_path: Path) -> None:
    load_example(candidate, now)
    here, there = tmp_path / "here.zip", tmp_path / "there.zip"
    with here.open("w+b") as file:
        export_journal(candidate, file)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    for words in (["restore", str(here)], ["export", str(there)]):
        command = [sys.executable, "-m", "afterview.cli", *words, "--data", str(tmp_path / "journal")]
        subprocess.run(command, env={**environment, "PYTHONPATH": "src"}, check=True, capture_output=True)
    assert there.read_bytes() == here.read_bytes()
    back: Candidate = to_candidate(models.Candidate.objects.create(created_at=now))
    with there.open("rb") as file:
        restore_journal(back, file)
    again = io.BytesIO()
    export_journal(back, again)
    assert again.getvalue() == here.read_bytes()
