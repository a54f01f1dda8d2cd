"""The forms of a mailbox. None of them keeps drafts: a password must never reach the journal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from afterview.core.letters.envelope import is_address
from afterview.core.posting import MailAccount, SignIn, Tls
from afterview.flows.mailbox import Provider
from afterview.web.forms import Choices

SECURED = (
    (Tls.FROM_THE_START, _("TLS from the start (usual)")),
    (Tls.STARTTLS, _("STARTTLS")),
)
WAYS = {
    SignIn.PASSWORD: _("With a password"),
    SignIn.GOOGLE: _("On Google’s page, with a client id of your own"),
    SignIn.MICROSOFT: _("On Microsoft’s page, with a client id of your own"),
}
_PLAIN = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


class PassphraseForm(forms.Form):
    """The passphrase of the encrypted file, where there is no system keyring."""

    passphrase = forms.CharField(
        label=_("Your passphrase"),
        help_text=_(
            "This computer has no keyring, so your passwords are in a file encrypted with it. It is kept nowhere."
        ),
        required=False,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class MailboxForm(PassphraseForm):
    """A mailbox's settings."""

    field_order = ("address", "name", "sign_in", "password")

    address = forms.CharField(label=_("Your mail address"), max_length=320, widget=forms.EmailInput(attrs=_PLAIN))
    name = forms.CharField(label=_("Your name, as they will see it"), max_length=200, required=False)
    sign_in = forms.ChoiceField(label=_("How do you sign in?"), choices=list(WAYS.items()), widget=Choices())
    password = forms.CharField(
        label=_("Password"),
        help_text=_("Kept in your system’s keyring, else encrypted; never in the journal, an export or a log."),
        required=False,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    client_id = forms.CharField(
        label=_("Client id"),
        help_text=_("For Google and Microsoft only."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=_PLAIN),
    )
    login = forms.CharField(
        label=_("Login name"),
        help_text=_("Usually the address itself."),
        required=False,
        max_length=320,
        widget=forms.TextInput(attrs=_PLAIN),
    )
    smtp_host = forms.CharField(label=_("Server for sending"), max_length=253, widget=forms.TextInput(attrs=_PLAIN))
    smtp_port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)
    smtp_tls = forms.ChoiceField(label=_("Secured by"), choices=SECURED, widget=Choices(across=True))
    imap_host = forms.CharField(
        label=_("Server for reading"), required=False, max_length=253, widget=forms.TextInput(attrs=_PLAIN)
    )
    imap_port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535)
    imap_tls = forms.ChoiceField(label=_("Secured by"), choices=SECURED, widget=Choices(across=True))
    certificate = forms.CharField(
        label=_("A certificate you vouch for"),
        help_text=_("Only for a server of your own, like Proton Bridge on this computer: the text it exports."),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 3, **_PLAIN}),
    )

    def clean_address(self) -> str:
        """The address; a sentence where it is none."""
        address: str = self.cleaned_data["address"].strip()
        if not is_address(address):
            raise forms.ValidationError(_("Write the address like jo@example.org, in plain letters."))
        return address

    def clean(self) -> dict[str, Any]:
        """The login is the address where nothing else is said; a sign-in on a page needs a client id."""
        given = super().clean() or self.cleaned_data
        given["login"] = given.get("login") or given.get("address", "")
        if given.get("sign_in") in (SignIn.GOOGLE, SignIn.MICROSOFT) and not given.get("client_id"):
            self.add_error(
                "client_id", _("Signing in there needs a client id of your own; the guide says how to get one.")
            )
        return given

    def to_account(self, account: MailAccount | None, now: Any) -> MailAccount:
        """The mailbox as it is to be; `account` is the one that is changed, None for a new one."""
        given = self.cleaned_data
        return MailAccount(
            id=account.id if account else 0,
            address=given["address"],
            name=given["name"],
            login=given["login"],
            sign_in=SignIn(given["sign_in"]),
            client_id=given["client_id"].strip(),
            smtp_host=given["smtp_host"].strip(),
            smtp_port=given["smtp_port"],
            smtp_tls=Tls(given["smtp_tls"]),
            imap_host=given["imap_host"].strip(),
            imap_port=given["imap_port"],
            imap_tls=Tls(given["imap_tls"]),
            certificate=given["certificate"],
            added_at=account.added_at if account else now,
        )


def start_with(address: str, name: str, provider: Provider | None) -> dict[str, Any]:
    """The fields as a provider wants them; usual ports where it is not known."""
    start: dict[str, Any] = {"address": address, "name": name, "sign_in": SignIn.PASSWORD, "login": address}
    domain = address.rpartition("@")[2]
    if provider is None:
        start |= {"smtp_host": f"smtp.{domain}", "imap_host": f"imap.{domain}"}
        return start | {
            "smtp_port": 465,
            "smtp_tls": Tls.FROM_THE_START,
            "imap_port": 993,
            "imap_tls": Tls.FROM_THE_START,
        }
    return start | {
        "sign_in": provider.sign_in[0],
        "login": provider.login_of(address),
        "smtp_host": provider.smtp.host,
        "smtp_port": provider.smtp.port,
        "smtp_tls": provider.smtp_tls,
        "imap_host": provider.imap.host,
        "imap_port": provider.imap.port,
        "imap_tls": provider.imap_tls,
    }
