"""The format as a table: every key of publiccode.yml 0.x with its shape and its rules.

Source: the standard v0.7.0, in the reading of the reference parser 5.4.3 where the two differ
(`fundedBy` needs a uri there; every language needs a long description and features).
The order is the parser's, because it decides which of several faults is reported.
"""

from collections.abc import Mapping
from typing import Final

from registry.catalogue.publiccode import checks
from registry.catalogue.publiccode.shape import (
    Field,
    Flag,
    ListOf,
    MapOf,
    Presence,
    Record,
    Text,
    Url,
    Value,
    Values,
)
from registry.catalogue.publiccode.vocabulary import (
    DEVELOPMENT_STATUSES,
    ITALIAN_SECTION_VERSIONS,
    MAINTENANCE_TYPES,
    SOFTWARE_TYPES,
    SUPPORTED_VERSIONS,
)


def required(value: Value, _neighbours: Values) -> str | None:
    """Something must be there; an empty text is nothing, an empty list is something."""
    return "is a required field" if value is None or value == "" else None


def filled(value: Value, _neighbours: Values) -> str | None:
    """A list or mapping must be there with something in it."""
    return checks.some_items(value)


def required_if_type(*types: str) -> Presence:
    """Something must be there when the neighbour `type` is one of these."""

    def presence(value: Value, neighbours: Values) -> str | None:
        kind = neighbours.get("type")
        if value is not None or kind not in types:
            return None
        return f'is a required field when "type" is "{kind}"'

    return presence


def only_if_type(wanted: str) -> Presence:
    """Nothing may be there unless the neighbour `type` is this."""

    def presence(value: Value, neighbours: Values) -> str | None:
        if value is None or neighbours.get("type") == wanted:
            return None
        return f'must not be present unless "type" is "{wanted}"'

    return presence


_TEXTS: Final = ListOf(Text())
_COUNTRIES: Final = ListOf(Text(), each=(checks.country,))
_ORGANISATION: Final = Record((Field("name", Text()), Field("uri", Text(), (required,), (checks.uri,))))
_DEPENDENCIES: Final = ListOf(
    Record(
        (
            Field("name", Text(), (required,)),
            Field("versionMin", Text()),
            Field("versionMax", Text()),
            Field("optional", Flag()),
            Field("version", Text()),
        )
    )
)
_DESCRIPTION: Final = Record(
    (
        Field("localisedName", Text()),
        Field("genericName", Text(), checks=(checks.at_most(35),)),
        Field("shortDescription", Text(), (required,), (checks.at_most(150),)),
        Field(
            "longDescription",
            Text(),
            (required,),
            (checks.at_least(150), checks.at_most(10_000)),
        ),
        Field("documentation", Url(), checks=(checks.http_url,)),
        Field("apiDocumentation", Url(), checks=(checks.http_url,)),
        Field("features", _TEXTS, (filled,)),
        Field("screenshots", _TEXTS),
        Field("videos", ListOf(Url(), each=(checks.http_url,))),
        Field("awards", _TEXTS),
    )
)
_CONTRACTOR: Final = Record(
    (
        Field("name", Text(), (required,)),
        Field("email", Text(), checks=(checks.email,)),
        Field("website", Url(), checks=(checks.http_url,)),
        Field("until", Text(), (required,), (checks.day,)),
    )
)
_CONTACT: Final = Record(
    (
        Field("name", Text(), (required,)),
        Field("email", Text(), checks=(checks.email,)),
        Field("affiliation", Text()),
        Field("phone", Text()),
    )
)
_ITALIAN_SECTION: Final = Record(
    (
        Field("countryExtensionVersion", Text(), (), (checks.one_of(ITALIAN_SECTION_VERSIONS),)),
        Field(
            "conforme",
            Record(
                (
                    Field("lineeGuidaDesign", Flag()),
                    Field("modelloInteroperabilita", Flag()),
                    Field("misureMinimeSicurezza", Flag()),
                    Field("gdpr", Flag()),
                )
            ),
        ),
        Field("riuso", Record((Field("codiceIPA", Text()),))),
        Field(
            "piattaforme",
            Record(tuple(Field(n, Flag()) for n in ("spid", "pagopa", "cie", "anpr", "io"))),
        ),
    )
)

