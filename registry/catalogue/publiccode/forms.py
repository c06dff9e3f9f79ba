"""The forms a text may have: URL, date, e-mail address, language, licence, country.

Each takes a text and answers whether it has the form.
"""

import re
from datetime import date
from typing import Final

# Neither typed nor stubbed; the standard library cannot count what a reader sees as a character.
import regex  # type: ignore[import-untyped, unused-ignore]
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from registry.catalogue.publiccode.vocabulary import terms

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BAD_HOST: Final = re.compile(r"[\s\"<>^`{|}\\]")
_BAD_PORT: Final = re.compile(r":(?![0-9]*\Z)")
_URN: Final = re.compile(r"urn:(?!urn:)[a-z0-9][a-z0-9-]{0,31}:([a-z0-9()+,.:=@;$_!*'-]|%[0-9a-f]{2})+", re.IGNORECASE)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EMAIL: Final = re.compile(r"[^\s@\\\"<>(),:;]+@[^\s@\\\"<>(),:;]+\.[^\s@\\\"<>(),:;.]+")
_MIME_TYPE: Final = re.compile(r" *[A-Za-z0-9][\w!#$&^-]{0,126}/[A-Za-z0-9][\w!#$&^.+-]{0,126} *", re.ASCII)
_LANGUAGE_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(-[a-z]{3}){0,3}(-[a-z]{4})?(-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)


def url_fault(text: str) -> str | None:
    """Why the text cannot be taken apart as a URL at all (RFC 3986), or None when it can."""
    if _CONTROL.search(text):
        return "invalid control character in URL"
    if text.startswith(":"):
        return "missing protocol scheme"
    address = text.partition("#")[0].partition("?")[0]
    scheme = _SCHEME.match(text)
    if scheme is None and not text.startswith("/") and ":" in address.partition("/")[0]:
        return "first path segment in URL cannot contain colon"
    if _BAD_ESCAPE.search(address):
        return "invalid URL escape"
    rest = address[scheme.end() :] if scheme else address
    return _authority_fault(rest[2:].partition("/")[0]) if rest.startswith("//") else None


def _authority_fault(authority: str) -> str | None:
    host = authority.rpartition("@")[2]
    if _BAD_HOST.search(host):
        return "invalid character in host name"
    return "invalid port after host" if _BAD_PORT.search(host.rpartition("]")[2]) else None


def is_url(text: str) -> bool:
    """A URL with a scheme and somewhere to go: a host, an opaque part or a fragment."""
    scheme = _SCHEME.match(text)
    if scheme is None or url_fault(text) is not None:
        return False
    rest = text[scheme.end() :]
    if not rest.startswith("/"):
        return bool(rest)
    return bool(rest[2:].partition("/")[0]) if rest.startswith("//") else "#" in rest


def is_http_url(text: str) -> bool:
    """A URL of the web: http or https, with a host."""
    return is_url(text) and text.lower().startswith(("http://", "https://"))


def is_uri(text: str) -> bool:
    """A URL with a host, or a URN (RFC 2141)."""
    if text[:4].lower() == "urn:":
        return _URN.fullmatch(text) is not None
    return is_url(text) and "://" in text


def is_date(text: str) -> bool:
    """A day of the calendar, written YYYY-MM-DD."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_mime_type(text: str) -> bool:
    """A media type such as `application/json`."""
    return _MIME_TYPE.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """An address that looks deliverable: something, an @, a domain with a dot."""
    return _EMAIL.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """A language tag of BCP 47: known two-letter languages and regions; `en_GB` is not one."""
    tag = _LANGUAGE_TAG.fullmatch(text)
    if tag is None:
        return False
    language, region = tag["language"].lower(), (tag["region"] or "").upper()
    known_language = len(language) == 3 or language in terms("languages")
    return known_language and (len(region) != 2 or region in terms("countries"))


def is_licence(text: str) -> bool:
    """An expression of SPDX licence identifiers, whatever their case."""
    try:
        canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return False
    return True


def is_country(text: str) -> bool:
    """An ISO 3166-1 alpha-2 code, all upper or all lower case."""
    return text in (text.upper(), text.lower()) and text.upper() in terms("countries")


def is_supported_thing(text: str) -> bool:
    """An `alias:` of the standard's list, or any other URI."""
    if text.startswith("alias:"):
        return text.removeprefix("alias:") in terms("aliases")
    return is_uri(text)


def graphemes(text: str) -> int:
    """How many characters a reader sees: the standard counts grapheme clusters."""
    return len(regex.findall(r"\X", text))
