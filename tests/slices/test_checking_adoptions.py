"""Whether ratings and calls that are kept equal a recount."""

from sqlalchemy import update

from registry.adoption.models import AdoptionRating, ComponentRating, UsageMonth
from registry.operations.checking_adoptions import wrong_ratings, wrong_usage
from tests.build import Registry


def use(registry: Registry) -> None:
    haina = registry.city("haina")
    registry.component(registry.city("yunling"), "parking", "1.0")
    place = f"/api/v1/adoptions/{registry.adoption(haina, 'yunling/parking', 'approved', 'live')}"
    haina.call("PUT", f"{place}/rating", {"stars": 4}, headers={"If-None-Match": "*"})
    haina.post(f"{place}/usage", {"days": [{"day": "2026-03-02", "calls": 7}]})


def differences(registry: Registry) -> list[str]:
    with registry.database.reading() as session:
        return [*wrong_ratings(session), *wrong_usage(session)]


def test_all_is_well_after_rating_and_reporting(registry: Registry):
    use(registry)

    assert differences(registry) == []


def test_a_count_of_ratings_and_a_ledger_that_are_wrong_are_named(registry: Registry):
    use(registry)
    with registry.database.writing() as session:
        session.execute(update(ComponentRating).values(stars_4=2))
        session.execute(update(UsageMonth).values(calls=8))

    assert differences(registry) == [
        "component 1: rated [0, 0, 0, 2, 0] by stars, recounted [0, 0, 0, 1, 0]",
        "adoption 1, 2026-03: 7 calls by day, 8 in the ledger",
    ]


def test_a_rating_that_counts_and_should_not_is_named(registry: Registry):
    use(registry)
    with registry.database.writing() as session:
        session.execute(update(AdoptionRating).values(counts=False))

    assert differences(registry) == ["a rating of component 1: it says False of component 1, recounted True"]
