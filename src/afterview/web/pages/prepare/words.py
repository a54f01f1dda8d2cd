"""What is said of a story: what is missing, kindly, and how whole it is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from afterview.core.stories import StoryReading, Verdict

QUESTIONS = {
    "situation": gettext_lazy("Where and when was it? One sentence is enough."),
    "task": gettext_lazy("What was wanted of you, or what was the difficulty?"),
    "action": gettext_lazy("What did you do, step by step? Begin with “I”."),
    "own_role": gettext_lazy("Whose doing was it? Say “I” where it was you."),
    "result": gettext_lazy("What changed, by how much?"),
    "learning": gettext_lazy("What do you do differently since?"),
}
HINTED = {
    "action": gettext_lazy("What exactly did you do? One more step of your own makes it clear."),
    "result": gettext_lazy("What changed, by how much? A number, or what somebody said."),
}


def say_verdict(reading: StoryReading) -> str:
    """How whole a story is, in a sentence."""
    return {
        Verdict.SUFFICIENT: _("It is whole: it can carry an answer."),
        Verdict.THIN: _("A good beginning, not whole yet."),
        Verdict.NOT_AN_EXAMPLE: _("This tells what you do in general. Think of one single time."),
    }[reading.verdict]


def ask_for_missing(reading: StoryReading) -> list[str]:
    """The questions whose answers the story lacks; what was learnt is asked only once the rest is there."""
    missing = [name for name in reading.missing if name != "learning" or len(reading.missing) == 1]
    asked = [str(QUESTIONS[name]) for name in missing]
    hinted = {"action": reading.action, "result": reading.result}
    return asked + [str(HINTED[name]) for name, score in hinted.items() if score == 1 and name not in missing]
