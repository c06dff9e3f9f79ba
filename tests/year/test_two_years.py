"""Two years of the demonstration cities: every question is answered, and every figure equals plain loops on past days.

What is reused, where, since when, did it help the weaker cities, what did it save, what does nobody use?
"""

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from registry.adoption.models import AdoptionStep
from registry.catalogue.models import Component, ComponentStatus
from registry.kit.clock import SHANGHAI, day_of
from registry.statistics.queries.recounting import differences_on
from tests.build import Client, Registry
from tests.naive_reuse import Running, World, by

DAYS: Final = 50
CLASSES: Final = ("leading", "progressing", "foundational", None)
DOMAINS: Final = ("A1", "A4", "A5", "A7", "B1", None, None)


def _figure(client: Client, path: str, **asked: Any) -> dict[str, Any]:
    given = {name: str(value) for name, value in asked.items() if value is not None}
    answer = client.call("GET", f"/api/v1/statistics/{path}", query_string=given)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    document: dict[str, Any] = answer.get_json()
    return document


def _keys(cells: Iterable[dict[str, Any]]) -> dict[str, int]:
    return {cell["key"]: cell["value"] for cell in cells if cell["value"]}


def _today(registry: Registry) -> date:
    """The clock is put to the day after the last thing that happened."""
    with registry.database.reading() as session:
        last = day_of(session.execute(select(func.max(AdoptionStep.recorded_at))).scalar_one())
    registry.clock.set(datetime.combine(last + timedelta(days=1), time(12), SHANGHAI))
    return last + timedelta(days=1)


def test_every_figure_of_fifty_past_days_equals_plain_loops(demonstration: Registry):
    today = _today(demonstration)
    administrator = demonstration.administrator()
    chance = random.Random(50)

    with demonstration.database.reading() as session:
        world = World(session)
        slugs = {row.id: row.slug for row in world.organisations.values()}
        names = {row.id: row.full_name for row in world.components.values()}
    for _ in range(DAYS):
        day = today - timedelta(days=chance.randrange(700))
        known = day + timedelta(days=chance.choice((0, 3, 30, 1000)))
        asked = {"as_of": day, "city_class": chance.choice(CLASSES), "domain": chance.choice(DOMAINS)}
        if known < today:
            asked["known_at"] = datetime.combine(known, time(20), SHANGHAI).isoformat()
        running = _running(world, day, min(known, today), asked)
        _compare_overview(_figure(administrator, "overview", **asked), running, asked)
        _compare_flows(_figure(administrator, "flows", **asked)["rows"], running)
        _compare_rankings(administrator, asked, running, names, slugs)


def _running(world: World, day: date, known: date, asked: dict[str, Any]) -> list[Running]:
    return [
        each
        for each in world.running(day, known)
        if all(asked[name] in {None, getattr(each, name)} for name in ("city_class", "domain"))
    ]


def _compare_overview(document: dict[str, Any], running: list[Running], asked: dict[str, Any]) -> None:
    figures = {figure["code"]: figure for figure in document["figures"]}

    assert figures["running_reuse"]["value"] == len(running), asked
    assert figures["reusing_cities"]["value"] == len({each.city for each in running}), asked
    assert figures["components_reused"]["value"] == len({each.component for each in running}), asked
    for dimension in ("domain", "city_class", "province", "stage"):
        told = _keys(figures["running_reuse"]["by"][dimension])
        assert told == dict(by(running, dimension)) or dimension in asked or not told, (asked, dimension)


def _compare_flows(rows: list[dict[str, Any]], running: list[Running]) -> None:
    told = {f"{row['from']}/{row['to']}": row["running"] for row in rows if row["running"]}

    assert told == dict(by(running, "publisher_class", "city_class"))


def _compare_rankings(
    administrator: Client,
    asked: dict[str, Any],
    running: list[Running],
    names: dict[int, str],
    slugs: dict[int, str],
) -> None:
    components = Counter(names[each.component] for each in running)
    cities = Counter(slugs[each.city] for each in running)
    for ranked, expected in (("components", components), ("adopters", cities)):
        rows = _figure(administrator, "rankings", by=ranked, limit=100, **asked)["rows"]
        assert {row["key"]: row["running"] for row in rows} == dict(expected), (asked, ranked)
        assert [row["running"] for row in rows] == sorted(expected.values(), reverse=True)


def test_what_is_kept_equals_a_recount_on_every_tenth_day_of_two_years(demonstration: Registry):
    today = _today(demonstration)
    demonstration.anyone.get("/api/v1/statistics/overview")

    with demonstration.database.reading() as session:
        for ago in range(0, 740, 10):
            assert differences_on(session, today - timedelta(days=ago)) == []


def test_what_nobody_uses_is_what_is_on_the_shelf_and_runs_nowhere_else(demonstration: Registry):
    today = _today(demonstration)
    administrator = demonstration.administrator()
    with demonstration.database.reading() as session:
        world = World(session)
        statuses = session.execute(
            select(Component.id, Component.full_name, ComponentStatus.status, ComponentStatus.recorded_at)
            .join(Component, Component.id == ComponentStatus.component_id)
            .order_by(ComponentStatus.id)
        ).all()

    for ago in (0, 90, 365, 500):
        day = today - timedelta(days=ago)
        last = {row.id: row for row in statuses if day_of(row.recorded_at) <= day}
        shelf = {row.id: row.full_name for row in last.values() if row.status in {"listed", "deprecated"}}
        used = {each.component for each in world.running(day, today)}
        unused = {row["component"] for row in _figure(administrator, "unused", as_of=day, limit=1000)["rows"]}

        assert unused == {name for key, name in shelf.items() if key not in used}


def test_every_question_of_an_administrator_is_answered_in_one_request(demonstration: Registry):
    today = _today(demonstration)
    administrator = demonstration.administrator()

    reused = _figure(administrator, "rankings", by="components")["rows"]
    where = _figure(administrator, "flows", by="province")["rows"]
    since = _figure(administrator, "series", interval="quarter", **{"from": today - timedelta(days=700)})["rows"]
    helped = _figure(administrator, "flows")["matrix"]
    saved = _figure(administrator, "savings")["totals"]
    nobody = _figure(administrator, "unused")["rows"]

    assert all((reused, where, since, helped, saved, nobody))
    live = [row["live"] for row in since]
    assert live[0] < live[-1]
