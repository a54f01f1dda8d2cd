"""Looks whether a letter went: its Message-ID in the folder of sent mails."""

from afterview.post.mailbox.client import Folder, Mailbox, SaysNo
from afterview.post.mailbox.wire import LineLost

# As programs name it that do not mark it; the last part of a path, in small letters, in IMAP's own spelling.
USUAL_NAMES = frozenset(
    {
        "sent", "sent mail", "sent items", "sent messages", "gesendet", "gesendete objekte", "gesendete elemente",
        "envoy&aok-s", "&amk-l&aok-ments envoy&aok-s", "messages envoy&aok-s", "enviados", "elementos enviados",
        "correio enviado", "itens enviados", "inviata", "posta inviata",
    }
)  # fmt: skip


def find_message_id(mailbox: Mailbox, message_id: str) -> bool | None:
    """True where a sent mail has this Message-ID, False where the sent folder surely has none, None where that could
    not be told: no such folder is known, or the server broke off. Raises ValueError for an id that is not ours."""
    try:
        folders = [folder for folder in mailbox.list_folders() if is_sent(folder)]
        for folder in folders:
            mailbox.examine(folder.name)
            if mailbox.has_message_id(message_id):
                return True
    except (LineLost, SaysNo):
        return None
    return False if folders else None


def is_sent(folder: Folder) -> bool:
    """Whether a folder is where sent mails are kept."""
    last = folder.name.replace(".", "/").rpartition("/")[2].lower()
    return "\\sent" in folder.uses or last in USUAL_NAMES
