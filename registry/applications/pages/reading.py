"""The form of a new application in the words of the API. Without scripts, the form itself is the basket."""

import re
from collections.abc import Mapping
from typing import Any, Final

MOST_ITEMS: Final = 50
SINGLE: Final = ("component", "version", "mode", "scenario", "operator", "on_behalf_of", "policy_exception")
ENVIRONMENT: Final = ("network", "hosting", "platform", "location")
HANDOVER: Final = ("on", "from", "to", "note")
FIELDS: Final = (*SINGLE, "trial_days", *ENVIRONMENT, *(f"handover_{name}" for name in HANDOVER))
_FIELD: Final = re.compile(r"([a-z_]+)_(\d{1,2})\Z")

Row = dict[str, str]


def rows_of(form: Mapping[str, str]) -> list[Row]:
    """The items as they stand in the form, a row each, in their order; rows without a component are left out."""
    found: dict[int, Row] = {}
    for name, value in form.items():
        match = _FIELD.match(name)
        if match is not None and match[1] in FIELDS:
            found.setdefault(int(match[2]), {})[match[1]] = value.replace("\r\n", "\n").strip()
    return [row for _, row in sorted(found.items()) if row.get("component")][:MOST_ITEMS]


def payload_of(form: Mapping[str, str], rows: list[Row]) -> dict[str, Any]:
    """What the form asks for; what was left empty is left out."""
    told = {name: form.get(name, "").strip() for name in ("applicant", "purpose", "accepted_by")}
    payload: dict[str, Any] = {name: text for name, text in told.items() if text}
    agreement = form.get("agreement", "")
    if agreement.isascii() and agreement.isdigit():
        payload["agreement"] = int(agreement[:9])
    payload["items"] = [item_of(row) for row in rows]
    return payload


def item_of(row: Mapping[str, str]) -> dict[str, Any]:
    """One item of it."""
    item: dict[str, Any] = {name: row[name] for name in SINGLE if row.get(name)}
    if row.get("trial_days"):
        item["trial_days"] = number_in(row["trial_days"])
    if configuration := configuration_in(row):
        item["configuration"] = configuration
    return item


def configuration_in(row: Mapping[str, str]) -> dict[str, Any]:
    """What was said of where it will run and who takes it over."""
    environment = {name: row[name] for name in ENVIRONMENT if row.get(name)}
    handover = {name: row[f"handover_{name}"] for name in HANDOVER if row.get(f"handover_{name}")}
    parts = {"environment": environment, "handover": handover}
    return {name: part for name, part in parts.items() if part}


def number_in(text: str) -> Any:
    """A whole number, or the text as it is: the wire says what is wrong with it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text
