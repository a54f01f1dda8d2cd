"""`afterview`: the commands, each in a module of its own that is loaded only when it is called."""

import argparse
import importlib
import sys

from afterview import __version__
from afterview.cli.examples import write_epilog

COMMANDS = {
    "serve": "open the journal in the browser",
    "read": "read a reply or a mail: status, points, door",
    "check": "check a letter before it is sent",
    "story": "say what a personal example has and what it lacks",
    "job": "read what a job advert asks for",
    "match": "say which stories prove what a job asks for",
    "evaluate": "own view beside theirs",
    "brief": "the one page for the next interview",
    "take": "stories and interviews for Anki, Obsidian, JSON Resume, a spreadsheet",
    "example": "fill an empty journal with the invented example",
    "import": "find the mails of your applications in years of mail",
    "watch": "wait at your own mailbox for answers",
    "export": "write the whole journal into one zip",
    "restore": "bring an exported journal into an empty one",
    "completion": "print what your shell needs to complete commands",
    "desktop": "put Afterview among the programs of a Linux desktop",
}
# Where a command's name cannot be a module's.
MODULES = {"import": "bring_in"}


class BadInput(Exception):
    """A sentence for the person: what is wrong and what to do."""


def main(argv: list[str] | None = None) -> int:
    """Runs one command; returns the exit code (2 with one sentence on standard error for bad input)."""
    arguments = sys.argv[1:] if argv is None else argv
    name = next((word for word in arguments if not word.startswith("-")), "")
    parser = _build_parser(name)
    parsed = parser.parse_args(arguments)
    if not hasattr(parsed, "run"):
        parser.print_help()
        return 0
    try:
        return int(parsed.run(parsed))
    except BadInput as error:
        print(f"afterview {name}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0


def _build_parser(name: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("afterview", description="Turns a rejection into a better next interview.")
    parser.add_argument("--version", action="version", version=f"afterview {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for command, line in COMMANDS.items():
        sub = commands.add_parser(command, help=line, description=line[0].upper() + line[1:] + ".")
        if command == name:
            module = importlib.import_module(f"afterview.cli.{MODULES.get(command, command)}")
            sub.formatter_class = argparse.RawDescriptionHelpFormatter
            sub.epilog = write_epilog(command)
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    return parser
