"""A component in the words of schema.org, for search engines: JSON-LD in the head of its page. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from registry.catalogue.models import Component, ComponentVersion
from registry.kit.clock import format_instant
from registry.kit.texts import choose

_TYPES: Final = {
    "service": "SoftwareApplication",
    "application": "SoftwareApplication",
    "library": "SoftwareSourceCode",
    "algorithm": "SoftwareSourceCode",
}
_ELSE: Final = "CreativeWork"
"""Standards, templates of policy and ways of working are no software."""

_BY_LICENCE_LIST: Final = "https://spdx.org/licenses/{}.html"


def linked_data(
    component: Component, details: Mapping[str, Any], latest: ComponentVersion | None, root: str, language: str
) -> dict[str, Any]:
    """What the page says, for machines; what is not known is left out."""
    title = choose(details["title"], language)
    kind = _TYPES.get(details["kind"], _ELSE)
    publisher = {
        "@type": "Organization",
        "name": choose(component.publisher.name, language),
        "url": f"{root}/organisations/{component.full_name.split('/')[0]}",
    }
    told = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": f"{root}/components/{component.full_name}",
        "url": f"{root}/components/{component.full_name}",
        "identifier": f"urn:uuid:{component.public_id}",
        "name": title,
        "alternateName": [text for text in details["title"].values() if text != title],
        "description": choose(details["summary"], language),
        "inLanguage": sorted(details["summary"]),
        "keywords": [*details.get("tags", ()), *details.get("scenarios", ())],
        "license": _license(details["license"]),
        "publisher": publisher,
        "copyrightHolder": details.get("ip_owner"),
        "isAccessibleForFree": details.get("cost_model", "free") == "free",
        "isBasedOn": _origin(details.get("based_on"), root),
        "datePublished": format_instant(component.listed_at) if component.listed_at else None,
        "dateModified": format_instant(component.updated_at),
        "creativeWorkStatus": component.status,
        **_software(kind, details, latest, language),
    }
    return {key: value for key, value in told.items() if value not in (None, [], "")}


def _software(kind: str, details: Mapping[str, Any], latest: ComponentVersion | None, language: str) -> dict[str, Any]:
    """What schema.org says of programs, and in other words of their sources."""
    platforms = list(details.get("platforms", ()))
    if kind == "SoftwareSourceCode":
        return {
            "version": latest.number if latest else None,
            "codeRepository": details.get("repository_url"),
            "runtimePlatform": platforms,
        }
    if kind == "SoftwareApplication":
        return {
            "softwareVersion": latest.number if latest else None,
            "operatingSystem": ", ".join(platforms),
            "featureList": choose(details.get("features"), language) or [],
            "softwareHelp": details.get("documentation_url"),
            "sameAs": details.get("repository_url"),
        }
    return {"version": latest.number if latest else None, "sameAs": details.get("documentation_url")}


def _license(expression: str) -> str:
    """The page of one licence of the SPDX list; an expression of several, or of one's own, as it is."""
    is_single = " " not in expression and not expression.startswith("LicenseRef-")
    return _BY_LICENCE_LIST.format(expression) if is_single else expression


def _origin(based_on: str | None, root: str) -> str | None:
    return based_on if based_on is None or "://" in based_on else f"{root}/components/{based_on}"
