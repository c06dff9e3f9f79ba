"""Where a message may go, by channel. Pure."""

import re
from collections.abc import Mapping
from typing import Final

from registry.kit.errors import Bilingual, PayloadInvalid

_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL: Final = re.compile(
    rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*@{_LABEL}(?:\.{_LABEL})+\Z"
)
_PHONE: Final = re.compile(r"\+?[0-9]{5,15}\Z")
_ACCOUNT: Final = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]{1,200}\Z")

_SHAPES: Final[Mapping[str, tuple[re.Pattern[str], Bilingual]]] = {
    "email": (
        _MAIL,
        Bilingual("须为电子邮箱地址，例如 duty@city.example。", "Must be an e-mail address such as duty@city.example."),
    ),
    "sms": (_PHONE, Bilingual("须为 5 到 15 位数字的号码。", "Must be a number of 5 to 15 digits.")),
    "im": (
        _ACCOUNT,
        Bilingual("须为不含空白的账号，最多 200 个字符。", "Must be an account of at most 200 signs, without blanks."),
    ),
}


def checked_address(channel: str, address: str) -> str:
    """The address in the form in which it is kept. Raises PayloadInvalid for what is none on this channel."""
    shape, sentence = _SHAPES[channel]
    plain = address.strip()
    local, _, domain = plain.rpartition("@")
    if not shape.match(plain) or len(plain) > 254 or (channel == "email" and len(local) > 64):
        raise PayloadInvalid.of("/address", sentence.zh, sentence.en)
    return f"{local}@{domain.lower()}" if channel == "email" else plain
