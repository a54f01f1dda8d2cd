"""The invented example holds together, whatever day it is told on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest

from afterview.core import example
from afterview.core.areas import load_areas
from afterview.core.reflect import is_complete, plans_in_force
from afterview.core.words import Did, FindingKind, Interview, LetterState, Reply

TODAY = date(2026, 11, 22)
WEEK = [TODAY + timedelta(day) for day in range(7)]


def interviews(today: date) -> list[Interview]:
    built = [example.build_interview(section, today) for section in example.load_example()["interviews"]]
    return [
        replace(one, id=at, interviewers=tuple(replace(p, id=10 * at + n) for n, p in enumerate(one.interviewers)))
        for at, one in enumerate(built, 1)
    ]


def replies() -> list[Reply]:
    found = []
    for section, interview in zip(example.load_example()["interviews"], interviews(TODAY), strict=True):
        letters = {each["key"]: example.build_letter(each, interview, None) for each in section.get("letters", ())}
        found += [example.build_reply(each, interview, letters[each["answers"]]) for each in section.get("replies", ())]
    return found


@pytest.mark.parametrize("today", WEEK)
def test_three_are_over_and_one_is_coming_on_a_working_day(today: date) -> None:
    starts = [one.starts_at for one in interviews(today) if one.starts_at]
    assert len(starts) == 4
    assert [start.date() < today for start in starts] == [True, True, True, False]
    assert all(start.weekday() < 5 for start in starts)
    assert 80 <= (today - starts[0].date()).days <= 90


@pytest.mark.parametrize("today", WEEK)
def test_nothing_noted_lies_ahead(today: date) -> None:
    end = datetime.combine(today, datetime.min.time(), UTC)
    for section, interview in zip(example.load_example()["interviews"], interviews(today), strict=True):
        for check_in in section.get("check_ins", ()):
            assert example.build_check_in(check_in, interview).at < end
        for keepsake in section.get("keepsakes", ()):
            assert example.build_keepsake(keepsake, interview).at < end
        for plan in section.get("plans", ()):
            built = example.build_plan(plan, interview)
            assert built.chosen_on < today
            assert built.retired_on is None or built.chosen_on < built.retired_on < today
        for letter in section.get("letters", ()):
            sent = example.build_letter(letter, interview, None).posted_at
            assert sent
            assert sent < end
        for reply in section.get("replies", ()):
            assert interview.starts_at
            assert interview.starts_at.date() + timedelta(reply["after"]) < today
    for section in example.load_example()["check_ins"]:
        assert example.build_own_check_in(section, today).at < end


def test_reflections_are_whole_and_ask_for_what_was_planned() -> None:
    told = example.load_example()
    stories = {key: number for number, key in enumerate(told["stories"], 1)}
    plans = {plan["key"]: number for number, plan in enumerate(told["interviews"][0]["plans"], 1)}
    for section, interview in zip(told["interviews"][:3], interviews(TODAY)[:3], strict=True):
        reflection = example.build_reflection(section["reflection"], interview, stories, plans)
        assert is_complete(reflection)
        assert {question.story_id for question in reflection.questions} & set(stories.values())
        assert all(rating.area in load_areas() and rating.value is not None for rating in reflection.ratings)
    assert {one.did for one in reflection.tried} == {Did.YES}
    standing = [replace(example.build_plan(each, interviews(TODAY)[0]), id=plans[each["key"]])
                for each in told["interviews"][0]["plans"]]  # fmt: skip
    held = interviews(TODAY)[1].starts_at
    assert held
    asked = plans_in_force(standing, 2, held.date())
    assert {plan.id for plan in asked} == {one.plan_id for one in reflection.tried}


def test_findings_are_their_words_in_order_and_cover_the_reply() -> None:
    for reply in replies():
        assert [reply.text[one.start : one.end] for one in reply.findings] == [one.quote for one in reply.findings]
        ends = [0, *(one.end for one in reply.findings)]
        assert all(end <= one.start for end, one in zip(ends, reply.findings, strict=False))
        assert ends[-1] <= len(reply.reply_text)
        said = "".join(one.quote for one in reply.findings)
        assert len("".join(said.split())) >= 0.95 * len("".join(reply.reply_text.split()))
        kinds = {one.kind for one in reply.findings}
        assert {FindingKind.STRENGTH, FindingKind.DEVELOP, FindingKind.ADVICE, FindingKind.NOTHING} <= kinds
        assert all(one.area in load_areas() for one in reply.findings if one.area)
        assert reply.confirmed_at


def test_original_mail_is_the_reply() -> None:
    for reply in replies():
        mail = message_from_bytes(reply.original, policy=policy.default)
        assert mail["Message-ID"] == reply.message_id
        assert mail["In-Reply-To"].startswith("<")
        assert mail.get_content().replace("\r\n", "\n") == reply.text


def test_thank_you_answers_the_reply() -> None:
    section = example.load_example()["interviews"][0]
    interview = interviews(TODAY)[0]
    reply = replace(replies()[0], id=7)
    letter = example.build_letter(section["letters"][2], interview, reply)
    assert (letter.reply_id, letter.in_reply_to, letter.state) == (7, reply.message_id, LetterState.POSTED)
    assert letter.to_address == interview.interviewers[0].address


def test_outcomes_are_two_nos_and_a_silence() -> None:
    told = zip(example.load_example()["interviews"], interviews(TODAY), strict=True)
    outcomes = [example.build_outcome(section["outcome"], one) for section, one in told if "outcome" in section]
    assert [outcome.kind for outcome in outcomes] == ["no", "silence", "no"]


def test_stories_name_known_areas_and_one_lacks_its_result() -> None:
    stories = [example.build_story(section, TODAY) for section in example.load_example()["stories"].values()]
    assert len(stories) == 6
    assert {area for story in stories for area in story.areas} <= set(load_areas())
    assert sum(not story.result for story in stories) == 1


def test_an_interview_without_a_day_is_no_part_of_it() -> None:
    section = example.load_example()["interviews"][0]
    with pytest.raises(ValueError, match="no day"):
        example.build_outcome(section["outcome"], replace(interviews(TODAY)[0], starts_at=None))


def test_every_person_and_address_is_invented() -> None:
    for one in interviews(TODAY):
        assert one.zone == "Europe/London"
        assert one.starts_at
        assert one.starts_at.tzinfo == ZoneInfo("Europe/London")
        assert all(person.address.endswith(".example") for person in one.interviewers)
