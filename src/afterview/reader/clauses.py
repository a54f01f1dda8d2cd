"""Lays out a mail's clauses for the classifiers: what each says and what stands around it."""

from dataclasses import dataclass

from afterview.reader.features import around_hashes, flag_hashes, letter_hashes, tokens, word_hashes
from afterview.reader.split import Piece

Blocks = tuple[set[int], set[int], set[int], set[int]]


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece with its words and its hashed features by block (words, letters, around, flags)."""

    piece: Piece
    words: tuple[str, ...]
    blocks: Blocks


def lay_out(text: str, pieces: list[Piece]) -> list[Clause]:
    """Pieces of a text -> clauses ready to be classified, in the same order."""
    shown = [text[piece.start : piece.end] for piece in pieces]
    words = [tokens(quote) for quote in shown]
    found: list[Clause] = []
    for at, piece in enumerate(pieces):
        before = words[at - 1] if at else []
        after = words[at + 1] if at + 1 < len(words) else []
        place = at / len(pieces)
        blocks = (
            word_hashes(words[at]),
            letter_hashes(words[at]),
            around_hashes(before, after, tokens(piece.heading)),
            flag_hashes(shown[at], piece.clause, piece.listed, bool(piece.heading), place),
        )
        found.append(Clause(piece, tuple(words[at]), blocks))
    return found
