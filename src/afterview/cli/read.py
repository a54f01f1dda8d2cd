"""`afterview read`: what a mail says, as JSON or in words. Starts without Django."""

import argparse
import os
from collections.abc import Callable

from afterview.cli import BadInput
from afterview.cli.inputs import add_inputs, print_each
from afterview.clock import read_clock
from afterview.reader import ReaderMissing, read

WORDS = {
    "strength": "Strength",
    "develop": "To work on",
    "advice": "Advice",
    "not_about_you": "Not about you",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    add_inputs(parser)
    parser.add_argument("--reader", choices=["local", "embed", "llm"], default="local", help="which reader speaks")
    model = parser.add_argument_group("a language model of your own (--reader llm; its key in AFTERVIEW_LLM_KEY)")
    model.add_argument("--endpoint", metavar="URL", default="", help="where it answers, up to /v1")
    model.add_argument("--model", metavar="NAME", default="", help="its name there")
    model.add_argument("--agree-to-send-to", metavar="HOST", default="", help="yes, show the mails to this host")


def run(arguments: argparse.Namespace) -> int:
    """Reads each input; returns 0."""

    if arguments.reader == "llm":
        return print_each(arguments, _ask_model(arguments), describe)

    def answer(content: bytes) -> dict[str, object]:
        try:
            return read(content, reader=arguments.reader).to_json()
        except ReaderMissing as error:
            raise BadInput(str(error)) from error

    return print_each(arguments, answer, describe)


def _ask_model(arguments: argparse.Namespace) -> Callable[[bytes], dict[str, object]]:
    """What asks the model for one input; where it fails the answer says why, and which reader spoke instead."""
    from afterview.core.language_model import LanguageModel, NotAnAddress, NotSecure, check_address
    from afterview.flows.model_answers import ask_upon, read_by_model  # only where a model is asked for

    try:
        address = check_address(arguments.endpoint)
    except (NotAnAddress, NotSecure) as error:
        raise BadInput(f"{error.__doc__} Give it with --endpoint.") from error
    if not arguments.model:
        raise BadInput("Say with --model which model is to read, by the name its program lists.")
    model = LanguageModel(address=address, name=arguments.model, agreed_host=arguments.agree_to_send_to)
    if not model.may_read:
        raise BadInput(f"{model.host} is not this computer. To show it the mails, add --agree-to-send-to {model.host}.")
    consent, key = ask_upon("--reader llm", read_clock()), os.environ.get("AFTERVIEW_LLM_KEY", "")

    def answer(content: bytes) -> dict[str, object]:
        said = read_by_model(model, content, consent, key)
        return {**said.reading.to_json(), "dropped": said.dropped, "fault": said.fault}

    return answer


def describe(answered: dict[str, object]) -> str:
    """The same reading for a person's eyes."""
    points = answered["points"]
    assert isinstance(points, list)
    lines = [f"{WORDS[point['kind']]} ({point['area']}): {point['quote']}" for point in points]
    door = {True: "The door is open.", False: "The door is closed.", None: "They say nothing of another time."}
    future = answered["future_open"]
    lines.append(door[future if isinstance(future, bool) else None])
    return "\n".join([f"Kind of mail: {answered['status']}", *lines])
