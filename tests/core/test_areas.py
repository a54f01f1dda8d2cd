"""The areas: complete, in order, in words one can stand by."""

import re

import pytest

from afterview.core.areas import NOT_ABOUT_YOU, Area, load_areas, scored_areas

GROUPS = ["arriving", "answers", "delivery", "competencies", "circumstances"]
IDS = [
    "punctuality",
    "rapport",
    "examples",
    "relevance",
    "structure",
    "results",
    "experience",
    "job_knowledge",
    "practical_task",
    "company_knowledge",
    "motivation",
    "questions_asked",
    "convincing",
    "body_language",
    "clarity",
    "listening",
    "composure",
    "teamwork",
    "customer_care",
    "problem_solving",
    "initiative",
    "reliability",
    "learning",
    "leadership",
    "preparation",
    "not_about_you",
]
PERSON_WORDS = re.compile(r"\b(weak\w*|fail\w*|lazy|stupid|bad|poor)\b|n't\b|!", re.IGNORECASE)


def texts(area: Area) -> list[str]:
    return [area.name, area.yours, area.meaning, *area.anchors, area.practice, area.if_words, area.then_words]


def test_every_area_of_the_reader_is_there_and_no_other() -> None:
    assert sorted(load_areas()) == sorted(IDS)
    assert [area.id for area in scored_areas()] == [name for name in load_areas() if name != NOT_ABOUT_YOU]


def test_areas_come_group_by_group() -> None:
    groups = [area.group for area in load_areas().values()]
    assert [group for at, group in enumerate(groups) if at == 0 or groups[at - 1] != group] == GROUPS


@pytest.mark.parametrize("area", scored_areas(), ids=lambda area: area.id)
def test_scored_area_is_complete(area: Area) -> None:
    assert len(area.anchors) == len(set(area.anchors)) == 5
    assert all(texts(area))
    assert 0 < area.changeability <= 1
    assert 0 < area.importance <= 1


@pytest.mark.parametrize("area", load_areas().values(), ids=lambda area: area.id)
def test_words_speak_of_the_interview_not_of_the_person(area: Area) -> None:
    assert not [text for text in texts(area) if PERSON_WORDS.search(text)]
    assert area.meaning.endswith(".")
    assert area.practice.endswith(".")


@pytest.mark.parametrize("area", scored_areas(), ids=lambda area: area.id)
def test_plan_template_reads_after_if_and_then(area: Area) -> None:
    assert not area.if_words.lower().startswith("if ")
    assert not area.then_words.lower().startswith("then ")
    assert not area.if_words.endswith(".")
    assert not area.then_words.endswith(".")


def test_circumstances_are_never_scored() -> None:
    area = load_areas()[NOT_ABOUT_YOU]
    assert area.anchors == ()
    assert (area.changeability, area.importance) == (0, 0)
    assert area not in scored_areas()
