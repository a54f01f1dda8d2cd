"""Looking around: the invented example fills an empty journal, and goes again without a trace."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from afterview.core import example
from afterview.core.words import Candidate, Interview, Letter, Reply
from afterview.flows.carry import JournalNotEmpty, is_empty
from afterview.flows.journal import sweep, writing
from afterview.store.carry.erase import erase_example, mark_invented
from afterview.store.load.interviews import load_interview
from afterview.store.record.check_ins import record_check_in
from afterview.store.record.interviews import record_interview, record_outcome
from afterview.store.record.keepsakes import record_keepsake
from afterview.store.record.letters import record_letter
from afterview.store.record.plans import record_plan
from afterview.store.record.reflections import record_reflection
from afterview.store.record.replies import record_reply
from afterview.store.record.stories import record_story

type Section = Mapping[str, Any]


def load_example(candidate: Candidate, now: datetime) -> None:
    """Fills the empty journal with the example, told so that `now` is its today. Raises JournalNotEmpty."""
    told = example.load_example()
    with writing():
        if not is_empty(candidate):
            raise JournalNotEmpty
        _Telling(candidate, now).tell(told)
        mark_invented(candidate)


def remove_example(candidate: Candidate) -> None:
    """Takes the example out, with whatever was tried out on its interviews; the person's own words stay."""
    with writing():
        erase_example(candidate)
    sweep()


class _Telling:
    """One telling of the example: it remembers the ids that later parts point at."""

    def __init__(self, candidate: Candidate, now: datetime) -> None:
        self.candidate = candidate
        self.now = now
        self.today: date = now.date()
        self.stories: dict[str, int] = {}
        self.plans: dict[str, int] = {}
        self.letters: dict[str, Letter] = {}
        self.replies: dict[str, Reply] = {}

    def tell(self, told: Section) -> None:
        for key, section in told["stories"].items():
            self.stories[key] = record_story(self.candidate, example.build_story(section, self.today))
        for section in told["interviews"]:
            self._tell_interview(section)
        for section in told["check_ins"]:
            record_check_in(self.candidate, example.build_own_check_in(section, self.today))

    def _tell_interview(self, section: Section) -> None:
        interview = self._record(example.build_interview(section, self.today))
        if "reflection" in section:
            record_reflection(
                self.candidate, example.build_reflection(section["reflection"], interview, self.stories, self.plans)
            )
        if "outcome" in section:
            record_outcome(self.candidate, example.build_outcome(section["outcome"], interview))
        self._tell_post(section, interview)
        for plan in section.get("plans", ()):
            self.plans[plan["key"]] = record_plan(self.candidate, example.build_plan(plan, interview))
        for check_in in section.get("check_ins", ()):
            record_check_in(self.candidate, example.build_check_in(check_in, interview))
        for keepsake in section.get("keepsakes", ()):
            record_keepsake(self.candidate, example.build_keepsake(keepsake, interview))

    def _record(self, interview: Interview) -> Interview:
        """The interview as recorded: it and its panel have ids."""
        recorded = load_interview(self.candidate, record_interview(self.candidate, interview, self.now))
        if recorded is None:
            raise LookupError(interview.company)
        return recorded

    def _tell_post(self, section: Section, interview: Interview) -> None:
        """Letters and replies in the order they went to and fro."""
        post = [*section.get("letters", ()), *section.get("replies", ())]
        for each in sorted(post, key=lambda each: int(each["after"])):
            if "answers" in each:
                reply = example.build_reply(each, interview, self.letters[each["answers"]])
                self.replies[each["answers"]] = replace(reply, id=record_reply(self.candidate, reply))
            else:
                answered = self.replies.get(each.get("thanks_for", ""))
                letter = example.build_letter(each, interview, answered)
                self.letters[each["key"]] = replace(letter, id=record_letter(self.candidate, letter))
