"""Coverage: what the job leans on, which story answers it, and where one is still to be told."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from afterview.core.areas import load_areas
from afterview.core.coverage import (
    LEAST_FIT,
    MOST_ASKED,
    NOT_BY_STORY,
    Asked,
    Coverage,
    Fit,
    Shown,
    cover,
    gather_asked,
)
from afterview.core.job import Requirement, Weight
from afterview.core.words import Story


def story(story_id: int, *areas: str) -> Story:
    return Story(id=story_id, title=f"Story {story_id}", areas=areas, added_on=date(2026, 11, 1))


def asks(*areas: str) -> tuple[Asked, ...]:
    return tuple(Asked(area=area, words=()) for area in areas)


def needs(area: str, quote: str = "", weight: Weight = Weight.MUST) -> Requirement:
    return Requirement(area=area, skill=area, quote=quote, weight=weight)


class TestAsked:
    def test_areas_come_by_what_the_job_leans_on(self) -> None:
        wanted = [needs("learning", weight=Weight.SHOULD), needs("composure", "calm"), needs("composure", "level head")]
        assert gather_asked(wanted) == (
            Asked(area="composure", words=("calm", "level head")),
            Asked(area="learning", words=("learning",)),
        )

    def test_what_no_story_shows_is_left_out(self) -> None:
        assert gather_asked([needs(area) for area in NOT_BY_STORY] + [needs("no_such_area")]) == ()

    def test_eight_at_most(self) -> None:
        assert len(gather_asked([needs(area) for area in load_areas()])) == MOST_ASKED


class TestCover:
    def test_own_tag_is_enough(self) -> None:
        tagged, other = story(1, "leadership"), story(2, "learning")
        coverage = cover([tagged, other], asks("leadership", "learning", "composure"), {})
        assert coverage.best == {"leadership": tagged, "learning": other}
        assert coverage.fits[1] == {"leadership": Fit.BEST, "learning": Fit.NONE, "composure": Fit.NONE}
        assert coverage.open_areas == ("composure",)

    def test_what_was_read_counts_from_a_fit_on(self) -> None:
        showing = {
            1: {"learning": Shown(fit=LEAST_FIT, words="I asked why.")},
            2: {"learning": Shown(fit=LEAST_FIT - 0.01)},
        }
        coverage = cover([story(1), story(2)], asks("learning"), showing)
        assert coverage.best == {"learning": story(1)}
        assert coverage.why == {"learning": "I asked why."}
        assert coverage.fits[2]["learning"] is Fit.NONE

    def test_one_story_is_not_told_twice_where_another_can(self) -> None:
        both, one = story(1, "leadership", "learning"), story(2, "leadership")
        coverage = cover([both, one], asks("leadership", "learning"), {})
        assert coverage.best == {"leadership": one, "learning": both}
        assert coverage.fits[1]["leadership"] is Fit.CAN

    def test_the_better_fit_goes_first(self) -> None:
        showing = {1: {"results": Shown(fit=0.9)}, 2: {"results": Shown(fit=0.5)}}
        assert cover([story(2), story(1)], asks("results"), showing).best["results"].id == 1

    def test_rows_leave_out_stories_that_answer_nothing(self) -> None:
        useful, other = story(1, "leadership"), story(2, "learning")
        assert cover([useful, other], asks("leadership"), {}).rows == ((useful, (Fit.BEST,)),)

    @given(
        st.lists(st.sets(st.sampled_from(["learning", "results", "clarity"]), max_size=3), max_size=5),
        st.sets(st.sampled_from(["learning", "results", "clarity", "composure"])),
    )
    def test_every_area_has_its_best_or_is_open(self, tags: list[set[str]], areas: set[str]) -> None:
        stories = [story(number, *sorted(tagged)) for number, tagged in enumerate(tags, start=1)]
        found: Coverage = cover(stories, asks(*sorted(areas)), {})
        assert set(found.best) | set(found.open_areas) == areas
        assert not set(found.best) & set(found.open_areas)
        for area in areas:
            bests = [one.id for one in stories if found.fits[one.id][area] is Fit.BEST]
            assert len(bests) == (area in found.best)
