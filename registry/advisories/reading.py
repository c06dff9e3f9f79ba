"""What somebody typed into the form of an advisory, as the words in which one is published."""

from collections.abc import Mapping
from typing import Any, Final

from registry.advisories.ranges import BEGINNING

ROWS: Final = 3
"""Ranges that the form has room for."""


def read_form(form: Mapping[str, str]) -> dict[str, Any]:
    """Texts by language, a level or a vector, a range for each row that was filled in, and listed versions."""
    told: dict[str, Any] = {"summary": _texts(form, "summary"), "aliases": _words(form, "aliases")}
    if details := _texts(form, "details"):
        told["details"] = details
    if vector := _clean(form, "vector"):
        told["severity"] = [{"type": "CVSS_V4" if vector.startswith("CVSS:4") else "CVSS_V3", "score": vector}]
    elif word := _clean(form, "severity"):
        told["severity"] = word
    affected: list[dict[str, Any]] = [
        {"ranges": [{"type": "ECOSYSTEM", "events": _events(row)}]} for row in rows_of(form)
    ]
    if versions := _words(form, "versions"):
        affected.append({"versions": versions})
    if affected:
        told["affected"] = affected
    told["references"] = [{"type": "WEB", "url": url} for url in _words(form, "references")]
    return told


def rows_of(form: Mapping[str, str]) -> list[tuple[str, str]]:
    """Introduced and fixed of each row that was filled in, in their order."""
    typed = ((_clean(form, f"introduced_{row}"), _clean(form, f"fixed_{row}")) for row in range(ROWS))
    return [row for row in typed if any(row)]


def _events(row: tuple[str, str]) -> list[dict[str, str]]:
    introduced, fixed = row
    return [{"introduced": introduced or BEGINNING}, *([{"fixed": fixed}] if fixed else [])]


def _texts(form: Mapping[str, str], name: str) -> dict[str, str]:
    typed = {tag: _clean(form, f"{name}_{tag}") for tag in ("zh", "en")}
    return {tag: text for tag, text in typed.items() if text}


def _words(form: Mapping[str, str], name: str) -> list[str]:
    return _clean(form, name).replace(",", " ").replace("，", " ").split()


def _clean(form: Mapping[str, str], name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()
