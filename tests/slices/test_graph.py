"""The edges between components: kept step by step, and equal to a recount whatever happens in whatever order."""

import random
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from registry.catalogue.actions import (
    Entry,
    publish_version,
    register_component,
    register_components,
    withdraw_yank,
    yank_version,
)
from registry.catalogue.actions.requirements import recount_edges
from registry.catalogue.errors import DependencyCycle
from registry.catalogue.models import Component, ComponentEdge
from registry.catalogue.queries.graph import closure_ids, load_candidates, load_names, load_requirements, wrong_edges
from registry.kit.actor import CONSOLE
from registry.stewardship.actions import merge_component
from tests.build import Registry, description
from tests.faults.together import at_once

COMPONENTS = 8
STEPS = 60


def register(registry: Registry, *names: str) -> list[str]:
    registry.organisation("yunling")
    with registry.database.writing() as session:
        for name in names:
            register_component(session, CONSOLE, publisher="yunling", name=name, details=description())
    return [f"yunling/{name}" for name in names]


def publish(registry: Registry, component: str, number: str, *others: str) -> None:
    with registry.database.writing() as session:
        requires = [{"component": other, "specifier": ""} for other in others]
        publish_version(session, CONSOLE, component=component, number=number, requires=requires)


def ids_of(registry: Registry) -> dict[str, int]:
    with registry.database.reading() as session:
        return {name: identifier for name, identifier in session.execute(select(Component.full_name, Component.id))}


def edges_of(registry: Registry) -> set[tuple[int, int]]:
    with registry.database.reading() as session:
        return {
            (edge[0], edge[1])
            for edge in session.execute(select(ComponentEdge.dependent_id, ComponentEdge.required_id))
        }


def is_acyclic(edges: set[tuple[int, int]]) -> bool:
    """Whether everything can be taken away leaf by leaf."""
    while edges:
        leaves = {dependent for dependent, _ in edges} - {required for _, required in edges}
        if not leaves:
            return False
        edges = {edge for edge in edges if edge[0] not in leaves}
    return True


@pytest.mark.parametrize("seed", range(3))
def test_the_edges_equal_a_recount_and_never_go_round_whatever_happens(registry: Registry, seed: int):
    chance = random.Random(seed)
    names = register(registry, *(f"part-{nth}" for nth in range(COMPONENTS)))
    identifiers = ids_of(registry)
    published: list[tuple[str, str, tuple[str, ...]]] = []
    standing: set[tuple[str, str]] = set()
    refused = 0
    for step in range(STEPS):
        needed = {(own, other) for own, number, others in published if (own, number) in standing for other in others}
        what = chance.random()
        try:
            if what < 0.6 or not published:
                own = chance.choice(names)
                others = tuple(chance.sample([name for name in names if name != own], chance.randint(0, 2)))
                would = needed | {(own, other) for other in others}
                publish(registry, own, f"{step}", *others)
                published.append((own, f"{step}", others))
                standing.add((own, f"{step}"))
            else:
                own, number, others = chance.choice(published)
                act = yank_version if (own, number) in standing else withdraw_yank
                would = needed | {(own, other) for other in others} if act is withdraw_yank else needed
                with registry.database.writing() as session:
                    more = {"reason": "other"} if act is yank_version else {}
                    act(session, CONSOLE, component=own, number=number, **more)
                standing ^= {(own, number)}
        except DependencyCycle as refusal:
            refused += 1
            way: Any = refusal.facts["path"]
            assert way[0] == way[-1]
            assert set(pairwise(way)) <= would
        else:
            assert is_acyclic({(identifiers[own], identifiers[other]) for own, other in would})
    assert refused
    with registry.database.reading() as session:
        assert list(wrong_edges(session)) == []
    assert is_acyclic(edges_of(registry))


