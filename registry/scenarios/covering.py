"""Which scenarios of a city's list are covered by what it runs (S50, indicator L2P1-A2). Pure.

A part of a solution is covered by a live adoption of its component at a version that its specifier takes; a pilot is
shown apart. A scenario is covered once one part is, fully once all are. Over a period the denominator is what was
listed as the period began and whatever was added since: what is removed meanwhile still counts (gaming rule 4.12).
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final, NamedTuple

from packaging.specifiers import SpecifierSet

from registry.kit.errors import Bilingual

FORMULA: Final = Bilingual(
    "覆盖率 = 清单中至少有一个已上线且版本相符的复用组件的场景数 ÷ 场景数 × 100；"
    "分母为期初清单加期内新增，期内移出的仍计入（指标 L2P1-A2，规则 4.12）",
    "coverage = scenarios with at least one live component of their solution, at a version that fits ÷ scenarios "
    "× 100; the denominator is the list as the period began and what was added since: what was removed meanwhile still "
    "counts (indicator L2P1-A2, rule 4.12)",
)


class Part(NamedTuple):
    """One component of a solution, and the versions of it that will do; an empty specifier takes any."""

    component: int
    specifier: str


class Use(NamedTuple):
    """That a city has a component in a stage, at a version that may be unknown."""

    adoption: str
    component: int
    stage: str
    version: str | None


class Found(NamedTuple):
    """How a part stands, and the use that says so."""

    state: str
    use: Use | None


def takes(specifier: str, version: str | None) -> bool:
    """Whether a specifier takes the version that runs. One that is unknown is taken only where any will do.

    What runs, runs: a pre-release fits like any other version.
    """
    if not specifier:
        return True
    return version is not None and SpecifierSet(specifier).contains(version, prereleases=True)


def stand_of(part: Part, uses: Iterable[Use]) -> Found:
    """How a part stands by what the city and its units run: the best of them counts."""
    running = [use for use in uses if use.component == part.component and use.stage in {"pilot", "live"}]
    fitting = [use for use in running if takes(part.specifier, use.version)]
    for stage in ("live", "pilot"):
        for use in fitting:
            if use.stage == stage:
                return Found(stage, use)
    return Found("other_version", running[0]) if running else Found("missing", None)


def coverage_state(states: Collection[str]) -> str:
    """How a scenario stands by its parts: `full`, `partial` (one part is live), `pilot` or `none`."""
    live = sum(state == "live" for state in states)
    if live:
        return "full" if live == len(states) else "partial"
    return "pilot" if "pilot" in states else "none"


def is_covered(state: str) -> bool:
    """Whether a scenario in this state is in the numerator."""
    return state in {"full", "partial"}


def counts(valid_from: date, valid_to: date | None, *, first: date, last: date) -> bool:
    """Whether what was listed from a day until before another is in the denominator of `first` to `last`.

    It is when it stood in the list at the end of any of these days; what was entered and removed on one day never did.
    """
    return valid_from <= last and (valid_to is None or (valid_to > first and valid_to > valid_from))


def period_of(day: date) -> date:
    """The first day of the period that a day lies in: its calendar year."""
    return day.replace(month=1, day=1)
