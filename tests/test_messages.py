"""The catalogues: every sentence said in every language, its placeholders kept, compiled as it is written."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.messages import LANGUAGES, ROOT, list_missing, load, path_of, sentences

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")


def ids_of(message: Any) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said(language: str) -> None:
    assert [one["id"] for one in list_missing(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_kept(language: str) -> None:
    for message in load(language):
        if not message.id:
            continue
        said = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        known = set(PLACEHOLDER.findall(ids_of(message)[-1]))
        for one in said:
            assert set(PLACEHOLDER.findall(one)) <= known, one
        assert known == set(PLACEHOLDER.findall(said[-1])), said[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_as_written(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, load(language))
    assert compiled.getvalue() == path_of(language).with_suffix(".mo").read_bytes(), "run script/messages"


def test_catalogues_hold_what_the_product_says(tmp_path: Path) -> None:
    """Gathered anew from the product, no sentence is missing; in a copy, so that nothing changes here."""
    ignored = shutil.ignore_patterns("__pycache__")
    for part in ("src", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=ignored)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from tests import messages; messages.gather()"
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{tmp_path / 'src'}"}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env=environment)
    for language in LANGUAGES:
        anew = tmp_path / path_of(language).relative_to(ROOT)
        gathered = sentences(read_po(io.StringIO(anew.read_text(encoding="utf-8"))))
        assert gathered - sentences(load(language)) == set(), "run script/messages and translate what it names"
