"""What a person reads when a password cannot be taken out, or a sign-in does not work."""

from django.utils.translation import gettext as _

from afterview.flows.mailbox import (
    Locked,
    NoSecret,
    NotReached,
    NotSecured,
    NotSignedIn,
    VaultError,
    WeakPassphrase,
    WrongPassphrase,
)

FAILURES = (VaultError, NotSignedIn, NotReached, NotSecured)


def say_failure(error: Exception) -> str:
    """One sentence that says what to do."""
    if isinstance(error, NotSignedIn):
        return _("The sign-in did not hold (%(reason)s). Sign in once more.") % {"reason": error.reason}
    if isinstance(error, (NotReached, NotSecured)):
        return _("The page that signs you in could not be reached: %(words)s") % {"words": str(error)}
    sentences = {
        Locked: _("Type your passphrase."),
        WrongPassphrase: _("This is not the passphrase your passwords are encrypted with. Type it again."),
        WeakPassphrase: _("Choose a passphrase of at least eight characters; a few words are good."),
        NoSecret: _("No password is kept for this mailbox on this computer. Change the mailbox and type it."),
    }
    return next(
        (said for kind, said in sentences.items() if isinstance(error, kind)),
        _("The password could not be kept or read. Unlock your keyring, or make room on the disk."),
    )


def is_about_passphrase(error: Exception) -> bool:
    """Whether the passphrase is what is missing or wrong."""
    return isinstance(error, (Locked, WrongPassphrase, WeakPassphrase))
