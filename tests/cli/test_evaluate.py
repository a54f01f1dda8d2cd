"""`afterview evaluate` from outside."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from afterview.cli import main


def line(rating: int, **more: str) -> str:
    fields = {"area": "structure", "source": "interviewer", "interview": "1", "raters": 1, "rating": rating}
    return json.dumps({**fields, "quality": 1, "date": "2026-11-22", **more})


WITHOUT_DJANGO = """
import sys
sys.modules["django"] = None
from afterview.cli import main
code = main(sys.argv[1:])
assert "afterview.flows" not in sys.modules
sys.exit(code)
"""


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    path = tmp_path / "evidence.jsonl"
    path.write_text(f"{line(2)}\n\n{line(2, interview='2')}\n")
    return path


def test_evidence_from_a_file_needs_neither_django_nor_a_journal(evidence: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, "evaluate", "--evidence", evidence, "--now", "2026-11-22", "--json"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "src", "HOME": str(tmp_path), "AFTERVIEW_DATA": str(tmp_path / "journal")},
        check=True,
    )
    answered = json.loads(ran.stdout)
    assert answered["areas"]["structure"]["label"] == "likely"
    assert answered["areas"]["structure"]["direction"] == "focus"
    assert answered["areas"]["structure"]["p"] == pytest.approx(0.05, abs=0.005)
    assert answered["focus"] == ["structure"]
    assert len(answered["ask"]) == 2
    assert not (tmp_path / "journal").exists()


def test_people_one_object_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line(4, person="b"), line(2, person="a")]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    assert main(["evaluate", "--evidence", "-", "--now", "2026-11-22T10:00+01:00", "--json"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["person"], first["areas"]["structure"]["direction"]) == ("b", "strength")
    assert (second["person"], second["areas"]["structure"]["direction"]) == ("a", "focus")


def test_now_decides_what_has_faded(evidence: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = []
    for now in ("2026-11-22", "2028-11-22"):
        main(["evaluate", "--evidence", str(evidence), "--now", now, "--json"])
        labels.append(json.loads(capsys.readouterr().out)["areas"]["structure"]["label"])
    assert labels == ["likely", "not_enough"]


def test_in_words(evidence: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["evaluate", "--evidence", str(evidence), "--now", "2026-11-22"])
    assert capsys.readouterr().out.splitlines() == [
        "Structure and length: likely to work on (2 interviews heard)",
        "Work on: Structure and length",
        "Keep: nothing yet",
        "Ask about: Personal examples, Job knowledge and skill",
    ]


def test_no_evidence_is_an_answer_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none").touch()
    assert main(["evaluate", "--evidence", str(tmp_path / "none"), "--json"]) == 0
    answered = json.loads(capsys.readouterr().out)
    assert {view["label"] for view in answered["areas"].values()} == {"not_enough"}
    assert (answered["focus"], answered["keep"]) == ([], [])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--evidence", "{tmp}/missing"], "cannot be read (No such file or directory). Name a file"),
        (["--evidence", "{tmp}/odd"], "Line 1: this is not JSON. Put one object on each line."),
        (["--evidence", "{tmp}/latin"], "is not text in UTF-8"),
        (["--evidence", "{tmp}/odd", "--now", "today"], '--now is "today". Give a day like 2026-11-22'),
    ],
)
def test_bad_input_is_one_sentence(
    arguments: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "odd").write_text("rating 4\n")
    (tmp_path / "latin").write_bytes(b'{"area": "\xe9"}\n')
    assert main(["evaluate", *(word.format(tmp=tmp_path) for word in arguments), "--json"]) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_journal(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "afterview.cli", "evaluate", "--json", "--data", tmp_path / "journal"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": "src", "HOME": str(tmp_path)},
        check=True,
    )
    assert json.loads(ran.stdout)["ask"] == ["examples", "job_knowledge"]
