"""Names the concrete thing a quote asks for, in a few of its own words."""

from afterview.reader.job.cues import load_cues

MOST_WORDS = 6
LONGEST_LEAD = 200


def name_skill(quote: str) -> str:
    """The quote without its lead-in, up to the first pause, six words at most; never empty for a quote with a word."""
    cues = load_cues()
    bare = quote.strip()
    lead = cues.lead.match(bare[:LONGEST_LEAD])
    rest = bare[lead.end() :] if lead and len(bare) > lead.end() + 2 else bare
    stop = cues.stop.search(rest, 3)
    words = (rest[: stop.start()] if stop else rest).split()[:MOST_WORDS]
    return " ".join(words).strip(" .,;:!?…–—-") or bare[:60]
