"""Who is who: two people without labels told apart by what they say, and which speaker is the person themselves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from afterview.core.transcript.formats import join_turns
from afterview.core.transcript.turns import Transcript, Turn

A, B = "Speaker A", "Speaker B"
# How much it takes to believe that the speaker changed: within a line, at a new line or dash, after a question.
CHANGE, CHANGE_FRESH, CHANGE_ASKED = 1.6, 0.5, 0.2
# What it takes to believe that who has just asked goes on without asking.
UNANSWERED = 0.8
_SENTENCE = re.compile(r"[^.!?。？！]*[.!?。？！]+[\"'”’)]*|[^.!?。？！]+$")
ASKING = re.compile(
    r"(?:(?:so|okay|ok|and|great|right|now|well|alright|thanks|thank you)[,. ]{1,3}){0,3}"
    r"(?:tell (?:me|us)|walk (?:me|us)|talk (?:me|us)|describe|give (?:me|us)|can you|could you|would you|do you"
    r"|did you|have you|are you|were you|what|why|how|when|where|which|who|let's|erz[äa]hlen sie|beschreiben sie|warum"
    r"|wie|was|welche|k[öo]nnen sie|haben sie|pourquoi|comment|parlez|pouvez|qu'est|quel|cu[ée]nt|por qu[ée]|c[óo]mo"
    r"|qu[ée])\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:i|i'm|i've|i'd|my|me|we|our|ich|mein\w{0,2}|wir|je|j'ai|mon|nous|yo|mi|eu|meu)\b", re.IGNORECASE
)
_YOU = re.compile(r"\b(?:you|your|sie|ihr|ihre|vous|votre|usted|su|voc[êe])\b", re.IGNORECASE)
INVITES = re.compile(
    r"\b(?:any |some |your |what )questions (?:for|do you have|have you)|(?:like|want) to (?:ask|know) (?:us|me)\b"
    r"|fragen an uns|questions [àa] nous poser|preguntas para nosotros|perguntas para n[óo]s",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"\b(?:thanks for (?:coming|joining)|welcome|our team|next question|the role|this role|this position|we are looking"
    r"|do you have any questions|we'll be in touch|we will be in touch|get back to you)\b",
    re.IGNORECASE,
)


def sentences_of(text: str) -> list[str]:
    """A text's sentences; one without an end of its own is one too."""
    return [found for match in _SENTENCE.finditer(text) if (found := match[0].strip())]


def is_question(sentence: str) -> bool:
    """Whether a sentence asks: it ends on a question mark, or begins as questions in interviews do, unmarked."""
    return sentence.rstrip("\"'”’) ").endswith(("?", "？")) or bool(ASKING.match(sentence) and _YOU.search(sentence))


def tell_apart(transcript: Transcript) -> Transcript:
    """A conversation of two without labels, told apart as far as their sentences allow; every label is a guess."""
    if not transcript.is_guessed:
        return transcript
    pieces = list(_split(transcript.turns))
    asks = _find_best(_lean_all(pieces), pieces)
    first = asks[0] if asks else True
    named = (replace(piece, speaker=A if asking == first else B) for piece, asking in zip(pieces, asks, strict=True))
    return Transcript(turns=tuple(join_turns(named)), is_guessed=True)


def _split(turns: Iterable[Turn]) -> Iterator[Turn]:
    for turn in turns:
        for at, sentence in enumerate(sentences_of(turn.text)):
            yield Turn("", sentence, turn.start, turn.end, fresh=turn.fresh and at == 0)


def _lean_all(pieces: list[Turn]) -> list[float]:
    """The leans; once questions are invited the other one asks."""
    leans, sign = [], 1.0
    for piece in pieces:
        leans.append(sign * _lean(piece.text))
        if INVITES.search(piece.text):
            sign = -1.0
    return leans


def _lean(sentence: str) -> float:
    """How much a sentence speaks for the one who asks (above 0) or the one who answers (below 0)."""
    lean = 2.5 if is_question(sentence) else 0.0
    lean += 1.5 * bool(_HOST.search(sentence))
    lean += 0.5 * min(2, len(_YOU.findall(sentence)))
    lean -= 0.9 * min(3, len(_OWN.findall(sentence)))
    return lean - 0.02 * min(20, len(sentence.split()))


def _find_best(leans: list[float], pieces: list[Turn]) -> list[bool]:
    """For each sentence whether the asking one says it: the reading under which the signs fit best, changes paid for
    (Viterbi over two states)."""
    asks, answers = (0.0, 0.0)
    ways: list[tuple[bool, bool]] = []
    for at, (lean, piece) in enumerate(zip(leans, pieces, strict=True)):
        asked = at > 0 and is_question(pieces[at - 1].text)
        price = CHANGE_ASKED if asked else CHANGE_FRESH if piece.fresh else CHANGE
        stay = UNANSWERED if asked and not is_question(piece.text) else 0.0
        ways.append((asks - stay >= answers - price, asks - price > answers - stay))
        asks, answers = max(asks - stay, answers - price) + lean, max(answers - stay, asks - price) - lean
    chosen, asking = [], asks > answers
    for from_asks, to_answers in reversed(ways):
        chosen.append(asking)
        asking = from_asks if asking else to_answers
    return chosen[::-1]


def guess_me(transcript: Transcript, name: str) -> str:
    """Which speaker is the person: the one of their name, else the one who answers more than asks."""
    own = set(name.casefold().split())
    by_name = [one for one in transcript.speakers if own & set(one.casefold().split())]
    if len(by_name) == 1:
        return by_name[0]
    return max(transcript.speakers, key=lambda speaker: _answers(transcript, speaker), default="")


def _answers(transcript: Transcript, speaker: str) -> float:
    """Words said less those it takes to ask."""
    words = questions = 0
    for turn in transcript.turns:
        if turn.speaker == speaker:
            words += len(turn.text.split())
            questions += sum(is_question(sentence) for sentence in sentences_of(turn.text)[-3:])
    return words - 60.0 * questions
