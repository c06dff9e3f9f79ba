"""A simulated year of thirty cities and forty components passes through the public API; here, a quarter of it.

Everything the registry says afterwards is held to what was done: who was told of what, what each adoption is worth on
any day, what strangers can read. `make soak` lets the whole year pass.
"""

import os
import random
from collections import defaultdict
from datetime import timedelta

import pytest

from registry.operations.checking import differences
from tests.build import Registry
from tests.year.country import API, FIRST_DAY
from tests.year.leaks import found_out, texts_read_by
from tests.year.world import World
from tests.year.worth import mean_between, worth_on

IS_SOAK = os.environ.get("REGISTRY_SOAK", "") not in {"", "0"}
DAYS, ACTS_A_DAY = (365, 12) if IS_SOAK else (91, 6)
SEED = int(os.environ.get("REGISTRY_SOAK_SEED", "20261121"))


@pytest.fixture
def world(registry: Registry) -> World:
    """The country after the days have passed."""
    country = World(registry, SEED)
    country.live(DAYS, ACTS_A_DAY)
    return country


def test_a_quarter_of_a_year(world: World):
    """One test, since the days take longer than the looks at them."""
    everybody_was_told_just_what_concerned_them(world)
    every_credit_is_what_the_rule_says(world)
    nothing_leaks(world)
    assert not list(differences_in(world))


def everybody_was_told_just_what_concerned_them(world: World) -> None:
    world.registry.app.extensions["registry.notifications"].current()
    told: dict[int, set[str]] = defaultdict(set)
    for slug, client in {**world.cities, "builder": world.entity, "province": world.province}.items():
        for notice in every_item(client, f"{API}/organisations/{slug}/notices"):
            told[notice["event"]].add(slug)
    wrong = [
        (position, type, sorted(told[position]), sorted(expected))
        for position, (type, expected) in world.told.items()
        if told[position] != expected
    ]
    assert wrong == []
    assert set(told) <= set(world.told), "notices of events that nobody brought about"


def every_credit_is_what_the_rule_says(world: World) -> None:
    days = [FIRST_DAY + timedelta(days=n) for n in random.Random(SEED).sample(range(DAYS + 1), 12)]
    for use in world.uses:
        for day in (*days, world.today):
            said = world.administrator.get(f"{API}/adoptions/{use.identifier}/credit?as_of={day}").json
            assert said["credit"] == pytest.approx(worth_on(use.known, day), abs=1e-4), (use, day, said)
    for slug in list(world.cities)[:5]:
        first, last = FIRST_DAY + timedelta(days=10), world.today
        said = world.administrator.get(f"{API}/organisations/{slug}/credit?from={first}&to={last}&side=adopter").json
        expected = sum(mean_between(use.known, first, last) for use in world.uses if use.beneficiary == slug)
        assert said["total"] == pytest.approx(expected, abs=1e-3), slug


def nothing_leaks(world: World) -> None:
    for reader in (world.registry.anyone, world.entity, world.assessor):
        for place, status, text in texts_read_by(world, reader):
            assert status < 500, place
            if "/adoptions/" not in place:
                assert found_out(world, text) == [], place


def differences_in(world: World) -> list[str]:
    engines = [world.registry.app.extensions[name] for name in ("registry.search", "registry.directory")]
    for engine in engines:
        engine.current()
    world.registry.app.extensions["registry.statistics"].current()
    return list(differences(world.registry.database, *engines))


def every_item(client, address: str):
    cursor = None
    while True:
        page = client.get(f"{address}?limit=100" + (f"&cursor={cursor}" if cursor else ""))
        assert page.status_code == 200, page.get_data(as_text=True)
        yield from page.json["items"]
        cursor = page.json["next"]
        if cursor is None:
            return
