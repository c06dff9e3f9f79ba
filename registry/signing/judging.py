"""What a signature is worth today, given what has become of its key since."""

from datetime import datetime
from typing import Final, NamedTuple

from registry.kit.clock import SHANGHAI
from registry.kit.errors import Bilingual


class Life(NamedTuple):
    """What has become of a key. `expires_at` may lie ahead."""

    expires_at: datetime | None = None
    retired_at: datetime | None = None
    compromised_at: datetime | None = None


class Judgement(NamedTuple):
    """`state` is a word of the wire; `is_good` what counts; `explanation` why, for people."""

    state: str
    is_good: bool
    explanation: Bilingual


GOOD: Final = Bilingual("签名有效。", "The signature is good.")
KEY_RETIRED: Final = Bilingual(
    "签名有效。所用密钥此后已停用，停用前的签名继续有效。",
    "The signature is good. Its key was retired since; what it signed before stays good.",
)
KEY_EXPIRED: Final = Bilingual(
    "签名有效。所用密钥此后已到期，到期前的签名继续有效。",
    "The signature is good. Its key has expired since; what it signed before stays good.",
)
SIGNED_BEFORE: Final = Bilingual(
    "签名有效。所用密钥此后已吊销，因自 {since} 起不再可信；此签名在此之前已被接受。",
    "The signature is good. Its key was revoked because it cannot be trusted since {since}; this signature was "
    "accepted before that.",
)
SIGNED_AFTER: Final = Bilingual(
    "签名不可信：所用密钥自 {since} 起已泄露或不再可信，此签名在此之后作出。",
    "Do not rely on this signature: its key cannot be trusted since {since}, and it was signed after that.",
)


def judge(signed_at: datetime, key: Life, now: datetime) -> Judgement:
    """A signature was checked when it was accepted, at `signed_at`, which this registry wrote down itself.

    A key that was revoked makes what it signed from `compromised_at` on worthless. Being retired, or past its time,
    ends what a key may sign from then on and takes nothing from what it signed before.
    """
    if key.compromised_at is not None:
        since = f"{key.compromised_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} (UTC+8)"
        is_good = signed_at < key.compromised_at
        sentence = SIGNED_BEFORE if is_good else SIGNED_AFTER
        return Judgement("key_revoked", is_good, Bilingual(*(text.format(since=since) for text in sentence)))
    if key.retired_at is not None:
        return Judgement("key_retired", True, KEY_RETIRED)
    if key.expires_at is not None and key.expires_at <= now:
        return Judgement("key_expired", True, KEY_EXPIRED)
    return Judgement("good", True, GOOD)
