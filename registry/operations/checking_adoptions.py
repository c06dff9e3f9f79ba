"""Whether what is kept beside adoptions is as a recount says: ratings of components, calls by month."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionRating, ComponentRating, UsageDay, UsageMonth
from registry.adoption.rating import STARS
from registry.adoption.usage import month_of
from registry.catalogue.models import Component
from registry.organisations.models import Organisation

BATCH = 10_000


def wrong_ratings(session: Session) -> Iterator[str]:
    """A sentence for each component whose ratings are kept otherwise than a recount says."""
    found: defaultdict[int, Counter[int]] = defaultdict(Counter)
    rows = session.execute(
        select(
            AdoptionRating.component_id, Adoption.component_id, AdoptionRating.stars, AdoptionRating.counts, _counts()
        )
        .join(Adoption, Adoption.id == AdoptionRating.adoption_id)
        .join(Component, Component.id == Adoption.component_id)
        .join(Organisation, Organisation.id == Component.publisher_id)
    )
    for rated, adopted, stars, said, counts in rows:
        if rated != adopted or said != bool(counts):
            yield f"a rating of component {adopted}: it says {said} of component {rated}, recounted {bool(counts)}"
        found[adopted][stars] += bool(counts)
    kept = {row.component_id: row for row in session.scalars(select(ComponentRating))}
    for component_id in sorted(kept.keys() | found.keys()):
        row, recount = kept.get(component_id), [found[component_id][stars] for stars in STARS]
        held = [getattr(row, f"stars_{stars}") if row else 0 for stars in STARS]
        if held != recount:
            yield f"component {component_id}: rated {held} by stars, recounted {recount}"


def _counts() -> ColumnElement[bool]:
    return and_(Adoption.stage == "live", Adoption.city_id.is_distinct_from(Organisation.city_id))


def wrong_usage(session: Session) -> Iterator[str]:
    """A sentence for each adoption and month whose ledger does not come to the calls of its days."""
    days: Counter[tuple[int, str]] = Counter()
    rows = session.execute(select(UsageDay.adoption_id, UsageDay.day, UsageDay.calls)).yield_per(BATCH)
    for adoption_id, day, calls in rows:
        days[adoption_id, month_of(day).isoformat()] += calls
    months = session.execute(
        select(UsageMonth.adoption_id, UsageMonth.month, func.sum(UsageMonth.calls)).group_by(
            UsageMonth.adoption_id, UsageMonth.month
        )
    )
    ledger = {(adoption_id, month.isoformat()): int(calls) for adoption_id, month, calls in months}
    for key in sorted(days.keys() | ledger.keys()):
        if days[key] != ledger.get(key, 0):
            yield f"adoption {key[0]}, {key[1][:7]}: {days[key]} calls by day, {ledger.get(key, 0)} in the ledger"
