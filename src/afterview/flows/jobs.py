"""The job: what its advert asks for, which stories cover it, and the questions they may ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from afterview.core.areas import load_areas
from afterview.core.coverage import Coverage, Showing, Shown, cover, gather_asked
from afterview.core.expected import Expected, expect_from_doubts, expect_from_job, expect_from_log
from afterview.core.job import Requirement
from afterview.core.remembering import remembered
from afterview.core.stories import Verdict, read_parts
from afterview.core.words import Candidate, Finding, Interview, Question, Story
from afterview.flows.capture import find_interview
from afterview.flows.drafts import drop_draft
from afterview.flows.journal import writing
from afterview.limited import run
from afterview.reader.job import name_area, read_job
from afterview.reader.job.match import Match, Telling, match_stories
from afterview.reader.job.page import open_advert
from afterview.store.load.jobs import load_requirements
from afterview.store.load.reflections import load_questions_asked
from afterview.store.load.replies import load_doubts
from afterview.store.load.stories import load_stories
from afterview.store.record.jobs import record_requirements

MOST_BY_MEANING = 40  # stories compared by meaning; of more, those nearest by words
MOST_QUESTIONS, MOST_DOUBTS = 200, 50
MOST_WANTED = 30
# How far a story that is not whole counts as proof.
WHOLENESS = {Verdict.SUFFICIENT: 1.0, Verdict.THIN: 0.85, Verdict.NOT_AN_EXAMPLE: 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job beside the person's stories. `is_kept` says whether `requires` is the person's own list or only read."""

    interview: Interview
    requires: tuple[Requirement, ...]
    is_kept: bool
    coverage: Coverage
    expected: tuple[Expected, ...]


def read_requirements(candidate: Candidate, interview: Interview) -> tuple[tuple[Requirement, ...], bool]:
    """What the job asks for, and whether the person keeps it as a list of their own; else the advert is read."""
    kept = load_requirements(candidate, interview.application_id)
    return (kept, True) if kept else (_read(interview.advert), False)


@remembered(32)
def _read(advert: str) -> tuple[Requirement, ...]:
    return read_job(advert, "best")


def read_advert(content: str | bytes) -> str:
    """Whatever an advert came as (text, a page's source, a mail, an .ics) -> its plain text, opened in a child process
    with limits. Raises NotRead."""
    return run(open_advert, content).strip()


def save_requirements(candidate: Candidate, interview_id: int, requires: Sequence[Requirement], form: str = "") -> None:
    """Keeps the person's list; an empty one lets the advert speak again. Raises InterviewGone."""
    interview = find_interview(candidate, interview_id)
    with writing():
        record_requirements(candidate, interview.application_id, requires)
        drop_draft(candidate, form)


def read_whole_job(candidate: Candidate, interview_id: int) -> Job:
    """Everything the pages and the brief say of a job. Raises InterviewGone."""
    interview = find_interview(candidate, interview_id)
    requires, is_kept = read_requirements(candidate, interview)
    stories = load_stories(candidate)
    questions = load_questions_asked(candidate, MOST_QUESTIONS)
    doubts = load_doubts(candidate, MOST_DOUBTS)
    showing, nearest = compare(interview.advert, requires, stories, questions, doubts)
    coverage = cover(stories, gather_asked(requires), showing)
    expected = (
        *expect_from_doubts(doubts, stories, showing),
        *expect_from_log(questions, stories, nearest),
        *expect_from_job(coverage),
    )
    return Job(interview=interview, requires=requires, is_kept=is_kept, coverage=coverage, expected=expected)


def compare(
    advert: str,
    requires: Sequence[Requirement],
    stories: Sequence[Story],
    questions: Sequence[Question] = (),
    doubts: Sequence[Finding] = (),
) -> tuple[Showing, dict[str, tuple[int, float]]]:
    """How well each story shows each area that is asked for or was doubted, and for questions asked before the number
    of the story nearest to them and how well it fits."""
    known = {one.area for one in requires}
    doubted = [area for area in dict.fromkeys(one.area for one in doubts) if area in load_areas() and area not in known]
    texts = list(dict.fromkeys(one.text for one in questions))[:MOST_WANTED]
    asked = [Requirement(area=name_area(text), skill=text) for text in texts]
    wanted = [*requires, *(Requirement(area=area, skill=load_areas()[area].meaning) for area in doubted)]
    match = _match(advert, [*wanted, *asked], stories)
    showing = _gather(match, len(wanted), stories)
    proofs = [proofs for _, proofs in match.proofs[len(wanted) :]]
    nearest = {text: (int(one[0].name), one[0].fit) for text, one in zip(texts, proofs, strict=True) if one}
    return showing, nearest


def _match(advert: str, requires: Sequence[Requirement], stories: Sequence[Story]) -> Match:
    tellings = [Telling(name=str(one.id), text=tell(one), areas=one.areas) for one in stories]
    if len(tellings) > MOST_BY_MEANING:
        nearest = match_stories(advert, requires, tellings, "local").best[:MOST_BY_MEANING]
        tellings = [one for one in tellings if one.name in nearest]
    return match_stories(advert, requires, tellings)


def _gather(match: Match, most: int, stories: Sequence[Story]) -> Showing:
    """By story and area the best fit among the first `most` requirements, a story that is not whole counting less."""
    whole = {story.id: WHOLENESS[read_parts(story).verdict] for story in stories}
    showing: dict[int, dict[str, Shown]] = {}
    for required, proofs in match.proofs[:most]:
        for proof in proofs:
            areas = showing.setdefault(int(proof.name), {})
            fit = proof.fit * whole[int(proof.name)]
            if required.area not in areas or fit > areas[required.area].fit:
                areas[required.area] = Shown(fit=fit, words=proof.words)
    return showing


def tell(story: Story) -> str:
    """A story's parts as one telling; its name stands first, for it often names the trade."""
    parts = (story.title, story.situation, story.task, story.action, story.result, story.learning)
    return "\n".join(part.strip() for part in parts if part.strip())
