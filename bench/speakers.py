"""Who reads a text in the bench: our two tiers, and the simple peers beside them."""

from collections.abc import Callable, Sequence
from functools import cache

import scipy.sparse as sp
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from afterview.reader import Reading, read
from afterview.reader.feature_words import FLAGS
from afterview.reader.split import Piece, split
from afterview.reader.trim import trim
from bench.score import Found
from training.dataset import POINTS, is_frozen, load_examples, load_plain

type Speaker = Callable[[str], list[Found]]
PATTERNS = dict(FLAGS)
LIKED, DISLIKED = 0.3, -0.2  # of VADER's compound score, which runs from -1 to 1


def points_of(reading: Reading) -> list[Found]:
    """The points of a reading, courtesy left out."""
    return [Found(p.start, p.end, p.kind, p.areas) for p in reading.points if not p.courtesy]


def by_local(text: str) -> list[Found]:
    """Tier 0."""
    return points_of(read(text, reader="local"))


def by_embed(text: str) -> list[Found]:
    """Both tiers."""
    return points_of(read(text, reader="embed"))


def by_rules(text: str) -> list[Found]:
    """Keyword flags alone: praise, lack, advice or a reason outside."""
    return _by_piece(text, lambda pieces: [_ruled(text[piece.start : piece.end].lower()) for piece in pieces])


def by_vader(text: str) -> list[Found]:
    """VADER (Hutto and Gilbert 2014), English sentiment words: liked is a strength, disliked a point to work on."""
    scores = _vader()

    def kinds(pieces: Sequence[Piece]) -> list[str]:
        felt = [scores.polarity_scores(text[piece.start : piece.end])["compound"] for piece in pieces]
        return ["strength" if one >= LIKED else "develop" if one <= DISLIKED else "" for one in felt]

    return _by_piece(text, kinds)


def by_words(text: str) -> list[Found]:
    """TF-IDF over words and letters with a logistic regression, learned from the same texts as our tiers."""
    makers, model = _words()

    def kinds(pieces: Sequence[Piece]) -> list[str]:
        slices = [text[piece.start : piece.end].lower() for piece in pieces]
        if not slices:
            return []
        said = model.predict(sp.hstack([maker.transform(slices) for maker in makers]).tocsr())
        return [kind if kind in POINTS else "" for kind in map(str, said)]

    return _by_piece(text, kinds)


SPEAKERS: dict[str, Speaker] = {
    "VADER": by_vader,
    "keyword rules": by_rules,
    "TF-IDF": by_words,
    "local (tier 0)": by_local,
    "embed (both tiers)": by_embed,
}


def _by_piece(text: str, kinds_of: Callable[[Sequence[Piece]], list[str]]) -> list[Found]:
    pieces = split(text, trim(text).kept)
    kinds = kinds_of(pieces)
    return [Found(piece.start, piece.end, kind) for piece, kind in zip(pieces, kinds, strict=True) if kind]


def _ruled(words: str) -> str:
    has = {name for name, pattern in PATTERNS.items() if pattern.search(words)}
    if "outside" in has:
        return "not_about_you"
    if has & {"imperative", "future"}:
        return "advice"
    if has & {"shortfall", "lack"} and "litotes" not in has:
        return "develop"
    return "strength" if has & {"praise", "litotes"} and "you" in has else ""


@cache
def _vader() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


@cache
def _words() -> tuple[list[TfidfVectorizer], LogisticRegression]:
    known = [example for example in load_examples() if not is_frozen(example.mail.voice)] + load_plain()
    texts = [example.mail.text[piece.start : piece.end].lower() for example in known for piece in example.pieces]
    makers = [
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True),
    ]
    rows = sp.hstack([maker.fit_transform(texts) for maker in makers]).tocsr()
    model = LogisticRegression(C=8.0, max_iter=150, tol=1e-3)
    return makers, model.fit(rows, [kind for example in known for kind in example.kinds])
