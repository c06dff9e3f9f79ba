"""Whether targets can be measured, and whether results are of these targets. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.kit.errors import Bilingual, FieldError, PayloadInvalid

_NOT_ABOVE_ZERO = Bilingual("目标值须大于 0，才能计算达成度。", "A target to be reached must be above zero.")
_BELOW_ZERO = Bilingual("目标值不能小于 0。", "A target must not be below zero.")
_TWICE = Bilingual("同一目标只能填报一次。", "Each target has one result.")


def check_targets(targets: Sequence[Mapping[str, Any]]) -> None:
    """A value to rise to lies above zero, one to fall to not below it: else nothing can be divided by it."""
    wrong = [
        FieldError(f"/targets/{place}/target", _NOT_ABOVE_ZERO if entry["direction"] == "up" else _BELOW_ZERO)
        for place, entry in enumerate(targets)
        if entry["target"] < 0 or (entry["direction"] == "up" and entry["target"] == 0)
    ]
    if wrong:
        raise PayloadInvalid(errors=wrong)


def check_results(results: Sequence[Mapping[str, Any]], targets: int) -> None:
    """Each result names one of the targets, by its number, and none twice."""
    unknown = Bilingual(f"目标编号为 1 到 {targets}。", f"Targets are numbered 1 to {targets}.")
    wrong, seen = [], set()
    for place, entry in enumerate(results):
        pointer = f"/results/{place}/target"
        if not 1 <= entry["target"] <= targets:
            wrong.append(FieldError(pointer, unknown))
        elif entry["target"] in seen:
            wrong.append(FieldError(pointer, _TWICE))
        seen.add(entry["target"])
    if wrong:
        raise PayloadInvalid(errors=wrong)
