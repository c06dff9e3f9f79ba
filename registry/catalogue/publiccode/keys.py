"""The single keys of an export, from a description and the facts."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from registry.catalogue.publiccode.bounds import bounds_of
from registry.catalogue.publiccode.dependencies import parse_version
from registry.catalogue.publiccode.facts import Facts, Release
from registry.catalogue.publiccode.forms import is_http_url, is_language, is_supported_thing, is_uri
from registry.catalogue.publiccode.texts import MAX_LABEL, MAX_URL, clean, clean_list, language_tag

_SOFTWARE_TYPES: Final = {
    "service": "standalone/backend",
    "library": "library",
    "algorithm": "library",
    "application": "standalone/other",
}
"""Documents, rules and ways of working hold no program; of the types of the standard, configuration files hold none."""
_PLATFORM_TYPES: Final = (
    ("standalone/web", {"web"}),
    ("standalone/mobile", {"android", "ios", "harmonyos"}),
    ("standalone/desktop", {"windows", "mac", "linux"}),
)
_NO_PLATFORM: Final = "unspecified"
_ENDED: Final = ("deprecated", "retired", "merged", "removed")


def languages(details: Mapping[str, Any]) -> dict[str, str]:
    """The tag of each language as the standard spells it, with the key under which its texts stand."""
    found: dict[str, str] = {}
    for own in details["summary"]:
        tag = language_tag(own)
        found.setdefault(tag if is_language(tag) else "und", own)
    return found or {"und": "und"}


def web(address: object) -> str | None:
    """An address of the web, or None."""
    text = clean(address, MAX_URL)
    return text if is_http_url(text) else None


def origin(details: Mapping[str, Any], facts: Facts) -> str | None:
    """What the component is based on; a component of this registry by its page."""
    origin = clean(details.get("based_on"), MAX_URL)
    if not origin or "://" in origin:
        return web(origin)
    return f"{facts.root}/components/{quote(origin)}"


def version_text(release: Release | None) -> str | None:
    """The version as its publisher writes it, where that is still the same number to a reader."""
    if release is None:
        return None
    own = parse_version(release.label)
    return release.label if own is not None and str(own) == release.number else release.number


def platforms(details: Mapping[str, Any]) -> list[str]:
    """Where it runs: as named, else the operating systems it was proved on; the standard wants at least one."""
    named = clean_list(list(details.get("platforms", ())), MAX_LABEL)
    systems = [cell["product"] for cell in details.get("xinchuang", ()) if cell["layer"] == "operating_system"]
    return named or clean_list(systems, MAX_LABEL) or [_NO_PLATFORM]


def development_status(facts: Facts) -> str:
    """How far it is, from its life in the registry and its latest version."""
    if facts.status in _ENDED:
        return "obsolete"
    if facts.release is None:
        return "development"
    is_early = facts.release.is_prerelease or facts.release.number.startswith("0")
    return "beta" if is_early else "stable"


def software_type(details: Mapping[str, Any]) -> str:
    """The type of the standard nearest to the kind; of an application, by its platforms."""
    if details["kind"] == "application":
        platforms = {platform.lower() for platform in details.get("platforms", ())}
        for word, where in _PLATFORM_TYPES:
            if platforms and platforms <= where | ({"web"} if word == "standalone/mobile" else set()):
                return word
        return "standalone/web" if "web" in platforms else "standalone/other"
    return _SOFTWARE_TYPES.get(details["kind"], "configurationFiles")


def supports(details: Mapping[str, Any], facts: Facts) -> list[str]:
    """Standards by their own URI or alias; a code such as GB/T 22239 by its place in this registry."""
    codes = clean_list(list(details.get("standards", ())), MAX_LABEL)
    things = (code if is_supported_thing(code) else f"{facts.root}/standards/{quote(code)}" for code in codes)
    return [thing for thing in things if thing.startswith("alias:") or is_uri(thing)]


def depends_on(facts: Facts) -> dict[str, list[dict[str, Any]]]:
    """What the latest version requires: components by their registered names, and what is from outside where it is said
    whether it is open, proprietary or hardware, which the standard asks for."""
    groups: dict[str, list[dict[str, Any]]] = {"open": [], "proprietary": [], "hardware": []}
    for need in facts.needs:
        group = "proprietary" if "LicenseRef-" in need.license else "open"
        groups[group].append({"name": need.component, **bounds_of(need.specifier)})
    for thing in facts.externals:
        if thing["kind"] is not None:
            optional = {"optional": True} if thing["is_optional"] else {}
            name = clean(thing["name"], MAX_LABEL)
            groups[thing["kind"]].append({"name": name, **bounds_of(thing["specifier"]), **optional})
    return groups
