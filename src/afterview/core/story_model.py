"""The learned part of the story reader: the chances of each mark for each part, and of each verdict."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, sumprod
from pathlib import Path

WEIGHTS = Path(__file__).parent / "weights" / "story.json"
PARTS = ("situation", "task", "action", "result")
VERDICTS = ("not_an_example", "thin", "sufficient")
EVEN = 0.5
DEEPER_SHARE = 1 / 3  # chosen with every writer held back in turn
LARGEST = 3.0
STEEPEST = 60.0

type Three = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """The chance of 0, 1 and 2 for each part and of each verdict (in the order of VERDICTS), and of the two yes or no
    questions; the chances of three add up to 1."""

    parts: dict[str, Three]
    own_role: float
    learning: float
    verdict: Three


@dataclass(frozen=True, slots=True)
class StoryModel:
    """Logistic models over standardised marks: `rows` holds each question's weights as small whole numbers, `scale`
    their worth. A part has two questions, "at least 1" and "2"; a verdict has the same two and one score each."""

    marks: tuple[str, ...]
    means: tuple[float, ...]
    spreads: tuple[float, ...]
    questions: tuple[str, ...]
    bias: tuple[float, ...]
    scale: tuple[float, ...]
    rows: tuple[tuple[int, ...], ...]

    def judge(self, marks: Mapping[str, float], deeper: Mapping[str, float] | None = None) -> Chances:
        """The chances for a story's marks; a mark that is not there counts as 0. Scores that a deeper reader gives for
        a question count by DEEPER_SHARE beside those of the marks."""
        scores = self.score(marks)
        for question, score in (deeper or {}).items():
            scores[question] += DEEPER_SHARE * (score - scores[question])
        return read_chances(scores)

    def score(self, marks: Mapping[str, float]) -> dict[str, float]:
        """The raw score (log odds) of each question."""
        values = [
            standardise(marks.get(name, 0.0), mean, spread)
            for name, mean, spread in zip(self.marks, self.means, self.spreads, strict=True)
        ]
        return {
            question: bias + scale * sumprod(row, values)
            for question, bias, scale, row in zip(self.questions, self.bias, self.scale, self.rows, strict=True)
        }


def standardise(value: float, mean: float, spread: float) -> float:
    """How far a mark lies from what is usual, at most LARGEST either way."""
    return max(-LARGEST, min(LARGEST, (value - mean) / spread))


def read_chances(scores: Mapping[str, float]) -> Chances:
    """The raw scores of all questions -> chances. The verdict is the mean of three views, which together were surer on
    another writer's stories than each alone: its own scores, its two steps, and what follows from the parts."""
    parts = {part: _steps(scores, part) for part in PARTS}
    own_role = _logistic(scores["own_role"])
    own = _shares([scores[f"verdict {name}"] for name in VERDICTS])
    views = own, _steps(scores, "verdict"), _follow(parts, own_role, 1 - own[0])
    verdict = (_mean([v[0] for v in views]), _mean([v[1] for v in views]), _mean([v[2] for v in views]))
    return Chances(parts=parts, own_role=own_role, learning=_logistic(scores["learning"]), verdict=verdict)


def settle(chances: Chances, bounds: Mapping[str, tuple[int, int]], empty: Collection[str] = ()) -> dict[str, int]:
    """Chances -> what is read: each part 0 to 2, own_role and learning 0 or 1, the verdict's place in VERDICTS. What
    lacks a situation, an action, a result or the teller's own part is never sufficient, so that what is said to be
    missing and the verdict agree. `bounds` says what one of these is at least and at most, whatever the chances;
    a part that was left `empty` is there only where another tells it clearly."""
    read = {part: likeliest(three) for part, three in chances.parts.items()}
    read |= {"own_role": int(chances.own_role > EVEN), "learning": int(chances.learning > EVEN)}
    read["verdict"] = likeliest(chances.verdict)
    read |= {name: 0 for name in empty if read[name] == 1}
    for name, (least, most) in bounds.items():
        read[name] = min(max(read[name], least), most)
    whole = all(read[name] for name in ("situation", "action", "result", "own_role"))
    return read | {"verdict": read["verdict"] if whole else min(read["verdict"], VERDICTS.index("thin"))}


def likeliest(chances: Three) -> int:
    """The place, 0 to 2, of the largest of three chances; of equals the first."""
    return chances.index(max(chances))


def _steps(scores: Mapping[str, float], name: str) -> Three:
    some = _logistic(scores[f"{name} 1"])
    clear = min(some, _logistic(scores[f"{name} 2"]))
    return 1 - some, some - clear, clear


def _follow(parts: Mapping[str, Three], own_role: float, episode: float) -> Three:
    """The verdict by its definition, were the parts independent: own action and result, one of them clear, in a
    situation that can be followed."""
    action, result = parts["action"], parts["result"]
    one_clear = (1 - action[0]) * (1 - result[0]) - action[1] * result[1]
    whole = one_clear * own_role * (1 - parts["situation"][0])
    return 1 - episode, episode * (1 - whole), episode * whole


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _logistic(score: float) -> float:
    return 1 / (1 + exp(-max(-STEEPEST, min(STEEPEST, score))))


def _shares(scores: Sequence[float]) -> list[float]:
    raised = [exp(score - max(scores)) for score in scores]
    return [one / sum(raised) for one in raised]


@cache
def load_model(path: Path = WEIGHTS) -> StoryModel:
    """The model in a file that `python -m training.story_reader` wrote."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    named = stored["questions"]
    return StoryModel(
        marks=tuple(stored["marks"]),
        means=tuple(stored["means"]),
        spreads=tuple(stored["spreads"]),
        questions=tuple(named),
        bias=tuple(one["bias"] for one in named.values()),
        scale=tuple(one["scale"] for one in named.values()),
        rows=tuple(tuple(one["weights"]) for one in named.values()),
    )
