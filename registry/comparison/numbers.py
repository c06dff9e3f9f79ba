"""What the numbers of two versions promise, as people read them: the first part breaks, the others do not. Pure."""

from typing import NamedTuple

from packaging.specifiers import SpecifierSet
from packaging.version import Version


class NumberSays(NamedTuple):
    """How far apart two numbers are, and what that promises about going from the one to the other.

    `step` is `same`, `major`, `minor`, `patch` or `prerelease`.
    """

    step: str
    verdict: str


def read_step(number: str, other: str) -> NumberSays:
    """What the numbers say of going from one version to another.

    Upwards a step of the first number breaks; below 1.0 the second does too, as nothing is promised there. Downwards
    what a minor version added is gone. Who tries a pre-release, or comes from one, was promised nothing.

    >>> read_step("1.3", "1.4"), read_step("0.3", "0.4"), read_step("1.4", "1.3.1")
    (NumberSays(step='minor', verdict='compatible'), NumberSays(step='minor', verdict='breaking'), \
NumberSays(step='minor', verdict='breaking'))
    """
    one, two = Version(number), Version(other)
    step = _step(one, two)
    if step == "same":
        return NumberSays(step, "none")
    if one.is_prerelease or two.is_prerelease:
        return NumberSays("prerelease" if step == "patch" and one.release == two.release else step, "unknown")
    breaking = step == "major" or (step == "minor" and (two < one or one.release[0] == 0))
    return NumberSays(step, "breaking" if breaking else "compatible")


def _step(one: Version, two: Version) -> str:
    if one == two:
        return "same"
    if one.epoch != two.epoch:
        return "major"
    for name, place in (("major", 0), ("minor", 1)):
        if _part(one, place) != _part(two, place):
            return name
    return "patch"


def _part(version: Version, place: int) -> int:
    return version.release[place] if place < len(version.release) else 0


def relation_of(old: str, new: str) -> str:
    """Whether a specifier admits less (`narrower`), more (`wider`), the `same` or something `other` than before.

    It is tried at every version at which one of the two can change its mind, and beside it.

    >>> relation_of(">=1.0,<3", ">=1.2,<3"), relation_of("==1.*", ">=1,<3"), relation_of("<2", ">=2")
    ('narrower', 'wider', 'other')
    """
    before, after = SpecifierSet(old), SpecifierSet(new)
    points = {point for clause in (*before, *after) for point in _around(clause.version)} | {"0.dev0", "99999999"}
    admitted = [
        (before.contains(point, prereleases=True), after.contains(point, prereleases=True)) for point in sorted(points)
    ]
    loses = any(was and not remains for was, remains in admitted)
    gains = any(is_new and not was for was, is_new in admitted)
    if loses:
        return "other" if gains else "narrower"
    return "wider" if gains else "same"


def _around(number: str) -> list[str]:
    """A number that bounds a specifier, the versions just before and after it, and those beside its series."""
    try:
        version = Version(number.removesuffix(".*"))
    except ValueError:
        return []
    prefix = f"{version.epoch}!" if version.epoch else ""
    release = ".".join(map(str, version.release))
    longer = f"{prefix}{release}"
    upper = [*version.release[:-1], version.release[-1] + 1]
    found = [str(version), f"{longer}.dev0", longer, f"{longer}.post1", f"{longer}.0.1", f"{longer}.99999"]
    found += [prefix + ".".join(map(str, upper)), f"{prefix}{'.'.join(map(str, upper))}.dev0"]
    if len(version.release) > 1:
        # `~=1.4.2` ends where its series 1.4 does.
        series = [*version.release[:-2], version.release[-2] + 1]
        found += [prefix + ".".join(map(str, series)), f"{prefix}{'.'.join(map(str, series))}.dev0"]
        found.append(f"{prefix}{'.'.join(map(str, version.release[:-1]))}.99999999")
    if version.release[-1] > 0:
        lower = [*version.release[:-1], version.release[-1] - 1]
        found.append(f"{prefix}{'.'.join(map(str, lower))}.99999")
    return found
