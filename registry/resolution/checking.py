"""Whether a lock still holds: what happened since to the versions it names."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from registry.kit.errors import Bilingual

BREAKING: Final = frozenset({"gone", "yanked", "digest", "advisory", "unresolvable"})
"""What makes a lock hold no longer; that something newer fits does not."""


class Finding(NamedTuple):
    """Something that changed since the lock was made; `component` is None where it is about the whole."""

    code: str
    component: str | None
    version: str | None
    text: Bilingual

    @property
    def breaks(self) -> bool:
        return self.code in BREAKING


def compare(locked: Mapping[str, Any], now: Mapping[str, Any] | None) -> list[Finding]:
    """What became of one pin; `now` is what it is today, None where it is not there any more."""
    component, version = locked["component"], locked["version"]
    if now is None:
        return [Finding("gone", component, version, Bilingual("已不存在或不可见", "it is not there any more"))]
    found = []
    if now["yanked"] and not locked["yanked"]:
        found.append(Finding("yanked", component, version, Bilingual("此后已撤回", "it was yanked since")))
    if locked["manifest"] is not None and now["manifest"] != locked["manifest"]:
        told = Bilingual("清单摘要已变化", "its manifest has another digest")
        found.append(Finding("digest", component, version, told))
    for identifier in sorted(set(now["advisories"]) - set(locked["advisories"])):
        told = Bilingual(f"新的安全通告 {identifier}", f"advisory {identifier} affects it")
        found.append(Finding("advisory", component, version, told))
    return found


def compare_answers(locked: Sequence[Mapping[str, Any]], pins: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """What the same question would choose today instead."""
    had = {pin["component"]: pin["version"] for pin in locked}
    found = []
    for pin in pins:
        component, version = pin["component"], pin["version"]
        if component in had and had[component] != version:
            told = Bilingual(f"现在会选 {version}", f"today it would be {version}")
            found.append(Finding("newer", component, had[component], told))
        elif component not in had:
            told = Bilingual(f"现在还需要 {version}", f"today {version} would be needed too")
            found.append(Finding("added", component, None, told))
    return found
