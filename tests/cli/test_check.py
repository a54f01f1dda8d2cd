"""`afterview check`."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from afterview.cli import main

LETTER = "Dear Priya,\n\nThank you for the hour on Tuesday. What would you do first in my place?\n\nBest,\nJo\n"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def test_one_object(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(letter), "--kind", "request", "--json", "--to", "Priya Nair"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["has"]["thanks_for_interview"]
    assert answer["has"]["advice"]
    assert answer["faults"] == []
    assert (answer["words"], answer["questions"]) == (19, 1)


def test_many_files_are_lines(letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.txt").write_text("Dear [Name],", encoding="utf-8")
    assert main(["check", str(tmp_path), "--kind", "request", "--json"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["file"] for answer in answers] == ["letter.txt", "other.txt"]
    assert answers[1]["faults"] == ["placeholder_left"]


def test_standard_input_and_plain_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    cited = tmp_path / "cited.json"
    cited.write_text('["calm", {"quote": "too few numbers"}]', encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfThank you for your feedback.\r\n")))
    assert main(["check", "-", "--kind", "thanks", "--cited", str(cited)]) == 0
    said = capsys.readouterr().out
    assert "✓ thanks for feedback" in said
    assert "Say the one thing you will do next" in said


@pytest.mark.parametrize("content", [None, "{", '"calm"', "[1]", '[{"other": "x"}]'])
def test_a_bad_list_is_one_sentence(
    letter: Path, tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    cited = tmp_path / "cited.json"
    if content is not None:
        cited.write_text(content, encoding="utf-8")
    assert main(["check", str(letter), "--kind", "thanks", "--cited", str(cited)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "cited.json" in said


def test_it_starts_without_the_framework(letter: Path) -> None:
    program = (
        "import sys; sys.modules['django'] = None; from afterview.cli import main;"
        f"sys.exit(main(['check', {str(letter)!r}, '--kind', 'request', '--json']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["words"] == 19
