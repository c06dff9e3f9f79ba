"""What two versions need: of other components, of platforms, of the world. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from registry.comparison.numbers import relation_of

Entry = Mapping[str, Any]


class Changed(NamedTuple):
    """A requirement that both have with another specifier; `relation` says whether it admits less or more now."""

    entry: dict[str, Any]
    old: str
    new: str
    relation: str


class RequirementChanges(NamedTuple):
    """What the newer one needs besides, what it no longer needs, and what it needs of another version."""

    added: list[dict[str, Any]]
    removed: list[dict[str, Any]]
    changed: list[Changed]

    @property
    def asks_more(self) -> bool:
        """Whether who has what the older one needed may lack something now."""
        return bool(self.added) or any(change.relation in {"narrower", "other"} for change in self.changed)


def compare_requirements(old: Iterable[Entry], new: Iterable[Entry], names: Sequence[str]) -> RequirementChanges:
    """What changed; an entry is known by these of its fields."""
    before = {_key(entry, names): entry for entry in old}
    after = {_key(entry, names): entry for entry in new}
    changed = [
        Changed(_named(entry, names), before[key]["specifier"], entry["specifier"], relation)
        for key, entry in after.items()
        if key in before and (relation := relation_of(before[key]["specifier"], entry["specifier"])) != "same"
    ]
    return RequirementChanges(
        [dict(entry) for key, entry in after.items() if key not in before],
        [dict(entry) for key, entry in before.items() if key not in after],
        changed,
    )


def platforms_ask_more(old: Sequence[Entry], changes: RequirementChanges, new: Sequence[Entry]) -> bool:
    """Entries of one layer are alternatives: one more is a relief, unless the layer asked for nothing before."""
    asked, asks = {entry["layer"] for entry in old}, {entry["layer"] for entry in new}
    if asks - asked or any(entry["layer"] in asks for entry in changes.removed):
        return True
    return any(change.relation in {"narrower", "other"} for change in changes.changed)


def _key(entry: Entry, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(value.casefold() if isinstance(value := entry.get(name), str) else value for name in names)


def _named(entry: Entry, names: Sequence[str]) -> dict[str, Any]:
    return {name: entry.get(name) for name in names}
