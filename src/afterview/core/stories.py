"""Stories: what a told example has, what it lacks, and a free telling taken apart into its five parts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from afterview.core.area_phrases import find_areas
from afterview.core.story_features import Features, Sentence, read_features
from afterview.core.story_marks import mark_story
from afterview.core.story_model import VERDICTS, load_model, settle
from afterview.core.words import Story

type Deeper = Callable[[str], Mapping[str, float]]

MOST_AREAS = 3
TITLE_WORDS = 7
OTHERS_STORY = 3


class Part(StrEnum):
    """The five parts of a story, in the order they are told."""

    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    LEARNING = "learning"


class Verdict(StrEnum):
    """Whether a telling can stand as an example."""

    SUFFICIENT = "sufficient"
    THIN = "thin"
    NOT_AN_EXAMPLE = "not_an_example"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReading:
    """What a telling has: situation, task, action and result 2 clear, 1 hinted or shared, 0 not there; whether the
    teller's own part can be told from the others', whether it says what was learnt; `missing` names what is not there
    at all (ids of parts, or "own_role"); `areas` one to three it shows best."""

    situation: int
    task: int
    action: int
    result: int
    own_role: bool
    learning: bool
    verdict: Verdict
    missing: tuple[str, ...]
    areas: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """As a plain dictionary."""
        return {
            "situation": self.situation,
            "task": self.task,
            "action": self.action,
            "result": self.result,
            "own_role": self.own_role,
            "learning": self.learning,
            "verdict": self.verdict.value,
            "missing": list(self.missing),
            "areas": list(self.areas),
        }


def read_story(text: str, deeper: Deeper | None = None) -> StoryReading:
    """Reads a story told freely, in English or, less surely, German, French, Spanish or Portuguese.

    `deeper` gives a telling's scores by its meaning, which are averaged with those of what is counted in it."""
    features = read_features(text)
    if not features.total("words"):
        return _reading(text, (0, 0, 0, 0), own_role=False, learning=False, verdict=Verdict.NOT_AN_EXAMPLE)
    marks = mark_story(features)
    read = settle(load_model().judge(marks, deeper(text) if deeper else None))
    verdict = Verdict.NOT_AN_EXAMPLE if _is_anothers(features, marks) else Verdict(VERDICTS[read["verdict"]])
    return _reading(
        text,
        (read["situation"], read["task"], read["action"], read["result"]),
        own_role=bool(read["own_role"]),
        learning=bool(read["learning"]),
        verdict=verdict,
    )


def _is_anothers(features: Features, marks: Mapping[str, float]) -> bool:
    """Whether somebody else is told of all along and the teller never stands in it, neither as I nor as we."""
    absent = not marks.get("class i") and not marks.get("class we")
    return absent and features.total("somebody") >= OTHERS_STORY and not features.total("own") + features.total("team")


def read_parts(story: Story) -> StoryReading:
    """Reads a story kept in five parts: what stands in a part is that part; its words say how clear it is."""
    action, result = read_features(story.action), read_features(story.result)
    scores = (_fullness(story.situation), _fullness(story.task), _read_action(action), _read_result(result))
    own_role = action.total("own") >= 1 or (scores[2] > 0 and action.total("team") == 0 == action.total("generic"))
    verdict = _judge(max(scores[0], scores[1]), scores[2], scores[3], own_role)
    text = "\n".join((story.title, story.situation, story.task, story.action, story.result))
    reading = _reading(text, scores, own_role, bool(story.learning.strip()), verdict)
    if action.total("generic") + action.total("hypothetical") > action.total("own") + action.total("team") + 1:
        return _reading(text, scores, own_role, reading.learning, Verdict.NOT_AN_EXAMPLE)
    return reading


def _reading(
    text: str, scores: tuple[int, int, int, int], own_role: bool, learning: bool, verdict: Verdict
) -> StoryReading:
    situation, task, action, result = scores
    named = ("situation", situation), ("task", task), ("action", action), ("own_role", own_role), ("result", result)
    missing = tuple(name for name, score in (*named, ("learning", learning)) if not score)
    return StoryReading(
        situation=situation,
        task=task,
        action=action,
        result=result,
        own_role=own_role,
        learning=learning,
        verdict=verdict,
        missing=missing,
        areas=find_areas(text, MOST_AREAS),
    )


# --- the scores of what stands in parts ----------------------------------------------------------------------------


def _judge(situation: int, action: int, result: int, own_role: bool) -> Verdict:
    """Sufficient: the teller's own action and a result, one of them clear, in a situation that can be followed."""
    whole = own_role and situation >= 1 and action >= 1 and result >= 1 and max(action, result) == 2
    return Verdict.SUFFICIENT if whole else Verdict.THIN


def _fullness(text: str) -> int:
    words = len(text.split())
    return 2 if words >= 5 else 1 if words else 0


def _read_action(features: Features) -> int:
    if not features.sentences:
        return 0
    return 2 if features.total("own") >= 1 else 1


def _read_result(features: Features) -> int:
    if not features.sentences:
        return 0
    clear = features.total("result") or features.total("numbers") or features.total("other")
    vague_only = features.total("vague") and not features.total("numbers") and features.total("words") < 12
    return 2 if clear and not vague_only else 1


# --- a telling taken apart -------------------------------------------------------------------------------------------


def take_apart(text: str) -> dict[Part, str]:
    """A free telling -> the words of each part, in their order, nothing added or lost but spaces between sentences.

    The parts follow one another; the cut is the one under which the sentences' signs fit best.
    """
    sentences = read_features(text).sentences
    parts = list(Part)
    nowhere: list[tuple[float, list[int]]] = [(float("-inf"), []) for _ in parts[1:]]
    best: list[tuple[float, list[int]]] = [(0.0, []), *nowhere]
    for sentence in sentences:
        best = _extend(best, [_fit(sentence, part) for part in parts])
    _, chosen = max(best, key=lambda one: one[0])
    told: dict[Part, list[str]] = {part: [] for part in parts}
    for sentence, index in zip(sentences, chosen, strict=True):
        told[parts[index]].append(sentence.text)
    return {part: " ".join(words) for part, words in told.items()}


def propose_title(text: str) -> str:
    """A short name for a story: the first words of its opening sentence."""
    sentences = read_features(text).sentences
    words = sentences[0].text.rstrip(".!?… ").split() if sentences else []
    return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")


def _extend(best: list[tuple[float, list[int]]], fits: list[float]) -> list[tuple[float, list[int]]]:
    longer = []
    for index, fit in enumerate(fits):
        score, chosen = max(best[: index + 1], key=lambda one: one[0])
        longer.append((score + fit, [*chosen, index]))
    return longer


def _fit(sentence: Sentence, part: Part) -> float:
    """How well a sentence fits a part, by its signs and its place."""
    signs, deeds = sentence.signs, sentence.own + sentence.team
    others = sentence.other + sentence.state
    fits = {
        Part.SITUATION: 1.2 * signs["anchor"] + 0.4 * others - 0.9 * deeds - 2 * sentence.place + 0.4,
        Part.TASK: 1.3 * signs["task"] - 0.5 * deeds - 0.8 * sentence.place,
        Part.ACTION: 1.1 * min(deeds, 3) - 0.4 * signs["anchor"] - 0.5 * signs["learning"],
        Part.RESULT: signs["result"] + 0.8 * signs["vague"] + 0.4 * others + 1.6 * (sentence.place - 0.6),
        Part.LEARNING: 2.2 * signs["learning"] + 0.8 * (sentence.place - 1) - 0.6,
    }
    return fits[part]
