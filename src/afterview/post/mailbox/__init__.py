"""Reading a person's own mailbox over IMAP, and only reading."""

from afterview.post.mailbox.client import Examined, Folder, Head, LoginRefused, Mailbox, SaysNo
from afterview.post.mailbox.enter import sign_in
from afterview.post.mailbox.open import open_mailbox
from afterview.post.mailbox.sent import find_message_id, is_sent
from afterview.post.mailbox.wire import LineLost

__all__ = [
    "Examined",
    "Folder",
    "Head",
    "LineLost",
    "LoginRefused",
    "Mailbox",
    "SaysNo",
    "find_message_id",
    "is_sent",
    "open_mailbox",
    "sign_in",
]
