"""How pairings and scenarios read on the wire."""

from typing import Any

from registry.collaboration.models import Pairing, Scenario
from registry.kit.clock import format_instant


def pairing_document(pairing: Pairing) -> dict[str, Any]:
    return {
        "id": str(pairing.public_id),
        "helper": pairing.helper.slug,
        "helped": pairing.helped.slug,
        "kind": pairing.kind,
        "status": pairing.status,
        "agreement": pairing.agreement,
        "starts_on": pairing.starts_on.isoformat(),
        "ends_on": pairing.ends_on.isoformat() if pairing.ends_on else None,
        "is_demo": pairing.is_demo,
        "created_at": format_instant(pairing.created_at),
    }


def scenario_document(scenario: Scenario, domain: str) -> dict[str, Any]:
    """A scenario; `domain` is what the one it was entered under is today."""
    return {
        "code": scenario.code,
        "name": scenario.name,
        "domain": domain,
        "is_demo": scenario.is_demo,
    }
