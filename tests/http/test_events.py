"""GET /events: the change feed."""

import pytest

from tests.build import Client, Registry

ADDRESS = "/api/v1/events"


def types_of(client: Client, query: str = "limit=1000") -> list[str]:
    return [event["type"] for event in client.get(f"{ADDRESS}?{query}").json["items"]]


def walk(registry: Registry) -> tuple[Client, Client]:
    """One component published and adopted."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    registry.adoption(haina, "yunling/parking", "approved")
    return yunling, haina


def test_events_are_cloudevents_with_a_position(registry: Registry):
    walk(registry)

    for event in registry.administrator().get(f"{ADDRESS}?limit=1000").json["items"]:
        assert event["specversion"] == "1.0"
        assert event["time"] == "2026-03-02T04:00:00.000Z"
        assert {"id", "source", "type", "subject", "position", "audience", "data"} <= event.keys()


def test_a_reader_that_polls_sees_every_position_once_and_in_order(registry: Registry):
    walk(registry)
    national, after, positions = registry.administrator(), 0, []

    while page := national.get(f"{ADDRESS}?after={after}&limit=2").json:
        positions += [event["position"] for event in page["items"]]
        if page["next"] == after:
            break
        after = page["next"]

    assert positions == list(range(1, len(positions) + 1))
    assert len(positions) > 6


def test_next_moves_past_what_the_caller_may_not_see(registry: Registry):
    walk(registry)
    head = registry.administrator().get(f"{ADDRESS}?limit=1000").json["next"]

    page = registry.anyone.get(f"{ADDRESS}?limit=1000").json

    assert page["next"] == head
    assert registry.anyone.get(f"{ADDRESS}?after={head}").json == {"items": [], "next": head}


def test_who_sees_what(registry: Registry):
    yunling, haina = walk(registry)
    registry.component(yunling, "secret")

    public, entity = types_of(registry.anyone), types_of(registry.entity())
    owner, other = types_of(yunling), types_of(haina)

    assert {"component.listed", "version.published"} <= set(public)
    for outsiders in (public, entity):
        assert not [word for word in outsiders if word.startswith(("adoption.", "component.registered"))]
    assert {"adoption.begun", "adoption.moved"} <= set(owner) & set(other)
    assert owner.count("component.registered") == 2
    assert "component.registered" not in other
    assert "secret" not in haina.get(f"{ADDRESS}?limit=1000").get_data(as_text=True)


def test_tokens_and_members_are_told_to_their_organisation_only(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    member = {"login": "wang", "display_name": "王某某", "role": "publisher"}

    yunling.post("/api/v1/organisations/yunling/members", member)

    assert "member.added" in types_of(yunling, "types=member.added,token.issued")
    assert "member.added" not in types_of(haina)
    log = registry.administrator().get(f"{ADDRESS}?limit=1000").get_data(as_text=True)
    assert "王某某" not in log and "wang" not in log


@pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=0", "limit=1001", "before=3"])
def test_a_wrong_argument_is_named(registry: Registry, query: str):
    answer = registry.anyone.get(f"{ADDRESS}?{query}")

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, f"/{query.split('=')[0]}")


def test_a_refused_change_leaves_no_event(registry: Registry):
    yunling, _ = walk(registry)
    before = len(types_of(registry.administrator()))

    yunling.post("/api/v1/components/yunling/parking/versions", {"number": "1.0"})
    yunling.post("/api/v1/components/yunling/parking/versions", {"number": "1.1", "requires": [{"component": "x/y"}]})

    # The administrator's token made one event of its own.
    assert len(types_of(registry.administrator())) == before + 1
