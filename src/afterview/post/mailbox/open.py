"""Opens a mailbox: through the one door outward, secured, signed in."""

from afterview.core.posting import MailAccount, Tls
from afterview.post.mailbox.client import Mailbox
from afterview.post.mailbox.enter import sign_in
from afterview.post.outbound import Consent, Place, connect, connect_secured, secure
from afterview.post.secret import Login


def open_mailbox(account: MailAccount, login: Login, consent: Consent) -> Mailbox:
    """A mailbox to look at, upon a person's click.

    Raises NotReached and NotSecured, and what `sign_in` raises; nothing stays open then.
    """
    place = Place(account.imap_host, account.imap_port)
    if account.imap_tls is Tls.STARTTLS:
        return sign_in(connect(place, consent), login, lambda line: secure(line, place.host, account.certificate))
    return sign_in(connect_secured(place, consent, account.certificate), login)
