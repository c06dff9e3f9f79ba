"""A publiccode.yml file as a component of ours: lenient, bounded, nothing invented."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from registry.catalogue.publiccode.dependencies import Dependency, dependencies, parse_version
from registry.catalogue.publiccode.diagnostics import PubliccodeFile
from registry.catalogue.publiccode.forms import is_date, is_http_url
from registry.catalogue.publiccode.licences import UNKNOWN, guess_licence
from registry.catalogue.publiccode.names import name_in_url, suggest_name
from registry.catalogue.publiccode.people import contacts, maintenance
from registry.catalogue.publiccode.texts import (
    MAX_DESCRIPTION,
    MAX_FEATURE,
    MAX_ITEMS,
    MAX_LABEL,
    MAX_SUMMARY,
    MAX_TITLE,
    MAX_URL,
    clean,
    clean_lines,
    clean_list,
    guess_language,
    language_tag,
)

# What runs on its own is an application; an add-on is code for a host program to load, like a
# library; configuration files give an existing program its settings: an agreed form, a standard.
_KINDS: Final = {"addon": "library", "library": "library", "configurationFiles": "standard"}
_DEFAULT_KIND: Final = "application"
# The format describes software that is published as source: nobody charges for a copy.
_COST_MODEL: Final = "free"
_UNTITLED: Final = "Untitled"

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Description:
    """What a file says, in the registry's words.

    `component` has the wire names of a component description, without its publisher;
    `number` is the current version in canonical PEP 440, None when it cannot be compared;
    `label` is the version as written. The rest has no place in the description itself.
    """

    component: dict[str, object]
    number: str | None
    label: str | None
    release_date: date | None
    licence_raw: str | None
    development_status: str | None
    organisation_uri: str | None
    organisation_name: str | None
    depends_on: tuple[Dependency, ...]
    used_by: tuple[str, ...]
    extras: dict[str, object] = field(default_factory=dict)


def describe(file: PubliccodeFile) -> Description | None:
    """The component a file describes; None when the file is not a YAML mapping.

    There is always a name, a title and a summary, each in some language.
    """
    document = file.document
    if document is None:
        return None
    label = clean(document.get("softwareVersion"), MAX_LABEL) or None
    version = parse_version(label)
    released = clean(document.get("releaseDate"), MAX_LABEL)
    uri, organisation = _organisation(document)
    return Description(
        component=_component(document),
        number=str(version) if version else None,
        label=label,
        release_date=date.fromisoformat(released) if is_date(released) else None,
        licence_raw=clean(_section(document, "legal").get("license"), MAX_LABEL) or None,
        development_status=clean(document.get("developmentStatus"), MAX_LABEL) or None,
        organisation_uri=uri,
        organisation_name=organisation,
        depends_on=dependencies(document.get("dependsOn")),
        used_by=tuple(clean_list(document.get("usedBy"), MAX_FEATURE)),
        extras=file.extras,
    )


def _component(document: dict[str, object]) -> dict[str, object]:
    url = _web_address(document.get("url"))
    name = clean(document.get("name"), MAX_TITLE) or clean(name_in_url(url or ""), MAX_TITLE)
    titles = _titles(document, name)
    legal = _section(document, "legal")
    optional = {
        "description": _per_language(document, "longDescription", MAX_DESCRIPTION, clean_lines),
        "features": _features(document),
        "tags": _tags(document),
        "platforms": clean_list(document.get("platforms"), MAX_LABEL),
        "repository_url": url,
        "documentation_url": _documentation(document),
        "based_on": _based_on(document, url),
        "contacts": contacts(_section(document, "maintenance")),
        "ip_owner": clean(legal.get("mainCopyrightOwner"), MAX_LABEL),
        "standards": _standards(document),
    }
    return {
        "name": suggest_name(name, name_in_url(url or ""), *titles.values()),
        "title": titles,
        "summary": _summaries(document) or titles,
        "kind": _KINDS.get(str(document.get("softwareType")), _DEFAULT_KIND),
        "license": guess_licence(clean(legal.get("license"), MAX_FEATURE)) or UNKNOWN,
        "cost_model": _COST_MODEL,
        "maintenance": maintenance(_section(document, "maintenance")),
    } | {key: value for key, value in optional.items() if value}


def _section(document: dict[str, object], name: str) -> dict[str, object]:
    section = document.get(name)
    return section if isinstance(section, dict) else {}


def _languages(document: dict[str, object]) -> dict[str, dict[str, object]]:
    """The description's sections under proper tags; the first of two that become one stays."""
    sections: dict[str, dict[str, object]] = {}
    for raw, section in _section(document, "description").items():
        if isinstance(section, dict) and len(sections) < MAX_ITEMS:
            sections.setdefault(language_tag(raw), section)
    return sections


