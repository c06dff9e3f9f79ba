"""Amounts of money: whole hundredths inside (fen, for CNY), decimal strings on the wire."""

from typing import Final

CURRENCIES: Final = (
    "CNY", "HKD", "MOP", "USD", "EUR", "GBP", "AUD", "CAD", "CHF", "SGD", "NZD", "MYR", "THB", "RUB", "INR", "BRL",
    "ZAR", "AED", "SAR", "SEK", "NOK", "DKK", "PLN", "TRY", "MXN", "PHP", "KZT",
)  # fmt: skip
"""Codes of ISO 4217 for currencies whose amounts have two decimals, as far as they are used here."""


def to_fen(amount: str) -> int:
    """`120000.5` as 12000050. The amount is a decimal string with at most two places, as the wire checks."""
    whole, _, places = amount.partition(".")
    return int(whole) * 100 + int(places.ljust(2, "0"))


def from_fen(fen: int) -> str:
    """12000050 as `120000.50`; below zero with a sign before it."""
    whole, places = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{places:02d}"
