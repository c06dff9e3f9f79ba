"""How credit reads on the wire: rounded to four decimals, each factor with its reason."""

from dataclasses import asdict
from typing import Any

from registry.adoption.credit import DEFAULTS
from registry.adoption.credit_wording import why
from registry.adoption.queries.credit import Account, Credited
from registry.adoption.worth import Factor, Worth, exclusion_of


def worth_document(worth: Worth) -> dict[str, Any]:
    """The credit of an adoption on a day."""
    return {
        "credit": rounded(worth.credit),
        "as_of": worth.day.isoformat(),
        "excluded": exclusion_of(worth),
        "factors": [_factor(factor) for factor in worth.factors],
        "parameters": asdict(DEFAULTS),
    }


def _factor(factor: Factor) -> dict[str, Any]:
    return {
        "factor": factor.name,
        "value": rounded(factor.value),
        "code": factor.reason,
        "reason": why(factor.name, factor.reason, factor.change.details)._asdict(),
        "since": factor.since.isoformat() if factor.since else None,
        "records": [{"kind": kind, "id": identifier} for kind, identifier in factor.change.records],
    }


def account_members(account: Account, side: str) -> dict[str, Any]:
    """What an account says beside its page of adoptions."""
    return {
        "side": side,
        "from": account.first.isoformat(),
        "to": account.last.isoformat(),
        "total": rounded(account.total),
    }


def credited_document(row: Credited) -> dict[str, Any]:
    """One adoption of an account; `excluded` only where it is left out or counted for less."""
    document = {"adoption": str(row.adoption), "component": row.component, "credit": rounded(row.credit)}
    return {**document, "excluded": row.excluded} if row.excluded else document


def rounded(value: float) -> float:
    """Four decimals; half to even, as Python rounds."""
    return round(value, 4)
