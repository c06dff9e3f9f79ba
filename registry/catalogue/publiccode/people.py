"""Who looks after a component and whom to ask, from the `maintenance` section."""

from typing import Final

from registry.catalogue.publiccode.forms import is_date, is_email
from registry.catalogue.publiccode.texts import MAX_ITEMS, MAX_LABEL, clean
from registry.catalogue.publiccode.vocabulary import MAINTENANCE_TYPES

# A file that does not say who maintains the component promises nothing.
_NO_PROMISE: Final = "none"


def maintenance(section: dict[str, object]) -> dict[str, str]:
    """The type, and for a contract whoever is bound longest and until which day."""
    kind = section.get("type")
    result = {"type": str(kind) if kind in MAINTENANCE_TYPES else _NO_PROMISE}
    contractors = [entry for entry in _people(section.get("contractors")) if entry["name"]]
    if contractors:
        longest = max(contractors, key=lambda entry: entry["until"])
        result["maintainer"] = longest["name"]
        if longest["until"]:
            result["support_until"] = longest["until"]
    return result


def contacts(section: dict[str, object]) -> list[dict[str, str]]:
    """The people to ask; an address that is not one is left out."""
    found = []
    for person in _people(section.get("contacts")):
        person.pop("until")
        person["name"] = person["name"] or person["affiliation"] or person["email"]
        if person["name"]:
            found.append({key: value for key, value in person.items() if value})
    return found


def _people(entries: object) -> list[dict[str, str]]:
    keys = ("name", "email", "phone", "affiliation", "until")
    found = []
    for entry in (entries if isinstance(entries, list) else [])[:MAX_ITEMS]:
        if not isinstance(entry, dict):
            continue
        person = {key: clean(entry.get(key), MAX_LABEL) for key in keys}
        person["email"] = person["email"] if is_email(person["email"]) else ""
        person["until"] = person["until"] if is_date(person["until"]) else ""
        found.append(person)
    return found
