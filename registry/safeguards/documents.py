"""How flags and appeals read on the wire."""

from dataclasses import asdict
from typing import Any

from registry.adoption.credit import DEFAULTS
from registry.adoption.models import CreditDiscount
from registry.kit.actor import Actor
from registry.kit.clock import format_instant
from registry.safeguards.models import Appeal, Flag
from registry.safeguards.vocabulary import GAMES
from registry.safeguards.wording import ANSWERS, DETECTED, said


def flag_document(flag: Flag, actor: Actor) -> dict[str, Any]:
    """A flag as one of those concerned or an administrator reads it. Others' appeals are not for one's eyes."""
    return {
        "id": str(flag.public_id),
        "game": flag.game,
        "status": flag.status,
        "parties": sorted(party.organisation.slug for party in flag.parties),
        "signals": [{"code": signal["code"], **said(signal)._asdict()} for signal in flag.signals],
        "records": flag.records,
        "suggested_factor": flag.suggested_factor,
        "discounts": [_discount(row.discount) for row in flag.discounts],
        "appeals": [appeal_document(each, flag) for each in appeals_seen(flag, actor)],
        "reason": flag.reason,
        "raised_at": format_instant(flag.raised_at),
        "decided_at": format_instant(flag.decided_at) if flag.decided_at else None,
        "is_demo": flag.is_demo,
    }


def appeals_seen(flag: Flag, actor: Actor) -> list[Appeal]:
    """The appeals against a flag that a caller reads: their own, or all as an administrator."""
    return [each for each in flag.appeals if actor.is_administrator or each.organisation_id in actor.acts_for]


def _discount(discount: CreditDiscount) -> dict[str, Any]:
    return {
        "city": discount.city.slug,
        "publisher_city": discount.publisher_city.slug,
        "factor": discount.factor,
        "from_on": discount.from_on.isoformat(),
        "until_on": discount.until_on.isoformat() if discount.until_on else None,
    }


def appeal_document(appeal: Appeal, flag: Flag) -> dict[str, Any]:
    """An objection and what was answered."""
    return {
        "id": str(appeal.public_id),
        "flag": str(flag.public_id),
        "organisation": appeal.organisation.slug,
        "text": appeal.text,
        "status": appeal.status,
        "answer": appeal.answer,
        "created_at": format_instant(appeal.created_at),
        "decided_at": format_instant(appeal.decided_at) if appeal.decided_at else None,
    }


def method_document(decisions: dict[str, dict[str, int]], discounts: int, appeals: dict[str, int]) -> dict[str, Any]:
    """What stands against each game, and how often somebody decided: numbers only."""
    games = [
        {
            "game": game,
            "is_detected": game in DETECTED,
            "answer": ANSWERS[game]._asdict(),
            **{status: decisions.get(game, {}).get(status, 0) for status in ("open", "dismissed", "upheld")},
        }
        for game in GAMES
    ]
    counted = {status: appeals.get(status, 0) for status in ("open", "granted", "refused")}
    return {"games": games, "discounts_in_force": discounts, "appeals": counted, "parameters": asdict(DEFAULTS)}
