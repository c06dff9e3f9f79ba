"""What the use of a shared component saves, and what keeps the figure honest (domain rule 4.6). Pure; amounts in fen.

The cap is three times the median of the verified baselines of other adoptions in the same field and currency. Fewer
than three of them make no cap: a median of two says nothing. A saving is the smaller of baseline and cap less what was
actually paid, so never more than the baseline. Before it is verified nothing of it counts; one that is negative is
kept. The range says what is certain: an unverified saving lies between nothing and what is claimed.
"""

from collections.abc import Collection, Iterable
from statistics import median
from typing import Final, NamedTuple

from registry.kit.errors import Bilingual, Refusal

CAP_FACTOR: Final = 3
NEEDED_BASELINES: Final = 3

FORMULA: Final = Bilingual(
    "节约额 = min(基准成本, 上限) − 实际成本；上限 = 3 × 同领域、同币种其他采用已核定基准成本的中位数"
    "（不足 3 项时不设上限）；未核定计 0，负值保留。",
    "saving = min(baseline, cap) − actual; cap = 3 × the median of the verified baselines of other adoptions in the "
    "same field and currency (no cap below 3 of them); nothing counts before it is verified; negative ones are kept.",
)


class Cap(NamedTuple):
    """Where baselines are capped: how many verified ones there are, their median, and the cap, if they make one."""

    baselines: int
    median: int | None
    cap: int | None


class Saving(NamedTuple):
    """A range, and what of it figures count."""

    low: int
    high: int
    counts: int


def cap_of(verified_baselines: Collection[int]) -> Cap:
    """The cap that other adoptions' verified baselines make. Halves of a fen are cut off."""
    if not verified_baselines:
        return Cap(0, None, None)
    middle = median(verified_baselines)
    enough = len(verified_baselines) >= NEEDED_BASELINES
    return Cap(len(verified_baselines), int(middle), int(CAP_FACTOR * middle) if enough else None)


def saving_of(*, baseline: int, actual: int, status: str, cap: int | None) -> Saving:
    """The saving of an adoption: certain once verified, nothing once rejected, a range between while it is neither."""
    claimed = (baseline if cap is None else min(baseline, cap)) - actual
    if status == "verified":
        return Saving(claimed, claimed, claimed)
    if status == "rejected":
        return Saving(0, 0, 0)
    return Saving(min(0, claimed), max(0, claimed), 0)


def sum_of(savings: Iterable[Saving]) -> Saving:
    """Several savings as one range."""
    found = list(savings)
    return Saving(
        sum(saving.low for saving in found), sum(saving.high for saving in found), sum(each.counts for each in found)
    )


class NotACostVerifier(Refusal):
    status = 403
    title = Bilingual("不能核定费用", "Not entitled to verify costs")
    sentence = Bilingual(
        "只有第三方评估机构和管理员可以核定或驳回费用。",
        "Only assessors and administrators verify or reject costs.",
    )


class BaselineUndocumented(Refusal):
    title = Bilingual("基准成本没有依据", "The baseline has no document")
    sentence = Bilingual(
        "基准成本须注明依据（立项批复、中标公告或预算）才能核定；请采用方先补充 baseline_kind。",
        "A baseline is verified only with the kind of document it is read from (approval, award or budget): the "
        "adopter states baseline_kind first.",
    )


class CostDecided(Refusal):
    title = Bilingual("费用已有结论", "The cost was decided on")
    sentence = Bilingual(
        "此费用已为 {status}：采用方更正后须重新核定；只有管理员可以改变结论。",
        "This cost is {status}: after a correction by the adopter it is decided on anew; only administrators change a "
        "decision.",
    )


def check_decision(decision: str, *, status: str, baseline_kind: str | None, may_change: bool) -> str:
    """The status that a decision leads to. Raises CostDecided, BaselineUndocumented."""
    decided = {"verify": "verified", "reject": "rejected"}[decision]
    if status != "unverified" and (status == decided or not may_change):
        raise CostDecided(status=status)
    if decided == "verified" and baseline_kind is None:
        raise BaselineUndocumented()
    return decided
