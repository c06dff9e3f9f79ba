"""Which addresses a webhook may have: read strictly and written in one way. Pure: what a name resolves to is judged by
registry.kit.calling_out, here and again at each delivery.

Sources: WHATWG URL (hosts that end in a number), UTS 46 (names of other scripts), UTS 39 5.2 (mixed scripts).
"""

import re
from ipaddress import IPv4Address, IPv6Address
from typing import Final, NamedTuple
from urllib.parse import SplitResult, quote, urlsplit

import idna
import regex  # type: ignore[import-untyped, unused-ignore]

from registry.kit.errors import PayloadInvalid

LONGEST: Final = 2000
PORTS: Final = (443, 8443)
LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})

_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f-\x9f\\]|\s")
_NUMBER: Final = re.compile(r"(\d+|0x[0-9a-f]*)\Z", re.IGNORECASE | re.ASCII)
_SAFE: Final = "/?:@!$&'()*+,;=-._~%[]"
_SCRIPTS: Final = tuple(
    regex.compile(rf"(?:[\p{{Common}}\p{{Inherited}}{wanted}])*")
    for wanted in (
        r"\p{Latin}",
        r"\p{Latin}\p{Han}\p{Bopomofo}",
        r"\p{Latin}\p{Han}\p{Hiragana}\p{Katakana}",
        r"\p{Latin}\p{Han}\p{Hangul}",
        r"\p{Cyrillic}",
        r"\p{Greek}",
        r"\p{Arabic}",
        r"\p{Tibetan}",
        r"\p{Mongolian}",
        r"\p{Thai}",
    )
)
"""What may stand together in one part of a name: one script, or what East Asian names are written in."""


class Place(NamedTuple):
    """An address that will do, as it is kept, and its host."""

    url: str
    host: str


def read_address(text: str, *, loopback: bool = False, own: str | None = None) -> Place:
    """The address in the one way it is kept: names in ASCII (punycode), in small letters. Raises PayloadInvalid.

    `loopback` lets this very machine be named without TLS and at any port, as trials do. `own` is the address of the
    registry itself, which is never called.
    """
    if len(text) > LONGEST:
        raise _wrong("最多 2000 个字符。", "At most 2000 characters.")
    if _UNSEEN.search(text):
        raise _wrong("不能含有空白、控制字符或反斜杠。", "Blanks, control characters and backslashes are not allowed.")
    parts = _split(text)
    if parts.scheme not in ("https", "http") or not parts.netloc:
        raise _not_https()
    if "@" in parts.netloc or "#" in text:
        raise _wrong("不能含有用户名、密码或片段。", "It must hold neither a user nor a password nor a fragment.")
    host = _host(parts)
    is_trial = loopback and parts.scheme == "http" and host in LOCAL
    if parts.scheme != "https" and not is_trial:
        raise _not_https()
    port = _port(parts, is_trial=is_trial)
    if own is not None and host == (urlsplit(own).hostname or "").lower():
        raise _wrong("不能指向本平台自身。", "It must not lead to this registry itself.")
    named = f"[{host}]" if ":" in host else host
    rest = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    url = f"{parts.scheme}://{named}{port}{rest}"
    if len(url) > LONGEST:
        raise _wrong("最多 2000 个字符。", "At most 2000 characters.")
    return Place(url, host)


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError as error:
        raise _not_https() from error


def _port(parts: SplitResult, *, is_trial: bool) -> str:
    written = parts.netloc.rpartition("]")[2].partition(":")[2]
    try:
        port = parts.port
    except ValueError:
        port = -1
    if written and not (written.isascii() and written.isdigit()):
        port = -1
    if port is not None and port not in PORTS and not (is_trial and port > 0):
        raise _wrong("端口只能是 443 或 8443。", "The port may be 443 or 8443.")
    return "" if port is None or (port == 443 and not is_trial) else f":{port}"


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").removesuffix(".")
    if parts.netloc.startswith("["):
        try:
            # A zone ("%eth0") names a network of the machine that calls: it can be meant for none but itself.
            return str(IPv6Address(host if "%" not in host else ""))
        except ValueError as error:
            raise _no_name() from error
    if "[" in host or "]" in host or not host:
        raise _no_name()
    name = _in_ascii(host)
    if _NUMBER.match(name.rpartition(".")[2]):
        return _four_numbers(name)
    return name


def _in_ascii(host: str) -> str:
    """Full-width letters, ideographic dots and names of other scripts, as the resolver is asked for them."""
    try:
        name = idna.encode(host, uts46=True).decode().lower()
        shown = idna.decode(name)
    except (idna.IDNAError, UnicodeError) as error:
        raise _no_name() from error
    if len(name) > 253:
        raise _no_name()
    if any(not any(script.fullmatch(part) for script in _SCRIPTS) for part in shown.split(".")):
        raise _wrong(
            f"名称“{name}”混用了多种文字，容易与其他名称混淆：请使用单一文字的名称。",
            f"This name, '{name}' in ASCII, mixes scripts and is easily taken for another: a name of one script is "
            "needed.",
        )
    return name


def _four_numbers(name: str) -> str:
    try:
        return str(IPv4Address(name))
    except ValueError as error:
        raise _wrong("IPv4 地址须写成四个十进制数。", "An IPv4 address is written as four decimal numbers.") from error


def _not_https() -> PayloadInvalid:
    return _wrong(
        "须为完整的 https 地址，例如 https://hook.example/registry。",
        "A whole https address is needed, such as https://hook.example/registry.",
    )


def _no_name() -> PayloadInvalid:
    return _wrong("主机名不对。", "The host name is not valid.")


def _wrong(zh: str, en: str) -> PayloadInvalid:
    return PayloadInvalid.of("/url", zh, en)
