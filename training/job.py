"""Trains the reader of adverts on texts/adverts; `python -m training.job` writes its weights, `--report` only measures.

Weights: nothing, must, should, mentioned. Areas: from requirements, from the marked points of the mails, and from the
short tellings and phrases of texts/adverts/shown and phrases. Test part: a quarter of the adverts by the hash of the
name.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from afterview.core.job import Requirement
from afterview.reader.deep import knows_meaning
from afterview.reader.job.clauses import Clause, cut_clauses
from afterview.reader.job.features import area_blocks, kind_blocks
from afterview.reader.job.read import NOTHING, read_job
from training.adverts import FOLDER, LabelledAdvert, is_held, load_adverts
from training.adverts import Requirement as Marked
from training.fit import fit, to_matrix, write_linear
from training.texts import load_mails

KIND_BLOCKS, KIND_BUCKETS = (1.6, 0.5, 0.5), 1 << 14
AREA_BLOCKS, AREA_BUCKETS = (1.0, 1.0, 1.2), 1 << 14
KIND_STRENGTH, AREA_STRENGTH = 3.0, 20.0
MAIL_SHARE, SHOWN_SHARE, SKILL_SHARE, PHRASE_SHARE = 0.2, 0.5, 0.5, 1.0
HALF = 0.5


@dataclass(frozen=True)
class Shown:
    """Words that speak of one area: a short telling that shows it, or a phrase as adverts have it."""

    lang: str
    area: str
    text: str


def load_shown(folder: Path = FOLDER / "shown") -> list[Shown]:
    """The short tellings of a folder: a line each, `lang area | text`."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            head, _, text = line.partition(" | ")
            lang, area = head.split()
            found.append(Shown(lang, area, text))
    return found


def load_phrases(folder: Path = FOLDER / "phrases") -> list[Shown]:
    """The phrases of a folder: a line each, `lang area | phrase; phrase; …`."""
    lines = load_shown(folder)
    return [Shown(line.lang, line.area, phrase.strip()) for line in lines for phrase in line.text.split(";")]


def shares(start: int, end: int, other: Requirement | Marked | Clause) -> float:
    """How much two slices share, as a part of the shorter one."""
    both = min(end, other.end) - max(start, other.start)
    return max(0, both) / max(1, min(end - start, other.end - other.start))


def mark_of(clause: Clause, advert: LabelledAdvert) -> Marked | None:
    """The marked requirement that a clause belongs to."""
    best = max(advert.requires, key=lambda mark: shares(clause.start, clause.end, mark), default=None)
    return best if best and shares(clause.start, clause.end, best) >= HALF else None


def shorten(advert: LabelledAdvert) -> LabelledAdvert:
    """The advert as somebody in a hurry pastes it: what it asks for in one paragraph, without headings and bullets."""
    text, requires = "", []
    for mark in advert.requires:
        words = advert.text[mark.start : mark.end].rstrip(" .,;")
        requires.append(replace(mark, start=len(text), end=len(text) + len(words) + 1))
        text += words[:1].upper() + words[1:] + ". "
    return replace(advert, text=text, requires=tuple(requires))


def train(adverts: Sequence[LabelledAdvert]) -> None:
    """Fits and writes both models."""
    whole = [*adverts, *(shorten(advert) for advert in adverts)]
    rows = [(a, clause, mark_of(clause, a)) for a in whole for clause in cut_clauses(a.text)]
    kinds = to_matrix([kind_blocks(a.text, clause) for a, clause, _ in rows], KIND_BLOCKS, KIND_BUCKETS)
    labels = [mark.weight if mark else NOTHING for *_, mark in rows]
    write_linear("job_kind", fit(kinds, labels, KIND_STRENGTH), KIND_BLOCKS, KIND_BUCKETS)
    told = [(a.text[m.start : m.end], m.area, 1.0) for a in adverts for m in a.requires]
    told += [(m.skill, m.area, SKILL_SHARE) for a in adverts for m in a.requires]
    known = {area for _, area, _ in told}
    for mail in load_mails():
        told += [(mail.text[m.start : m.end], m.area, MAIL_SHARE) for m in mail.marks if m.area in known]
    told += [(one.text, one.area, SHOWN_SHARE) for one in load_shown()]
    told += [(one.text, one.area, PHRASE_SHARE) for one in load_phrases()]
    areas = to_matrix([area_blocks(words) for words, *_ in told], AREA_BLOCKS, AREA_BUCKETS)
    shares_ = np.array([share for *_, share in told])
    model = fit(areas, [area for _, area, _ in told], AREA_STRENGTH, shares_)
    write_linear("job_area", model, AREA_BLOCKS, AREA_BUCKETS)


def report(adverts: Sequence[LabelledAdvert], title: str, reader: str = "local") -> None:
    """Prints found and missed requirements (half of the shorter shared), and areas and weights of those found."""
    right = found = marked = area = weight = loose = 0
    for advert in adverts:
        read = read_job(advert.text, reader)
        found += len(read)
        marked += len(advert.requires)
        for mark in advert.requires:
            near = max(read, key=lambda one: shares(mark.start, mark.end, one), default=None)
            if near and shares(mark.start, mark.end, near) >= HALF:
                right += 1
                area += near.area == mark.area
                weight += near.weight == mark.weight
        loose += sum(all(shares(one.start, one.end, mark) < HALF for mark in advert.requires) for one in read)
    precision, recall = 1 - loose / max(1, found), right / max(1, marked)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"{title}: {len(adverts)} adverts, {marked} marked, P {precision:.2f} R {recall:.2f} F1 {f1:.2f}; "
        f"area {area / max(1, right):.2f}, weight {weight / max(1, right):.2f}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Trains and measures the reader of adverts.")
    parser.add_argument("--report", action="store_true", help="measure only")
    asked = parser.parse_args()
    adverts = load_adverts()
    if not asked.report:
        train([advert for advert in adverts if not is_held(advert.name)])
    for title, held in (("trained on", False), ("held back", True)):
        part = [advert for advert in adverts if is_held(advert.name) is held]
        report(part, title)
        if knows_meaning():
            report(part, f"{title}, by meaning", "embed")
        for lang in ("en", "de", "fr", "es", "pt"):
            report([advert for advert in part if advert.headers["lang"] == lang], f"  {lang}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
