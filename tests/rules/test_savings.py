"""What an adoption saves, and what caps the claim (domain rule 4.6)."""

import pytest

from registry.adoption.savings import (
    BaselineUndocumented,
    CostDecided,
    Saving,
    cap_of,
    check_decision,
    saving_of,
    sum_of,
)
from registry.kit.money import from_fen, to_fen


@pytest.mark.parametrize(
    ("verified", "median", "cap"),
    [
        ([], None, None),
        ([100, 300], 200, None),
        ([100, 300, 200], 200, 600),
        ([100, 200, 300, 500], 250, 750),
        ([1, 2, 4, 5], 3, 9),
        ([1, 2, 3, 5], 2, 7),
    ],
)
def test_three_verified_baselines_make_a_cap_of_three_medians(verified, median, cap):
    assert cap_of(verified) == (len(verified), median, cap)


@pytest.mark.parametrize(
    ("status", "baseline", "actual", "cap", "saving"),
    [
        ("verified", 1000, 400, None, (600, 600, 600)),
        ("verified", 1000, 400, 700, (300, 300, 300)),
        ("verified", 1000, 0, None, (1000, 1000, 1000)),
        ("verified", 1000, 1500, None, (-500, -500, -500)),
        ("verified", 1000, 900, 700, (-200, -200, -200)),
        ("unverified", 1000, 400, None, (0, 600, 0)),
        ("unverified", 1000, 400, 700, (0, 300, 0)),
        ("unverified", 1000, 1500, None, (-500, 0, 0)),
        ("rejected", 1000, 400, None, (0, 0, 0)),
    ],
)
def test_a_saving_is_certain_once_verified_and_a_range_before(status, baseline, actual, cap, saving):
    assert saving_of(baseline=baseline, actual=actual, status=status, cap=cap) == saving


def test_savings_are_summed_up_as_ranges():
    assert sum_of([Saving(0, 600, 0), Saving(-500, -500, -500)]) == (-500, 100, -500)
    assert sum_of([]) == (0, 0, 0)


def test_a_cost_is_decided_once_and_verified_only_with_a_document():
    assert check_decision("verify", status="unverified", baseline_kind="award", may_change=False) == "verified"
    assert check_decision("reject", status="unverified", baseline_kind=None, may_change=False) == "rejected"
    assert check_decision("reject", status="verified", baseline_kind="award", may_change=True) == "rejected"
    with pytest.raises(BaselineUndocumented):
        check_decision("verify", status="unverified", baseline_kind=None, may_change=False)
    for status, may_change in (("rejected", False), ("verified", True)):
        with pytest.raises(CostDecided):
            check_decision("verify", status=status, baseline_kind="award", may_change=may_change)


@pytest.mark.parametrize(
    ("amount", "fen"), [("0", 0), ("1", 100), ("120000.5", 12000050), ("0.05", 5), ("999999999999999.99", 10**17 - 1)]
)
def test_money_is_whole_hundredths_inside(amount, fen):
    assert to_fen(amount) == fen
    assert to_fen(from_fen(fen)) == fen


def test_less_than_nothing_has_a_sign():
    assert (from_fen(-5), from_fen(-12050)) == ("-0.05", "-120.50")
