"""`afterview job` and `afterview match`: the contract, wrong input in one sentence, a start without Django."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from afterview.cli import main

ADVERT = "Baker\nRequirements\n- Calm under pressure\n- Works well in a team\nNice to have\n- Sourdough experience\n"


def _read(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main(list(arguments)) == 0
    answered: dict[str, object] = json.loads(capsys.readouterr().out)
    return answered


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stories").mkdir()
    (tmp_path / "job.txt").write_text(ADVERT, encoding="utf-8")
    (tmp_path / "stories" / "oven.txt").write_text(
        "The oven caught fire with ten guests in. I stayed calm, walked them out and pulled the switch. It held."
    )
    (tmp_path / "stories" / "report.txt").write_text("I wrote a report about sales. It was read by the board.")
    return tmp_path


@pytest.mark.parametrize("reader", ["local", "embed"])
def test_job_answers_by_the_contract(capsys: pytest.CaptureFixture[str], folder: Path, reader: str) -> None:
    answered = _read(capsys, "job", str(folder / "job.txt"), "--json", "--reader", reader)
    requires = answered["requires"]
    assert isinstance(requires, list)
    assert [one["weight"] for one in requires] == ["must", "must", "should"]
    assert [one["area"] for one in requires][:2] == ["composure", "teamwork"]
    for one in requires:
        assert set(one) == {"area", "skill", "quote", "start", "end", "weight"}
        assert ADVERT[one["start"] : one["end"]] == one["quote"]


def test_job_says_in_words_what_is_asked(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["job", str(folder / "job.txt"), "--reader", "local"]) == 0
    assert "Needed (composure): Calm under pressure" in capsys.readouterr().out


@pytest.mark.parametrize("reader", ["local", "embed", "best"])
def test_match_answers_by_the_contract(capsys: pytest.CaptureFixture[str], folder: Path, reader: str) -> None:
    job, stories = str(folder / "job.txt"), str(folder / "stories")
    answered = _read(capsys, "match", "--stories", stories, "--job", job, "--json", "--reader", reader)
    assert answered["best"] == ["oven.txt", "report.txt"]
    requires = answered["requires"]
    assert isinstance(requires, list)
    assert requires[0]["stories"] == ["oven.txt", "report.txt"]
    assert "I stayed calm" in requires[0]["why"]


def test_match_in_words(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert main(["match", "--stories", str(folder / "stories"), "--job", str(folder / "job.txt")]) == 0
    assert capsys.readouterr().out.startswith("Tell these first: oven.txt, report.txt.")


@pytest.mark.parametrize(("stories", "job"), [("missing", "job.txt"), ("empty", "job.txt"), ("stories", "missing.txt")])
def test_wrong_input_is_one_sentence(capsys: pytest.CaptureFixture[str], folder: Path, stories: str, job: str) -> None:
    (folder / "empty").mkdir()
    assert main(["match", "--stories", str(folder / stories), "--job", str(folder / job)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_neither_starts_django_nor_numpy_where_words_are_enough(folder: Path) -> None:
    code = (
        "import sys; from afterview.cli import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "assert not {'django', 'numpy'} & set(sys.modules)"
    )
    asked = ["match", "--stories", str(folder / "stories"), "--job", str(folder / "job.txt"), "--reader", "local"]
    subprocess.run([sys.executable, "-c", code, *asked], check=True, capture_output=True)
