"""Questions they may ask: from the job, from the log, from doubts; the story to tell and how it begins."""

from datetime import date

from afterview.core.areas import load_areas
from afterview.core.coverage import Asked, Shown, cover
from afterview.core.expected import (
    MOST_ASKED_BEFORE,
    MOST_DOUBTED,
    QUESTIONS,
    Expected,
    Origin,
    begin,
    choose_story,
    expect_from_doubts,
    expect_from_job,
    expect_from_log,
)
from afterview.core.job import Requirement
from afterview.core.words import Finding, FindingKind, Landed, Question, Story


def story(story_id: int, *areas: str, situation: str = "", action: str = "") -> Story:
    parts = {"situation": situation, "action": action}
    return Story(id=story_id, title=f"Story {story_id}", areas=areas, added_on=date(2026, 11, 1), **parts)


def doubt(area: str, quote: str = "more numbers", **words: bool) -> Finding:
    return Finding(kind=FindingKind.DEVELOP, area=area, quote=quote, start=0, end=len(quote), **words)


class TestFromJob:
    def test_each_area_has_its_question_story_and_beginning(self) -> None:
        told = story(1, "composure", situation="One night, alone on the ward. It was late.")
        coverage = cover([told], [Asked(area=area, words=("stay calm",)) for area in ("composure", "results")], {})
        first, second = expect_from_job(coverage)
        assert first == Expected(
            question=QUESTIONS["composure"],
            origin=Origin.JOB,
            area="composure",
            words="stay calm",
            story=told,
            begins="One night, alone on the ward.",
        )
        assert second.story is None
        assert second.begins == ""

    def test_questions_are_for_known_areas(self) -> None:
        assert set(QUESTIONS) <= set(load_areas())
        assert expect_from_job(cover([], [Asked(area="punctuality", words=())], {})) == ()


class TestFromDoubts:
    def test_the_latest_words_on_an_area_are_shown_once(self) -> None:
        found = expect_from_doubts(
            [doubt("results", "no figures"), doubt("results", "older")], [story(1, "results")], {}
        )
        assert [(one.area, one.words, one.story.id if one.story else 0) for one in found] == [
            ("results", "no figures", 1)
        ]

    def test_only_what_counts_and_at_most_three(self) -> None:
        areas = ("results", "clarity", "structure", "listening")
        assert len(expect_from_doubts([doubt(area) for area in areas], [], {})) == MOST_DOUBTED
        assert expect_from_doubts([doubt("results", counted=False), doubt("clarity", set_aside=True)], [], {}) == ()
        praise = Finding(kind=FindingKind.STRENGTH, area="results", quote="x", start=0, end=1)
        assert expect_from_doubts([praise, doubt("punctuality")], [], {}) == ()

    def test_a_tag_goes_before_what_was_read(self) -> None:
        showing = {1: {"results": Shown(fit=0.9)}, 2: {"results": Shown(fit=0.1)}, 3: {}}
        stories = [story(1), story(2, "results"), story(3)]
        assert choose_story(stories, "results", showing) == stories[1]
        assert choose_story(stories[::2], "results", showing) == stories[0]
        assert choose_story(stories[2:], "results", showing) is None


class TestFromLog:
    def test_what_missed_comes_first_then_what_came_often(self) -> None:
        asked = [
            Question(text="Why us?", landed=Landed.LANDED),
            Question(text="Tell us about a difficult customer."),
            Question(text="Tell me about a difficult customer you had"),
            Question(text="What is a join?", landed=Landed.MISSED),
            Question(text="Where do you want to be?", landed=Landed.SO_SO),
            Question(text=" "),
        ]
        found = expect_from_log(asked, [], {})
        assert [one.question for one in found] == [
            "What is a join?",
            "Where do you want to be?",
            "Tell us about a difficult customer.",
            "Why us?",
        ]
        assert all(one.is_own for one in found)

    def test_four_at_most(self) -> None:
        assert len(expect_from_log([Question(text=word * 5) for word in "abcdef"], [], {})) == MOST_ASKED_BEFORE

    def test_the_story_that_landed_then_the_nearest_one(self) -> None:
        stories = [story(1, action="I rang them."), story(2, situation="In May.")]
        asked = [Question(text="A hard call?", story_id=1, landed=Landed.LANDED), Question(text="Something else?")]
        nearest = {"A hard call?": (2, 0.9), "Something else?": (2, 0.5)}
        first, second = expect_from_log(asked, stories, nearest)
        assert (first.story, first.begins) == (stories[0], "I rang them.")
        assert (second.story, second.begins) == (stories[1], "In May.")

    def test_a_story_too_far_is_not_named(self) -> None:
        found = expect_from_log([Question(text="Something?")], [story(2)], {"Something?": (2, 0.1)})
        assert found[0].story is None


class TestBegin:
    def test_first_sentence_of_the_first_part_with_words(self) -> None:
        assert begin(story(1, action="I rang.  Then I went.")) == "I rang."
        assert begin(story(1)) == ""
        assert begin(story(1, situation="...")) == ""

    def test_a_long_one_is_cut_at_a_word(self) -> None:
        told = begin(story(1, situation="word " * 60))
        assert told.endswith("word…")
        assert len(told) < 165


def test_a_requirement_is_plain_json() -> None:
    asked = Requirement(area="results", skill="targets", quote="hit targets", start=3, end=14).to_json()
    assert asked == {
        "area": "results",
        "skill": "targets",
        "quote": "hit targets",
        "start": 3,
        "end": 14,
        "weight": "must",
    }
