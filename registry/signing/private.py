"""Private keys on this machine: they sign here, and never leave."""

import base64
from pathlib import Path
from typing import NamedTuple

import click
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from registry.kit.errors import Bilingual
from registry.kit.terminal import language
from registry.signing.actions import fingerprint_of

NO_KEY = Bilingual(
    "{file} 不是 Ed25519 私钥（PEM）。可用 openssl genpkey -algorithm ed25519 -out {file} 生成。",
    "{file} holds no Ed25519 private key (PEM). 'openssl genpkey -algorithm ed25519 -out {file}' makes one.",
)
PASSPHRASE = Bilingual("{file} 的口令", "Passphrase of {file}")
WRONG_PASSPHRASE = Bilingual("{file} 的口令不对。", "This is not the passphrase of {file}.")


class PrivateKey(NamedTuple):
    """What signs, and the bytes of its public key."""

    signer: Ed25519PrivateKey
    public: bytes

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.public)

    def sign(self, message: bytes) -> str:
        """The signature over these bytes, in base64."""
        return base64.b64encode(self.signer.sign(message)).decode()


def read_private_key(file: Path) -> PrivateKey:
    """The key in a PEM file; asks for the passphrase where it has one. Wrong usage (exit code 2) when it is none."""
    content = file.read_bytes()
    try:
        return _load(content, None)
    except TypeError:
        asked = click.prompt(PASSPHRASE.in_language(language()).format(file=file), hide_input=True, err=True)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise click.UsageError(NO_KEY.in_language(language()).format(file=file)) from error
    try:
        return _load(content, asked.encode())
    except ValueError as error:
        raise click.UsageError(WRONG_PASSPHRASE.in_language(language()).format(file=file)) from error


def _load(content: bytes, passphrase: bytes | None) -> PrivateKey:
    """Raises TypeError where a passphrase is needed, ValueError for what is no such key."""
    key = load_pem_private_key(content, passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")
    return PrivateKey(key, key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
