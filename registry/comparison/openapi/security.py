"""Whether what was enough to be let in still is."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from registry.comparison.openapi.changes import Change, Place, judged
from registry.comparison.openapi.documents import mapping, sequence
from registry.comparison.openapi.references import resolved
from registry.comparison.openapi.shapes import canonical

_TEXTS: Final = ("description", "bearerFormat", "x-")

Way = dict[str, frozenset[str]]
"""One way to be let in: what each scheme is, and the scopes that it needs. An empty one lets everybody in."""


class Ways(NamedTuple):
    """The ways to be let in: one of them is enough."""

    ways: list[Way]

    @property
    def is_open(self) -> bool:
        return any(not way for way in self.ways)


def ways_of(document: Any, operation: dict[str, Any]) -> Ways:
    """What an operation asks for: its own, or that of the whole document. A scheme is what it is, not its name."""
    listed = sequence(operation.get("security", mapping(document).get("security")))
    schemes = mapping(mapping(mapping(document).get("components")).get("securitySchemes"))
    ways = [
        {
            _core(resolved(document, schemes.get(name))): frozenset(map(str, sequence(scopes)))
            for name, scopes in entry.items()
        }
        for entry in listed
        if isinstance(entry, dict)
    ]
    return Ways(ways or [{}])


def _core(scheme: dict[str, Any]) -> str:
    """What a caller must know of a scheme: not its texts, nor the list of scopes there are."""
    flows = {
        name: {key: value for key, value in mapping(flow).items() if key.endswith("Url")}
        for name, flow in mapping(scheme.get("flows")).items()
    }
    kept = {key: value for key, value in scheme.items() if not key.startswith(_TEXTS)}
    return canonical({**kept, "flows": flows, "scheme": str(scheme.get("scheme", "")).lower()})


def compare_security(old: Ways, new: Ways, place: Place) -> Iterator[Change]:
    """Every way that was enough must hold what a present one asks."""
    here = place.below("security")
    lacking = [way for way in old.ways if not any(_suffices(way, asked) for asked in new.ways)]
    if not lacking:
        if old.ways != new.ways and not (old.is_open and new.is_open):
            yield judged("security_relaxed", "compatible", here, {})
        return
    if old.is_open and not new.is_open:
        yield judged("security_added", "breaking", here, {})
        return
    scopes = {scope for way in lacking for scope in _missing_scopes(way, new)}
    if scopes:
        yield judged("security_scope_added", "breaking", here, {"name": sorted(scopes)})
    else:
        yield judged("security_changed", "breaking", here, {})


def _suffices(way: Way, asked: Way) -> bool:
    return all(scheme in way and scopes <= way[scheme] for scheme, scopes in asked.items())


def _missing_scopes(way: Way, new: Ways) -> frozenset[str]:
    """The scopes that this way lacks for one that asks for the same schemes."""
    alike = [asked for asked in new.ways if asked.keys() == way.keys()]
    missing = (frozenset().union(*(scopes - way[scheme] for scheme, scopes in asked.items())) for asked in alike)
    return next(missing, frozenset())
