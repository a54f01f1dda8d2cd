"""How well told stories are read: each writer's by what was learned from the others, beside simpler ways."""

import numpy as np
from sklearn.metrics import f1_score

from afterview.core.story_model import PARTS
from bench.table import Part
from training.stories import load_stories
from training.story_reader import Labels, Row, read_rows, split_rows, ways

COLUMNS = ("read by", "writer held back", "stories", "verdict", "situation", "task", "action", "result")
NOTE = (
    "Verdict: macro-F1 of sufficient, thin and not an example; the parts: how often each is exactly right of 0, 1, 2. "
    "Nothing was learned from the writer held back (`texts/stories`); what the models look at was chosen with t1 and "
    "t2 in view, so their figures flatter (docs/decisions/stories.md)."
)


def measure() -> Part:
    """A row for each way of reading and each writer."""
    rows, found = read_rows(load_stories()), []
    splits = {held: pairs for held, pairs in split_rows(rows).items() if held.endswith("held back")}
    for held, [(known, asked)] in splits.items():
        for way, fit in ways(rows).items():
            reader = fit(known)
            read = [reader(index) for index in asked]
            found.append((way, held.split()[0], str(len(asked)), *_figures([rows[i] for i in asked], read)))
    return Part("Stories", COLUMNS, tuple(found), NOTE)


def _figures(rows: list[Row], read: list[Labels]) -> list[str]:
    truth = [row.labels for row in rows]
    verdict = f1_score([one["verdict"] for one in truth], [one["verdict"] for one in read], average="macro")
    parts = [np.mean([t[part] == r[part] for t, r in zip(truth, read, strict=True)]) for part in PARTS]
    return [f"{figure:.2f}" for figure in (verdict, *parts)]
