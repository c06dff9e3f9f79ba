"""GET /components/suggestions."""

import pytest

from tests.build import Registry

ADDRESS = "/api/v1/components/suggestions"


def test_what_is_being_typed_is_completed_in_either_language(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    assert "智慧停车" in registry.anyone.get(f"{ADDRESS}?q=智慧").json["completions"]
    assert "Smart parking" in registry.anyone.get(f"{ADDRESS}?q=smart p").json["completions"]


def test_a_better_spelling_is_offered(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    assert registry.anyone.get(f"{ADDRESS}?q=parkng").json["corrected"] == "parking"


def test_a_draft_is_not_suggested(registry: Registry):
    registry.component(registry.city("yunling"), "parking")

    assert registry.anyone.get(f"{ADDRESS}?q=智慧").json["completions"] == []


@pytest.mark.parametrize(("query", "pointer"), [("", "/q"), ("q=a&limit=21", "/limit"), ("q=a&x=1", "/x")])
def test_a_wrong_argument_is_named(registry: Registry, query: str, pointer: str):
    answer = registry.anyone.get(f"{ADDRESS}?{query}")

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
