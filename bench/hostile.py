"""Hostile inputs for every parser of foreign bytes: mutated seeds, each read where and as the product reads it.

AFTERVIEW_HOSTILE says how many for each parser (100,000 unless told), AFTERVIEW_HOSTILE_SECONDS after how long a parser
is left (never unless told): the table says how many it was. Each is made anew from its number, so a fault can be
repeated: `python -m bench.hostile mail 4711` writes that input to standard output (of an archive only on the
same day: it holds the invented example, whose days are counted from today).
"""

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf
from pathlib import Path

from bench.hostile_seeds import ICS, LINES, PAGE, SHARDS, SHEET, STORIES, TEXT, TRANSCRIPTS
from bench.table import Part

LIMITS = {"AFTERVIEW_HOSTILE": 100_000, "AFTERVIEW_HOSTILE_SECONDS": inf}
MOST_SECONDS = 2.0
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LETTERS = Path(__file__).parents[1] / "tests" / "letters"
KEPT = Path(__file__).parents[1] / "tests" / "hostile"


@dataclass(frozen=True)
class Parser:
    """One parser: how the product reads bytes with it, and what good input looks like."""

    read: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]
    where: str


@dataclass
class Told:
    """What became of the inputs of one parser."""

    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0

    @property
    def bad(self) -> int:
        """Uncaught, broken, too long or too large."""
        return sum(count for name, count in self.answers.items() if name not in {"read", "refused"})


def _mail(raw: bytes) -> object:
    from afterview.flows.foreign import open_foreign

    return open_foreign(raw)


def _calendar(raw: bytes) -> object:
    from afterview.flows.calendar import read_calendar
    from afterview.limited import run

    return run(read_calendar, raw, NOW, "Europe/Berlin")


def _html(raw: bytes) -> object:
    from afterview.limited import run
    from afterview.reader.flatten import flatten_html

    return run(flatten_html, raw.decode("utf-8", "replace"))


def _advert(raw: bytes) -> object:
    from afterview.limited import run
    from afterview.reader.job.page import open_advert

    return run(open_advert, raw)


def _text(raw: bytes) -> object:
    """What is read of a text once it is one: in place, by patterns of our own."""
    from afterview.core.capture import propose_interview
    from afterview.reader import read
    from afterview.reader.job import read_job

    text = raw.decode("utf-8", "replace")
    return propose_interview(text, NOW, "Europe/Berlin"), read(text), read_job(text)


def _transcript(raw: bytes) -> object:
    from afterview.core.transcript.facts import read_transcript
    from afterview.limited import run

    return run(read_transcript, raw, "Jo")


def _stories(raw: bytes) -> object:
    from afterview.core.take.seed_file import read_seeds
    from afterview.limited import run

    return run(read_seeds, raw)


def _sheet(raw: bytes) -> object:
    from afterview.core.sheet import read_sheet_file
    from afterview.limited import run

    return run(read_sheet_file, raw)


def _evidence(raw: bytes) -> object:
    from afterview.core.evidence_lines import read_lines

    return read_lines(raw.decode("utf-8", "replace").splitlines())


def _zip_of_mails(raw: bytes) -> object:
    from afterview.post.gather import open_source

    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(raw)
        file.flush()
        return [len(piece.raw) for piece in open_source(Path(file.name)).read_from(0)]


def _archive(raw: bytes) -> object:
    from afterview.flows.carry import look_into

    return look_into(io.BytesIO(raw))


def _letters() -> Sequence[bytes]:
    mails = [path.read_bytes() for path in sorted(LETTERS.glob("*.eml"))]
    parts = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
    )
    return [
        *mails,
        b"From: Sam <sam@x.example>\r\nSubject: Hi\r\n"
        + parts
        + PAGE
        + b"\r\n--b\r\nContent-Type: text/calendar\r\n\r\n"
        + ICS,
    ]


def _zips() -> Sequence[bytes]:
    made = io.BytesIO()
    letters = {f"mails/{number}.eml": mail for number, mail in enumerate(_letters())}
    letters["all.mbox"] = b"".join(b"From a Mon Jan  1 00:00:00 2026\n" + mail + b"\n" for mail in _letters())
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in letters.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return [made.getvalue()]


def _archives() -> Sequence[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "afterview.cli"]
        environment = {**os.environ, "AFTERVIEW_DATA": f"{folder}/journal"}
        subprocess.run([*command, "example"], env=environment, check=True, capture_output=True)
        subprocess.run([*command, "export", f"{folder}/all.zip"], env=environment, check=True, capture_output=True)
        return [Path(folder, "all.zip").read_bytes()]


