"""What a version may say that it requires, and where requiring would go round in a circle. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from packageurl import PackageURL
from packaging.specifiers import Specifier, SpecifierSet

from registry.catalogue.versioning import VersionUnreadable, read_specifier, read_version
from registry.kit.errors import Bilingual, FieldError

Pairs = Iterable[tuple[int, int]]
Look = Callable[[Collection[int]], Pairs]
"""Given some components, who requires whom among them and their neighbours: (dependent, required)."""

NO_SPECIFIER = Bilingual("须为版本约束，例如 >=1.2,<2。", "Must be a specifier such as >=1.2,<2.")
NEVER = Bilingual(
    "没有任何版本能同时满足这些条件，例如 >2,<1。", "No version can ever meet this, as with >2,<1: one bound is wrong."
)
NO_PURL = Bilingual(
    "须为 Package URL，例如 pkg:maven/org.postgresql/postgresql。",
    "Must be a package URL, such as pkg:maven/org.postgresql/postgresql.",
)
TWICE = Bilingual("不能重复列出。", "It is listed twice.")


def can_match(specifier: SpecifierSet) -> bool:
    """Whether any version that can be published meets a specifier.

    Versions have no local part and stand in one canonical spelling: `==1.0+city` and `===01.0` wait for what never
    comes, as does an exact number that no version may have.
    """
    return not specifier.is_unsatisfiable() and all(_is_publishable(clause) for clause in specifier)


def _is_publishable(clause: Specifier) -> bool:
    if clause.operator not in {"==", "==="} or clause.version.endswith(".*"):
        return True
    try:
        canonical = read_version(clause.version).number
    except VersionUnreadable:
        return False
    return clause.operator == "==" or canonical == clause.version.lower()


def checked_specifier(text: str, pointer: str) -> tuple[str, FieldError | None]:
    """A specifier in canonical spelling, or what is wrong with it at its place."""
    try:
        found = read_specifier(text)
    except ValueError:
        return text, FieldError(pointer, NO_SPECIFIER)
    return (str(found), None) if can_match(found) else (text, FieldError(pointer, NEVER))


def checked_externals(given: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[FieldError]]:
    """What a version requires from outside this registry, as it is kept, and what is wrong with it.

    Each has a name and may have what it is (`open`, `proprietary`, `hardware`: the words of publiccode.yml), a package
    URL, a specifier, a purpose, and whether one can do without it.
    """
    kept: list[dict[str, Any]] = []
    errors: list[FieldError] = []
    seen: set[tuple[str, str | None]] = set()
    for place, entry in enumerate(given):
        pointer = f"/external_requirements/{place}"
        specifier, wrong = checked_specifier(entry.get("specifier", ""), f"{pointer}/specifier")
        purl = _purl(entry.get("purl"))
        errors += [wrong] if wrong else []
        if entry.get("purl") is not None and purl is None:
            errors.append(FieldError(f"{pointer}/purl", NO_PURL))
        key = (entry["name"].casefold(), purl)
        if key in seen:
            errors.append(FieldError(f"{pointer}/name", TWICE))
        seen.add(key)
        kept.append(
            {
                "name": entry["name"],
                "kind": entry.get("kind"),
                "purl": purl,
                "specifier": specifier,
                "purpose": dict(entry.get("purpose") or {}),
                "is_optional": bool(entry.get("is_optional")),
            }
        )
    return kept, errors


def _purl(text: str | None) -> str | None:
    """A package URL in its canonical spelling; None when there is none."""
    try:
        return PackageURL.from_string(text).to_string() if text else None
    except ValueError:
        return None


def find_path(starts: Collection[int], goal: int, needs: Look, needed_by: Look) -> list[int] | None:
    """A shortest way from one of the starts to the goal along what requires what; None when there is none.

    `needs` tells what components require, `needed_by` what requires them. Both ends are gone on from, the smaller
    first: what everybody requires and what requires much both have one small side.
    """
    ahead: dict[int, int | None] = dict.fromkeys(sorted(starts))
    behind: dict[int, int | None] = {goal: None}
    front, back = set(ahead), {goal}
    while not (met := ahead.keys() & behind.keys()):
        if not front or not back:
            return None
        if len(front) <= len(back):
            front = _step(ahead, ((dependent, required) for dependent, required in needs(front)))
        else:
            back = _step(behind, ((required, dependent) for dependent, required in needed_by(back)))
    return min((_way(ahead, behind, place) for place in met), key=lambda way: (len(way), way))


def _step(known: dict[int, int | None], pairs: Pairs) -> set[int]:
    """Note from where each new place was reached; the new places."""
    fresh: set[int] = set()
    for origin, reached in sorted(pairs):
        if reached not in known:
            known[reached] = origin
            fresh.add(reached)
    return fresh


def _way(ahead: Mapping[int, int | None], behind: Mapping[int, int | None], place: int) -> list[int]:
    way = [place]
    while (before := ahead[way[0]]) is not None:
        way.insert(0, before)
    while (after := behind[way[-1]]) is not None:
        way.append(after)
    return way
