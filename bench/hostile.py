"""Hostile inputs for every parser of foreign bytes: mutated seeds, each read where and as the product reads it.

AFTERVIEW_HOSTILE says how many for each parser (100,000 unless told); each is made anew from its number, so a fault
can be repeated: `python -m bench.hostile mail 4711` writes that input to standard output (of an archive only on the
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
from pathlib import Path

from bench.table import Part

USUAL = 100_000
MOST_SECONDS = 2.0
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LETTERS = Path(__file__).parents[1] / "tests" / "letters"
KEPT = Path(__file__).parents[1] / "tests" / "hostile"
# What once broke some parser, or is known to: dropped into the seeds at random places.
SHARDS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n\r\n", b"\n\n", b"\r", b"=?utf-8?B?", b"=?rot13?Q?a?=",
    b"charset=zz", b"name*=", b"name*0*=x''", b"boundary=", b"--b\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n", b"(" * 500, b";a=b" * 800, b"To: (c):\n", b"=" * 300,
    b"<" * 400, b"<!--", b"<div hidden>" * 60, b"</" * 80, b"&#x110000;", b"&" * 200, b"<![CDATA[", b"]]>",
    b"FREQ=SECONDLY", b"INTERVAL=0", b"RRULE:FREQ=DAILY;COUNT=99999999\r\n", b"DTSTART:99999999T999999Z\r\n",
    b"DURATION:P9999999999W\r\n", b"TZID=../../etc/passwd", b"BEGIN:VEVENT\r\n" * 60, b"EXDATE:20260101\r\n" * 300,
    b"[" * 3000, b'{"a":' * 800, b"1e999", b"-1", b"9" * 5000, b"NaN", b"null", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", "\u202e".encode(), "\u0130".encode() * 40, b"%s%n", b"From ", b"\nFrom x Mon\n",
    b"PK\x01\x02", b"PK\x05\x06", b"../../", b"Date: Mon, 32 Jan 0000 99:99:99 +9999\n", b"\t " * 400, b"a" * 4000,
]  # fmt: skip
ICS = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r
DTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
END:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;TZID=Europe/Berlin:20261201T100000\r\nDURATION:PT45M\r
SUMMARY:Interview: Planner at Northwind\r\nLOCATION:Video\r\nATTENDEE;CN="Sam Okoro":mailto:sam@northwind.example\r
DESCRIPTION:You meet Sam Okoro\\, Head of Planning\\n\\nhttps://meet.example/x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""
PAGE = b"""<!doctype html><html><head><title>Planner</title><script type="application/ld+json">
{"@context":"https://schema.org","@graph":[{"@type":"JobPosting","title":"Planner",
"description":"&lt;p&gt;You plan. &lt;ul&gt;&lt;li&gt;Three years of planning&lt;/li&gt;",
"skills":["Excel","German"],"qualifications":{"name":"A degree"}}]}</script></head><body><h1>Planner</h1>
<ul><li>You bring three years of planning.</li><li>Nice to have: SQL</li></ul>
<table><tr><td>Berlin</td></tr></table></body></html>"""
TEXT = b"""Hi Jo,\n\nThank you for coming on 12 November 2026 at 14:30 CET. We liked your example about the outage;
next time, begin with the result. You meet Sam Okoro, Head of Planning, and Ana. https://meet.example/x (45 minutes)\n
> On Mon, you wrote\n> hi\n"""
LINES = b"""{"area":"clarity","source":"interviewer","interview":"a","rating":4,"on":"2026-11-01","person":"Jo"}
{"area":"clarity","source":"own","rating":2,"on":"2026-11-02"}\n"""
TRANSCRIPTS = [
    b"WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Sam Lee>Tell me about a time you fixed it.</v>\n\n"
    b"00:00:05.000 --> 00:01:05.000\n<v Jo Park>Last March I split the file in four. All were paid on time.</v>\n",
    b"1\n00:00:01,000 --> 00:00:04,000\nSam: Why us?\n\n2\n00:00:05,000 --> 00:00:09,000\nJo: I like the team.\n",
    b"Sam Lee  0:01\nWhy us?\n\nJo Park  0:05\nI like the team.\n\nSam Lee  0:09\nThank you.\n",
    b"Can you tell me about your last job? Yes, I worked at the desk. Why did you leave? I moved house.\n",
]
STORIES = [
    b'{"work":[{"name":"Shop","position":"Clerk","highlights":["I cut the queue by half.","I kept the keys."]}],'
    b'"projects":[{"name":"Till","description":"Slow","highlights":["I fixed it","fast now"]}]}',
    b'title;situation;action;result\nTill;"At the shop";I sold on;"\'=nobody left"\nKeys;;I came back;\n',
]
SHEET = b"Afterview sheet 1\nFrom: Sam\nDay: 2026-11-20\nexamples 4\nclarity 3.5\nGood: Calm\nEnd: 2 marks\n"


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
    "transcript": Parser(_transcript, lambda: TRANSCRIPTS, "child"),
    "stories": Parser(_stories, lambda: STORIES, "child"),
    "sheet": Parser(_sheet, lambda: [SHEET], "child"),
    "evidence": Parser(_evidence, lambda: [LINES], "in place"),
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


def attack(name: str, count: int) -> Told:
    """Reads so many inputs by the parser of that name."""
    from afterview.limited import NotRead

    parser, told = PARSERS[name], Told()
    seeds = parser.seeds()
    kept = [path.read_bytes() for path in sorted(KEPT.glob(f"{name.replace(' ', '-')}-*"))]
    begun = time.monotonic()
    for number in range(-len(kept), count):
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
    count = int(os.environ.get("AFTERVIEW_HOSTILE") or USUAL)
    start_django()
    rows = []
    for name, parser in PARSERS.items():
        told = attack(name, count)
        print("\n".join(told.faults[:20]), file=sys.stderr)
        rows.append(
            (name, parser.where, f"{count:,}", str(told.bad), f"{told.answers['refused']:,}", f"{told.slowest:.2f} s",
             f"{count / told.seconds:,.0f}")
        )  # fmt: skip
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return Part(
        title="Hostile inputs",
        columns=(
            "parser",
            "where",
            "inputs",
            "uncaught, > 2 s or > 256 MB",
            "refused in a sentence",
            "slowest",
            "a second",
        ),
        rows=tuple(rows),
        note=f"Mutated seeds, made anew from their numbers. Most memory: {here} MB here, {child} MB in a child.",
    )


def start_django() -> None:
    """The archive's parser knows the journal's tables."""
    from afterview.cli.journal import prepare_django

    prepare_django(Path(tempfile.gettempdir()) / "afterview-hostile")


if __name__ == "__main__":
    _name, _number = sys.argv[1], int(sys.argv[2])
    sys.stdout.buffer.write(mutate(PARSERS[_name].seeds(), random.Random(f"{_name} {_number}")))
