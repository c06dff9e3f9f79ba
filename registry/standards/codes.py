"""Codes of standards: one spelling for the many that people use."""

import re
import unicodedata
from typing import Final

_DASHES: Final = str.maketrans({dash: "-" for dash in "‐‑‒–—―−－"})
_JOINED: Final = re.compile(r"(?<=[a-z])(?=\d{3,})")
_YEAR: Final = re.compile(r"(?<=[0-9])\s*[-:]\s*((?:19|20)[0-9]{2})\s*\Z")
_EDITION: Final = re.compile(r"\s+(?:v?[0-9]{1,2}(?:\.[0-9]{1,2})+|r[0-9]{1,2}[a-z]?)\s*\Z", re.IGNORECASE)
_BARE: Final = re.compile(r"\b(?:gb|db[0-9]{2}|yd|sj|ga|cj|jt|hj|ws)t(?=\s*[0-9])")


def slug_of(code: str) -> str:
    """The address of a code, the same for every spelling: `GB/T 33356-2022`, `gb/t33356—2022` → `gb-t-33356-2022`.

    Letters are made small, widths and dashes alike, a number of three digits and more stands apart from letters, and
    `GBT` before a number is `GB/T`. Empty where a text has neither letters nor digits.
    """
    text = _plain(code).casefold()
    text = _BARE.sub(lambda found: f"{found[0][:-1]}-t-", text)
    text = _JOINED.sub("-", text)
    return re.sub(r"[^0-9a-z]+", "-", text).strip("-")


def family_of(code: str) -> str:
    """The same without year or edition: `GB/T 28181-2022` → `gb-t-28181`, `HL7 FHIR R4` → `hl7-fhir`."""
    return slug_of(without_edition(code))


def without_edition(code: str) -> str:
    """A code as people write it, without year or edition: `GB/T 28181-2022` → `GB/T 28181`."""
    return _EDITION.sub("", _YEAR.sub("", _plain(code).strip()))


def year_of(code: str) -> int | None:
    """The year in a code."""
    found = _YEAR.search(_plain(code))
    return int(found[1]) if found else None


def _plain(code: str) -> str:
    return unicodedata.normalize("NFKC", code).translate(_DASHES)
