"""Two versions of a component held against each other: what going from one to the other means, and why. Pure."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from packaging.version import Version

from registry.comparison.numbers import NumberSays, read_step
from registry.comparison.openapi import gravest
from registry.comparison.reasons import (
    YANKED,
    InterfaceVerdict,
    Reason,
    Released,
    Words,
    about_interface,
    about_surroundings,
)
from registry.comparison.requirements import RequirementChanges, compare_requirements


class VersionComparison(NamedTuple):
    """Everything about going from `old` to `new`. `basis` is what the verdict stands on: `interface` or `number`."""

    old: Released
    new: Released
    number_says: NumberSays
    interface: InterfaceVerdict
    requires: RequirementChanges
    platform_requirements: RequirementChanges
    external_requirements: RequirementChanges
    platforms: Words
    computed: str
    verdict: str
    basis: str
    breaks_promise: bool
    because: list[Reason]

    @property
    def order(self) -> str:
        """Whether the other one is `newer` or `older`, by the order of versions; or the `same`."""
        if self.number_says.step == "same":
            return "same"
        return "newer" if self.goes_up else "older"

    @property
    def goes_up(self) -> bool:
        return Version(self.new.number) > Version(self.old.number)


def compare_versions(old: Released, new: Released, interface: InterfaceVerdict) -> VersionComparison:
    """What going from `old` to `new` means.

    The interface counts where both versions have a document that can be compared; else the number does. What is asked
    of components and platforms cannot be judged without knowing what a city runs, so it makes the verdict `unknown`;
    a platform that is gone breaks. The verdict is the gravest of these.
    """
    requires = compare_requirements(old.requires, new.requires, ("component",))
    platforms = compare_requirements(old.platform_requirements, new.platform_requirements, ("layer", "product"))
    externals = compare_requirements(_needed(old), _needed(new), ("name", "purl"))
    words = Words(
        [word for word in new.platforms if word not in old.platforms],
        [word for word in old.platforms if word not in new.platforms],
    )
    says = read_step(old.number, new.number)
    is_computed = interface.why is None
    surroundings = list(about_surroundings(old, new, requires, platforms, externals, words))
    around = [reason.verdict for reason in surroundings]
    computed = gravest([interface.verdict, *around])
    verdict = computed if is_computed else gravest([says.verdict, *around])
    breaks = is_computed and interface.verdict == "breaking" and says.verdict in {"none", "compatible"}
    spoken = [*about_interface(interface, says, breaks), *surroundings]
    if new.is_yanked:
        spoken.insert(0, Reason("unknown", YANKED))
    return VersionComparison(
        old,
        new,
        says,
        interface,
        requires,
        platforms,
        externals,
        words,
        computed,
        verdict,
        "interface" if is_computed else "number",
        breaks,
        spoken,
    )


def _needed(version: Released) -> list[Mapping[str, Any]]:
    return [entry for entry in version.external_requirements if not entry.get("is_optional")]
