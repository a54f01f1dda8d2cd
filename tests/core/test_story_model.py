"""The learned part of the story reader: weights to chances, and the verdict from three views."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterview.core.story_model import (
    PARTS,
    VERDICTS,
    WEIGHTS,
    StoryModel,
    likeliest,
    load_model,
    read_chances,
    settle,
    standardise,
)

SURE = 40.0
QUESTIONS = (
    *(f"{name} {step}" for name in (*PARTS, "verdict") for step in (1, 2)),
    "own_role",
    "learning",
    *(f"verdict {verdict}" for verdict in VERDICTS),
)


def scores(**given_scores: float) -> dict[str, float]:
    """Every question undecided but those given, named with _ for the space."""
    return dict.fromkeys(QUESTIONS, 0.0) | {
        name if name in QUESTIONS else name.replace("_", " ", 1): score for name, score in given_scores.items()
    }


def whole(**but: float) -> dict[str, float]:
    sure = {f"{part} {step}": SURE for part in PARTS for step in (1, 2)}
    return scores() | sure | {"own_role": SURE, "verdict not_an_example": -SURE} | but


class TestChances:
    def test_undecided_is_even(self) -> None:
        chances = read_chances(scores())
        assert chances.parts["task"] == (0.5, 0.0, 0.5)
        assert chances.own_role == chances.learning == 0.5

    def test_steps_are_ordered(self) -> None:
        assert read_chances(scores(result_1=-SURE, result_2=SURE)).parts["result"] == pytest.approx((1, 0, 0))
        assert read_chances(scores(result_1=SURE, result_2=-SURE)).parts["result"] == pytest.approx((0, 1, 0))
        assert read_chances(scores(result_1=SURE, result_2=SURE)).parts["result"] == pytest.approx((0, 0, 1))

    @given(st.lists(st.floats(-1e6, 1e6), min_size=len(QUESTIONS), max_size=len(QUESTIONS)))
    def test_chances_add_up(self, values: list[float]) -> None:
        chances = read_chances(dict(zip(QUESTIONS, values, strict=True)))
        for three in (*chances.parts.values(), chances.verdict):
            assert sum(three) == pytest.approx(1)
            assert min(three) >= -1e-9

    @pytest.mark.parametrize(("three", "place"), [((0.5, 0.2, 0.3), 0), ((0.4, 0.2, 0.4), 0), ((0.1, 0.2, 0.7), 2)])
    def test_likeliest_is_the_first_of_the_largest(self, three: tuple[float, float, float], place: int) -> None:
        assert likeliest(three) == place


class TestVerdict:
    def test_parts_that_are_all_there_speak_for_sufficient(self) -> None:
        assert likeliest(read_chances(whole()).verdict) == 2

    @pytest.mark.parametrize(
        "but",
        [
            {"own_role": -SURE},
            {"situation 1": -SURE},
            {"action 1": -SURE},
            {"result 1": -SURE},
            {"action 2": -SURE, "result 2": -SURE},
        ],
    )
    def test_a_part_that_lacks_speaks_for_thin(self, but: dict[str, float]) -> None:
        without, with_all = read_chances(whole(**but)).verdict, read_chances(whole()).verdict
        assert without[1] == pytest.approx(with_all[1] + 1 / 3)
        assert without[2] == pytest.approx(with_all[2] - 1 / 3)

    def test_no_episode_outweighs_whole_parts(self) -> None:
        talk = {"verdict not_an_example": 2 * SURE, "verdict 1": -SURE}
        assert likeliest(read_chances(whole(**talk)).verdict) == 0


class TestSettled:
    def test_whole_story_is_sufficient(self) -> None:
        assert settle(read_chances(whole()), {}) == {
            "situation": 2, "task": 2, "action": 2, "result": 2, "own_role": 1, "learning": 0, "verdict": 2,
        }  # fmt: skip

    @pytest.mark.parametrize("lacks", ["situation 1", "action 1", "result 1", "own_role"])
    def test_what_lacks_a_part_is_never_sufficient(self, lacks: str) -> None:
        sure = {"verdict sufficient": SURE, "verdict 1": SURE, "verdict 2": SURE}
        chances = read_chances(whole(**sure, **{lacks: -SURE}))
        assert likeliest(chances.verdict) == 2
        assert settle(chances, {})["verdict"] == 1

    def test_no_example_stays_none(self) -> None:
        talk = {"verdict not_an_example": 2 * SURE, "verdict 1": -SURE}
        assert settle(read_chances(whole(**talk)), {})["verdict"] == 0


class TestModel:
    MODEL = StoryModel(
        marks=("own", "words"),
        means=(1.0, 4.0),
        spreads=(0.5, 1.0),
        questions=QUESTIONS,
        bias=(0.0,) * len(QUESTIONS),
        scale=(0.01,) * len(QUESTIONS),
        rows=((100, 0),) * len(QUESTIONS),
    )

    def test_marks_are_weighed_by_how_unusual_they_are(self) -> None:
        usual, much = self.MODEL.judge({"own": 1.0, "words": 9.0}), self.MODEL.judge({"own": 1.5})
        assert usual.own_role == 0.5
        assert much.own_role == pytest.approx(0.7311, abs=1e-4)

    def test_absent_mark_counts_as_nothing(self) -> None:
        assert self.MODEL.judge({}) == self.MODEL.judge({"own": 0.0, "unknown": 7.0})

    @pytest.mark.parametrize(("value", "far"), [(1.0, 0.0), (2.0, 2.0), (99.0, 3.0), (-99.0, -3.0)])
    def test_outliers_are_held(self, value: float, far: float) -> None:
        assert standardise(value, 1.0, 0.5) == far


class TestShipped:
    def test_every_question_has_a_weight_for_every_mark(self) -> None:
        model = load_model()
        assert set(model.questions) == set(QUESTIONS)
        assert {len(row) for row in model.rows} == {len(model.marks)} == {len(model.means)} == {len(model.spreads)}

    def test_weights_are_small(self) -> None:
        assert WEIGHTS.stat().st_size <= 300_000
        assert all(-127 <= weight <= 127 for row in load_model().rows for weight in row)

    def test_other_weights_can_be_read(self, tmp_path: Path) -> None:
        stored = {
            "marks": ["own"], "means": [0.0], "spreads": [1.0],
            "questions": {"own_role": {"bias": 1.0, "scale": 0.5, "weights": [3]}},
        }  # fmt: skip
        path = tmp_path / "story.json"
        path.write_text(json.dumps(stored), encoding="utf-8")
        model = load_model(path)
        assert (model.questions, model.bias, model.scale, model.rows) == (("own_role",), (1.0,), (0.5,), ((3,),))


def test_a_deeper_readers_scores_are_averaged_with_those_of_the_marks() -> None:
    model = load_model()
    alone = model.score({})
    sure = model.judge({}, {"task 1": 40.0, "task 2": 40.0})
    assert sure.parts["task"][2] > 0.99 > model.judge({}).parts["task"][2]
    assert sure.parts["result"] == model.judge({}, {"task 1": alone["task 1"]}).parts["result"]
