"""By when a body is to act on the advisories on what it runs."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from registry.adoption.due_days import due_day
from registry.adoption.models import AdoptionPolicy, AdoptionStep
from registry.adoption.vocabulary import RUNNING
from registry.adoption.warnings import Running, Warned

LOT: Final = 1000
"""So many ids go into one question: databases take no more than some thousands."""


def with_due_days(
    session: Session, rows: Sequence[Row[Any]], warned: Mapping[Running, tuple[Warned, ...]]
) -> dict[int, tuple[Warned, ...]]:
    """The advisories on these adoptions, by the adoption's id, each with the day it is due; what is well is left out.

    Adoptions of one version differ: in the day since which it runs, and in the policy that may shorten the days.
    """
    hit = {row.id: row for row in rows if (row.component_id, row.running_key) in warned}
    if not hit:
        return {}
    since = _runs_since(session, {row.id: row.version_id for row in hit.values()})
    shortened = _shortened(session, {body for row in hit.values() for body in (row.beneficiary_id, row.city_id)})
    return {
        row.id: tuple(
            one._replace(
                due_on=due_day(
                    one.severity,
                    published_on=one.published_on,
                    runs_since=since.get(row.id),
                    shortened=shortened.get(row.beneficiary_id, shortened.get(row.city_id)),
                )
            )
            for one in warned[row.component_id, row.running_key]
        )
        for row in hit.values()
    }


def _runs_since(session: Session, versions: Mapping[int, int]) -> dict[int, date]:
    """Since when each adoption runs at its present version without a break; those that do not run are left out."""
    found: dict[int, date] = {}
    for lot in _lots(versions):
        steps = defaultdict(list)
        for step in session.execute(
            select(AdoptionStep.adoption_id, AdoptionStep.version_id, AdoptionStep.stage, AdoptionStep.on)
            .where(AdoptionStep.adoption_id.in_(lot))
            .order_by(AdoptionStep.adoption_id, AdoptionStep.id.desc())
        ):
            steps[step.adoption_id].append(step)
        for identifier, taken in steps.items():
            for step in taken:
                if step.stage not in RUNNING or step.version_id != versions[identifier]:
                    break
                found[identifier] = step.on
    return found


def _shortened(session: Session, bodies: Collection[int]) -> dict[int, Mapping[str, int]]:
    """The days by severity that the policies of these bodies grant; a policy that shortens none grants all."""
    found: dict[int, Mapping[str, int]] = {}
    for lot in _lots(bodies):
        rows = session.execute(
            select(AdoptionPolicy.organisation_id, AdoptionPolicy.rules).where(AdoptionPolicy.organisation_id.in_(lot))
        )
        found |= {row.organisation_id: row.rules.get("due_days", {}) for row in rows}
    return found


def _lots(identifiers: Collection[int]) -> Iterator[list[int]]:
    left = iter(identifiers)
    while lot := list(islice(left, LOT)):
        yield lot
