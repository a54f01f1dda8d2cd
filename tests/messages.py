"""Gathers what people read into the catalogues, and compiles them: `script/messages`.

Sentences of packaged tables (core/areas.toml) are gathered too. `--list LANGUAGE` prints what has no translation yet as
JSON Lines {"id": …, "plural": …, "context": …}; `--fill LANGUAGE FILE` takes {"id": …, "context": …, "said": … or
[one, many]} back in.
"""

import ast
import io
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PRODUCT = ROOT / "src" / "afterview"
LOCALE = PRODUCT / "web" / "locale"
PLURALS = {"de": "n != 1", "fr": "n > 1", "es": "n != 1"}
SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # in every compiled catalogue, so that it stays the same
LANGUAGES = tuple(PLURALS)
HEAD = """# Afterview's sentences in this language. MIT.
msgid ""
msgstr ""
"Project-Id-Version: Afterview\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=({plural});\\n"
"""
AREA_KEYS = ("name", "yours", "meaning", "anchors", "practice", "if_words", "then_words")


def gather() -> None:
    """Runs Django's makemessages over the product, with the tables' sentences in a file of the moment."""
    tables, hidden = PRODUCT / "core" / "_sentences_of_tables.py", [*_table_sentences(), *_fault_sentences()]
    lines = ["from afterview.core.say import gettext_noop", *(f"gettext_noop({one!r})" for one in hidden)]
    tables.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "django", "makemessages", "--no-wrap", "--no-obsolete", "--add-location", "file"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "afterview.settings", "AFTERVIEW_DATA": os.devnull}
    try:
        subprocess.run(
            [*command, *(f"--locale={one}" for one in LANGUAGES)], check=True, cwd=PRODUCT, env=environment,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
    finally:
        tables.unlink()
    for language in LANGUAGES:
        _rewrite(language, {})


def _table_sentences() -> Iterator[str]:
    areas = tomllib.loads((PRODUCT / "core" / "areas.toml").read_text(encoding="utf-8"))
    for area in areas.values():
        for key in AREA_KEYS:
            yield from area[key] if isinstance(area[key], list) else [area[key]]


def _fault_sentences() -> Iterator[str]:
    """The faults whose own sentence a page says: `except Fault as error: … error.__doc__`."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PRODUCT.rglob("*.py"))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    meanings = {node.name: ast.get_docstring(node) for node in nodes if isinstance(node, ast.ClassDef)}
    for handler in (node for node in nodes if isinstance(node, ast.ExceptHandler) and node.type):
        if any(isinstance(node, ast.Attribute) and node.attr == "__doc__" for node in ast.walk(handler)):
            named = (node.id for node in ast.walk(handler.type or handler) if isinstance(node, ast.Name))
            yield from (meaning for name in named if (meaning := meanings.get(name)))


def path_of(language: str) -> Path:
    """Where a language's catalogue is."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Any:
    """A language's catalogue."""
    words = path_of(language).read_text(encoding="utf-8")
    _, empty_line, rest = words.partition("\n\n")
    # What makemessages leaves in the head is a form to fill in.
    catalogue = read_po(io.StringIO(HEAD.format(language=language, plural=PLURALS[language]) + empty_line + rest))
    catalogue.creation_date = catalogue.revision_date = SOME_DAY
    return catalogue


def list_missing(language: str) -> Iterator[dict[str, Any]]:
    """What has no translation yet, or only a guess."""
    for message in load(language):
        if message.id and (message.fuzzy or not all(_forms(message.string))):
            one, *more = _forms(message.id)
            about = {"context": message.context} if message.context else {}
            yield {"id": one, **({"plural": more[0]} if more else {}), **about}


def _forms(said: Any) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, (tuple, list)) else (said,)


def sentences(catalogue: Any) -> set[tuple[str, str]]:
    """Every sentence with its context ("" for none); of a plural, its singular."""
    return {(message.context or "", _forms(message.id)[0]) for message in catalogue if message.id}


def fill(language: str, said: dict[tuple[str, str], Any]) -> None:
    """Takes translations in by context and English (of a plural, its singular)."""
    _rewrite(language, said)


def _rewrite(language: str, said: dict[tuple[str, str], Any]) -> None:
    """Writes the catalogue without what changes from run to run, and compiles it."""
    catalogue = load(language)
    for message in catalogue:
        if not message.id:
            continue
        message.auto_comments, message.previous_id = [], []
        key = (message.context or "", _forms(message.id)[0])
        if key in said:
            given = said[key]
            message.string = tuple(given) if isinstance(message.id, (tuple, list)) else given
            message.flags.discard("fuzzy")
        elif message.fuzzy:
            message.string = ("", "") if isinstance(message.id, (tuple, list)) else ""
            message.flags.discard("fuzzy")
    with path_of(language).open("wb") as file:
        write_po(file, catalogue, width=None, omit_header=False, sort_output=True)
    _tidy_head(language)
    with path_of(language).with_suffix(".mo").open("wb") as file:
        write_mo(file, load(language))


def _tidy_head(language: str) -> None:
    """The head without dates, names and the program's own, so that the same sentences give the same bytes."""
    _, empty_line, rest = path_of(language).read_text(encoding="utf-8").partition("\n\n")
    head = HEAD.format(language=language, plural=PLURALS[language]).rstrip("\n")
    path_of(language).write_text(head + empty_line + rest, encoding="utf-8")


def main(arguments: list[str]) -> int:
    match arguments:
        case []:
            gather()
        case ["--list", language]:
            for one in list_missing(language):
                print(json.dumps(one, ensure_ascii=False))
        case ["--fill", language, name]:
            lines = Path(name).read_text(encoding="utf-8").splitlines()
            rows = [json.loads(line) for line in lines if line.strip()]
            fill(language, {(row.get("context", ""), row["id"]): row["said"] for row in rows})
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    for language in LANGUAGES:
        print(f"{language}: {len(list(list_missing(language)))} sentences without a translation", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
