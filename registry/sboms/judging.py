"""Which packages of a bill of materials stand in the way of passing the component on. Pure."""

from collections.abc import Iterable
from typing import Any, Final

from registry.sboms.licences import FITS, REASONS, Severity, Verdict, judge
from registry.sboms.reading import Package

NAMED: Final = 20
"""So many packages are named for each reason; the rest are counted."""

MAX_ENTRIES: Final = 200


def conflicts_of(license: str, packages: Iterable[Package]) -> list[dict[str, Any]]:
    """What a component under `license` should look at: by licence and reason, conflicts first, then by how many.

    Each is `{license, severity, reason, packages, total}`; `license` is empty where a package names none.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for package in packages:
        terms, verdict = _worst(license, package)
        if verdict.severity == Severity.fits:
            continue
        entry = found.setdefault(
            (terms, verdict.reason),
            {"license": terms, "severity": verdict.severity.name, "reason": verdict.reason, "packages": [], "total": 0},
        )
        entry["total"] += 1
        if len(entry["packages"]) < NAMED:
            entry["packages"].append(f"{package.name} {package.number}" if package.number else package.name)
    ordered = sorted(found.values(), key=lambda entry: (entry["severity"] != "conflict", -entry["total"]))
    return ordered[:MAX_ENTRIES]


def explain(reason: str) -> dict[str, str]:
    """The sentence for a reason that was kept, in both languages."""
    return dict(REASONS[reason]._asdict())


def _worst(license: str, package: Package) -> tuple[str, Verdict]:
    """All licences of a package apply, so the one that fits least decides."""
    if not package.licenses:
        return "", judge(license, "")
    worst, verdict = "", FITS
    for terms in package.licenses:
        judged = judge(license, terms)
        if judged > verdict:
            worst, verdict = terms, judged
    return worst, verdict