def test_a_batch_counts_its_edges_and_its_later_lines_may_require_earlier_ones(registry: Registry):
    register(registry, "base")
    publish(registry, "yunling/base", "1.0")

    def entry(name: str, *others: str) -> Entry:
        requires = [{"component": f"yunling/{other}", "specifier": ">=1"} for other in others]
        external = [{"name": "PostgreSQL", "kind": "open"}]
        version = {"number": "1.0", "requires": requires, "external_requirements": external}
        return Entry("yunling", name, description(), version)

    with registry.database.writing() as session:
        outcomes = register_components(
            session, CONSOLE, [entry("maps", "base"), entry("parking", "maps", "base"), entry("lost", "nowhere")]
        )

    assert [outcome.refusal is None for outcome in outcomes] == [True, True, False]
    ids = ids_of(registry)
    maps, parking, base = (ids[f"yunling/{name}"] for name in ("maps", "parking", "base"))
    assert edges_of(registry) == {(maps, base), (parking, maps), (parking, base)}
    version = registry.anyone.get("/api/v1/components/yunling/parking/versions/1.0").json
    assert version["requires"][0] == {"component": "yunling/maps", "specifier": ">=1"}
    assert version["external_requirements"][0]["name"] == "PostgreSQL"
    with registry.database.reading() as session:
        assert list(wrong_edges(session)) == []


def test_a_wrong_count_is_found_and_counted_anew(registry: Registry):
    maps, parking = register(registry, "maps", "parking")
    publish(registry, parking, "1.0", maps)
    with registry.database.writing() as session:
        session.query(ComponentEdge).update({"versions": 7})

    with registry.database.reading() as session:
        found = list(wrong_edges(session))
    with registry.database.writing() as session:
        recount_edges(session)

    assert found == ["yunling/parking → yunling/maps: 7 versions counted, recounted 1"]
    with registry.database.reading() as session:
        assert list(wrong_edges(session)) == []


def test_after_a_merger_the_recount_agrees(registry: Registry):
    maps, charts, parking, base = register(registry, "maps", "charts", "parking", "base")
    for name in (maps, charts, base):
        publish(registry, name, "1.0")
    publish(registry, charts, "2.0", base)
    publish(registry, parking, "1.0", charts)
    publish(registry, parking, "2.0", charts, maps)
    publish(registry, maps, "2.0", charts)

    with registry.database.writing() as session:
        merge_component(session, CONSOLE, component=charts, into=maps)

    ids = ids_of(registry)
    assert edges_of(registry) == {(ids[parking], ids[maps])}
    with registry.database.reading() as session:
        assert list(wrong_edges(session)) == []


def test_what_a_resolution_reads_in_bulk(registry: Registry):
    maps, parking, base = register(registry, "maps", "parking", "base")
    publish(registry, base, "1.0")
    publish(registry, maps, "2.0rc1", base)
    publish(registry, parking, "1.0", maps)
    ids = ids_of(registry)

    with registry.database.reading() as session:
        closure = closure_ids(session, [ids[parking]])
        candidates = load_candidates(session, [ids[maps], *range(10_000, 25_000)])
        needed = load_requirements(session, component_ids=[ids[parking]])
        same = load_requirements(session, version_ids=[needed[0].version_id])
        names = load_names(session, closure)

    assert closure == {ids[parking], ids[maps], ids[base]}
    assert [(row.number, row.is_prerelease, row.is_yanked) for row in candidates] == [("2.0rc1", True, False)]
    assert needed == same
    assert needed[0][1:] == (ids[maps], "")
    assert names[ids[base]].full_name == base


def test_two_publishes_at_one_moment_do_not_close_a_circle_together(registry: Registry):
    for nth in range(6):
        yunling = registry.city("yunling")
        one, other = (registry.component(yunling, f"{name}-{nth}x", "1.0") for name in ("left", "right"))
        asks = [
            partial(
                yunling.post,
                f"/api/v1/components/{own}/versions",
                {"number": "2.0", "requires": [{"component": needed}]},
            )
            for own, needed in ((one, other), (other, one))
        ]

        answers = at_once(*asks)

        assert sorted(answer.status_code for answer in answers) == [201, 409]
        assert {answer.json.get("code") for answer in answers} == {None, "dependency_cycle"}
