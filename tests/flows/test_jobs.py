"""The job in a real journal: the list kept, coverage, questions from the job, the log and doubts."""

from datetime import date, datetime

import pytest

from afterview.core.coverage import Fit
from afterview.core.expected import Origin
from afterview.core.job import Requirement, Weight
from afterview.core.words import (
    Candidate,
    Finding,
    FindingKind,
    Interview,
    Landed,
    Question,
    Reflection,
    Reply,
    Story,
)
from afterview.flows import jobs
from afterview.flows.capture import InterviewGone, begin_next_round, delete_interview, find_interview, save_interview
from afterview.flows.drafts import keep_draft, read_draft
from afterview.flows.jobs import read_advert, read_requirements, read_whole_job, save_requirements
from afterview.flows.prepare import save_story
from afterview.store import models
from afterview.store.record.reflections import record_reflection
from afterview.store.record.replies import record_reply

pytestmark = pytest.mark.django_db
ADVERT = "Night nurse\nRequirements\n- You stay calm under pressure\n- You listen well\n- Registered nurse\n"


@pytest.fixture
def interview(candidate: Candidate, now: datetime) -> Interview:
    noted = Interview(company="Contoso", role="Night nurse", advert=ADVERT, starts_at=now)
    return find_interview(candidate, save_interview(candidate, noted, now))


def tell(candidate: Candidate, title: str, *areas: str, **parts: str) -> int:
    return save_story(candidate, Story(title=title, areas=areas, added_on=date(2026, 11, 1), **parts))


class TestList:
    def test_is_read_from_the_advert_until_it_is_kept(self, candidate: Candidate, interview: Interview) -> None:
        requires, is_kept = read_requirements(candidate, interview)
        assert not is_kept
        assert [one.area for one in requires] == ["composure", "listening", "experience"]
        assert all(ADVERT[one.start : one.end] == one.quote for one in requires)
        own = Requirement(area="clarity", skill="Welsh", weight=Weight.SHOULD)
        keep_draft(candidate, "job/x", {"a": ["b"]}, datetime(2026, 11, 22, tzinfo=interview.starts_at.tzinfo))
        save_requirements(candidate, interview.id, [requires[1], own], "job/x")
        kept, is_kept = read_requirements(candidate, interview)
        assert is_kept
        assert [(one.area, one.skill, one.weight) for one in kept] == [
            ("listening", requires[1].skill, Weight.MUST),
            ("clarity", "Welsh", Weight.SHOULD),
        ]
        assert read_draft(candidate, "job/x") == {}

    def test_an_empty_list_lets_the_advert_speak_again(self, candidate: Candidate, interview: Interview) -> None:
        save_requirements(candidate, interview.id, [Requirement(area="clarity", skill="Welsh")])
        save_requirements(candidate, interview.id, [])
        assert not read_requirements(candidate, interview)[1]

    def test_the_next_round_keeps_the_list(self, candidate: Candidate, interview: Interview, now: datetime) -> None:
        save_requirements(candidate, interview.id, [Requirement(area="clarity", skill="Welsh")])
        later = save_interview(candidate, begin_next_round(candidate, interview.id), now)
        assert read_requirements(candidate, find_interview(candidate, later))[1]

    def test_it_goes_with_its_application(self, candidate: Candidate, interview: Interview) -> None:
        save_requirements(candidate, interview.id, [Requirement(area="clarity", skill="Welsh")])
        delete_interview(candidate, interview.id)
        assert not models.Requirement.objects.exists()
        with pytest.raises(InterviewGone):
            save_requirements(candidate, interview.id, [])

    def test_a_page_is_opened_in_a_child(self) -> None:
        assert read_advert("<html><body><p>You must be calm.</p></body></html>") == "You must be calm."
        assert read_advert(b"You must be calm.\r\n") == "You must be calm."


class TestCoverage:
    def test_stories_stand_against_what_is_asked(self, candidate: Candidate, interview: Interview) -> None:
        calm = tell(candidate, "The fire", "composure", situation="At night on the ward.", action="I stayed calm.")
        tell(candidate, "The budget", "results", action="I cut costs by a third.")
        coverage = read_whole_job(candidate, interview.id).coverage
        assert [one.area for one in coverage.asked] == ["composure", "listening"]
        assert coverage.fits[calm]["composure"] is Fit.BEST
        assert coverage.open_areas == ("listening",)
        assert coverage.why["composure"]

    def test_an_untagged_story_is_found_by_what_it_tells(self, candidate: Candidate, interview: Interview) -> None:
        told = tell(
            candidate,
            "The crash",
            situation="A patient's heart stopped in front of his wife.",
            action="I kept my voice calm, started compressions and counted aloud under all that pressure.",
            result="He lived.",
        )
        assert read_whole_job(candidate, interview.id).coverage.best["composure"].id == told

    def test_many_stories_are_sifted_by_words_first(
        self, candidate: Candidate, interview: Interview, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jobs, "MOST_BY_MEANING", 2)
        for number in range(4):
            tell(candidate, f"Story {number}", action="I wrote a report about sales.")
        calm = tell(candidate, "The fire", "composure", action="I stayed calm under pressure on the ward.")
        assert read_whole_job(candidate, interview.id).coverage.best["composure"].id == calm

    def test_nothing_asked_and_nothing_told(self, candidate: Candidate, now: datetime) -> None:
        bare = save_interview(candidate, Interview(company="Contoso", role="Nurse"), now)
        job = read_whole_job(candidate, bare)
        assert job.requires == ()
        assert job.coverage.asked == ()
        assert job.expected == ()


class TestExpected:
    def test_three_springs(self, candidate: Candidate, interview: Interview, now: datetime) -> None:
        story = tell(candidate, "The fire", "composure", situation="At night on the ward. It was late.")
        asked = Question(text="When did a plan fall apart?", landed=Landed.MISSED)
        record_reflection(candidate, Reflection(interview_id=interview.id, questions=(asked,), begun_at=now))
        doubt = Finding(kind=FindingKind.DEVELOP, area="results", quote="numbers were missing", start=0, end=20)
        reply = Reply(
            interview_id=interview.id,
            received_on=now.date(),
            text="numbers were missing",
            findings=(doubt,),
            confirmed_at=now,
        )
        record_reply(candidate, reply)
        expected = read_whole_job(candidate, interview.id).expected
        assert [one.origin for one in expected] == [Origin.DOUBTED, Origin.ASKED, Origin.JOB, Origin.JOB]
        assert expected[0].words == "numbers were missing"
        assert expected[1].question == "When did a plan fall apart?"
        assert expected[2].story is not None
        assert expected[2].story.id == story
        assert expected[2].begins == "At night on the ward."

    def test_an_unconfirmed_doubt_does_not_count(
        self, candidate: Candidate, interview: Interview, now: datetime
    ) -> None:
        doubt = Finding(kind=FindingKind.DEVELOP, area="results", quote="x", start=0, end=1)
        reply = Reply(interview_id=interview.id, received_on=now.date(), text="x", findings=(doubt,))
        record_reply(candidate, reply)
        assert {one.origin for one in read_whole_job(candidate, interview.id).expected} == {Origin.JOB}
