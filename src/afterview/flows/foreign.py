"""Foreign bytes come in here alone: a mail or a calendar is opened in a child process with limits, never in ours."""

from afterview.limited import NotRead, run
from afterview.reader.envelope import OpenedMail, open_mail

__all__ = ["NotRead", "OpenedMail", "open_foreign"]


def open_foreign(content: str | bytes) -> OpenedMail:
    """A pasted text or a mail's bytes -> what is in it. Raises NotRead."""
    return run(open_mail, content)
