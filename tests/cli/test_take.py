"""`afterview take`: the journal's stories as other programs' files."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from afterview.cli import BadInput, take
from afterview.core.words import Candidate, Story
from afterview.flows.prepare import save_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def journal(monkeypatch: pytest.MonkeyPatch, candidate: Candidate) -> None:
    """The test's journal in place of a folder's, with one story."""
    monkeypatch.setattr(take, "open_journal", lambda _folder: candidate)
    save_story(candidate, Story(title="The till", action="I sold on", added_on=date(2026, 11, 1)))


def run(form: str, file: str) -> int:
    parser = argparse.ArgumentParser()
    take.add_arguments(parser)
    return take.run(parser.parse_args([form, file]))


@pytest.mark.parametrize("form", take.FORMS)
def test_each_form_is_written(form: str, tmp_path: Path) -> None:
    assert run(form, str(tmp_path / "file")) == 0
    assert (tmp_path / "file").stat().st_size


def test_standard_output(capsysbinary: Any) -> None:
    assert run("anki", "-") == 0
    assert b"The till" in capsysbinary.readouterr().out


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Name another file"):
        run("stories", str(tmp_path))
