"""Who looks after a component, as the `maintenance` section of an export: the way back of `people`."""

from collections.abc import Mapping
from typing import Any, Final

from registry.catalogue.publiccode.forms import is_date, is_email
from registry.catalogue.publiccode.texts import MAX_ITEMS, MAX_LABEL, clean
from registry.kit.texts import choose

_ASK_SOMEBODY: Final = ("internal", "community")


def maintenance_section(
    details: Mapping[str, Any], publisher: Mapping[str, str], names: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """The type with whom the standard wants beside it. `names` are those of the organisations named by slug.

    A contract needs a contractor and the day it ends, which nobody may make up: without them the component is
    looked after on behalf of its publisher, `internal`. Where nobody is named to ask, the publisher is.
    """
    kept = details.get("maintenance") or {}
    kind = kept.get("type", "none")
    contractors = _contractors(kept, names) if kind == "contract" else []
    if kind == "contract" and not contractors:
        kind = "internal"
    contacts = [_contact(person) for person in details.get("contacts", ())][:MAX_ITEMS]
    contacts = [contact for contact in contacts if contact["name"]]
    if not contacts and kind in _ASK_SOMEBODY:
        contacts = [{"name": clean(choose(publisher, "zh"), MAX_LABEL)}]
    return {"type": kind, "contractors": contractors, "contacts": contacts}


def _contractors(kept: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    maintainer = kept.get("maintainer", "")
    name = clean(choose(names.get(maintainer), "zh") or maintainer, MAX_LABEL)
    until = clean(kept.get("support_until"), MAX_LABEL)
    return [{"name": name, "until": until}] if name and is_date(until) else []


def _contact(person: Mapping[str, Any]) -> dict[str, str | None]:
    email = clean(person.get("email"), MAX_LABEL)
    return {
        "name": clean(person.get("name"), MAX_LABEL),
        "email": email if is_email(email) else None,
        "phone": clean(person.get("phone"), MAX_LABEL) or None,
        "affiliation": clean(person.get("affiliation"), MAX_LABEL) or None,
    }
