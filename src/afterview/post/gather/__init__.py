"""Years of mail from files, in any form that mail programs export: one message at a time, sieved before a parse."""

from afterview.post.gather.digest import digest_mail
from afterview.post.gather.known import Known, belongs_to, list_senders
from afterview.post.gather.sieve import may_be_job_mail
from afterview.post.gather.source import NoMails, Piece, Source, open_source

__all__ = [
    "Known",
    "NoMails",
    "Piece",
    "Source",
    "belongs_to",
    "digest_mail",
    "list_senders",
    "may_be_job_mail",
    "open_source",
]
