"""Help to copy from, completion in three shells, a desktop entry."""

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from afterview.cli import COMMANDS, _build_parser, main
from afterview.cli.completion import SHELLS, list_words
from afterview.cli.examples import EXAMPLES


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_examples_that_work(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert EXAMPLES[command]
    for call, does in EXAMPLES[command]:
        assert f"afterview {call}\n" in told
        assert does in told
        words = shlex.split(call.partition(">")[0])
        assert words[0] == command
        assert _build_parser(command).parse_args(words)


def test_every_option_is_completed(capsys: pytest.CaptureFixture[str]) -> None:
    found = list_words()
    assert found.keys() == COMMANDS.keys()
    assert "--reader" in found["read"]
    assert "embed" in found["read"]
    for shell in SHELLS:
        assert main(["completion", shell]) == 0
        told = capsys.readouterr().out
        assert all(command in told for command in COMMANDS)
        assert "no-browser" in told


def test_bash_completes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    main(["completion", "bash"])
    (tmp_path / "c").write_text(capsys.readouterr().out)
    bash = shutil.which("bash")
    assert bash

    def complete(*words: str) -> list[str]:
        line = " ".join(f"'{word}'" for word in words)
        ask = (
            f"source {tmp_path}/c; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _afterview; echo ${{COMPREPLY[@]}}"
        )
        return subprocess.run([bash, "-c", ask], check=True, capture_output=True, text=True).stdout.split()

    assert complete("afterview", "ex") == ["example", "export"]
    assert complete("afterview", "serve", "--no") == ["--no-browser"]
    assert complete("afterview", "completion", "z") == ["zsh"]


def test_desktop_entry_comes_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    assert main(["desktop", "--install"]) == 0
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their capitals
    entry.read(tmp_path / "share" / "applications" / "afterview.desktop")
    told = entry["Desktop Entry"]
    assert told["Type"] == "Application"
    assert Path(shlex.split(told["Exec"])[0]).exists()
    assert (tmp_path / "share/icons/hicolor/scalable/apps/afterview.svg").read_bytes().startswith(b"<svg")
    assert main(["desktop", "--remove"]) == 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert main(["desktop", "--remove"]) == 0
    (tmp_path / "share").rename(tmp_path / "gone")
    (tmp_path / "share").write_text("a file")
    assert main(["desktop", "--install"]) == 2
    assert "XDG_DATA_HOME" in capsys.readouterr().err
