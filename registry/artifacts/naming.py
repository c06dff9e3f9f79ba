"""Names of files: which are allowed, which two are the same, and what a name and a type say of a file."""

import re
import unicodedata
from typing import Final

from registry.kit.errors import PayloadInvalid

LONGEST: Final = 200
LONGEST_TYPE: Final = 100
OCTETS: Final = "application/octet-stream"

_FORBIDDEN: Final = frozenset('/\\<>:"|?*')
"""Separators, and what Windows does not allow in a name: files are fetched on the machines of cities."""
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{nth}" for port in ("com", "lpt") for nth in "0123456789"}
)
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of Unicode: control signs, what turns the direction of writing, lone surrogates, line ends, no sign."""
_WORD: Final = r"[A-Za-z0-9!#$&^_.+-]+"
_MEDIA_TYPE: Final = re.compile(rf"{_WORD}/{_WORD}\Z")
_ROLES: Final = (
    (r"(openapi|swagger)[^/]*\.(json|ya?ml)", "interface"),
    (r".*\.(cdx|spdx)\.json|s?bom\.json", "sbom"),
    (r".*\.oci\.tar|.*\.(qcow2|iso|img)", "image"),
    (r".*[-_.](src|source|sources|sdist)\.(zip|jar|tar|tar\.\w+|tgz)", "source"),
    (r"(docker-)?compose[^/]*\.ya?ml|.*\.(helm|tf)|chart-.*\.tgz", "deployment"),
    (r".*\.(md|pdf|docx?|html?|txt|ofd|wps)", "documentation"),
    (r".*\.(csv|xlsx?|parquet|geojson|sql)", "data"),
    (r".*\.(zip|tar|tar\.\w+|tgz|whl|jar|war|deb|rpm|apk|exe|msi|nupkg|gem|7z)", "package"),
)


def read_filename(name: str) -> str:
    """A name in the form in which it is kept (NFC). Raises PayloadInvalid saying what is wrong with it."""
    kept = unicodedata.normalize("NFC", name)
    problem = _problem(kept)
    if problem is not None:
        raise PayloadInvalid.of("/filename", *problem)
    return kept


def key_of(name: str) -> str:
    """What is compared of a name: neither capitals nor the way accents are written make another one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _problem(name: str) -> tuple[str, str] | None:
    if not 1 <= len(name) <= LONGEST or len(key_of(name)) > LONGEST:
        return f"文件名须为 1 至 {LONGEST} 个字符。", f"A file name has 1 to {LONGEST} characters."
    if any(unicodedata.category(sign) in _INVISIBLE for sign in name):
        return "文件名不能含控制字符或不可见字符。", "A file name holds no control or invisible characters."
    if forbidden := _FORBIDDEN.intersection(name):
        signs = " ".join(sorted(forbidden))
        return f"文件名不能含 {signs}。", f"A file name does not hold {signs}."
    if name[0] in ".-~ " or name[-1] in ". ":
        return (
            "文件名不能以点、连字符、波浪号或空格开头，也不能以点或空格结尾。",
            "A file name begins with no dot, hyphen, tilde or space and ends with no dot or space.",
        )
    if key_of(name).split(".", 1)[0].rstrip() in _DEVICES:
        return "该名称在 Windows 上是设备名。", "On Windows this is the name of a device."
    return None


def role_of(filename: str) -> str:
    """What a file probably is, by its name, where nobody said."""
    name = key_of(filename)
    return next((role for pattern, role in _ROLES if re.fullmatch(pattern, name)), "other")


def read_media_type(given: str) -> str:
    """A media type without its parameters, in small letters. Raises PayloadInvalid."""
    media_type = given.split(";", 1)[0].strip().lower() or OCTETS
    if len(media_type) > LONGEST_TYPE or not _MEDIA_TYPE.match(media_type):
        raise PayloadInvalid.of("/media_type", "Content-Type 不是媒体类型。", "Content-Type is not a media type.")
    return media_type


def sent_type(media_type: str) -> str:
    """The type that a file is sent with: what a browser would run or show as a page of ours is sent as mere bytes."""
    is_active = media_type.startswith(("text/", "multipart/", "message/")) and media_type not in {
        "text/plain",
        "text/csv",
        "text/markdown",
    }
    if is_active or media_type.endswith(("xml", "html", "javascript", "ecmascript", "x-shockwave-flash")):
        return OCTETS
    return media_type
