"""Stories: what a telling has and lacks, and a free telling taken apart."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterview.core.area_phrases import find_areas, listed_areas, weigh_areas
from afterview.core.areas import load_areas
from afterview.core.stories import Part, Verdict, propose_title, read_parts, read_story, take_apart
from afterview.core.story_features import LANGUAGES, SIGNS, guess_language, load_words, read_features
from afterview.core.words import Story

WHOLE = (
    "Two summers ago I was on the late bar at a wedding and the card machine died with about ninety guests queueing. "
    "The manager was off site, so it was up to me. I wrote every order on the back of the menus and told the best man "
    "I would come round at the end. We took in all but one round, and the venue now keeps a paper sheet behind every "
    "bar. I learned to ask where the paper is before the doors open."
)
NO_RESULT = (
    "When I worked at the garage a customer came in shouting about her brakes. I took her into the office, made her a "
    "tea and went through the invoice line by line with her."
)
TEAM_ONLY = (
    "In my last job we had a big migration of the database. The vendor had gone bust. We planned it over several "
    "weeks, we tested it, and then we switched it over on a Sunday in March."
)
HABIT = (
    "I'm a real people person. I always listen first, and I usually find that if you let a customer talk they calm "
    "down by themselves. Then I make sure I follow up."
)
WOULD = (
    "If a colleague didn't do their share I would first talk to them privately. I'd ask what is going on and I would "
    "offer help. If that didn't work I'd go to my manager."
)
REFUSAL = "Hmm, I can't really think of a specific one. Nothing comes to mind to be honest."
ANOTHERS = (
    "My old boss was a great leader. One day the server crashed and he stayed all night, he called everybody and he "
    "fixed it by himself. Everyone admired him for that."
)
GERMAN = (
    "Letztes Jahr im Lager fiel am Black Friday der Scanner aus. Ich sollte trotzdem 400 Pakete rausbringen. Ich habe "
    "die Listen ausgedruckt, das Team in zwei Gruppen aufgeteilt und selbst die Expresssendungen gepackt. Am Ende "
    "gingen alle Pakete pünktlich raus."
)


class TestVerdict:
    def test_whole_story_is_sufficient_without_length_or_dates(self) -> None:
        reading = read_story(WHOLE)
        assert reading.verdict is Verdict.SUFFICIENT
        assert (reading.situation, reading.action, reading.result) == (2, 2, 2)
        assert reading.own_role
        assert reading.learning
        assert reading.missing == ()

    def test_short_story_can_be_whole(self) -> None:
        told = "Last week the till froze with a queue to the door. I sold from a notebook. Nobody left without paying."
        assert read_story(told).verdict is Verdict.SUFFICIENT

    def test_result_that_is_missing_is_named(self) -> None:
        reading = read_story(NO_RESULT)
        assert reading.verdict is Verdict.THIN
        assert "result" in reading.missing

    def test_team_alone_is_thin(self) -> None:
        reading = read_story(TEAM_ONLY)
        assert reading.verdict is Verdict.THIN
        assert "own_role" in reading.missing
        assert reading.action == 1

    @pytest.mark.parametrize("text", [HABIT, WOULD, REFUSAL, ANOTHERS, "", "   \n", "Yes."])
    def test_no_single_event_is_no_example(self, text: str) -> None:
        assert read_story(text).verdict is Verdict.NOT_AN_EXAMPLE

    def test_other_languages_are_read_too(self) -> None:
        assert read_story(GERMAN).verdict is Verdict.SUFFICIENT

    def test_vague_result_is_hinted(self) -> None:
        told = "Last spring our printer broke before the fair. I drove the files to another town. It went well."
        assert read_story(told).result >= 1

    def test_reading_as_json_has_the_agreed_names(self) -> None:
        assert set(read_story(WHOLE).to_json()) == {
            "situation", "task", "action", "result", "own_role", "learning", "verdict", "missing", "areas",
        }  # fmt: skip

    @settings(deadline=None)  # the first reading loads words and weights
    @given(st.text(max_size=400))
    def test_any_text_can_be_read(self, text: str) -> None:
        reading = read_story(text)
        assert all(0 <= score <= 2 for score in (reading.situation, reading.task, reading.action, reading.result))
        assert set(reading.areas) <= set(load_areas())

    def test_somebody_elses_story_is_no_example_however_whole(self) -> None:
        told = ANOTHERS + " She said he saved her and he told nobody."
        assert read_story(told).verdict is Verdict.NOT_AN_EXAMPLE
        assert "own_role" in read_story(told).missing

    def test_missing_follows_the_parts(self) -> None:
        for told in (WHOLE, NO_RESULT, TEAM_ONLY, HABIT, WOULD, REFUSAL, GERMAN):
            read = read_story(told).to_json()
            asked = ("situation", "task", "action", "own_role", "result", "learning")
            assert read["missing"] == [name for name in asked if not read[name]]

    def test_reading_twice_gives_the_same(self) -> None:
        assert read_story(WHOLE) == read_story(WHOLE)


class TestParts:
    def story(self, **parts: str) -> Story:
        return Story(title="The ward", added_on=date(2026, 11, 1), **parts)

    def test_full_parts_are_sufficient(self) -> None:
        told = self.story(
            situation="On the ward on a busy Friday evening",
            task="A relative wanted to complain",
            action="I sat down with her and wrote it down in her words.",
            result="She withdrew the complaint at the end of the week.",
            learning="I ask for their words first.",
        )
        assert read_parts(told).verdict is Verdict.SUFFICIENT
        assert read_parts(told).missing == ()

    def test_a_clear_action_and_result_without_a_situation_are_thin(self) -> None:
        told = self.story(action="I called every family myself.", result="All 12 came.")
        assert read_parts(told).result == 2
        assert read_parts(told).verdict is Verdict.THIN

    def test_empty_parts_are_named(self) -> None:
        told = self.story(action="I put the rotas on one sheet.")
        assert set(read_parts(told).missing) == {"situation", "task", "result", "learning"}
        assert read_parts(told).verdict is Verdict.THIN

    def test_nothing_yet_misses_everything(self) -> None:
        assert set(read_parts(self.story()).missing) == {
            "situation", "task", "action", "own_role", "result", "learning",
        }  # fmt: skip

    def test_notes_without_a_subject_are_ones_own(self) -> None:
        told = self.story(
            situation="Ward, spring, short of staff", action="Rang the agency, moved two beds.", result="x"
        )
        assert read_parts(told).own_role

    def test_we_alone_leaves_the_own_part_open(self) -> None:
        assert "own_role" in read_parts(self.story(action="We moved the beds and we called the agency.")).missing

    def test_habit_in_the_action_is_no_example(self) -> None:
        told = self.story(situation="On the ward", action=HABIT, result="It works.")
        assert read_parts(told).verdict is Verdict.NOT_AN_EXAMPLE

    @pytest.mark.parametrize(
        ("result", "score"), [("", 0), ("It went well.", 1), ("Complaints fell from nine to two.", 2), ("Relief", 1)]
    )
    def test_result_is_clear_when_it_is_concrete(self, result: str, score: int) -> None:
        assert read_parts(self.story(action="I rang.", result=result)).result == score

    def test_short_situation_is_hinted(self) -> None:
        assert read_parts(self.story(situation="The ward")).situation == 1


class TestTakenApart:
    def test_parts_follow_the_telling(self) -> None:
        parts = take_apart(WHOLE)
        assert parts[Part.SITUATION].startswith("Two summers ago")
        assert "wrote every order" in parts[Part.ACTION]
        assert "the venue now keeps" in parts[Part.RESULT]
        assert parts[Part.LEARNING].startswith("I learned")

    @given(st.text(alphabet="abc ABC.!?\nI'x1,", max_size=300))
    def test_no_word_is_lost_or_added(self, text: str) -> None:
        assert " ".join(take_apart(text).values()).split() == text.split()

    def test_abbreviation_at_the_end_is_kept(self) -> None:
        assert " ".join(take_apart("I fixed lights, taps etc.").values()).strip() == "I fixed lights, taps etc."

    def test_nothing_told_is_nothing(self) -> None:
        assert set(take_apart("").values()) == {""}

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("", ""),
            ("The till froze.", "The till froze"),
            ("One two three four five six seven eight.", "One two three four five six seven…"),
        ],
    )
    def test_title_is_the_opening(self, text: str, title: str) -> None:
        assert propose_title(text) == title


class TestFeatures:
    def test_deeds_go_to_their_subject(self) -> None:
        features = read_features("I rang the shop and asked. We moved it. The manager shouted. Rang again.")
        assert features.total("own") == 2
        assert features.total("team") == 1
        assert features.total("other") == 2

    def test_habits_in_the_present_are_no_example(self) -> None:
        told = "I keep three lists. The red one never leaves my bag. On Fridays I move what is left to a clean page."
        assert read_features(told).total("present") == 2
        assert read_story(told).verdict is Verdict.NOT_AN_EXAMPLE

    def test_opening_without_a_verb_sets_the_scene(self) -> None:
        told = "Freezer alarm, two in the morning. I woke the driver and filled his lorry. The store lost nothing."
        assert read_story(told).verdict is Verdict.SUFFICIENT

    def test_participles_and_states_are_no_deeds(self) -> None:
        features = read_features("I was asked to help. I felt tired. I noticed a leak.")
        assert features.total("own") == 0.5
        assert features.total("state") >= 2

    def test_abbreviations_do_not_end_a_sentence(self) -> None:
        assert len(read_features("I rang Mr. Lee at once. He came.").sentences) == 2

    def test_offsets_point_into_the_text(self) -> None:
        for sentence in read_features(WHOLE).sentences:
            assert WHOLE[sentence.start : sentence.end].strip() == sentence.text

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            (WHOLE, "en"),
            (GERMAN, "de"),
            ("Il y a deux ans nous avons changé de logiciel et je devais former les autres dans le bureau.", "fr"),
            ("El verano pasado se inundó la cocina y yo llamé a los vecinos para que nos dejaran el horno.", "es"),
            ("No verão passado a cozinha inundou e eu pedi um forno à minha vizinha para o jantar.", "pt"),
            ("", "en"),
        ],
    )
    def test_language_is_guessed(self, text: str, language: str) -> None:
        assert guess_language(text) == language

    def test_every_sign_knows_every_language(self) -> None:
        for sign in SIGNS:
            assert set(load_words()[sign]) == set(LANGUAGES), sign


class TestAreas:
    def test_every_listed_area_is_known(self) -> None:
        assert listed_areas() <= set(load_areas())

    def test_phrases_weigh_more_than_words(self) -> None:
        assert weigh_areas("customer service")["customer_care"] > weigh_areas("customer")["customer_care"]

    def test_strongest_area_comes_first(self) -> None:
        text = "You lead a team of twelve, coach new leaders and manage the ward. Some reports."
        assert find_areas(text, 1) == ("leadership",)

    def test_nothing_said_is_no_area(self) -> None:
        assert find_areas("Tuesday at nine.", 3) == ()
