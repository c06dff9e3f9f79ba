"""Looking for what comes too much at once: go-lives before a cut-off, versions, ratings."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionRating, AdoptionStep
from registry.catalogue.models import Component, ComponentVersion
from registry.kit.clock import SHANGHAI, day_of, now_of, today_of
from registry.organisations.models import Organisation
from registry.safeguards.findings import Finding, records_of

LAST_DAYS: Final = 10
BURST_SHARE: Final = 0.4
LEAST_GO_LIVES: Final = 3
"""Fewer in a period make no share worth speaking of."""

VERSIONS_DAYS: Final = 30
MOST_VERSIONS: Final = 12
RATING_DAYS: Final = 7
LEAST_RATINGS: Final = 5
RATING_SHARE: Final = 0.6


class Period(NamedTuple):
    """A half-year, by which figures are counted."""

    code: str
    first: date
    last: date


def period_before(day: date) -> Period:
    """The half-year that ended last before a day."""
    if day.month > 6:
        return Period(f"{day.year}H1", date(day.year, 1, 1), date(day.year, 6, 30))
    return Period(f"{day.year - 1}H2", date(day.year - 1, 7, 1), date(day.year - 1, 12, 31))


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=SHANGHAI)


def detect_bursts(session: Session) -> Iterator[Finding]:
    """Cities of whose go-lives in the last half-year more than 40 % came in its last ten days (game 4.8)."""
    period = period_before(today_of(session))
    rows = session.execute(
        select(Adoption.city_id, Adoption.public_id, func.min(AdoptionStep.recorded_at))
        .join(AdoptionStep, AdoptionStep.adoption_id == Adoption.id)
        .where(AdoptionStep.stage == "live")
        .group_by(Adoption.id, Adoption.city_id, Adoption.public_id)
        .having(func.min(AdoptionStep.recorded_at) >= _begin_of(period.first))
        .having(func.min(AdoptionStep.recorded_at) < _begin_of(period.last + timedelta(days=1)))
        .order_by(Adoption.id)
    )
    by_city: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    begins = period.last - timedelta(days=LAST_DAYS - 1)
    for city, public_id, live_at in rows:
        by_city[city].append((str(public_id), day_of(live_at) >= begins))
    demo = _demonstrations(session)
    for city, went_live in by_city.items():
        late = [public_id for public_id, is_late in went_live if is_late]
        if len(went_live) >= LEAST_GO_LIVES and len(late) > BURST_SHARE * len(went_live):
            values = {"late": len(late), "all": len(went_live), "period": period.code}
            yield Finding(
                game="cut_off_burst",
                fingerprint=f"cut_off_burst:{city}:{period.code}",
                parties=frozenset({city}),
                signals=[{"code": "late_go_lives", **values}],
                records=records_of("adoption", late),
                is_demo=city in demo,
            )


def _demonstrations(session: Session) -> set[int]:
    return set(session.scalars(select(Organisation.id).where(Organisation.is_demo.is_(True))))


def detect_version_spam(session: Session) -> Iterator[Finding]:
    """Components with more than twelve versions in thirty days (game 4.3).

    What was registered in these days is left out: whoever brings a history along brings it at once.
    """
    since = now_of(session) - timedelta(days=VERSIONS_DAYS)
    rows = session.execute(
        select(Component.id, Component.full_name, Component.publisher_id, Component.is_demo, func.count())
        .join(ComponentVersion, ComponentVersion.component_id == Component.id)
        .where(ComponentVersion.published_at > since, Component.created_at <= since)
        .group_by(Component.id, Component.full_name, Component.publisher_id, Component.is_demo)
        .having(func.count() > MOST_VERSIONS)
        .order_by(Component.id)
    )
    month = today_of(session).strftime("%Y-%m")
    for component, name, publisher, is_demo, versions in rows:
        yield Finding(
            game="version_spam",
            fingerprint=f"version_spam:{component}:{month}",
            parties=frozenset({publisher}),
            signals=[{"code": "many_versions", "versions": versions, "days": VERSIONS_DAYS}],
            records=records_of("component", [name]),
            is_demo=is_demo,
        )


def detect_brigades(session: Session) -> Iterator[Finding]:
    """Components of whose ratings most came in one week, all with the fewest or all with the most stars (game 4.9)."""
    since = now_of(session) - timedelta(days=RATING_DAYS)
    fresh = (AdoptionRating.created_at > since).label("fresh")
    rows = session.execute(
        select(AdoptionRating.component_id, AdoptionRating.stars, fresh, func.count())
        .where(AdoptionRating.counts.is_(True))
        .group_by(AdoptionRating.component_id, AdoptionRating.stars, fresh)
    )
    totals: dict[int, int] = defaultdict(int)
    striking: dict[int, tuple[int, int]] = {}
    for component, stars, is_fresh, count in rows:
        totals[component] += count
        if is_fresh and stars in {1, 5} and count >= LEAST_RATINGS:
            striking[component] = max(striking.get(component, (0, 0)), (count, stars))
    week = "{0.year}-W{0.week:02}".format(today_of(session).isocalendar())
    for component, (count, stars) in striking.items():
        if count >= RATING_SHARE * totals[component]:
            rated = session.get_one(Component, component)
            yield Finding(
                game="rating_brigade",
                fingerprint=f"rating_brigade:{component}:{week}",
                parties=frozenset({rated.publisher_id}),
                signals=[{"code": "ratings_at_once", "ratings": count, "stars": stars, "days": RATING_DAYS}],
                records=records_of("component", [rated.full_name]),
                is_demo=rated.is_demo,
            )
