"""Transcripts: minutes of interview read per second of CPU, and how far two people without labels are told apart."""

import random
import re
import time
from pathlib import Path

from afterview.core.transcript.facts import read_transcript
from bench.table import Part

STORIES = Path(__file__).resolve().parent.parent / "texts" / "stories"
WORDS_A_MINUTE = 140
HOURS, ANSWERS, TALKS = (1, 4), 8, 40
OPENINGS = ("Thanks for making the time today.", "Hello, good to see you.", "Welcome, did you find it all right?")
REMARKS = ("Great, thanks.", "I see.", "Okay, interesting.", "Right, that makes sense to me.", "Thank you.")
ENDINGS = ("Do you have any questions for us?", "What would you like to ask us?")
ASKED_BACK = ("Yes. What would a good first half year look like?", "How is the team set up? And who would I report to?")
NOTE = (
    "Invented interviews: the questions and answers of texts/stories (CC0) with small talk between, an English talk of "
    f"{ANSWERS} answers each; the answers' labels in texts/stories were not used. A minute is {WORDS_A_MINUTE} words. "
    "“Told apart”: the same talks with the names taken away, a turn a line or all in one paragraph; share of the words "
    "given to who said them, who is who taken as the better of the two ways, and talks in which the candidate was "
    "recognised. No story of a talk chose the rules that tell speakers apart."
)

type Talk = list[tuple[str, str]]


def read_pool() -> list[tuple[str, str]]:
    """(question, answer) of every English story."""
    pool = []
    for file in sorted(STORIES.glob("[a-z]*.txt")):
        for entry in re.split(r"^=== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            head, _, told = entry.partition("\n--\n")
            question = re.search(r"^question: (.+)$", head, re.MULTILINE)
            if question and "\nlang: en" in head and told.strip():
                pool.append((question[1], " ".join(told.split())))
    return pool


def make_talk(pool: list[tuple[str, str]], chance: random.Random, answers: int) -> Talk:
    """One invented interview as (speaker, words)."""
    talk: Talk = []
    opening = chance.choice(OPENINGS)
    for question, answer in chance.choices(pool, k=answers):
        talk += [("Sam Lee", f"{opening} {question}"), ("Jo Park", answer)]
        opening = chance.choice(REMARKS)
    return [*talk, ("Sam Lee", chance.choice(ENDINGS)), ("Jo Park", chance.choice(ASKED_BACK))]


def measure() -> Part:
    """A row for speed at each length, and one for each way of losing the names."""
    pool, chance = read_pool(), random.Random(6)
    rows = [_time(pool, chance, hours) for hours in HOURS]
    talks = [make_talk(pool, chance, ANSWERS) for _ in range(TALKS)]
    rows += [_tell_apart(talks, "a turn a line", "\n"), _tell_apart(talks, "one paragraph", " ")]
    return Part("Transcripts", ("what", "figure", "of"), tuple(rows), NOTE)


def _time(pool: list[tuple[str, str]], chance: random.Random, hours: int) -> tuple[str, ...]:
    talk: Talk = []
    while sum(len(words.split()) for _, words in talk) < hours * 60 * WORDS_A_MINUTE:
        talk += make_talk(pool, chance, ANSWERS)
    text = _write_vtt(talk)
    minutes = sum(len(words.split()) for _, words in talk) / WORDS_A_MINUTE
    read_transcript(text)
    began = time.process_time()
    read_transcript(text)
    spent = time.process_time() - began
    return (
        f"a .vtt of {minutes:,.0f} minutes",
        f"{minutes / spent:,.0f} minutes a second of CPU",
        f"{spent:.2f} s in all",
    )


def _write_vtt(talk: Talk) -> str:
    cues, at = ["WEBVTT", ""], 0.0
    for speaker, words in talk:
        for sentence in re.findall(r"[^.!?]+[.!?]*", words):
            end = at + 60 * len(sentence.split()) / WORDS_A_MINUTE
            cues += [f"{_clock(at)} --> {_clock(end)}", f"<v {speaker}>{sentence.strip()}</v>", ""]
            at = end
    return "\n".join(cues)


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{int(1000 * (seconds - whole)):03}"


def _tell_apart(talks: list[Talk], how: str, between: str) -> tuple[str, ...]:
    right = total = known = 0
    for talk in talks:
        heard = read_transcript(between.join(words for _, words in talk))
        truth = [speaker for speaker, words in talk for _ in words.split()]
        said = [turn.speaker for turn in heard.transcript.turns for _ in turn.text.split()]
        as_me = sum((one == heard.me) == (who == "Jo Park") for one, who in zip(said, truth, strict=False))
        right, total = right + max(as_me, len(truth) - as_me), total + len(truth)
        known += as_me * 2 > len(truth)
    return (
        f"told apart, {how}",
        f"{100 * right / total:.1f} % of the words",
        f"candidate known in {known} of {len(talks)}",
    )
