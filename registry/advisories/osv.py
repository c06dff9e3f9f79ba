"""Advisories as records of the OSV schema, 1.7 (ossf.github.io/osv-schema): reading and writing, without a database.

What OSV has no place for stands in `database_specific` under OWN: texts in several languages, a level without a vector,
where it is fixed outside the ranges, why it was withdrawn. Writing after reading gives the record again.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from registry.kit.clock import format_instant
from registry.kit.texts import choose

SCHEMA_VERSION: Final = "1.7.4"
ECOSYSTEM: Final = "SharedComponentRegistry"
"""Names our packages: `name` is publisher/name, versions are ordered by PEP 440."""

OWN: Final = "shared_component_registry"
NAMES: Final = ("aliases", "upstream", "related", "references", "credits")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_WORDS: Final = {"LOW": "low", "MODERATE": "medium", "MEDIUM": "medium", "HIGH": "high", "CRITICAL": "critical"}
"""Levels as other databases say them in `database_specific`."""


def components_in(record: Mapping[str, Any]) -> list[str]:
    """The names of our components that a checked record is about, each once."""
    packages = (entry["package"] for entry in record["affected"])
    return list(dict.fromkeys(package["name"] for package in packages if package["ecosystem"] == ECOSYSTEM))


def read_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a checked record tells, in the words in which advisories are published here."""
    specific = dict(record.get("database_specific") or {})
    own = specific.pop(OWN, {})
    told: dict[str, Any] = {name: record.get(name) or [] for name in NAMES}
    return {
        **told,
        "summary": own.get("summary") or texts_of(record.get("summary") or record["id"]),
        "details": own.get("details") or texts_of(record.get("details") or ""),
        "severity": record.get("severity") or own.get("severity"),
        "affected": [_without_nulls(entry) for entry in record["affected"]],
        "fixed": own.get("fixed_in") or [],
        "database_specific": specific,
    }


def level_in(specific: Mapping[str, Any]) -> str | None:
    """The level that `database_specific` says in the way of other databases, if it does."""
    return _WORDS.get(str(specific.get("severity", "")).upper())


def write_record(
    *,
    identifier: str,
    component: str,
    told: Mapping[str, Any],
    affected: Sequence[Mapping[str, Any]],
    modified_at: datetime,
    published_at: datetime,
    withdrawn_at: datetime | None = None,
    withdrawal_reason: str | None = None,
) -> dict[str, Any]:
    """A record. `affected` holds the entries with all versions that each of them affects; `told` is what
    `read_record` gives."""
    severity = told.get("severity") or []
    own = {
        "summary": _unless_plain(told["summary"]),
        "details": _unless_plain(told.get("details") or {}),
        "severity": severity if isinstance(severity, str) else None,
        "fixed_in": list(told.get("fixed") or ()),
        "withdrawal_reason": withdrawal_reason,
    }
    specific = {**(told.get("database_specific") or {}), OWN: {name: value for name, value in own.items() if value}}
    if not specific[OWN]:
        del specific[OWN]
    record = {
        "schema_version": SCHEMA_VERSION,
        "id": identifier,
        "modified": format_instant(modified_at),
        "published": format_instant(published_at),
        "withdrawn": format_instant(withdrawn_at) if withdrawn_at else None,
        **{name: list(told.get(name) or ()) for name in ("aliases", "upstream", "related")},
        "summary": choose(told["summary"], "en"),
        "details": choose(told.get("details") or {}, "en"),
        "severity": severity if isinstance(severity, list) else None,
        "affected": [_entry(component, entry) for entry in affected],
        **{name: list(told.get(name) or ()) for name in ("references", "credits")},
        "database_specific": specific,
    }
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def texts_of(text: str) -> dict[str, str]:
    """A plain text as a text map: Chinese when it has Chinese characters, else English."""
    return {"zh" if _HAN.search(text) else "en": text} if text else {}


def _unless_plain(texts: Mapping[str, str]) -> dict[str, str] | None:
    """The map where the one text that OSV has room for does not say it all."""
    return None if texts_of(choose(texts, "en")) == texts else dict(texts)


def _entry(component: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    package = entry.get("package") or {"ecosystem": ECOSYSTEM, "name": component}
    return {"package": package, **{name: value for name, value in entry.items() if name != "package"}}


def _without_nulls(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value is not None}
