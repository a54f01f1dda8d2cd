"""Format 2 of the archive: which tables and columns a journal is carried in, and what is left out and why.

A column's form in the archive follows from its field in the model. A new table or column must be named here (a test
fails until it is), and once a version is released, any change here needs a new FORMAT and a step in `upgrade.py`.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Model

from afterview.core import job, posting, rehearsal, words
from afterview.store import models
from afterview.store.carry.columns import Column, build_column

FORMAT = 2


@dataclass(frozen=True)
class Table:
    """One table of the archive: `name` is its file (journal/<name>.jsonl), `listing` its columns in words."""

    name: str
    model: type[Model]
    listing: str
    choices: dict[str, type[StrEnum]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the order of `listing`."""
        return tuple(
            build_column(self.model, name, self.choices.get(name), TABLE_NAMES) for name in self.listing.split()
        )

    def rows(self, candidate: words.Candidate) -> Any:
        """The candidate's own rows, in the order they were written (a query set, of whichever model)."""
        whose = {"pk": candidate.id} if self.model is models.Candidate else {"candidate_id": candidate.id}
        return self.model._default_manager.filter(**whose).order_by("pk")

    @property
    def path(self) -> str:
        """Where the rows are in the archive."""
        return f"journal/{self.name}.jsonl"

    @cached_property
    def keys(self) -> frozenset[str]:
        """What every row names, no more and no less."""
        return frozenset(column.name for column in self.columns)


CANDIDATE = Table("candidate", models.Candidate, "name language has_example learns created_at")
TABLES = (
    Table("applications", models.Application, "company role advert created_at invented"),
    Table(
        "interviews",
        models.Interview,
        "application round starts_at zone minutes format place route notes questions_to_ask blank_line rest_until"
        " created_at invented",
        {"format": words.Format},
    ),
    Table(
        "requirements",
        models.Requirement,
        "application position area skill quote start end weight invented",
        {"weight": job.Weight},
    ),
    Table("interviewers", models.Interviewer, "interview position name role address invented"),
    Table("stories", models.Story, "title situation task action result learning areas added_on invented"),
    Table(
        "reflections",
        models.Reflection,
        "interview minutes_late announced rushed trouble wrong_place examples_asked examples_stories"
        " examples_with_action examples_with_result moment change expectation later body_language_skipped pages_done"
        " begun_at completed_at invented",
    ),
    Table(
        "questions",
        models.Question,
        "reflection position text story story_words landed wanted_example told_story had_action had_result invented",
        {"landed": words.Landed},
    ),
    Table("ratings", models.Rating, "reflection area value cause invented", {"cause": words.Cause}),
    Table("worked", models.Worked, "reflection position what why invented"),
    Table("outcomes", models.Outcome, "interview kind on words invented", {"kind": words.OutcomeKind}),
    Table("check_ins", models.CheckIn, "interview at mood energy note invented"),
    Table(
        "replies",
        models.Reply,
        "interview interviewer letter channel received_on text reply_text original message_id future_open openings"
        " reader confirmed_at invented",
        {"channel": words.Channel},
    ),
    Table(
        "findings",
        models.Finding,
        "reply kind area quote start end courtesy confidence guessed_kind guessed_area proposed set_aside counted"
        " invented",
        {"kind": words.FindingKind, "guessed_kind": words.FindingKind},
    ),
    Table(
        "letters",
        models.Letter,
        "interview interviewer reply kind subject body state message_id in_reply_to to_name to_address drafted_at"
        " held_until posted_at invented",
        {"kind": words.LetterKind, "state": words.LetterState},
    ),
    Table(
        "mail_accounts",
        models.MailAccount,
        "address name login sign_in client_id smtp_host smtp_port smtp_tls imap_host imap_port imap_tls certificate"
        " added_at invented",
        {"sign_in": posting.SignIn, "smtp_tls": posting.Tls, "imap_tls": posting.Tls},
    ),
    Table(
        "postings",
        models.Posting,
        "letter account state phase claim sender recipient message_id mail approved_at claimed_at ended_at fault"
        " answer refusals invented",
        {"state": posting.PostingState, "phase": posting.Phase, "fault": posting.Fault},
    ),
    Table(
        "plans",
        models.Plan,
        "interview area direction if_words then_words chosen_on retired_on invented",
        {"direction": words.Direction},
    ),
    Table("tried", models.Tried, "reflection plan did invented", {"did": words.Did}),
    Table("keepsakes", models.Keepsake, "interview kind text at invented"),
    Table("months", models.Month, "at answers invented"),
    Table(
        "rehearsals",
        models.Rehearsal,
        "story interview at recall seconds invented",
        {"recall": rehearsal.Recall},
    ),
    Table(
        "partner_sheets",
        models.PartnerSheet,
        "partner held_on came_at marks good advice digest invented",
    ),
    Table(
        "transcripts",
        models.Transcript,
        "interview name brought_at confirmed_at text me is_guessed own_words other_words own_seconds other_seconds"
        " hedges asked_back answers invented",
    ),
)
TABLE_NAMES: dict[type[Model], str] = {table.model: table.name for table in TABLES}
ALL = (CANDIDATE, *TABLES)

# Not carried, and why.
_STILL_THERE = "they are still in your mailbox or file, and can be brought in again; what you took in is in the journal"
TABLES_LEFT_OUT: dict[type[Model], str] = {
    models.FoundMail: f"mails found and not taken in: {_STILL_THERE}",
    models.Gathering: f"how far a file of mails was gone through: {_STILL_THERE}",
    models.MailFolder: f"how far a mailbox was read: {_STILL_THERE}",
    models.LanguageModel: "what may leave a computer is agreed to on that one, and its key is in its keyring",
    models.Draft: "typed but not saved yet; a draft's name points at this journal's own numbers (the page says so)",
}
COLUMNS_LEFT_OUT = {
    "id": "rows are numbered anew, 1 to n in the order they were written",
    "candidate": "an archive holds one candidate's journal, and goes to whoever restores it",
}
