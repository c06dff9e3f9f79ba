"""What an application would lead to, before anybody confirms it: who decides until when, what it needs, what it costs.

Nothing is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from registry.adoption.queries.policies import findings_for
from registry.applications.actions.checking import Wanted, wanted_items
from registry.applications.actions.submitting import applying_body
from registry.applications.costing import Range, range_of
from registry.applications.documents import SKIPPED
from registry.applications.queries import agreement_in_force, amounts_paid, route_for
from registry.applications.queries.costs import CURRENCY
from registry.applications.routing import WORKING_DAYS, Stop
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid
from registry.kit.money import from_fen
from registry.organisations.models import Organisation
from registry.organisations.queries import ids_acted_for, slugs_of
from registry.resolution.answering import answer_document
from registry.resolution.errors import ResolutionConflict, ResolutionTooHard
from registry.workdays.counting import add_working_days
from registry.workdays.queries import special_days

TO_BE_ADDED: Final = frozenset({"install", "upgrade", "downgrade"})


def foresee(
    session: Session, actor: Actor, *, applicant: str, items: Sequence[Mapping[str, Any]], **_accepted: Any
) -> dict[str, Any]:
    """`{agreement, items, cost}` for what would be submitted; of the rest of an application nothing depends.

    Raises what `submit_application` would raise for these items.
    """
    body = applying_body(session, actor, applicant)
    current = agreement_in_force(session)
    wanted = wanted_items(session, actor, body, items)
    asked = {(one.component.full_name, one.beneficiary.id) for one in wanted}
    ranges = [_paid(session, one) for one in wanted]
    documents = [
        {
            "component": one.component.full_name,
            "version": one.version.number if one.version else None,
            "on_behalf_of": one.beneficiary.slug if one.beneficiary.id != body.id else None,
            "route": _route(session, body, one),
            **_needs(session, actor, one, asked),
            "cost": _cost(cost),
            "policy": [
                finding.document() for finding in findings_for(session, one.beneficiary.id, one.component, one.version)
            ],
        }
        for one, cost in zip(wanted, ranges, strict=True)
    ]
    return {"agreement": current.number, "items": documents, "cost": _total(ranges)}


def _route(session: Session, body: Organisation, wanted: Wanted) -> list[dict[str, Any]]:
    """The steps with the day by which each is due, if it and all before it take the time they have."""
    stops = route_for(session, body, wanted.beneficiary, wanted.component)
    slugs = slugs_of(session, [stop.organisation for stop in stops if stop.organisation is not None])
    day = today_of(session)
    special = special_days(session, day)
    found = []
    for stop in stops:
        if stop.skipped_for is None:
            day = add_working_days(day, WORKING_DAYS[stop.kind], special)
        found.append(_stop(stop, slugs, day))
    return found


def _stop(stop: Stop, slugs: Mapping[int, str], due_on: date) -> dict[str, Any]:
    decides = stop.skipped_for is None
    return {
        "kind": stop.kind,
        "organisation": slugs.get(stop.organisation) if stop.organisation is not None else None,
        "working_days": WORKING_DAYS[stop.kind] if decides else None,
        "due_on": due_on.isoformat() if decides else None,
        "skipped": SKIPPED[stop.skipped_for]._asdict() if stop.skipped_for else None,
    }


def _needs(session: Session, actor: Actor, wanted: Wanted, asked: set[tuple[str, int]]) -> dict[str, Any]:
    """What the component needs beyond what the body whose use it is runs already, at versions that go together."""
    specifier = f"=={wanted.version.number}" if wanted.version else ""
    question = [{"component": wanted.component.full_name, "specifier": specifier}]
    # Whoever may adopt for a city may know what it runs: cities and administrators see landscapes anyway.
    own = replace(actor, acts_for=actor.acts_for | ids_acted_for(session, wanted.beneficiary.id))
    try:
        pins = answer_document(session, own, requirements=question, city=wanted.beneficiary.slug)["pins"]
    except ResolutionConflict as conflict:
        return {"prerequisites": [], "conflict": {language: conflict.detail(language) for language in ("zh", "en")}}
    except (ResolutionTooHard, PayloadInvalid) as refusal:
        told = refusal.errors[0].detail._asdict() if refusal.errors else None
        return {"prerequisites": [], "conflict": told or {tag: refusal.detail(tag) for tag in ("zh", "en")}}
    others = (pin for pin in pins if pin["action"] in TO_BE_ADDED and pin["component"] != wanted.component.full_name)
    return {"prerequisites": [_prerequisite(pin, wanted, asked) for pin in others], "conflict": None}


def _prerequisite(pin: Mapping[str, Any], wanted: Wanted, asked: set[tuple[str, int]]) -> dict[str, Any]:
    kept = ("component", "version", "action", "was", "why")
    return {
        **{name: pin[name] for name in kept},
        "in_application": (pin["component"], wanted.beneficiary.id) in asked,
    }


def _paid(session: Session, wanted: Wanted) -> Range:
    city = wanted.beneficiary.city_id or wanted.beneficiary.id
    return range_of(amounts_paid(session, wanted.component.id, besides_city=city))


def _cost(found: Range) -> dict[str, Any]:
    return {
        "low": None if found.low is None else from_fen(found.low),
        "high": None if found.high is None else from_fen(found.high),
        "currency": CURRENCY,
        "sources": found.sources,
        "basis": found.basis._asdict(),
    }


def _total(ranges: Sequence[Range]) -> dict[str, Any]:
    """The ranges added up; None where no item has one."""
    known = [(found.low, found.high) for found in ranges if found.low is not None and found.high is not None]
    return {
        "low": from_fen(sum(low for low, _ in known)) if known else None,
        "high": from_fen(sum(high for _, high in known)) if known else None,
        "currency": CURRENCY,
        "without": len(ranges) - len(known),
    }
