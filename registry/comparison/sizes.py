"""What two versions consist of: files that came, went or changed, and what they weigh by what they are for. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Artifacts = Sequence[Mapping[str, Any]]
"""Each `{filename, role, size, digest}`; a size that is not known is None."""


def compare_sizes(old: Artifacts, new: Artifacts) -> dict[str, Any]:
    """Bytes in all and by role, as far as sizes are known: of what is kept elsewhere they may not be."""
    before, after = _by_role(old), _by_role(new)
    roles = [{"role": role, "old": before[role], "new": after[role]} for role in sorted(before.keys() | after.keys())]
    return {"old": sum(before.values()), "new": sum(after.values()), "roles": roles}


def _by_role(artifacts: Artifacts) -> Counter[str]:
    found: Counter[str] = Counter()
    for artifact in artifacts:
        if artifact["size"] is not None:
            found[artifact["role"]] += artifact["size"]
    return found


def compare_artifacts(old: Artifacts, new: Artifacts) -> dict[str, Any]:
    """By what they are for where that tells them apart, else by name: `parking-1.3.zip` became `parking-1.4.zip`."""
    before, after = _named(old), _named(new)
    return {
        "added": [_short(after[key]) for key in after if key not in before],
        "removed": [_short(before[key]) for key in before if key not in after],
        "changed": [
            {
                "role": after[key]["role"],
                "old": _short(before[key]),
                "new": _short(after[key]),
            }
            for key in after
            if key in before and before[key]["digest"] != after[key]["digest"]
        ],
    }


def _named(artifacts: Artifacts) -> dict[tuple[str, str], Mapping[str, Any]]:
    count = Counter(artifact["role"] for artifact in artifacts)
    return {
        (artifact["role"], "" if count[artifact["role"]] == 1 else artifact["filename"]): artifact
        for artifact in artifacts
    }


def _short(artifact: Mapping[str, Any]) -> dict[str, Any]:
    return {name: artifact[name] for name in ("filename", "role", "size")}


def size_of(artifacts: Iterable[Mapping[str, Any]]) -> int:
    """Bytes in all."""
    return sum(artifact["size"] or 0 for artifact in artifacts)
