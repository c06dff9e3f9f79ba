"""Keys whose private halves everybody knows: only tests may sign with them."""

import base64
import hashlib
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


class Signer:
    """An Ed25519 key made from a number."""

    def __init__(self, number: int) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(number.to_bytes(32))
        public = self._private.public_key().public_bytes_raw()
        self.public_key = base64.b64encode(public).decode()
        self.fingerprint = hashlib.sha256(public).hexdigest()

    @property
    def pem(self) -> str:
        """The private key as a file has it."""
        form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return self._private.private_bytes(*form).decode()

    def sign(self, message: bytes) -> str:
        return base64.b64encode(self._private.sign(message)).decode()

    def registration(self, organisation: str) -> dict[str, str]:
        said = f"shared-component-registry key {organisation} {self.fingerprint}"
        return {"public_key": self.public_key, "proof": self.sign(said.encode())}


SIGNER: Final = Signer(1)
NEWCOMER: Final = Signer(2)
