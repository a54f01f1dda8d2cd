"""A file of stories from elsewhere, whichever of the two forms it has."""

import json

from afterview.core.take.resume import read_resume
from afterview.core.take.seeds import LONGEST_FILE, Fault, Seed, SeedsUnread
from afterview.core.take.tables import read_table


def read_seeds(raw: bytes) -> tuple[Seed, ...]:
    """The stories of a JSON Resume or a CSV. Raises SeedsUnread."""
    if not raw.strip():
        raise SeedsUnread(Fault.EMPTY)
    if len(raw) > LONGEST_FILE:
        raise SeedsUnread(Fault.TOO_LONG)
    text = _decode(raw)
    seeds = read_resume(text) if text.lstrip()[:1] in ("{", "[") else read_table(text)
    if not seeds:
        raise SeedsUnread(Fault.NOTHING)
    return seeds


def _decode(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace").replace("\0", "")
    if b"\0" in raw:
        raise SeedsUnread(Fault.BROKEN)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def write_seed(seed: Seed) -> str:
    """A seed as one line of JSON, to wait for being looked over."""
    return json.dumps({name: getattr(seed, name) for name in Seed.__slots__ if getattr(seed, name)}, ensure_ascii=False)


def read_seed(line: str) -> Seed:
    """The other way round; what is no seed is an empty one."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return Seed()
    known = fields.items() if isinstance(fields, dict) else ()
    return Seed(**{name: value for name, value in known if name in Seed.__slots__ and isinstance(value, str)})