DOCUMENT: Final = Record(
    (
        Field("publiccodeYmlVersion", Text(), (required,), (checks.one_of(SUPPORTED_VERSIONS),)),
        Field("name", Text(), (required,)),
        Field("applicationSuite", Text()),
        Field("url", Url(), (required,), (checks.url,)),
        Field("landingURL", Url(), checks=(checks.http_url,)),
        Field("isBasedOn", ListOf(Url(), each=(checks.url,), or_one=True)),
        Field("softwareVersion", Text()),
        Field("releaseDate", Text(), checks=(checks.day,)),
        Field("logo", Text()),
        Field("monochromeLogo", Text()),
        Field("organisation", _ORGANISATION),
        Field("inputTypes", ListOf(Text(), each=(checks.mime_type,))),
        Field("outputTypes", ListOf(Text(), each=(checks.mime_type,))),
        Field("platforms", _TEXTS, (filled,)),
        Field("categories", ListOf(Text(), each=(checks.category,))),
        Field("usedBy", _TEXTS),
        Field("fundedBy", ListOf(_ORGANISATION)),
        Field("roadmap", Url(), checks=(checks.http_url,)),
        Field("developmentStatus", Text(), (required,), (checks.one_of(DEVELOPMENT_STATUSES),)),
        Field("softwareType", Text(), (required,), (checks.one_of(SOFTWARE_TYPES),)),
        Field(
            "supports",
            ListOf(Record((Field("id", Text(), (required,), (checks.supported_thing,)),))),
        ),
        Field(
            "intendedAudience",
            Record(
                (
                    Field("scope", ListOf(Text(), each=(checks.scope,))),
                    Field("countries", _COUNTRIES),
                    Field("unsupportedCountries", _COUNTRIES),
                )
            ),
        ),
        Field("description", MapOf(_DESCRIPTION), (filled,), (checks.language_keys,)),
        Field(
            "legal",
            Record(
                (
                    Field("license", Text(), (required,), (checks.licence,)),
                    Field("mainCopyrightOwner", Text()),
                    Field("repoOwner", Text()),
                    Field("authorsFile", Text()),
                )
            ),
            inherent=True,
        ),
        Field(
            "maintenance",
            Record(
                (
                    Field("type", Text(), (required,), (checks.one_of(MAINTENANCE_TYPES),)),
                    Field(
                        "contractors",
                        ListOf(_CONTRACTOR),
                        (required_if_type("contract"), only_if_type("contract")),
                    ),
                    Field("contacts", ListOf(_CONTACT), (required_if_type("community", "internal"),)),
                )
            ),
            inherent=True,
        ),
        Field(
            "localisation",
            Record(
                (
                    Field("localisationReady", Flag(), (required,)),
                    Field(
                        "availableLanguages",
                        ListOf(Text(), each=(checks.language,)),
                        (required,),
                        (checks.some_items,),
                    ),
                )
            ),
            inherent=True,
        ),
        Field(
            "dependsOn",
            Record(
                tuple(Field(n, _DEPENDENCIES) for n in ("open", "proprietary", "hardware")),
            ),
        ),
        Field("IT", _ITALIAN_SECTION),
        Field("it", _ITALIAN_SECTION),
    )
)

KNOWN_KEYS: Final = frozenset(known.name for known in DOCUMENT.fields)


def unknown_keys(document: Mapping[str, object]) -> dict[str, object]:
    """The top-level keys the standard does not know, with what they hold."""
    return {key: value for key, value in document.items() if key not in KNOWN_KEYS}
