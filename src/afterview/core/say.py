"""Marks English sentences for the translators; the pages say them in the person's language."""


def gettext_noop(sentence: str) -> str:
    """The sentence itself. The name is the one that gathers sentences for translation."""
    return sentence
