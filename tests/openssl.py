"""Keys and signatures made by the openssl command: another implementation than the one the registry verifies with."""

import base64
import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path


def openssl(*words: str | Path) -> bytes:
    return subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True).stdout


@dataclass(frozen=True)
class Key:
    """An Ed25519 key whose private half stands in a file."""

    file: Path

    @classmethod
    def make(cls, folder: Path, name: str = "key") -> "Key":
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{name}.pem"
        openssl("genpkey", "-algorithm", "ed25519", "-out", file)
        return cls(file)

    @property
    def pem(self) -> str:
        """The public key as a SubjectPublicKeyInfo."""
        return openssl("pkey", "-in", self.file, "-pubout").decode()

    @property
    def public(self) -> bytes:
        return openssl("pkey", "-in", self.file, "-pubout", "-outform", "DER")[-32:]

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.public).hexdigest()

    def sign(self, message: bytes) -> str:
        """The signature over the bytes themselves, in base64, as the documentation says to make it."""
        text = self.file.with_suffix(".message")
        text.write_bytes(message)
        return base64.b64encode(openssl("pkeyutl", "-sign", "-inkey", self.file, "-rawin", "-in", text)).decode()

    def registration(self, organisation: str) -> dict[str, str]:
        """What registers it, with the proof that who asks holds it."""
        said = f"shared-component-registry key {organisation} {self.fingerprint}"
        return {"public_key": self.pem, "proof": self.sign(said.encode())}