def _per_language(document: dict[str, object], key: str, limit: int, cleaner: Callable[[object, int], str]) -> Texts:
    texts = {tag: cleaner(s.get(key), limit) for tag, s in _languages(document).items()}
    return {tag: text for tag, text in texts.items() if text}


def _titles(document: dict[str, object], name: str) -> Texts:
    titles = _per_language(document, "localisedName", MAX_TITLE, clean)
    plain = name or next(iter(titles.values()), _UNTITLED)
    for tag in _languages(document):
        titles.setdefault(tag, plain)
    return titles or {guess_language(plain): plain}


def _summaries(document: dict[str, object]) -> Texts:
    shorts = _per_language(document, "shortDescription", MAX_SUMMARY, clean)
    return _per_language(document, "longDescription", MAX_SUMMARY, clean) | shorts


def _features(document: dict[str, object]) -> dict[str, list[str]]:
    lists = {tag: clean_list(section.get("features"), MAX_FEATURE) for tag, section in _languages(document).items()}
    return {tag: features for tag, features in lists.items() if features}


def _tags(document: dict[str, object]) -> list[str]:
    scopes = _section(document, "intendedAudience").get("scope")
    both = clean_list(document.get("categories"), MAX_LABEL) + clean_list(scopes, MAX_LABEL)
    return list(dict.fromkeys(both))


def _web_address(raw: object) -> str | None:
    text = clean(raw, MAX_URL + 1)
    return text if len(text) <= MAX_URL and is_http_url(text) else None


def _documentation(document: dict[str, object]) -> str | None:
    """The first address of documentation, Chinese before English before any other language."""
    sections = _languages(document)
    order = sorted(sections, key=_reading_order)
    addresses = (_web_address(sections[tag].get(key)) for key in ("documentation", "apiDocumentation") for tag in order)
    return next(filter(None, addresses), None)


def _reading_order(tag: str) -> int:
    return {"zh": 0, "en": 1}.get(tag.split("-")[0], 2)


def _based_on(document: dict[str, object], own: str | None) -> str | None:
    """The first origin; a file that names its own repository only says that it is a variant."""
    origins = map(_web_address, clean_list(document.get("isBasedOn"), MAX_URL + 1))
    return next((origin for origin in origins if origin and origin != own), None)


def _standards(document: dict[str, object]) -> list[str]:
    entries = document.get("supports")
    things = entries if isinstance(entries, list) else []
    return clean_list([t.get("id") for t in things if isinstance(t, dict)], MAX_FEATURE)


def _organisation(document: dict[str, object]) -> tuple[str | None, str | None]:
    """The publishing body: `organisation`, or what older files say about it elsewhere."""
    given = _section(document, "organisation")
    italian = _section(document, "IT") or _section(document, "it")
    code = clean(_section(italian, "riuso").get("codiceIPA"), MAX_LABEL)
    owner = _section(document, "legal").get("repoOwner")
    uri = clean(given.get("uri"), MAX_URL) or (f"urn:x-italian-pa:{code}" if code else "")
    name = clean(given.get("name"), MAX_LABEL) or clean(owner, MAX_LABEL)
    return uri or None, name or None
