"""The catalogue's own promises, below HTTP: drafts hidden, races with one winner, events of each change."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from registry.catalogue.actions import describe_component, publish_version, register_component
from registry.catalogue.errors import VersionTaken
from registry.catalogue.queries import get_component
from registry.events.queries import list_changes
from registry.kit.actor import ANONYMOUS, CONSOLE, Actor
from registry.kit.errors import NotFound, Stale, TokenRequired
from tests.build import Registry, description


def register(registry: Registry) -> str:
    registry.organisation("yunling")
    with registry.database.writing() as session:
        register_component(session, CONSOLE, publisher="yunling", name="parking", details=description())
    return "yunling/parking"


def types_of(registry: Registry, subject: str) -> list[str]:
    with registry.database.reading() as session:
        return [change.type for change in list_changes(session, after=0, limit=1000) if subject in change.subject]


def test_every_write_asks_who_acts_before_it_does_anything(registry: Registry):
    component = register(registry)

    with registry.database.writing() as session, pytest.raises(NotFound):
        publish_version(session, ANONYMOUS, component=component, number="1.0")
    with registry.database.writing() as session:
        publish_version(session, CONSOLE, component=component, number="1.0")
    with registry.database.writing() as session, pytest.raises(TokenRequired):
        publish_version(session, ANONYMOUS, component=component, number="2.0")

    assert types_of(registry, component) == ["component.registered", "component.listed", "version.published"]


def test_a_refused_change_leaves_neither_row_nor_event(registry: Registry):
    component = register(registry)
    with registry.database.writing() as session:
        publish_version(session, CONSOLE, component=component, number="1.0")
    before = types_of(registry, component)

    with registry.database.open_writing() as session, pytest.raises(VersionTaken):
        publish_version(session, CONSOLE, component=component, number="1.0.0")

    assert types_of(registry, component) == before


def test_of_eight_who_publish_the_same_version_one_wins(registry: Registry):
    component = register(registry)

    def publish(spelling: str) -> bool:
        try:
            with registry.database.writing() as session:
                publish_version(session, CONSOLE, component=component, number=spelling)
        except VersionTaken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(publish, ["1.0", "1", "v1.0", "1.0.0", "01.0", "1.0.0.0", "V1", "1.00"]))

    assert won.count(True) == 1
    assert types_of(registry, component).count("version.published") == 1


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_change_prepared_before_another_was_committed_is_stale(registry: Registry):
    """The row was read before it was locked: what was read then must not pass for what stands there now."""
    component = register(registry)
    with registry.database.open_writing() as early:
        held = get_component(early, CONSOLE, component)
        tag = held.etag
        with registry.database.writing() as other:
            describe_component(
                other, CONSOLE, component=component, details=description(tags=["first"]), expected_tag=tag
            )

        with pytest.raises(Stale):
            describe_component(
                early, CONSOLE, component=component, details=description(tags=["second"]), expected_tag=tag
            )


def test_a_scope_narrowed_to_names_covers_those_only():
    actor = Actor(key="token:x", scopes=frozenset({"catalogue:write:parking-*"}), acts_for=frozenset({1}))

    assert actor.holds("catalogue:write", "parking-meters")
    assert not actor.holds("catalogue:write", "parking")
    assert not actor.holds("catalogue:write", "street-parking-meters")
    assert not actor.holds("catalogue:write")
    assert not actor.holds("catalogue:writer", "parking-meters")
