"""How far two people label the same invented mails alike: `texts/second/second.txt` against `texts/mails`.

`python -m training.agreement [--show]` prints the figures; `--show` adds every mark on which they differ.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from afterview.reader.split import split
from training.texts import ROOT, LabelledMail, Mark, load_mails, parse_file

SECOND = ROOT / "texts" / "second" / "second.txt"
POINTS = frozenset({"strength", "develop", "advice", "not_about_you"})
NOTHING = "nothing"

Pair = tuple[LabelledMail, LabelledMail]


def pair_up(first: Iterable[LabelledMail], second: Iterable[LabelledMail]) -> list[Pair]:
    """The mails both have labelled, by voice and text. Raises ValueError naming a mail only the second has."""
    known = {(mail.voice, mail.text): mail for mail in first}
    pairs: list[Pair] = []
    for mail in second:
        try:
            pairs.append((known[mail.voice, mail.text], mail))
        except KeyError:
            raise ValueError(f"{mail.voice}: no first labels for this text") from None
    return pairs


def overlap(left: Mark, right: Mark) -> int:
    """How many characters two marks share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def match(first: Sequence[Mark], second: Sequence[Mark], same_kind: bool = True) -> list[tuple[Mark, Mark]]:
    """Greedy one-to-one, widest overlap first; two marks meet when they share half of the shorter one."""
    meetings = sorted(
        (
            (overlap(a, b), i, j)
            for i, a in enumerate(first)
            for j, b in enumerate(second)
            if 2 * overlap(a, b) >= min(a.end - a.start, b.end - b.start) and (a.kind == b.kind or not same_kind)
        ),
        key=lambda meeting: (-meeting[0], meeting[1], meeting[2]),
    )
    left: set[int] = set()
    right: set[int] = set()
    matched: list[tuple[Mark, Mark]] = []
    for _, i, j in meetings:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            matched.append((first[i], second[j]))
    return matched


def points(mail: LabelledMail) -> list[Mark]:
    """The marks of a mail that are points."""
    return [mark for mark in mail.marks if mark.kind in POINTS]


def segment_kinds(mail: LabelledMail) -> list[str]:
    """For every sentence or clause of a mail the kind that covers more than half of it, else nothing."""
    kinds: list[str] = []
    for piece in split(mail.text, ((0, len(mail.text)),)):
        covered: Counter[str] = Counter()
        for mark in mail.marks:
            covered[mark.kind] += overlap(mark, Mark("", "", piece.start, piece.end))
        kind, most = covered.most_common(1)[0] if covered else (NOTHING, 0)
        kinds.append(kind if 2 * most > piece.end - piece.start else NOTHING)
    return kinds


def share(same: int, of: int) -> float:
    """A share that is 0 where there is nothing to share."""
    return same / of if of else 0.0


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two lists of labels."""
    total = len(first)
    observed = share(sum(a == b for a, b in zip(first, second, strict=True)), total)
    left, right = Counter(first), Counter(second)
    chance = share(sum(left[kind] * right[kind] for kind in left), total * total)
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def f1(pairs: Sequence[Pair], chosen: Callable[[LabelledMail], list[Mark]], same_kind: bool = True) -> float:
    """Micro-F1 of the chosen marks of all mails."""
    both = sum(len(match(chosen(a), chosen(b), same_kind)) for a, b in pairs)
    return share(2 * both, sum(len(chosen(a)) + len(chosen(b)) for a, b in pairs))


def of_kind(kind: str) -> Callable[[LabelledMail], list[Mark]]:
    """Chooses the marks of one kind."""
    return lambda mail: [mark for mark in mail.marks if mark.kind == kind]


def report(pairs: Sequence[Pair]) -> list[str]:
    """The figures, one a line."""
    left = [kind for a, _ in pairs for kind in segment_kinds(a)]
    right = [kind for _, b in pairs for kind in segment_kinds(b)]
    bare = [[kind if kind in POINTS else NOTHING for kind in kinds] for kinds in (left, right)]
    matched = [two for a, b in pairs for two in match(points(a), points(b)) if two[0].area]
    counts = [sum(len(points(pair[side])) for pair in pairs) for side in (0, 1)]
    lines = [
        f"{len(pairs)} mails, points {counts[0]} and {counts[1]}",
        f"points with kind, micro-F1: {f1(pairs, points):.3f}; kind left aside: {f1(pairs, points, False):.3f}",
        f"{len(left)} segments, kappa: {kappa(left, right):.3f}; points against nothing: {kappa(*bare):.3f}",
        f"area, on {len(matched)} matched points: {share(sum(a.area == b.area for a, b in matched), len(matched)):.3f}",
    ]
    lines += [f"  {kind}: F1 {f1(pairs, of_kind(kind)):.3f}" for kind in (*sorted(POINTS), "courtesy")]
    for name in ("door", "status", "openings"):
        one = [a.headers[name] for a, _ in pairs]
        two = [b.headers[name] for _, b in pairs]
        same = sum(x == y for x, y in zip(one, two, strict=True))
        lines.append(f"{name}: {same} alike ({share(same, len(pairs)):.3f}), kappa {kappa(one, two):.3f}")
    return lines


def differences(pairs: Sequence[Pair]) -> list[str]:
    """Every header, kind and area on which the two differ, first labels left of the arrow."""
    lines: list[str] = []
    for a, b in pairs:
        for name in ("status", "door", "openings"):
            if a.headers[name] != b.headers[name]:
                lines.append(f"{name}\t{a.voice}\t{a.headers[name]} -> {b.headers[name]}")
        met = match(a.marks, b.marks)
        left = [mark for mark in a.marks if mark not in {one for one, _ in met}]
        right = [mark for mark in b.marks if mark not in {two for _, two in met}]
        crossed = match(left, right, same_kind=False)
        swaps = [(x.kind, y.kind, x) for x, y in crossed]
        swaps += [(x.kind, NOTHING, x) for x in left if x not in {one for one, _ in crossed}]
        swaps += [(NOTHING, y.kind, y) for y in right if y not in {two for _, two in crossed}]
        lines += [f"kind\t{a.voice}\t{x} -> {y}\t{a.text[m.start : m.end]}" for x, y, m in swaps]
        areas = [(x, y) for x, y in met if x.area != y.area]
        lines += [f"area\t{a.voice}\t{x.area} -> {y.area}\t{a.text[x.start : x.end]}" for x, y in areas]
    return lines


def main(arguments: list[str]) -> int:
    pairs = pair_up(load_mails(), parse_file(SECOND))
    print("\n".join(report(pairs) + (differences(pairs) if "--show" in arguments else [])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
