"""How well the checker reads letters of a writer it never learned from: rules, its linear models, both readers."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence

from afterview.core.check import Deeper, Known, check_letter
from afterview.reader.letters import find_deeper
from bench.table import Part
from training.letters import FAULTS, LabelledLetter, load_letters
from training.letters_model import HELD, by_rules, score
from training.letters_rows import KIND

type Says = Callable[[LabelledLetter], set[str]]
COLUMNS = ("what tells", "letters", "ingredients", "faults", "faultless letters passed", "CPU a letter, median")
NOTE = (
    "Macro-F1 over eight ingredients and over twelve faults, on the letters of a writer from whom nothing was learned "
    "and on whom no threshold was chosen (`texts/letters`, q3). Rules alone: ideas that occur together in a sentence."
)


def measure() -> Part:
    """One row for each way of telling."""
    letters = [letter for letter in load_letters() if letter.writer in HELD]
    ways: list[tuple[str, Says]] = [("rules alone", by_rules), ("the models that are always there", _says(None))]
    if deeper := find_deeper():
        ways.append(("beside the deeper reader, where installed", _says(deeper)))
    return Part("The checker of letters", COLUMNS, tuple(_row(name, letters, say) for name, say in ways), NOTE)


def _says(deeper: Deeper | None) -> Says:
    def say(letter: LabelledLetter) -> set[str]:
        known = Known(to=letter.to, company=letter.company, sender=letter.sender)
        check = check_letter(letter.text, letter.kind, known, letter.cited, deeper)
        return {*check.faults, *(name for name, is_there in check.has.items() if is_there)}

    return say


def _row(name: str, letters: Sequence[LabelledLetter], say: Says) -> tuple[str, ...]:
    say(letters[0])  # the weights are loaded before the clock runs
    said, spent = [], []
    for letter in letters:
        began = time.process_time()
        said.append(say(letter))
        spent.append(time.process_time() - began)
    clean = [not found & FAULTS for letter, found in zip(letters, said, strict=True) if not letter.faults]
    return (
        name,
        str(len(letters)),
        f"{_macro(KIND, letters, said):.3f}",
        f"{_macro(sorted(FAULTS), letters, said):.3f}",
        f"{sum(clean) / len(clean):.3f}",
        f"{statistics.median(spent) * 1000:.0f} ms",
    )


def _macro(labels: Iterable[str], letters: Sequence[LabelledLetter], said: Sequence[set[str]]) -> float:
    scores = [found for label in labels if (found := score(label, letters, said)) is not None]
    return statistics.fmean(scores)
