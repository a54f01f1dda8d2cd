"""JSON Resume: stories out as projects with highlights, and highlights in as seeds of stories."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from afterview.core.areas import load_areas
from afterview.core.take.seeds import LONGEST_CELL, MOST_SEEDS, Fault, Seed, SeedsUnread
from afterview.core.words import Story

SCHEMA = "v1.0.0"


def write_resume(name: str, stories: Iterable[Story]) -> str:
    """The story bank as a JSON Resume: each story a project, what was done and what came of it its highlights."""
    projects = [
        {
            "name": story.title,
            "description": " ".join(words for words in (story.situation, story.task) if words),
            "highlights": [words for words in (story.action, story.result, story.learning) if words],
            "keywords": [load_areas()[area].name for area in story.areas if area in load_areas()],
        }
        for story in stories
    ]
    resume = {"basics": {"name": name}, "projects": projects, "meta": {"version": SCHEMA}}
    return json.dumps(resume, ensure_ascii=False, indent=2) + "\n"


def read_resume(text: str) -> tuple[Seed, ...]:
    """The highlights of work, voluntary work and projects, each with where it was. Raises SeedsUnread."""
    try:
        resume = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SeedsUnread(Fault.BROKEN) from error
    if not isinstance(resume, dict):
        raise SeedsUnread(Fault.BROKEN)
    seeds = tuple(_read_sections(resume))
    if len(seeds) > MOST_SEEDS:
        raise SeedsUnread(Fault.TOO_MANY)
    return seeds


def _read_sections(resume: dict[str, Any]) -> Iterator[Seed]:
    for section in ("work", "volunteer"):
        for job in _list(resume.get(section)):
            place = [_text(job.get(name)) for name in ("position", "name", "company", "organization")]
            where = ", ".join(words for words in place if words)
            yield from (Seed(text=words, where=where) for words in _highlights(job))
    for project in _list(resume.get("projects")):
        highlights = _highlights(project)
        title, about = _text(project.get("name")), _text(project.get("description"))
        if highlights or about:
            action, result = highlights[:1], highlights[1:2]
            yield Seed(
                title=title,
                situation=about,
                action="".join(action),
                result="".join(result),
                learning=" ".join(highlights[2:]),
            )


def _highlights(entry: dict[str, Any]) -> list[str]:
    return [words for one in _list_any(entry.get("highlights")) if (words := _text(one))]


def _list_any(value: Any) -> list[Any]:
    return value[: MOST_SEEDS + 1] if isinstance(value, list) else []


def _list(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list_any(value) if isinstance(one, dict)]


def _text(value: Any) -> str:
    return " ".join(value[:LONGEST_CELL].replace("\0", "").split()) if isinstance(value, str) else ""
