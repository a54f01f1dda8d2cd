"""What can be counted in a conversation from one person's side: questions, answers, share of talk, words that blur."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from afterview.core.stories import Verdict, read_story
from afterview.core.transcript.formats import decode, read_turns
from afterview.core.transcript.speakers import INVITES, guess_me, is_question, sentences_of, tell_apart
from afterview.core.transcript.turns import Answer, Facts, Transcript, Turn

# A nod between two parts of an answer ends no answer.
NOD_WORDS = 4
LEAST_STORY = 25
LONGEST_QUESTION, LONGEST_STORY = 400, 8_000
MOST_ANSWERS = 200
LEAST_QUESTION_BACK = 4
_HEDGE = re.compile(
    r"\b(?:sort of|kind of|i guess|i suppose|maybe|perhaps|probably|somehow|more or less|or something|or so|a bit"
    r"|i'm not sure|i think|irgendwie|vielleicht|eigentlich|ein bisschen|sozusagen|peut-être|en quelque sorte|je crois"
    r"|quizás|tal vez|más o menos|creo que|talvez|mais ou menos|acho que)\b",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:example|examples|instance|a time|a situation|a moment|an occasion|a case where|have you ever"
    r"|when did you last|the last time|beispiel|eine situation|exemple|une situation"
    r"|ejemplo|una situación|exemplo|uma situação)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A transcript as read: its turns, who the person seems to be or said they are, and the facts from there."""

    transcript: Transcript
    me: str
    facts: Facts


def read_transcript(content: str | bytes, name: str = "", me: str = "") -> Heard:
    """Reads a transcript from the side of `me`; where that is no speaker of it, from the one who seems to be `name`.

    Raises TranscriptUnread.
    """
    text = content if isinstance(content, str) else decode(content)
    transcript = tell_apart(read_turns(text))
    chosen = me if me in transcript.speakers else guess_me(transcript, name)
    return Heard(transcript=transcript, me=chosen, facts=find_facts(transcript, chosen))


def find_facts(transcript: Transcript, me: str) -> Facts:
    """The facts of a conversation from the side of one speaker."""
    own = [turn for turn in transcript.turns if turn.speaker == me]
    others = [turn for turn in transcript.turns if turn.speaker != me]
    timed = all(turn.start is not None and turn.end is not None for turn in transcript.turns)
    said = " ".join(turn.text for turn in own)
    return Facts(
        answers=tuple(_read_answer(exchange) for exchange in _find_exchanges(transcript, me))[:MOST_ANSWERS],
        own_words=sum(len(turn.text.split()) for turn in own),
        other_words=sum(len(turn.text.split()) for turn in others),
        own_seconds=_length(own) if timed else None,
        other_seconds=_length(others) if timed else None,
        hedges=len(_HEDGE.findall(said)),
        asked_back=sum(_asks_back(sentence) for sentence in sentences_of(said)),
    )


def _length(turns: list[Turn]) -> float:
    return sum(max(0.0, (turn.end or 0.0) - (turn.start or 0.0)) for turn in turns)


def _asks_back(sentence: str) -> bool:
    return sentence.rstrip("\"'”’) ").endswith(("?", "？")) and len(sentence.split()) >= LEAST_QUESTION_BACK


@dataclass(slots=True)
class _Exchange:
    question: str
    said: list[Turn] = field(default_factory=list)


def _find_exchanges(transcript: Transcript, me: str) -> Iterator[_Exchange]:
    """Each question of theirs with what was said until the next; a nod in between ends nothing."""
    held: _Exchange | None = None
    for turn in transcript.turns:
        if turn.speaker == me:
            if held:
                held.said.append(turn)
            continue
        question = _find_question(turn.text)
        if question:
            if held and held.said:
                yield held
            held = _Exchange(question)
        elif held and held.said and len(turn.text.split()) > NOD_WORDS:
            yield held
            held = None
    if held and held.said:
        yield held


def _find_question(text: str) -> str:
    """The question a turn ends on, with the questions right before it; "" where it asks nothing."""
    found: list[str] = []
    for sentence in reversed(sentences_of(text)):
        if is_question(sentence):
            found.append(sentence)
        elif found:
            break
    whole = " ".join(reversed(found))
    if INVITES.search(whole):
        return ""
    return whole if len(whole) <= LONGEST_QUESTION else whole[: LONGEST_QUESTION - 1].rsplit(" ", 1)[0] + "…"


def _read_answer(exchange: _Exchange) -> Answer:
    said = " ".join(turn.text for turn in exchange.said)
    words = len(said.split())
    timed = all(turn.start is not None and turn.end is not None for turn in exchange.said)
    reading = read_story(said[:LONGEST_STORY]) if words >= LEAST_STORY else None
    told = reading is not None and reading.verdict is not Verdict.NOT_AN_EXAMPLE
    return Answer(
        question=exchange.question,
        words=words,
        seconds=round(_length(exchange.said), 1) if timed else None,
        hedges=len(_HEDGE.findall(said)),
        wanted_example=bool(_WANTS.search(exchange.question)),
        told_story=told,
        had_action=bool(told and reading and reading.action and reading.own_role),
        had_result=bool(told and reading and reading.result),
    )
