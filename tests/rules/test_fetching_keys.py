"""Fetching a provider's keys over TLS: the certificate must be the name's, and only what may be called is called."""

import ssl
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from registry.kit.addresses import read_networks
from registry.kit.clock import SimulatedClock, SystemClock
from registry.publishing.errors import ProviderUnavailable
from registry.publishing.fetching import ProviderKeys
from tests.build import START
from tests.publishing_provider import providing


def certified(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """A server's side of TLS with a certificate for this name, and the file with the certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = SystemClock().now()
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, file


def test_over_tls_the_certificate_must_be_the_names_and_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    keys = ProviderKeys(SimulatedClock(START), loopback=True)
    good, trusted = certified(tmp_path, "localhost")
    other, of_another = certified(tmp_path, "other.example")

    with providing(tls=good) as provider:
        with pytest.raises(ProviderUnavailable):
            keys.keys_of(provider.issuer)
        assert provider.asked == [], "who cannot show that it is the provider is asked nothing"
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        found = ProviderKeys(SimulatedClock(START), loopback=True).keys_of(provider.issuer)
    monkeypatch.setenv("SSL_CERT_FILE", str(of_another))
    with providing(tls=other) as pretender, pytest.raises(ProviderUnavailable):
        keys.keys_of(pretender.issuer)

    assert [key.kid for key in found] == ["rsa-0", "ec", "ed"]
    assert pretender.asked == []


def test_a_provider_inside_is_called_only_where_the_operator_allows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    good, trusted = certified(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))

    with providing(tls=good) as provider:
        with pytest.raises(ProviderUnavailable):
            ProviderKeys(SimulatedClock(START)).keys_of(provider.issuer)
        assert provider.asked == []
        allowed = read_networks(["127.0.0.0/8", "::1/128"])
        assert ProviderKeys(SimulatedClock(START), allowed=allowed).keys_of(provider.issuer)
    with providing() as plain, pytest.raises(ProviderUnavailable):
        ProviderKeys(SimulatedClock(START), allowed=allowed).keys_of(plain.issuer)
    assert plain.asked == [], "without TLS nothing is called that is not a trial on this machine"
