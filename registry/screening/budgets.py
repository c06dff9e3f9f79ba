"""A budget as it is asked for and granted: fen inside, a decimal string on the wire."""

from decimal import Decimal
from typing import Any, Final, NamedTuple

from registry.kit.errors import PayloadInvalid

_FEN: Final = 100


class Budget(NamedTuple):
    """In fen, a hundredth of the currency's unit."""

    asked: int
    granted: int
    currency: str


def read_budget(outcome: str, told: dict[str, Any] | None) -> Budget | None:
    """The budget of a decision. Raises PayloadInvalid where the amounts do not say what the outcome says.

    `approved` grants all that was asked for, `cut` less than that, `refused` nothing. Only `cut` must name amounts.
    """
    if told is None:
        if outcome == "cut":
            raise PayloadInvalid.of("/budget", "核减须写明申请和核定金额。", "A cut says what was asked and granted.")
        return None
    asked = _fen(told["asked"])
    granted = _fen(told["granted"]) if "granted" in told else {"approved": asked, "refused": 0}.get(outcome)
    agrees = {
        "approved": granted == asked,
        "cut": granted is not None and 0 < granted < asked,
        "refused": granted == 0,
    }
    if granted is None or not agrees[outcome]:
        raise PayloadInvalid.of(
            "/budget/granted",
            "核定金额与结论不符：同意为全额，核减少于申请额，不予批准为零。",
            "The amount does not fit the outcome: approved grants all, cut less, refused nothing.",
        )
    return Budget(asked, granted, told["currency"])


def amount(fen: int) -> str:
    """`120000.00`."""
    return f"{fen // _FEN}.{fen % _FEN:02}"


def _fen(amount_told: str) -> int:
    return int(Decimal(amount_told) * _FEN)
