"""A component as a publiccode.yml that the standard v0.7 finds nothing wrong with, and from which nothing is lost.

Keys of the standard only, each with what is registered; what no key can say follows in comments (see `carried`).
"""

from collections.abc import Mapping
from io import StringIO
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from registry.catalogue.errors import ExportIncomplete
from registry.catalogue.publiccode import read_publiccode
from registry.catalogue.publiccode.carried import write_carried
from registry.catalogue.publiccode.description import describe
from registry.catalogue.publiccode.facts import Facts
from registry.catalogue.publiccode.forms import is_licence
from registry.catalogue.publiccode.keeping import maintenance_section
from registry.catalogue.publiccode.keys import (
    depends_on,
    development_status,
    languages,
    origin,
    platforms,
    software_type,
    supports,
    version_text,
    web,
)
from registry.catalogue.publiccode.telling import Circumstances, Label, feature_list, long_text, short_text, title_of
from registry.catalogue.publiccode.texts import MAX_LABEL, MAX_TITLE, clean, clean_list
from registry.catalogue.publiccode.vocabulary import PREFERRED_VERSION, terms
from registry.kit.texts import choose

_WIDTH: Final = 110


def write_publiccode(details: Mapping[str, Any], facts: Facts, label: Label) -> str:
    """The text of the file. Raises ExportIncomplete, naming the keys, should it break a rule of the standard."""
    text = _head(facts) + _yaml(_document(details, facts, label))
    file = read_publiccode(text.encode())
    if file.diagnostics:
        missing = "; ".join(f"{found.key}: {found.message}" for found in file.diagnostics)
        raise ExportIncomplete(component=facts.full_name, missing=missing)
    description = describe(file)
    said = dict(description.component) if description else {}
    said.pop("name", None)
    return f"{text}\n{_TAIL}{write_carried(f'urn:uuid:{facts.identifier}', details, said)}"


_TAIL: Final = (
    "# What the keys of publiccode.yml cannot say, for registries of shared components. It is read back with the\n"
    "# file; when a line of it was changed by hand, all of it is left out.\n"
)


def _head(facts: Facts) -> str:
    lines = [f"# {facts.full_name} as it is registered: {facts.page}"]
    if facts.is_demo:
        lines.append("# 演示数据，不代表任何真实城市或企业 / Demonstration data: no real city or firm is meant")
    return "\n".join(lines) + "\n"


def _yaml(document: Mapping[str, Any]) -> str:
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    buffer = StringIO()
    yaml.dump(document, buffer)
    return buffer.getvalue()


def _document(details: Mapping[str, Any], facts: Facts, label: Label) -> dict[str, Any]:
    """The keys in the order of the standard's own example; what is not known has no key."""
    described = languages(details)
    url = web(details.get("repository_url"))
    tags = details.get("tags", ())
    document = {
        "publiccodeYmlVersion": DoubleQuotedScalarString(PREFERRED_VERSION),
        "name": title_of(details, "zh"),
        "applicationSuite": next(iter(clean_list(list(details.get("suites", ())), MAX_TITLE)), None),
        "url": url or facts.page,
        "landingURL": facts.page if url else None,
        "isBasedOn": origin(details, facts),
        "softwareVersion": version_text(facts.release),
        "releaseDate": facts.release.released_on.isoformat() if facts.release else None,
        "organisation": {
            "uri": facts.organisation_uri,
            "name": clean(choose(facts.publisher, "zh"), MAX_LABEL) or None,
        },
        "platforms": platforms(details),
        "categories": [tag for tag in tags if tag in terms("categories")],
        "developmentStatus": development_status(facts),
        "softwareType": software_type(details),
        "supports": [{"id": thing} for thing in supports(details, facts)],
        "intendedAudience": {"scope": [tag for tag in tags if tag in terms("scopes")]},
        "description": {tag: _section(details, facts, own, label) for tag, own in described.items()},
        "legal": {
            "license": details["license"] if is_licence(details["license"]) else None,
            "mainCopyrightOwner": clean(details.get("ip_owner"), MAX_LABEL) or None,
        },
        "maintenance": maintenance_section(details, facts.publisher, facts.names),
        # Whether a component can be translated is not registered: nothing is promised.
        "localisation": {"localisationReady": False, "availableLanguages": list(described)},
        "dependsOn": depends_on(facts),
    }
    filled = _filled(document)
    assert isinstance(filled, dict)  # noqa: S101 - a mapping with a version stays one
    return filled


def _section(details: Mapping[str, Any], facts: Facts, language: str, label: Label) -> dict[str, Any]:
    number = facts.release.number if facts.release else None
    known = Circumstances(facts.full_name, facts.publisher, facts.page, facts.status, number)
    long = long_text(details, known, language, label)
    interfaces = [entry["url"] for entry in details.get("documents", ()) if entry["kind"] == "interface"]
    return {
        "localisedName": clean(details["title"].get(language), MAX_TITLE) or None,
        "shortDescription": short_text(details, language),
        "longDescription": LiteralScalarString(long) if "\n" in long else long,
        "documentation": web(details.get("documentation_url")),
        "apiDocumentation": next(filter(None, map(web, interfaces)), None),
        "features": feature_list(details, language),
    }


def _filled(value: Any) -> Any:
    """The same without the keys that hold nothing."""
    if isinstance(value, dict):
        below = {key: _filled(content) for key, content in value.items()}
        return {key: content for key, content in below.items() if content is not None and content not in ({}, [])}
    return [_filled(item) for item in value] if isinstance(value, list) else value
