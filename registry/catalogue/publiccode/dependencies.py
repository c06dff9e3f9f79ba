"""`dependsOn` into version constraints, saying plainly what cannot be compared or contradicts.

The standard leaves the meaning of the bounds open; this is how they are read here:
`version: 3.2` is any 3.2 (`==3.2.*`); `versionMin` is inclusive; `versionMax` is inclusive by
prefix, so `21` admits 21.0.4 (`<22`). Empty bounds are absent. What is no version of PEP 440
("EAP 6") stays as raw text and is listed as not comparable.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from packaging.version import InvalidVersion, Version

from registry.catalogue.publiccode.texts import MAX_ITEMS, MAX_LABEL, clean

Kind = Literal["open", "proprietary", "hardware"]
KINDS: Final[tuple[Kind, ...]] = ("open", "proprietary", "hardware")
_MAX_VERSION_CHARACTERS: Final = 64
# The registry orders versions by a stored key that holds numbers below 2 to the 63rd.
_MAX_NUMBER: Final = 2**63


@dataclass(frozen=True, slots=True)
class Dependency:
    """Something the component needs at run time, by the free name its author gave it.

    `specifier` is a PEP 440 specifier of all bounds that could be compared ("" for any
    version); `not_comparable` are the other bounds; `conflict` says no version satisfies it.
    """

    kind: Kind
    name: str
    optional: bool
    version: str | None
    version_min: str | None
    version_max: str | None
    specifier: str
    not_comparable: tuple[str, ...]
    conflict: bool


def parse_version(raw: str | None) -> Version | None:
    """A version of PEP 440 the registry can order, without a local part; else None."""
    if not raw or len(raw) > _MAX_VERSION_CHARACTERS:
        return None
    try:
        version = Version(raw)
    except InvalidVersion:
        return None
    numbers = (version.epoch, *version.release)
    return None if version.local or max(numbers) >= _MAX_NUMBER else version


def dependencies(section: object) -> tuple[Dependency, ...]:
    """The dependencies of a `dependsOn` section, however badly it is formed."""
    groups = section if isinstance(section, dict) else {}
    found: list[Dependency] = []
    for kind in KINDS:
        items = groups.get(kind)
        for item in items if isinstance(items, list) else ():
            name = clean(item.get("name"), MAX_LABEL) if isinstance(item, dict) else ""
            if name:
                found.append(_dependency(kind, name, item))
    return tuple(found[:MAX_ITEMS])


def _dependency(kind: Kind, name: str, item: dict[str, object]) -> Dependency:
    exact, low, high = (_bound(item.get(k)) for k in ("version", "versionMin", "versionMax"))
    parsed = {raw: parse_version(raw) for raw in (exact, low, high) if raw}
    clauses = [
        *_clauses("==", parsed.get(exact or "")),
        *_clauses(">=", parsed.get(low or "")),
        *_clauses("<", parsed.get(high or "")),
    ]
    return Dependency(
        kind=kind,
        name=name,
        optional=str(item.get("optional")).lower() == "true",
        version=exact,
        version_min=low,
        version_max=high,
        specifier=",".join(dict.fromkeys(clauses)),
        not_comparable=tuple(raw for raw, version in parsed.items() if version is None),
        conflict=_contradicts(*(parsed.get(raw or "") for raw in (exact, low, high))),
    )


def _bound(raw: object) -> str | None:
    return clean(raw, MAX_LABEL) or None


def _clauses(operator: str, version: Version | None) -> Iterator[str]:
    if version is None:
        return
    if operator == ">=":
        yield f">={version}"
    elif _is_partial(version):
        yield f"=={version}.*" if operator == "==" else f"<{_after(version)}"
    else:
        yield f"=={version}" if operator == "==" else f"<={version}"


def _is_partial(version: Version) -> bool:
    """Whether more digits may follow: a pre-release, post-release or dev release is exact."""
    return not (version.is_prerelease or version.is_postrelease)


def _after(version: Version) -> Version:
    """The first version beyond the prefix: 22 for 21, 3.3 for 3.2."""
    *head, last = version.release
    epoch = f"{version.epoch}!" if version.epoch else ""
    return Version(epoch + ".".join(map(str, (*head, last + 1))))


def _end(version: Version) -> Version:
    return _after(version) if _is_partial(version) else version


def _contradicts(exact: Version | None, low: Version | None, high: Version | None) -> bool:
    if exact and low and _end(exact) <= low and exact != low:
        return True
    ceiling = _end(high) if high else None
    floors = [version for version in (exact, low) if version]
    return any(ceiling < floor or (ceiling == floor != high) for floor in floors if ceiling)
