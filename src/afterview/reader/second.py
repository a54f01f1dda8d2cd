"""The second look at a clause: what the first look made of it, of its neighbours and of the whole mail."""

import json
from dataclasses import dataclass
from functools import cache
from math import log, log1p, sumprod

from afterview.reader.clauses import Clause
from afterview.reader.model import FOLDER, to_chances

LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Second:
    """A dense linear classifier: one row of weights and one bias per class."""

    classes: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]


@cache
def load_second() -> Second:
    """The packaged second look."""
    shape = json.loads((FOLDER / "second.json").read_text(encoding="utf-8"))
    return Second(tuple(shape["classes"]), tuple(map(tuple, shape["rows"])), tuple(shape["bias"]))


def look_again(clauses: list[Clause], first: list[list[float]]) -> list[list[float]]:
    """Chances of the first look, in the order of the classes -> their mean with chances that know the surroundings.

    The mean of both looks keeps the second from leaning on habits of the mails it learned from."""
    second = load_second()
    found = []
    for own, facts in zip(first, surroundings(clauses, first), strict=True):
        scores = [sumprod(row, facts) + bias for row, bias in zip(second.rows, second.bias, strict=True)]
        found.append([(one + two) / 2 for one, two in zip(own, to_chances(scores), strict=True)])
    return found


def surroundings(clauses: list[Clause], first: list[list[float]]) -> list[list[float]]:
    """The facts the second look is taken from, one row a clause."""
    if not clauses:
        return []
    count = len(clauses)
    none = [0.0] * len(first[0])
    mean = [sum(column) / count for column in zip(*first, strict=True)]
    padded = [none, none, *first, none, none]
    sentences = [None, *(clause.piece.sentence for clause in clauses), None]
    found = []
    for at, clause in enumerate(clauses):
        before2, before, own, after, after2 = padded[at : at + 5]
        joined_before = float(sentences[at] == sentences[at + 1])
        joined_after = float(sentences[at + 2] == sentences[at + 1])
        row = [log(max(chance, LEAST)) for chance in own]
        for chances in (before, after, before2, after2):
            row += chances
        row += [chance * joined_before for chance in before] + [chance * joined_after for chance in after]
        row += mean + [chance * log(count) for chance in mean]
        row += _form(clause, at / count, joined_before, joined_after, log(count))
        found.append(row)
    return found


def _form(clause: Clause, place: float, joined_before: float, joined_after: float, size: float) -> list[float]:
    piece = clause.piece
    listed, headed = float(piece.listed), float(bool(piece.heading))
    return [size, place, place * place, listed, headed, log1p(len(clause.words)), joined_before, joined_after]
