"""The journal as a folder of Markdown notes with properties and links, for Obsidian or any editor."""

import json
import re
from collections.abc import Iterable, Mapping

from afterview.core.words import Interview, Outcome, Reflection, Story

FOLDER = "Afterview"
LONGEST_NAME = 80
# Signs that Windows, or a link in Obsidian, does not take in a file's name.
_SIGNS = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
PARTS = {"situation": "Situation", "task": "Task", "action": "What I did", "result": "Result", "learning": "Learnt"}


def write_notes(
    stories: Iterable[Story], interviews: Iterable[tuple[Interview, Outcome | None, Reflection | None]]
) -> dict[str, str]:
    """Path -> note, every path once, safe on every system."""
    notes: dict[str, str] = {}
    names: dict[int, str] = {}
    for story in stories:
        path = _free(notes, "Stories", story.title)
        names[story.id] = path.rpartition("/")[2].removesuffix(".md")
        notes[path] = _write_story(story)
    for interview, outcome, reflection in interviews:
        day = interview.starts_at.date().isoformat() if interview.starts_at else ""
        path = _free(notes, "Interviews", f"{day} {interview.company} {interview.role}")
        notes[path] = _write_interview(interview, outcome, reflection, names)
    return notes


def safe_name(title: str) -> str:
    """A title as a file's name."""
    name = " ".join(_SIGNS.sub(" ", title).split())[:LONGEST_NAME].strip(" .")
    return f"{name} note" if _TAKEN.match(name) else name or "Untitled"


def _free(notes: Mapping[str, str], folder: str, title: str) -> str:
    """A path not taken yet, small and capital letters alike."""
    taken, name, number = {path.casefold() for path in notes}, safe_name(title), 1
    while (path := f"{FOLDER}/{folder}/{name}{f' {number}' if number > 1 else ''}.md").casefold() in taken:
        number += 1
    return path


def _properties(**values: object) -> list[str]:
    """A note's head in YAML: every value as JSON, which YAML reads as it stands."""
    kept = {name: value for name, value in values.items() if value not in (None, "", [])}
    return ["---", *(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in kept.items()), "---", ""]


def _write_story(story: Story) -> str:
    head = _properties(title=story.title, areas=list(story.areas), added=story.added_on.isoformat())
    parts = [(heading, getattr(story, part).strip()) for part, heading in PARTS.items()]
    body = [line for heading, words in parts if words for line in (f"## {heading}", "", words, "")]
    return "\n".join([*head, f"# {' '.join(story.title.split())}", "", *body])


def _write_interview(
    interview: Interview, outcome: Outcome | None, reflection: Reflection | None, names: Mapping[int, str]
) -> str:
    head = _properties(
        company=interview.company,
        role=interview.role,
        date=interview.starts_at.isoformat() if interview.starts_at else None,
        round=interview.round,
        format=interview.format,
        people=[person.name for person in interview.interviewers],
        outcome=outcome.kind if outcome else None,
    )
    title = f"# {' '.join(interview.company.split())}, {' '.join(interview.role.split())}"
    parts = [("Notes", interview.notes.strip()), *(_reflect(reflection, names) if reflection else [])]
    body = [line for heading, words in parts if words for line in (f"## {heading}", "", words, "")]
    return "\n".join([*head, title, "", *body])


def _reflect(reflection: Reflection, names: Mapping[int, str]) -> list[tuple[str, str]]:
    asked = [
        f"- {' '.join(one.text.split())}"
        + (f" → [[{names[one.story_id]}]]" if one.story_id and one.story_id in names else "")
        for one in reflection.questions
    ]
    worked = [f"- {' '.join(one.what.split())}" + (f": {' '.join(one.why.split())}" if one.why else "")
              for one in reflection.worked]  # fmt: skip
    return [
        ("They asked", "\n".join(asked)),
        ("Worked", "\n".join(worked)),
        ("To change", reflection.change.strip()),
        ("A moment to keep", reflection.moment.strip()),
        ("Came back later", reflection.later.strip()),
    ]
