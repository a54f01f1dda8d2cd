"""A sieve of bytes before any parser: which of a hundred thousand mails could be about a job of the person's own.

What a mail shows is made roughly readable without a parser, and its first words are added up by weights learned from
invented mails (`training/sieve.py`). What passes is for a full parse and the reader to judge: a mail too many costs
some milliseconds, a mail too few would be lost, so the mesh is wide. Words are runs of ASCII letters only: umlauts and
accents are encoded in too many ways, and what is between them tells enough.
"""

import binascii
import math
import re
from functools import cache
from pathlib import Path

BULK = (b"list-unsubscribe:", b"precedence: bulk", b"list-id:")
# In fortieths of the model's own scale: how much more it takes where a mail is sent to many, and where no word of it
# is about a job.
STRICTER = 40
WORDLESS = 50
WINDOW = 24_000
SHOWN = 6_000
MOST_WORDS = 400
ENOUGH = 3000  # bytes that mostly hold so many words
_WORD = re.compile(rb"[a-z]{2,20}")
_BASE64 = re.compile(rb"\n\r?\n((?:[A-Za-z0-9+/]{20,}={0,2}\r?\n?){1,200})")
_ENTITY = re.compile(rb"&#?\w{2,6};")
_UNSEEN = ((b"<head>", b"</head>"), (b"<style", b"</style>"), (b"<script", b"</script>"))
_TAG = re.compile(rb"<[^<>]{0,600}>")
_SUBJECT = re.compile(rb"^subject:([^\n]*(?:\n[ \t][^\n]*)*)", re.MULTILINE)
_PART = re.compile(rb"\n--[^\n]*\n(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*")
_OF_JOBS = re.compile(
    rb"applic|appli[ed]|applying|interview|candida|recruit|hiring|vacanc|\brole\b|position\b|\bpanel|shortlist|\bjob|"
    rb"\boffer|\btrial\b|\bthe post\b|\bcv\b|feedback|bewerb|\bstelle\b|vorstellung|kennenlern|kandidat|vertrag|"
    rb"probe(?:tag|arbeit)|ckmeld|entretien|\bposte\b|recrut|embauch|postul|contrat|entrevista|puesto|vacante|\bvaga\b|"
    rb"selec"
)
# One of these stands in whatever the pattern above finds; to look for them takes a tenth of its time.
_STEMS = (
    b"appli", b"applying", b"interview", b"candida", b"recruit", b"hiring", b"vacanc", b"role", b"position", b"panel",
    b"shortlist", b"job", b"offer", b"trial", b"the post", b"cv", b"feedback", b"bewerb", b"stelle", b"vorstellung",
    b"kennenlern", b"kandidat", b"vertrag", b"probe", b"ckmeld", b"entretien", b"poste", b"recrut", b"embauch",
    b"postul", b"contrat", b"entrevista", b"puesto", b"vacante", b"vaga", b"selec",
)  # fmt: skip
_ENCODED_WORD = re.compile(rb"=\?[\w-]+\?([bq])\?([^?\s]*)\?=", re.IGNORECASE)


def may_be_job_mail(raw: bytes) -> bool:
    """Whether a mail is worth a parse; what is sent to many at once has to sound more like it."""
    window = raw[:WINDOW]
    low = window.lower()
    is_bulk = any(sign in low for sign in BULK)
    return is_like_a_job_mail(_show(window, low), STRICTER if is_bulk else 0)


def is_like_a_job_mail(shown: bytes, stricter: int = 0) -> bool:
    """Whether readable words, in small letters, sound like a mail about one's own application."""
    weights, bias = load_weights()
    words = list_words(shown)
    score = sum(weights.get(word, 0) for word in words) / math.sqrt(len(words) or 1) + bias - stricter
    return score > WORDLESS or (score > 0 and _has_word_of_jobs(shown))


def _has_word_of_jobs(shown: bytes) -> bool:
    return any(stem in shown for stem in _STEMS) and _OF_JOBS.search(shown) is not None


def list_words(shown: bytes) -> list[bytes]:
    """The first 400 words, each once."""
    cut = shown.find(b" ", ENOUGH) + 1 or len(shown)
    words = _WORD.findall(shown, 0, cut)
    if len(words) < MOST_WORDS:
        words += _WORD.findall(shown, cut)
    return list(dict.fromkeys(words[:MOST_WORDS]))


@cache
def load_weights() -> tuple[dict[bytes, int], int]:
    """Word -> weight, and the bias, which counts as often as the root of how many words there are."""
    lines = (Path(__file__).parent / "sieve_weights.txt").read_bytes().splitlines()
    pairs = [line.split() for line in lines]
    return {word: int(weight) for word, weight in pairs[1:]}, int(pairs[0][1])


def _show(window: bytes, low: bytes) -> bytes:
    """Roughly what a person would see: the subject, then the words of the body."""
    head, _, body = low.partition(b"\r\n\r\n" if b"\r\n\r\n" in low[:16_000] else b"\n\n")
    subject = b" ".join(_SUBJECT.findall(head)[:1])
    if b"=?" in subject:
        subject += _decode_words(window[: len(head)])
    if b"base64" in low:
        body = _decode_base64(window[len(head) :]) + body
    elif b"quoted-printable" in low:
        body = binascii.a2b_qp(body[: SHOWN * 3])
    if b"\n--" in body:
        body = _PART.sub(b" ", body.replace(b"\r\n", b"\n"))
    if b"<" in body:
        body = _untag(body)
    return subject + b"\n" + body[:SHOWN]


def _untag(body: bytes) -> bytes:
    """HTML without its tags, entities and what is never shown; other text with a "<" stays as it is."""
    for opening, closing in _UNSEEN:
        while (start := body.find(opening)) >= 0 and (end := body.find(closing, start)) >= 0:
            body = body[:start] + b" " + body[end + len(closing) :]
    text = _TAG.sub(b" ", body)
    return _ENTITY.sub(b" ", text) if b"&" in text else text


def _decode_base64(window: bytes) -> bytes:
    """The first stretches of base64 as what they hold, in small letters; a picture among them does no harm."""
    decoded = b""
    for found in _BASE64.finditer(window):
        tight = b"".join(found[1].split())
        try:
            decoded += binascii.a2b_base64(tight[: len(tight) // 4 * 4]) + b" "
        except binascii.Error:
            continue
        if len(decoded) > SHOWN:
            break
    return decoded.lower()


def _decode_words(head: bytes) -> bytes:
    """The encoded words of a header block, readable."""
    words = []
    for how, text in _ENCODED_WORD.findall(head):
        try:
            if how in b"bB":
                words.append(binascii.a2b_base64(text + b"=" * (-len(text) % 4)))
            else:
                words.append(binascii.a2b_qp(text, header=True))
        except binascii.Error:
            continue
    return b" " + b"".join(words).lower()
