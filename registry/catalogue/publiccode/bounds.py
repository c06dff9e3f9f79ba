"""From a specifier of ours to the bounds of a publiccode dependency: the way back of `dependencies`.

`>=1.2,<2` becomes `versionMin: 1.2` and `versionMax: 1`, because the greatest version is read as a prefix: any 1.x.
What bounds cannot say (`!=1.3`, `>1.2`) is left out: a bound too few admits what the registry itself still refuses.
"""

from packaging.specifiers import SpecifierSet
from packaging.version import Version

Bounds = dict[str, str]


def bounds_of(specifier: str) -> Bounds:
    """`version`, `versionMin` and `versionMax`, as far as the specifier says so.

    >>> bounds_of("~=1.4.2"), bounds_of("==3.2.*"), bounds_of("<2.0")
    ({'versionMin': '1.4.2', 'versionMax': '1.4'}, {'version': '3.2'}, {'versionMax': '1'})
    """
    bounds: Bounds = {}
    for clause in sorted(SpecifierSet(specifier), key=str):
        bounds.update(_bound(clause.operator, clause.version))
    return bounds


def _bound(operator: str, number: str) -> Bounds:
    match operator:
        case "==" | "===":
            return {"version": number.removesuffix(".*")}
        case ">=":
            return {"versionMin": number}
        case "<=":
            return {"versionMax": number}
        case "~=":
            return {"versionMin": number, "versionMax": _text(Version(number).release[:-1], Version(number).epoch)}
        case "<":
            return _below(Version(number))
    return {}


def _below(version: Version) -> Bounds:
    """The greatest prefix before a version: 1 before 2, 1.4 before 1.5; nothing lies before 0."""
    release = list(version.release)
    while release and release[-1] == 0:
        release.pop()
    if not release or version.is_prerelease or version.is_postrelease:
        return {}
    return {"versionMax": _text((*release[:-1], release[-1] - 1), version.epoch)}


def _text(release: tuple[int, ...], epoch: int) -> str:
    numbers = ".".join(map(str, release))
    return f"{epoch}!{numbers}" if epoch else numbers
