"""`afterview completion`: prints what a shell needs to complete the commands and their options."""

import argparse
import importlib

SHELLS = ("bash", "zsh", "fish")
BASH = """_afterview() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} command=${{COMP_WORDS[1]}}
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "{commands} --help --version" -- "$word"))
        return
    fi
    case $command in
{cases}
    esac
}}
complete -o default -F _afterview afterview"""
BASH_CASE = """    {command}) COMPREPLY=($(compgen -W "{words}" -- "$word")) ;;"""
ZSH = """#compdef afterview
_afterview() {{
    if (( CURRENT == 2 )); then
        local -a commands=({described})
        _describe command commands
        return
    fi
    local -a words
    case $words_of_line[2] in
{cases}
    esac
    compadd -a words
    _files
}}
local -a words_of_line=($words)
_afterview"""
ZSH_CASE = """    {command}) words=({words}) ;;"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("shell", choices=SHELLS, help="which shell is to complete")


def run(arguments: argparse.Namespace) -> int:
    """Prints the script; returns 0."""
    write = {"bash": _write_bash, "zsh": _write_zsh, "fish": _write_fish}[arguments.shell]
    print(write(list_words()))
    return 0


def list_words() -> dict[str, dict[str, str]]:
    """Every command with its options and choices, each with its line of help."""
    from afterview.cli import COMMANDS, MODULES  # the package is complete by now

    found = {}
    for command in COMMANDS:
        parser = argparse.ArgumentParser()
        importlib.import_module(f"afterview.cli.{MODULES.get(command, command)}").add_arguments(parser)
        found[command] = {
            word: action.help or ""
            for action in parser._actions
            for word in [*action.option_strings, *map(str, action.choices or ())]
            if word.startswith("--") or word not in action.option_strings
        }
    return found


def _write_bash(found: dict[str, dict[str, str]]) -> str:
    cases = [BASH_CASE.format(command=command, words=" ".join(words)) for command, words in found.items()]
    return BASH.format(commands=" ".join(found), cases="\n".join(cases))


def _write_zsh(found: dict[str, dict[str, str]]) -> str:
    from afterview.cli import COMMANDS

    described = " ".join(f"'{command}:{_quote(line)}'" for command, line in COMMANDS.items())
    cases = [ZSH_CASE.format(command=command, words=" ".join(words)) for command, words in found.items()]
    return ZSH.format(described=described, cases="\n".join(cases))


def _write_fish(found: dict[str, dict[str, str]]) -> str:
    from afterview.cli import COMMANDS

    lines = [
        f"complete -c afterview -n __fish_use_subcommand -f -a {command} -d '{_quote(line)}'"
        for command, line in COMMANDS.items()
    ]
    for command, words in found.items():
        here = f"complete -c afterview -n '__fish_seen_subcommand_from {command}'"
        for word, line in words.items():
            what = f"-l {word[2:]}" if word.startswith("--") else f"-a {word}"
            lines.append(f"{here} {what} -d '{_quote(line)}'")
    return "\n".join(lines)


def _quote(line: str) -> str:
    return " ".join(line.replace("'", "").replace(":", ",").split())