PARSERS = {
    "mail": Parser(_mail, _letters, "child"),
    "calendar": Parser(_calendar, lambda: [ICS], "child"),
    "html": Parser(_html, lambda: [PAGE], "child"),
    "advert": Parser(_advert, lambda: [PAGE, ICS, TEXT], "child"),
    "text": Parser(_text, lambda: [TEXT, PAGE], "in place"),
    "transcript, VTT": Parser(_transcript, lambda: TRANSCRIPTS[:1], "child"),
    "transcript, SRT": Parser(_transcript, lambda: TRANSCRIPTS[1:2], "child"),
    "transcript, text": Parser(_transcript, lambda: TRANSCRIPTS[2:], "child"),
    "stories, JSON": Parser(_stories, lambda: STORIES[:1], "child"),
    "stories, CSV": Parser(_stories, lambda: STORIES[1:], "child"),
    "sheet": Parser(_sheet, lambda: [SHEET], "child"),
    "evidence, JSON Lines": Parser(_evidence, lambda: [LINES], "in place"),
    "zip of mails": Parser(_zip_of_mails, _zips, "in place"),
    "archive": Parser(_archive, _archives, "in place"),
}


def mutate(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One hostile input: a seed cut, spliced, repeated and strewn with shards."""
    made = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at = chance.randrange(len(made) + 1)
        until = min(len(made), at + chance.choice((1, 1, 4, 40, 400)))
        match chance.randrange(8):
            case 0 if made:
                made[min(at, len(made) - 1)] = chance.randrange(256)
            case 1:
                del made[at:until]
            case 2:
                made[at:at] = made[at:until] * chance.choice((2, 20, 200))
            case 3:
                other = chance.choice(seeds)
                made[at:until] = other[chance.randrange(len(other)) :][:2000]
            case 4:
                del made[at:]
            case 5:
                made[at:at] = chance.choice(SHARDS) * chance.choice((1, 1, 1, 10))
            case _:
                made[at:until] = chance.choice(SHARDS)
    return bytes(made[:400_000])


def file_name(name: str) -> str:
    """How a kept input of a parser begins in tests/hostile."""
    return name.replace(",", "").replace(" ", "-")


def attack(name: str, count: int, seconds: float = inf) -> Told:
    """Reads so many inputs by the parser of that name, or as many as the seconds allow."""
    from afterview.limited import NotRead

    parser, told = PARSERS[name], Told()
    seeds = parser.seeds()
    kept = [path.read_bytes() for path in sorted(KEPT.glob(f"{file_name(name)}-*"))]
    begun = time.monotonic()
    for number in range(-len(kept), count):
        if time.monotonic() - begun > seconds:
            break
        raw = kept[number] if number < 0 else mutate(seeds, random.Random(f"{name} {number}"))
        at, spent = time.perf_counter(), time.process_time()
        try:
            parser.read(raw)
            answer = "read"
        except NotRead as error:
            answer = str(error.why)
        except Exception as error:
            answer = (
                "refused" if type(error).__module__.startswith("afterview.") else f"uncaught {type(error).__name__}"
            )
        took = time.perf_counter() - at
        # Here by the processor, so that a busy machine is no fault; the child's own limit is by the processor too.
        if time.process_time() - spent > MOST_SECONDS:
            answer = "too_long"
        told.slowest = max(told.slowest, took)
        told.answers[answer] += 1
        if answer not in {"read", "refused"}:
            told.faults.append(f"{name} {number}: {answer}, {took:.2f} s")
    told.seconds = time.monotonic() - begun
    return told


def measure() -> Part:
    """Every parser's table row; faults go to standard error with their numbers."""
    count, seconds = (float(os.environ.get(name) or usual) for name, usual in LIMITS.items())
    start_django()
    rows = []
    for name, parser in PARSERS.items():
        told = attack(name, int(count), seconds)
        print("\n".join(told.faults[:20]), file=sys.stderr)
        inputs = told.answers.total()
        figures = (f"{inputs:,}", str(told.bad), f"{told.answers['read']:,}", f"{told.answers['refused']:,}")
        rows.append((name, parser.where, *figures, f"{told.slowest:.2f} s", f"{inputs / told.seconds:,.0f}"))
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return Part(
        title="Hostile inputs",
        columns=(
            "parser",
            "where",
            "inputs",
            "uncaught, > 2 s or > 256 MB",
            "read",
            "refused in a sentence",
            "slowest",
            "a second",
        ),
        rows=tuple(rows),
        note="Mutated seeds, made anew from their numbers, and what once broke a parser. The slowest is by the clock "
        "on a shared machine; too long is by the processor. No PDF is read anywhere, so it has no row. "
        f"Most memory: {here} MB here, {child} MB in a child.",
    )


def start_django() -> None:
    """The archive's parser knows the journal's tables."""
    from afterview.cli.journal import prepare_django

    prepare_django(Path(tempfile.gettempdir()) / "afterview-hostile")


if __name__ == "__main__":
    _name, _number = sys.argv[1], int(sys.argv[2])
    sys.stdout.buffer.write(mutate(PARSERS[_name].seeds(), random.Random(f"{_name} {_number}")))
