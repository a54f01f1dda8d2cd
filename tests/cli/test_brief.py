"""`afterview brief`: the page as a file."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from afterview.cli import BadInput, brief
from afterview.core.words import Candidate, Interview
from afterview.flows.capture import save_interview

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def journal(monkeypatch: pytest.MonkeyPatch, candidate: Candidate) -> None:
    """The test's journal in place of a folder's."""
    monkeypatch.setattr(brief, "open_journal", lambda _folder: candidate)


def run(interview_id: int, file: str, form: str = "--html") -> int:
    parser = argparse.ArgumentParser()
    brief.add_arguments(parser)
    return brief.run(parser.parse_args([str(interview_id), form, file]))


def test_page_is_written(candidate: Candidate, now: datetime, tmp_path: Path) -> None:
    interview_id = save_interview(candidate, Interview(company="Contoso", role="Nurse"), now)
    assert run(interview_id, str(tmp_path / "page.html")) == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Contoso, Nurse" in page
    assert "<style>" in page


def test_page_goes_to_standard_output(candidate: Candidate, now: datetime, capsys: Any) -> None:
    interview_id = save_interview(candidate, Interview(company="Contoso", role="Nurse"), now)
    assert run(interview_id, "-") == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")


def test_unknown_number_says_which_there_are(candidate: Candidate, now: datetime) -> None:
    with pytest.raises(BadInput, match="The journal has none yet"):
        run(99, "-")
    interview_id = save_interview(candidate, Interview(company="Contoso", role="Nurse"), now)
    with pytest.raises(BadInput, match=f"Use one of: {interview_id}."):
        run(99, "-")


def test_place_that_cannot_be_written_is_said(candidate: Candidate, now: datetime, tmp_path: Path) -> None:
    interview_id = save_interview(candidate, Interview(company="Contoso", role="Nurse"), now)
    with pytest.raises(BadInput, match="cannot be written"):
        run(interview_id, str(tmp_path / "no" / "page.html"))


def test_page_as_pdf(candidate: Candidate, now: datetime, tmp_path: Path) -> None:
    interview_id = save_interview(candidate, Interview(company="Contoso", role="Nurse"), now)
    assert run(interview_id, str(tmp_path / "page.pdf"), "--pdf") == 0
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(BadInput, match="cannot be written"):
        run(interview_id, str(tmp_path), "--pdf")


def test_pdf_without_typst(
    candidate: Candidate, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview_id = save_interview(candidate, Interview(company="Contoso", role="Nurse"), now)
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(BadInput, match=r"Install afterview\[pdf\]"):
        run(interview_id, str(tmp_path / "page.pdf"), "--pdf")
