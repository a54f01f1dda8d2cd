"""What is measured at growing sizes: evaluation, reading, the sieve, and all that a whole journal goes through."""

import io
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from bench.figure import figure_of, repeat_cpu
from bench.growth import Curve
from bench.visit import come_in, fill, open_bench

PAGES = ("/", "/interviews/", "/insights/", "/yours/")
MARKS = (100, 1000, 10_000, 100_000)
MAILS = (100, 1000, 10_000)
JOURNALS = (100, 1000, 10_000)
RUNS = 3
type Act = Callable[[], object]


def list_curves() -> list[Curve]:
    """Every curve, the quick ones first."""
    return [
        _over("evaluating so many marks", MARKS, _evaluate),
        _over("reading so many characters", MARKS, _read),
        _over("the sieve over so many mails", MAILS, _sieve),
        *_journals(),
    ]


def _over(what: str, sizes: Sequence[int], prepare: Callable[[int], Act]) -> Curve:
    return Curve(what, "ms", tuple((size, repeat_cpu(prepare(size), RUNS)) for size in sizes))


def _evaluate(size: int) -> Act:
    from afterview.core.evaluate import evaluate
    from bench.evaluate import NOW, SIX, World, _person

    evidence = _person(World("growth", areas=SIX), size // 12, size // 12, random.Random(size))[1]
    return lambda: evaluate(evidence, NOW)


def _read(size: int) -> Act:
    from afterview.reader import read
    from training.texts import load_mails

    letters = "\n\n".join(mail.text for mail in islice(load_mails(), 400))
    text = (letters * (size // len(letters) + 1))[:size]
    return lambda: read(text, reader="local")


def _sieve(size: int) -> Act:
    from afterview.post.gather import may_be_job_mail
    from bench.mailbox import invent

    mails = [mail.raw for mail in invent(size)]
    return lambda: [may_be_job_mail(raw) for raw in mails]


def _journals() -> Iterator[Curve]:
    """What a journal of so many interviews costs: pages, backup, export, bringing it back, and bytes."""
    found: dict[str, list[Any]] = {}
    with open_bench() as folder:
        for size in JOURNALS:
            candidate = fill(folder, size)
            client = come_in(folder)
            for page in PAGES:
                _add(found, f"page {page}", size, repeat_cpu(partial(client.get, page), RUNS))
            for what, act in _carrying(folder, candidate).items():
                _add(found, what, size, repeat_cpu(act, RUNS if size < JOURNALS[-1] else 1))
            _add(found, "database, kB", size, figure_of([_database(folder).stat().st_size / 1000]))
    return (Curve(what, "" if "kB" in what else "ms", tuple(points)) for what, points in found.items())


def _add(found: dict[str, list[Any]], what: str, size: int, figure: object) -> None:
    found.setdefault(what, []).append((size, figure))


def _database(folder: Path) -> Path:
    return max(folder.glob("*.sqlite3"), key=lambda path: path.stat().st_size)


def _carrying(folder: Path, candidate: Any) -> dict[str, Act]:
    from afterview.clock import read_clock
    from afterview.core.backups import Why
    from afterview.flows.carry import export_journal, look_into
    from afterview.store.backup.shelf import Shelf

    archive = io.BytesIO()
    export_journal(candidate, archive)
    shelf = Shelf(Path(tempfile.mkdtemp(dir=folder)))

    def copy() -> None:
        with sqlite3.connect(_database(folder)) as source, sqlite3.connect(folder / "copy.plain") as target:
            source.backup(target)

    return {
        "backup, proved": lambda: shelf.make(_database(folder), Why.ASKED, read_clock(), always=True),
        "plain copy": copy,
        "export, proved": lambda: export_journal(candidate, io.BytesIO()),
        "looking into an archive": lambda: look_into(archive),
    }
