"""Signs of life (S87, domain rule 4.2): how long one lasts, when its body is reminded, what is signed. Pure."""

from datetime import date, datetime, timedelta
from typing import Final

from registry.kit.errors import Bilingual, Refusal

LASTS_DAYS: Final = 180
"""So long an adoption counts as alive without another sign of life."""

REMINDED_DAYS: Final = 30
"""So long before that its body is reminded."""

NONCE_LASTS: Final = timedelta(minutes=15)
OFFLINE_NONCE_LASTS: Final = timedelta(days=30)
"""For a deployment in a network that nothing leads into: its answer is carried out as a file."""

OPEN_NONCES: Final = 100
"""How many nonces of an adoption may wait for an answer at a time."""

ALGORITHM: Final = "HMAC-SHA256"


class KeyMissing(Refusal):
    title = Bilingual("尚无签名密钥", "There is no key to sign with")
    sentence = Bilingual(
        "此采用没有有效的签名密钥：请先以 POST /api/v1/adoptions/{adoption}/keys 取得。",
        "This adoption has no key in force: get one with POST /api/v1/adoptions/{adoption}/keys first.",
    )


class TooManyNonces(Refusal):
    title = Bilingual("待答随机数过多", "Too many nonces are open")
    sentence = Bilingual(
        "此采用已有 {limit} 个未答的随机数：请使用其中之一，或等待过期。",
        "{limit} nonces of this adoption wait for an answer: use one of them, or wait until they expire.",
    )


class SignatureRefused(Refusal):
    """Whatever is wrong with an answer to a nonce: who guesses learns nothing from the difference."""

    status = 403
    title = Bilingual("存活签名未通过", "The signature was not accepted")
    sentence = Bilingual(
        "随机数不存在、已使用或已过期，或签名与当前密钥不符；请取新的随机数重新签名。",
        "The nonce is unknown, used or expired, or the signature is not by the key in force: ask for a new nonce and "
        "sign that.",
    )


def alive_until(attested_on: date) -> date:
    """The day on which a sign of life has worn off."""
    return attested_on + timedelta(days=LASTS_DAYS)


def due_when_attested_by(today: date) -> date:
    """Whoever gave the last sign of life on this day or before is reminded today."""
    return today - timedelta(days=LASTS_DAYS - REMINDED_DAYS)


def lapsed_when_attested_by(today: date) -> date:
    """Whoever gave the last sign of life on this day or before is not counted as alive any more."""
    return today - timedelta(days=LASTS_DAYS)


def nonce_lasts(*, offline: bool) -> timedelta:
    return OFFLINE_NONCE_LASTS if offline else NONCE_LASTS


def signed_message(nonce: str, version: str | None, usage: str | None) -> bytes:
    """What a deployment signs: the nonce, the version that runs and how much it is used, each on a line."""
    return f"{nonce}\n{version or ''}\n{usage or ''}".encode()


def is_in_time(*, issued_at: datetime, expires_at: datetime, used_at: datetime | None, now: datetime) -> bool:
    """Whether a nonce may still be answered."""
    return used_at is None and issued_at <= now < expires_at


def is_signed_in_time(signed_at: datetime, *, issued_at: datetime, now: datetime) -> bool:
    """Whether what was signed elsewhere was signed between the giving of its nonce and now, to the second."""
    return issued_at.replace(microsecond=0) <= signed_at <= now + timedelta(seconds=1)
