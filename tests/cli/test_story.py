"""`afterview story`: stories in, what they have and lack out."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from afterview.cli import main

TOLD = "Last week the till froze with a queue to the door. I sold from a notebook. Nobody left without paying."
NAMES = ["situation", "task", "action", "result", "own_role", "learning", "verdict", "missing", "areas"]


def test_one_file_is_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "till.txt"
    file.write_text(TOLD, encoding="utf-8")
    assert main(["story", str(file), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert list(read) == NAMES
    assert read["verdict"] == "sufficient"


def test_folder_is_one_object_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.txt").write_text("I always listen first.", encoding="utf-8")
    (tmp_path / "a.txt").write_text(TOLD, encoding="utf-8")
    assert main(["story", str(tmp_path), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["file"], line["verdict"]) for line in lines] == [("a.txt", "sufficient"), ("b.txt", "not_an_example")]


def test_standard_input_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TOLD.encode())))
    assert main(["story", "-"]) == 0
    assert "It can stand as an example." in capsys.readouterr().out


def test_what_is_shown_and_missing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "team.txt"
    file.write_text("Last year we had an angry customer. We planned the week with the team.", encoding="utf-8")
    assert main(["story", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Not there yet: own role" in said
    assert "Shows: " in said


def test_missing_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["story", str(tmp_path / "none.txt"), "--json"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_starts_without_django(tmp_path: Path) -> None:
    file = tmp_path / "till.txt"
    file.write_text(TOLD, encoding="utf-8")
    code = (
        "import sys; from afterview.cli import main; "
        f"main(['story', {str(file)!r}, '--json']); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
