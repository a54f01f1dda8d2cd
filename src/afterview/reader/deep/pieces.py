"""Cuts a text into the pieces that the encoder knows, each with the slice of the text it came from."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

START, PAD, END, UNKNOWN = range(4)
SPACE = "\u2581"
MAX_WORD = 400  # a longer run without a space is cut, so that time grows with the length only
_SILENT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]")
_BLANK = re.compile("[\t\x0c\r\u1680\u2028\u2029\u200b-\u200f\u2581\ufeff]")


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of a text: their ids, and for each the slice `[starts[i], ends[i])` of the text."""

    ids: list[int]
    starts: list[int]
    ends: list[int]

    def add(self, number: int, start: int, end: int) -> None:
        """Appends one piece."""
        self.ids.append(number)
        self.starts.append(start)
        self.ends.append(end)


class Pieces:
    """A vocabulary of pieces with their log chances; cuts each word the likeliest way (unigram, Viterbi)."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        """`pieces[i]` has the id i; the first four are start, pad, end and unknown."""
        self._id = {piece: number for number, piece in enumerate(pieces) if number > UNKNOWN}
        self._score = [float(score) for score in scores]
        self._longest = max((len(piece) for piece in self._id), default=1)
        self._unknown_score = min(self._score, default=0.0) - 10.0
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}

    def cut(self, text: str) -> Cut:
        """A text -> its pieces. A run of line breaks is one `END` piece: lines matter in lists and headings."""
        cut = Cut([], [], [])
        for start, end, word in _words(text):
            if word == "\n":
                if cut.ids and cut.ids[-1] != END:
                    cut.add(END, start, end)
                continue
            letters, origins = _normalise(word, start)
            at = -1  # the first piece begins with the added space sign
            for number, length in self.cut_word(SPACE + letters.replace(" ", SPACE)) if letters else ():
                first, last = max(at, 0), max(at + length, 1)
                at += length
                cut.add(number, origins[first], origins[last - 1] + 1)
        return cut

    def cut_word(self, word: str) -> tuple[tuple[int, int], ...]:
        """A word with its leading space sign -> (id, length) of its pieces, the likeliest way."""
        found = self._known.get(word)
        if found is None:
            found = self._search(word)
            if len(self._known) < 50_000:
                self._known[word] = found
        return found

    def _search(self, word: str) -> tuple[tuple[int, int], ...]:
        size = len(word)
        best = [0.0] + [-1e30] * size
        back: list[tuple[int, int]] = [(UNKNOWN, 1)] * (size + 1)
        for start in range(size):
            base = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                number = self._id.get(word[start:end])
                if number is not None and base + self._score[number] > best[end]:
                    best[end] = base + self._score[number]
                    back[end] = (number, end - start)
            if base + self._unknown_score > best[start + 1]:
                best[start + 1] = base + self._unknown_score
                back[start + 1] = (UNKNOWN, 1)
        steps: list[tuple[int, int]] = []
        while size:
            steps.append(back[size])
            size -= back[size][1]
        return tuple(reversed(steps))


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    """Words with where they stand; line breaks as a word of their own."""
    plain = _BLANK.sub(" ", text)
    for found in re.finditer(r"[^\S\n]*\n\s*|[^\s]+", plain):
        if "\n" in found[0]:
            yield found.start(), found.end(), "\n"
            continue
        for start in range(found.start(), found.end(), MAX_WORD):
            end = min(start + MAX_WORD, found.end())
            yield start, end, plain[start:end]


def _normalise(word: str, start: int) -> tuple[str, list[int]]:
    """A word -> its compatibility form (NFKC) and for each letter the index in the text it came from."""
    if word.isascii() and not _SILENT.search(word):
        return word, list(range(start, start + len(word)))
    letters: list[str] = []
    origins: list[int] = []
    for first, cluster in _clusters(word):
        for letter in unicodedata.normalize("NFKC", _SILENT.sub("", cluster)):
            letters.append(letter)
            origins.append(start + first)
    return "".join(letters), origins


def _clusters(word: str) -> Iterator[tuple[int, str]]:
    """Letters each with the combining marks after it, and where they begin."""
    first = 0
    for index in range(1, len(word) + 1):
        if index == len(word) or not unicodedata.combining(word[index]):
            yield first, word[first:index]
            first = index
