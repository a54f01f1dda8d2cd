"""A real Dovecot on loopback, as its own small world in one folder: TLS, LMTP to deliver, IMAP with IDLE."""

import getpass
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import time
from pathlib import Path

OLD = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
auth_mechanisms = plain login
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
default_internal_user = {inner}
default_internal_group = {group}
default_login_user = {outer}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""
# From 2.4 on (Debian 13) the settings have other names and the two versions must be said first. Written from Dovecot's
# documentation of 2.4.0 and not tried: no 2.4 could be installed where this was written.
NEW = """dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols {{
  imap = yes
  lmtp = yes
}}
listen = 127.0.0.1
ssl = required
ssl_server_cert_file = {folder}/cert.pem
ssl_server_key_file = {folder}/key.pem
auth_mechanisms = plain login
first_valid_uid = 1
mail_driver = maildir
mail_path = {folder}/mail/%{{user}}
default_internal_user = {inner}
default_internal_group = {group}
default_login_user = {outer}
passdb passwd-file {{
  passwd_file_path = {folder}/users
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}/mail/home-%{{user}}
  }}
}}
"""
# Both: LMTP listens where `listen` says.
SERVICES = """
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
service imap-login {{
  {rootless}
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service anvil {{
  {rootless}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
"""


def config_form(version: str) -> str:
    """The configuration's form for what `dovecot --version` says, like "2.3.19.1 (9b53102964)"."""
    major, minor = (int(number) for number in version.split(".")[:2])
    return (NEW if (major, minor) >= (2, 4) else OLD) + SERVICES


class Dovecot:
    """Runs in a folder until `stop`; `alice@example.org` has the password `secret-a`."""

    name = "alice@example.org"
    password = "secret-a"

    def __init__(self, folder: Path) -> None:
        program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
        assert program, "Dovecot is missing: apt-get install dovecot-imapd dovecot-lmtpd"
        self.folder = folder
        self.imap, self.imaps, self.lmtp = _free_ports(3)
        told = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
        self._write(config_form(told.stdout))
        command = [program, "-F", "-c", str(folder / "dovecot.conf")]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait()

    @property
    def certificate(self) -> str:
        return (self.folder / "cert.pem").read_text()

    def deliver(self, raw: bytes) -> None:
        """Into the inbox, as a mail server hands it over."""
        with smtplib.LMTP("127.0.0.1", self.lmtp) as post:
            post.sendmail("sam@northwind.example", [self.name], raw)

    def files(self) -> dict[str, bytes]:
        """Every mail of the inbox by its file name, which holds its flags."""
        places = self.folder / "mail" / self.name
        return {path.name: path.read_bytes() for sub in ("new", "cur") for path in (places / sub).glob("*")}

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=90)

    def _write(self, form: str) -> None:
        is_root = os.getuid() == 0
        who = pwd.getpwnam("mail") if is_root else pwd.getpwuid(os.getuid())
        (self.folder / "mail").mkdir()
        (self.folder / "users").write_text(f"{self.name}:{{PLAIN}}{self.password}\n")
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
        command += ["-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
        command += ["-keyout", str(self.folder / "key.pem"), "-out", str(self.folder / "cert.pem")]
        subprocess.run(command, check=True, capture_output=True)
        if is_root:
            os.chown(self.folder / "mail", who.pw_uid, who.pw_gid)
            for place in (self.folder, *self.folder.parents[:2]):
                place.chmod(0o755)
        me = getpass.getuser()
        (self.folder / "dovecot.conf").write_text(
            form.format(
                folder=self.folder,
                uid=who.pw_uid,
                gid=who.pw_gid,
                imap=self.imap,
                imaps=self.imaps,
                lmtp=self.lmtp,
                inner="dovecot" if is_root else me,
                group="dovecot" if is_root else "",
                outer="dovenull" if is_root else me,
                rootless="" if is_root else "chroot =",
            )
        )

    def _wait(self) -> None:
        for port in (self.imap, self.imaps, self.lmtp):
            for _ in range(100):
                with socket.socket() as trial:
                    if trial.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            else:
                raise AssertionError((self.folder / "dovecot.log").read_text())


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    for each in held:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports
