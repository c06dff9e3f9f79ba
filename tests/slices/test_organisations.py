"""Organisations: classes over time, units and their city, clusters, divisions found by parents."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from registry.kit.actor import CONSOLE
from registry.organisations.actions import add_division, assign_class, found_cluster, join_cluster
from registry.organisations.queries import (
    class_on,
    get_organisation,
    ids_acted_for,
    list_classes,
    province_of,
    share_a_cluster,
)
from tests.build import START, Registry


def test_the_class_of_any_past_day_can_be_told(registry: Registry):
    registry.organisation("yunling")
    for days, city_class in ((0, "foundational"), (100, "progressing"), (200, "leading")):
        registry.clock.set(START + timedelta(days=days))
        with registry.database.writing() as session:
            assign_class(session, CONSOLE, slug="yunling", city_class=city_class)

    with registry.database.reading() as session:
        city = get_organisation(session, "yunling")
        told = [
            class_on(session, city.id, date(2026, 3, 2) + timedelta(days=day)) for day in (-1, 0, 99, 100, 199, 200)
        ]
        held = list_classes(session, city.id)

    assert told == [None, "foundational", "foundational", "progressing", "progressing", "leading"]
    assert [row.valid_to for row in held] == [None, held[0].valid_from, held[1].valid_from]


def test_a_class_may_be_recorded_later_than_it_began(registry: Registry):
    registry.organisation("yunling")
    registry.clock.set(START + timedelta(days=50))
    with registry.database.writing() as session:
        assign_class(session, CONSOLE, slug="yunling", city_class="leading", valid_from=date(2026, 3, 10))

    with registry.database.reading() as session:
        city = get_organisation(session, "yunling")
        (held,) = list_classes(session, city.id)
        assert class_on(session, city.id, date(2026, 3, 10)) == "leading"
        assert class_on(session, city.id, date(2026, 3, 9)) is None

    assert (held.valid_from, held.recorded_at) == (date(2026, 3, 10), START + timedelta(days=50))


def test_units_count_for_their_city_and_one_entered_alone_for_itself(registry: Registry):
    registry.organisation("yunling")
    registry.organisation("yunling-east", unit="district", parent="yunling")
    registry.organisation("east-traffic", unit="department", parent="yunling-east")
    registry.organisation("lone-county", unit="county")

    with registry.database.reading() as session:
        cities = {
            slug: get_organisation(session, slug).city_id
            for slug in ("yunling", "yunling-east", "east-traffic", "lone-county")
        }
        city = get_organisation(session, "yunling")
        acted_for = ids_acted_for(session, city.id)
        lone = get_organisation(session, "lone-county")

    assert cities == {"yunling": city.id, "yunling-east": city.id, "east-traffic": city.id, "lone-county": lone.id}
    assert len(acted_for) == 3


def test_a_province_is_found_by_parents_not_by_the_codes_beginning(session: Session):
    for code, parent in (("990000", None), ("980000", None), ("990100", "980000")):
        add_division(session, CONSOLE, code=code, name=f"示例{code}", kind="示例", parent_code=parent)

    assert province_of(session, "990100") == "980000"
    assert province_of(session, "980000") == "980000"
    assert province_of(session, None) is None


def test_a_cluster_is_shared_from_the_day_both_are_members(registry: Registry):
    for slug in ("yunling", "haina"):
        registry.organisation(slug)
    with registry.database.writing() as session:
        found_cluster(session, CONSOLE, slug="river", name={"zh": "示例"})
        join_cluster(session, CONSOLE, cluster="river", member="yunling", valid_from=date(2026, 1, 1))
        join_cluster(session, CONSOLE, cluster="river", member="haina", valid_from=date(2026, 3, 5))

    shared = []
    for days in (2, 3):
        registry.clock.set(START + timedelta(days=days))
        with registry.database.reading() as session:
            ids = [get_organisation(session, slug).id for slug in ("yunling", "haina")]
            shared.append(share_a_cluster(session, *ids))

    assert shared == [False, True]
