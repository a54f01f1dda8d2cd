"""Which part of a mail is new: ours beside three libraries made for it, on the fixtures of two other projects."""

import contextlib
import io
from collections.abc import Callable, Sequence
from typing import Any

import quotequail
from email_reply_parser import EmailReplyParser
from mailparser_reply import EmailReplyParser as LanguageReplyParser

from afterview.reader import read
from afterview.reader.decode import decode

type Cutter = Callable[[str], str]
LANGUAGES = ["en", "da", "nl", "fr", "de", "it", "ja", "pl", "sv", "cs", "es", "ko", "zh", "he"]


def by_quotequail(text: str) -> str:
    """What quotequail finds above what it unwraps; the whole where it unwraps nothing."""
    unwrapped = quotequail.unwrap(text)
    return text if unwrapped is None else unwrapped.get("text_top", "")


def by_mail_parser_reply(text: str) -> str:
    """The latest reply by mail-parser-reply, told of every language it knows."""
    with contextlib.redirect_stdout(io.StringIO()):
        return LanguageReplyParser(languages=LANGUAGES).read(text=text).latest_reply or ""


CUTTERS: dict[str, Cutter] = {
    "quotequail": by_quotequail,
    "email-reply-parser": EmailReplyParser.parse_reply,
    "mail-parser-reply": by_mail_parser_reply,
}


def measure_replies(pairs: Sequence[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(cutter, share cut exactly, share that lost more than a fifth of the reply) for each."""
    # The peers get what a mail program would hand them: HTML as text.
    flat = [{**pair, "input": decode(pair["input"]).text} for pair in pairs]
    peers = [(name, *_figures(cut, flat)) for name, cut in CUTTERS.items()]
    return [*peers, ("afterview", *_figures(lambda text: read(text).reply_text, pairs))]


def _figures(cut: Cutter, pairs: Sequence[dict[str, Any]]) -> tuple[str, str]:
    replies = [_cut(cut, pair["input"]) for pair in pairs]
    same = [
        _bare(reply, pair) == _bare(pair["expected_reply"], pair) for reply, pair in zip(replies, pairs, strict=True)
    ]
    lost = [_lost(reply, pair["expected_reply"]) > 0.2 for reply, pair in zip(replies, pairs, strict=True)]
    return f"{sum(same) / len(pairs):.3f}", f"{sum(lost) / len(pairs):.3f}"


def _cut(cut: Cutter, text: str) -> str:
    try:
        return cut(text)
    except Exception:  # a peer that fails has cut nothing right
        return ""


def _bare(reply: str, pair: dict[str, Any]) -> str:
    return "".join(reply.split()) if pair["exact"].startswith("whitespace") else reply.strip()


def _lost(reply: str, expected: str) -> float:
    """The share of the expected words that are missing, each counted as often as it occurs."""
    left, missing = reply.split(), 0
    for word in expected.split():
        if word in left:
            left.remove(word)
        else:
            missing += 1
    return missing / max(1, len(expected.split()))
