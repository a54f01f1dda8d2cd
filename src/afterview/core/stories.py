"""Stories: what a told example has, what it lacks, and a free telling taken apart into its five parts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from afterview.core.area_phrases import find_areas
from afterview.core.remembering import remembered
from afterview.core.story_features import Features, Sentence, read_features
from afterview.core.story_marks import mark_story
from afterview.core.story_model import PARTS, VERDICTS, load_model, settle
from afterview.core.words import Story

type Deeper = Callable[[str], Mapping[str, float]]

MOST_AREAS = 3
TITLE_WORDS = 7
OTHERS_STORY = 3
CLEAR = 2
VAGUE_WORDS = 12  # a longer result says more than that it went well
KEPT = 512  # readings of stories that are remembered while the program runs


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

    `deeper` gives a telling's scores by its meaning, which count beside those of what is counted in it."""
    return _read(text, text, {}, deeper=deeper)


@remembered(KEPT)
def read_parts(story: Story) -> StoryReading:
    """Reads a story kept in five parts as the telling they make together. What stands in a part is at least a hint of
    that part, a concrete result is clear and "it went well" is not; a part left empty is there only where another
    tells it clearly. Notes without a subject are the teller's own, and what is half filled in so far is thin rather
    than no example."""
    parts = {str(part): str(getattr(story, part)).strip() for part in Part}
    told = " ".join(words if words.endswith((".", "!", "?", "…")) else f"{words}." for words in parts.values() if words)
    action, result = read_features(parts[Part.ACTION]), read_features(parts[Part.RESULT])
    bounds = {part: (1, CLEAR) for part, words in parts.items() if words}
    if result.total("vague") and not result.total("numbers") and result.total("words") < VAGUE_WORDS:
        bounds[Part.RESULT] = (1, 1)
    elif result.total("result") + result.total("numbers"):
        bounds[Part.RESULT] = (CLEAR, CLEAR)
    spoken = sum(action.total(name) for name in ("team", "somebody", "generic", "hypothetical"))
    bounds["own_role"] = (int(bool(parts[Part.ACTION]) and not spoken), 1)
    begun = not spoken and not all(parts[part] for part in (Part.SITUATION, Part.RESULT)) and parts[Part.ACTION]
    bounds["verdict"] = (VERDICTS.index("thin") if begun else 0, VERDICTS.index("sufficient"))
    empty = [part for part in PARTS if not parts[part]]
    return _read(told, f"{story.title}\n{told}", bounds, empty)


def _read(
    told: str,
    named: str,
    bounds: Mapping[str, tuple[int, int]],
    empty: Collection[str] = (),
    deeper: Deeper | None = None,
) -> StoryReading:
    """Reads what is told; `named` is what tells its areas; `bounds` and `empty` as in `settle`."""
    features = read_features(told)
    if not features.total("words"):
        return _reading(named, (0, 0, 0, 0), own_role=False, learning=False, verdict=Verdict.NOT_AN_EXAMPLE)
    marks = mark_story(features)
    read = settle(load_model().judge(marks, deeper(told) if deeper else None), bounds, empty)
    verdict = Verdict.NOT_AN_EXAMPLE if _is_anothers(features, marks) else Verdict(VERDICTS[read["verdict"]])
    return _reading(
        named,
        (read["situation"], read["task"], read["action"], read["result"]),
        own_role=bool(read["own_role"]),
        learning=bool(read["learning"]),
        verdict=verdict,
    )


def _is_anothers(features: Features, marks: Mapping[str, float]) -> bool:
    """Whether somebody else is told of all along and the teller never stands in it, neither as I nor as we."""
    absent = not marks.get("class i") and not marks.get("class we")
    return absent and features.total("somebody") >= OTHERS_STORY and not features.total("own") + features.total("team")


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
