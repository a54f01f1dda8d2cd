"""The journal's tables and constraints; no behaviour. Every row says whose journal it is in."""

from afterview.store.models.base import Candidate, Owned
from afterview.store.models.days import CheckIn, Draft, Keepsake, Month
from afterview.store.models.interviews import Application, Interview, Interviewer, Outcome
from afterview.store.models.jobs import Requirement
from afterview.store.models.letters import Finding, Letter, Reply
from afterview.store.models.mail import FoundMail, Gathering, MailFolder
from afterview.store.models.plans import Plan
from afterview.store.models.post import MailAccount, Posting
from afterview.store.models.practice import PartnerSheet, Rehearsal, Transcript
from afterview.store.models.readers import LanguageModel
from afterview.store.models.reflections import Question, Rating, Reflection, Tried, Worked
from afterview.store.models.stories import Story

__all__ = [
    "Application",
    "Candidate",
    "CheckIn",
    "Draft",
    "Finding",
    "FoundMail",
    "Gathering",
    "Interview",
    "Interviewer",
    "Keepsake",
    "LanguageModel",
    "Letter",
    "MailAccount",
    "MailFolder",
    "Month",
    "Outcome",
    "Owned",
    "PartnerSheet",
    "Plan",
    "Posting",
    "Question",
    "Rating",
    "Reflection",
    "Rehearsal",
    "Reply",
    "Requirement",
    "Story",
    "Transcript",
    "Tried",
    "Worked",
]
