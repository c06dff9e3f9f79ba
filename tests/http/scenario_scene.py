"""Cities with scenarios on their lists, and a component that serves one."""

from typing import Any

from tests.build import Answer, Client, Registry

API = "/api/v1"
NEEDS = {"zh": "示例：停车难", "en": "Too few places to park"}


def listed(city: Client, slug: str, **changes: Any) -> Answer:
    """Put a scenario on a city's list: one in its own words unless another is named."""
    own = {} if "scenario" in changes else {"code": "parking", "name": {"zh": "停车一张网", "en": "Parking"}}
    return city.post(f"{API}/organisations/{slug}/scenarios", {**own, "needs": NEEDS, **changes})


def coverage(client: Client, slug: str, **query: str) -> Any:
    """What a city covers."""
    return client.get(f"{API}/organisations/{slug}/coverage", query_string=query).json


def opened(city: Client, slug: str, code: str = "parking", closes_on: str = "2026-04-01", **changes: Any) -> Answer:
    """Open a scenario to entities."""
    body = {"announcement": {"zh": "征集方案", "en": "Offers wanted"}, "closes_on": closes_on, **changes}
    place = f"{API}/organisations/{slug}/scenarios/{code}/opening"
    return city.call("PUT", place, body, headers={"If-None-Match": "*"})


def offering(registry: Registry, slug: str = "builder") -> Client:
    """An operating entity that may respond."""
    return registry.client(slug, "collaboration:write", "catalogue:write", kind="operating_entity")
