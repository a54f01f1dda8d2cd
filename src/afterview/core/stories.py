"""Stories: what a told example has, what it lacks, and a free telling taken apart into its five parts."""

from dataclasses import dataclass
from enum import StrEnum

from afterview.core.area_phrases import find_areas
from afterview.core.story_features import Features, Sentence, read_features
from afterview.core.words import Story

MOST_AREAS = 3
TITLE_WORDS = 7
HABIT = 0.8


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


def read_story(text: str) -> StoryReading:
    """Reads a story told freely, in English or, less surely, German, French, Spanish or Portuguese."""
    features = read_features(text)
    action, own_role = _score_action(features), _tells_own_role(features)
    situation, task, result = _score_situation(features), _score_task(features), _score_result(features)
    learning, verdict = features.total("learning") > 0, _judge(situation, action, result, own_role)
    if not _is_episode(features):
        verdict, situation, task, action, result = Verdict.NOT_AN_EXAMPLE, min(situation, 1), 0, min(action, 1), 0
    return _reading(text, (situation, task, action, result), own_role, learning, verdict)


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


# --- the scores ------------------------------------------------------------------------------------------------------


def _deeds(features: Features) -> float:
    return features.total("own") + features.total("team")


def _is_episode(features: Features) -> bool:
    """Whether one real event is told by someone who took part in it."""
    deeds = _deeds(features)
    told = deeds + 0.5 * features.total("other") + 0.3 * features.total("state") + min(features.total("anchor"), 3)
    talked = features.total("generic") + 1.2 * features.total("hypothetical") + HABIT * features.total("present")
    if features.total("refusal") and deeds < 3:
        return False
    told += 0.5 * min(features.total("trouble"), 3)
    happened = features.total("anchor") >= 1 or features.total("trouble") >= 2
    took_part = deeds >= 1 or (happened and features.total("somebody") < 3)
    return took_part and told > talked and told >= 2


def _score_situation(features: Features) -> int:
    if not features.sentences:
        return 0
    opening = [sentence for sentence in features.sentences if sentence.place <= 0.5] or list(features.sentences[:1])
    anchors = sum(sentence.signs["anchor"] for sentence in opening)
    scene = sum(sentence.state + sentence.other for sentence in opening)
    words = sum(sentence.words for sentence in opening)
    if anchors and words >= 8:
        return 2
    if scene >= 2 and words >= 15:
        return 2
    return 1 if anchors or scene >= 1 or _sets_a_scene(features.sentences[0]) else 0


def _sets_a_scene(first: Sentence) -> bool:
    """Whether the opening tells of no deed of the teller and of no habit: "Freezer alarm, two in the morning"."""
    return first.words >= 4 and not (
        first.own or first.present or first.signs["generic"] or first.signs["hypothetical"]
    )


def _score_task(features: Features) -> int:
    """What was wanted, or the difficulty: named twice is clear; any event told from within hints at it."""
    early = [sentence for sentence in features.sentences if sentence.place < 0.7]
    wanted = sum(sentence.signs["task"] + 0.5 * min(sentence.signs["trouble"], 2) for sentence in early)
    if wanted >= 1.5:
        return 2
    return 1 if wanted or features.total("anchor") else 0


def _score_action(features: Features) -> int:
    own, team = features.total("own"), features.total("team")
    if own >= 2:
        return 2
    return 1 if own or team else 0


def _tells_own_role(features: Features) -> bool:
    own, team = features.total("own"), features.total("team")
    return own >= 1 and own >= 0.34 * team


def _score_result(features: Features) -> int:
    """The concrete consequence in the last part: its signs, what others did then, figures; a vague word counts one."""
    ending = [sentence for sentence in features.sentences if sentence.place >= 0.55] or list(features.sentences[-1:])
    came = sum(_consequence(sentence) for sentence in ending)
    if came >= 1:
        return 2
    return 1 if came >= 0.5 or features.late("vague") or features.total("result") >= 1 else 0


def _consequence(sentence: Sentence) -> float:
    if sentence.signs["hypothetical"] or sentence.signs["generic"] > 1:
        return 0.0
    others = 0.5 if sentence.other and not sentence.own else 0.0
    figures = 0.5 if sentence.numbers and (sentence.state or sentence.other) else 0.0
    return sentence.signs["result"] + others + figures


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
