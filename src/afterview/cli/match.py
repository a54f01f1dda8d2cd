"""`afterview match`: which of a person's stories prove best what a job asks for. Starts without Django."""

import argparse
import json
from pathlib import Path

from afterview.cli import BadInput
from afterview.cli.inputs import read_inputs
from afterview.reader import ReaderMissing
from afterview.reader.job import read_job
from afterview.reader.job.match import Match, Proof, Telling, match_stories
from afterview.reader.job.page import open_advert

MOST_STORIES = 500
LONGEST_WHY = 240


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--stories", metavar="DIR", required=True, help="a folder with one story a file")
    parser.add_argument(
        "--job", metavar="FILE", required=True, help="the advert: text, a page's source, a mail, an .ics"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--reader", choices=["best", "local", "embed"], default="best", help="by words, or by meaning too"
    )


def run(arguments: argparse.Namespace) -> int:
    """Reads the job and the stories; returns 0."""
    tellings = read_tellings(arguments.stories)
    advert = open_advert(next(read_inputs([arguments.job]))[1])
    try:
        match = match_stories(advert, read_job(advert, arguments.reader), tellings, arguments.reader)
    except ReaderMissing as error:
        raise BadInput(str(error)) from error
    print(json.dumps(to_json(match), ensure_ascii=False) if arguments.json else describe(match))
    return 0


def read_tellings(folder: str) -> list[Telling]:
    """The stories of a folder, by file name. Raises BadInput where it is none, is empty or holds too many."""
    if not Path(folder).is_dir():
        raise BadInput(f"{folder} is not a folder. Name the folder that holds your stories, one a file.")
    found = [(name, content.decode("utf-8-sig", "replace")) for name, content in read_inputs([folder])]
    if not found:
        raise BadInput(f"There is no story in {folder}. Put one story in each file.")
    if len(found) > MOST_STORIES:
        raise BadInput(f"{folder} holds more than {MOST_STORIES} files. Leave only your stories in it.")
    return [Telling(name=name, text=text.replace("\r\n", "\n")) for name, text in found]


def to_json(match: Match) -> dict[str, object]:
    """Names of stories, the best first, for the job and for each requirement, with why."""
    requires = [
        {**one.to_json(), "stories": [proof.name for proof in proofs], "why": say_why(one.area, proofs)}
        for one, proofs in match.proofs
    ]
    return {"best": list(match.best), "requires": requires}


def say_why(area: str, proofs: tuple[Proof, ...]) -> str:
    """What in the best story speaks to a requirement, in the story's own words."""
    words = " ".join(proofs[0].words.split())[:LONGEST_WHY] if proofs else ""
    return f"Nearest to {area.replace('_', ' ')}: “{words}”" if words else ""


def describe(match: Match) -> str:
    """The same for a person's eyes."""
    lines = ["Tell these first: " + ", ".join(match.best[:3]) + "."]
    for one, proofs in match.proofs:
        lines += [f"{one.skill}: {proofs[0].name}", f"    {say_why(one.area, proofs)}"]
    return "\n".join(lines)
