"""When an identity token of a machine is believed: RFC 7519, RFC 8725 and OpenID Connect Core 3.1.3.7.

A token says which machine it stands for, its issuer signs that. Nothing in the token itself decides how it is checked:
which algorithms there are, whose key is taken and whom it must be meant for is said here and by the registry's own
records.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry

from registry.publishing.keys import AssertionWrong, PublicKey, decoded
from registry.publishing.vocabulary import KEPT

LEEWAY: Final = timedelta(seconds=30)
"""How far the clocks of an issuer and of this registry may differ."""

LONGEST: Final = timedelta(hours=6)
"""How long a token may last: as long as a job runs."""

REMEMBERED: Final = LONGEST + 2 * LEEWAY
"""How long an exchanged token is remembered: longer than any token that was accepted can still be good."""

MAX_LENGTH: Final = 16 * 1024
MAX_ID: Final = 500

ALGORITHMS: Final = {
    "RS256": ("RS256", "RSA"),
    "PS256": ("PS256", "RSA"),
    "ES256": ("ES256", "EC"),
    "EdDSA": ("Ed25519", "OKP"),
    "Ed25519": ("Ed25519", "OKP"),
}
"""What may sign, as the token says it: the algorithm and the kind of key. All need a private key of the issuer."""

KEYS_NAMED: Final = frozenset({"jku", "jwk", "x5u", "x5c", "crit"})
"""What a header must not hold: a key that the token itself brings, or rules that this registry does not know."""


class KeyUnknown(AssertionWrong):
    """It is signed by a key that the issuer has not published as far as is known: it may have changed its keys."""


class Assertion(NamedTuple):
    """A token taken apart, and not believed yet."""

    header: dict[str, Any]
    claims: dict[str, Any]
    signed: bytes
    signature: bytes


def read_assertion(token: str) -> Assertion:
    """Take a token apart. Raises AssertionWrong for what is no signed JSON Web Token of at most 16 KiB."""
    parts = token.split(".")
    if len(token) > MAX_LENGTH or not token.isascii() or len(parts) != 3:
        raise AssertionWrong("not a signed token in compact form")
    header, claims, signature = (decoded(part) for part in parts)
    signed = token.rsplit(".", 1)[0].encode()
    return Assertion(_object(header), _object(claims), signed, signature)


def check_signature(assertion: Assertion, keys: Sequence[PublicKey]) -> None:
    """Raises AssertionWrong unless one of these keys of the issuer signed it, KeyUnknown where it names another."""
    header = assertion.header
    if header.keys() & KEYS_NAMED:
        raise AssertionWrong("the header brings a key or a rule of its own")
    kind = header.get("typ", "JWT")
    if not isinstance(kind, str) or kind.upper() != "JWT":
        raise AssertionWrong("it is another type of token")
    named = header.get("alg")
    if not isinstance(named, str) or named not in ALGORITHMS:
        raise AssertionWrong("its algorithm is not accepted")
    algorithm, key_type = ALGORITHMS[named]
    key = _chosen(keys, header.get("kid"))
    if key.key_type != key_type or key.get("alg", named) not in {named, algorithm}:
        raise AssertionWrong("its algorithm is not that of the key")
    try:
        good = JWSRegistry.algorithms[algorithm].verify(assertion.signed, assertion.signature, key)
    except (JoseError, ValueError) as error:
        raise AssertionWrong("its signature cannot be read") from error
    if not good:
        raise AssertionWrong("its signature is not good")


def check_claims(claims: Mapping[str, Any], *, issuer: str, audience: str, now: datetime) -> None:
    """Raises AssertionWrong unless it is of this issuer, for this registry alone, good now, short-lived and named."""
    meant_for = claims.get("aud")
    if claims.get("iss") != issuer:
        raise AssertionWrong("it is of another issuer")
    if meant_for not in (audience, [audience]):
        raise AssertionWrong("it is meant for another service")
    issued, ends = _moment(claims, "iat"), _moment(claims, "exp")
    begins = _moment(claims, "nbf") if "nbf" in claims else issued
    if max(issued, begins) > now + LEEWAY:
        raise AssertionWrong("it is not good yet")
    if ends <= now - LEEWAY:
        raise AssertionWrong("it has expired")
    if not timedelta() < ends - issued <= LONGEST:
        raise AssertionWrong("it lasts too long")
    identity = claims.get("jti")
    if not isinstance(identity, str) or not 0 < len(identity) <= MAX_ID:
        raise AssertionWrong("it has no identifier")


def digest_of(issuer: str, identity: str) -> bytes:
    """What is remembered of an exchanged token: enough to know it again."""
    return hashlib.sha256(json.dumps([issuer, identity]).encode()).digest()


def kept_claims(claims: Mapping[str, Any]) -> dict[str, str]:
    """What is kept of a token with what was published: where it came from, and nobody's name."""
    return {name: value for name in KEPT if isinstance(value := claims.get(name), str) and _may_be_kept(value)}


def _may_be_kept(text: str) -> bool:
    return 0 < len(text) <= MAX_ID and text.isprintable()


def _chosen(keys: Sequence[PublicKey], wanted: Any) -> PublicKey:
    """The key that the header names among the issuer's; without a name, the issuer's only one."""
    if wanted is None and len(keys) == 1:
        return keys[0]
    found = [key for key in keys if wanted is not None and key.kid == wanted]
    if len(found) != 1:
        raise KeyUnknown("its key is not one of the issuer's")
    return found[0]


def _moment(claims: Mapping[str, Any], name: str) -> datetime:
    seconds = claims.get(name)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not math.isfinite(seconds):
        raise AssertionWrong(f"its {name} is no time")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise AssertionWrong(f"its {name} is no time") from error


def _object(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content.decode("utf-8"), object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise AssertionWrong("a part of it is not JSON") from error
    if not isinstance(value, dict):
        raise AssertionWrong("a part of it is no object")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise AssertionWrong("a part of it has a member twice")
    return found
