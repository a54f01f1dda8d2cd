"""An authority that lives for one test run, and the certificate of a server on this computer."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


class Made(NamedTuple):
    """What a server needs, and the authority a client must trust to believe it (PEM)."""

    context: ssl.SSLContext
    authority: str


@lru_cache
def make_certificate(host: str = "127.0.0.1", ended: bool = False) -> Made:
    """A server's TLS for a host; `ended`: its certificate ran out yesterday."""
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = _sign("Test authority", authority_key, "Test authority", authority_key, None)
    until = datetime.now(UTC) - timedelta(days=1) if ended else None
    server = _sign(host, key, "Test authority", authority_key, host, until)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "server.pem"
        plain = serialization.NoEncryption()
        pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        path.write_bytes(pem + server.public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(path)
    return Made(context, authority.public_bytes(serialization.Encoding.PEM).decode())


def _sign(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    issuer_key: ec.EllipticCurvePrivateKey,
    host: str | None,
    until: datetime | None = None,
) -> x509.Certificate:
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGAN)
        .not_valid_after(until or datetime.now(UTC) + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if host is None:
        usage = x509.KeyUsage(
            digital_signature=True, key_cert_sign=True, crl_sign=True, content_commitment=False,
            key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False,
            decipher_only=False,
        )  # fmt: skip
        return made.add_extension(usage, critical=True).sign(issuer_key, hashes.SHA256())
    named: x509.GeneralName
    try:
        named = x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        named = x509.DNSName(host)
    return made.add_extension(x509.SubjectAlternativeName([named]), critical=False).sign(issuer_key, hashes.SHA256())


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])
