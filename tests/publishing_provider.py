"""An OpenID provider that really runs, on a port of this machine: it describes itself, publishes its keys, changes them
and signs what jobs are given, as the provider of a code forge does.

It can also be run by hand for a trial: `python -m tests.publishing_provider`; each line it reads, a JSON object of
claims, it answers with a token.
"""

import json
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

DISCOVERY = "/.well-known/openid-configuration"
KEYS = "/jwks"

_RSA = [RSAKey.generate_key(2048, {"kid": f"rsa-{nth}"}) for nth in range(2)]
_EC = ECKey.generate_key("P-256", {"kid": "ec"})
_ED = OKPKey.generate_key("Ed25519", {"kid": "ed"})

Answer = tuple[int, dict[str, str], bytes]


class Provider:
    """A running provider. `answers` lets a test have an address answered otherwise."""

    def __init__(self, now: Callable[[], float] = time.time, *, tls: ssl.SSLContext | None = None) -> None:
        self.now = now
        self.keys: list[Any] = [_RSA[0], _EC, _ED]
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self._server.server_address[1]}"
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
            self.issuer = f"https://localhost:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def rotate(self) -> None:
        """Sign with another key from now on, and publish the former no more."""
        self.keys[0] = _RSA[1] if self.keys[0] is _RSA[0] else _RSA[0]

    def claims(self, **changes: Any) -> dict[str, Any]:
        """What is said of a job; a change to None leaves a claim out."""
        now = int(self.now())
        said = {
            "iss": self.issuer,
            "aud": "http://localhost",
            "sub": "repo:yunling/parking:environment:release",
            "repository": "yunling/parking",
            "workflow": "release.yml",
            "environment": "release",
            "ref": "refs/tags/v1.0",
            "sha": "2b7c1d3e4f5061728394a5b6c7d8e9f001122334",
            "run_id": "4711",
            "actor": "zhang-san",
            "iat": now,
            "nbf": now,
            "exp": now + 300,
            "jti": str(uuid4()),
        }
        return {name: value for name, value in {**said, **changes}.items() if value is not None}

    def token(
        self, *, algorithm: str = "RS256", key: Any = None, header: dict[str, Any] | None = None, **changes: Any
    ) -> str:
        """A signed token of a job. `header` adds to what stands in its header, or changes it."""
        signs = key or {"RS256": self.keys[0], "PS256": self.keys[0], "ES256": _EC, "Ed25519": _ED}[algorithm]
        head = {"alg": algorithm, "kid": signs.kid, **(header or {})}
        head = {name: value for name, value in head.items() if value is not None}
        return jwt.encode(head, self.claims(**changes), signs, algorithms=[algorithm], default_type=None)

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "jwks_uri": self.issuer + KEYS,
            "response_types_supported": ["id_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "PS256", "ES256", "EdDSA"],
        }

    def published(self) -> dict[str, Any]:
        return {"keys": [{**key.as_dict(private=False), "use": "sig"} for key in self.keys]}

    def public_pem(self) -> bytes:
        pem: bytes = self.keys[0].as_pem(private=False)
        return pem

    def _answer(self, path: str) -> Answer:
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]
        documents = {DISCOVERY: self.description, KEYS: self.published}
        if path not in documents:
            return 404, {}, b""
        return 200, {"Content-Type": "application/json"}, json.dumps(documents[path]()).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, headers, body = provider._answer(self.path)
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: Any) -> None:
                """Tests tell what they need themselves."""

        return Handler


@contextmanager
def providing(now: Callable[[], float] = time.time, *, tls: ssl.SSLContext | None = None) -> Iterator[Provider]:
    """A provider while the block runs; with `tls` it is called localhost."""
    provider = Provider(now, tls=tls)
    try:
        yield provider
    finally:
        provider.close()


if __name__ == "__main__":
    with providing() as running:
        print(running.issuer, flush=True)
        for line in sys.stdin:
            print(running.token(**json.loads(line or "{}")), flush=True)
