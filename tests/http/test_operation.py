"""What operators and machines look at: /healthz, /readyz, /metrics, /.well-known/api-catalog, /docs."""

from pathlib import Path

import pytest
from sqlalchemy import text

from registry.kit.clock import SimulatedClock
from tests.build import Client, Registry


def test_the_process_is_alive(registry: Registry):
    assert registry.anyone.get("/healthz").status_code == 200


def test_it_is_ready_when_the_database_and_the_index_are(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    answer = registry.anyone.get("/readyz")

    assert (answer.status_code, answer.json["status"]) == (200, "ready")
    assert {"database", "search"} <= answer.json["checks"].keys()


def test_it_is_not_ready_when_the_tables_are_not_there(registry: Registry):
    with registry.database.writing() as session:
        session.execute(text("DELETE FROM alembic_version"))

    answer = registry.anyone.get("/readyz")

    assert (answer.status_code, answer.json["status"]) == (503, "not ready")


def test_metrics_count_by_endpoint_and_are_not_public(registry: Registry):
    registry.anyone.get("/api/v1/taxonomies")

    near = registry.anyone.get("/metrics")
    far = registry.anyone.get("/metrics", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    forwarded = registry.anyone.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})

    assert 'registry_requests_total{endpoint="taxonomies.Taxonomies",method="GET",status="200"}' in near.text
    assert (far.status_code, forwarded.status_code) == (404, 404)


def test_with_a_metrics_token_only_its_bearer_may_look(database_url: str, tmp_path: Path, clock: SimulatedClock):
    with Registry.open(database_url, tmp_path / "data", clock, metrics_token="scraper") as registry:
        assert registry.anyone.get("/metrics").status_code == 404
        assert Client(registry.app, "scraper").get("/metrics").status_code == 200


def test_the_catalog_leads_to_the_api_its_description_and_its_page(registry: Registry):
    answer = registry.anyone.get("/.well-known/api-catalog")

    assert answer.headers["Content-Type"].startswith("application/linkset+json")
    entry, beside = answer.json["linkset"]
    assert entry["anchor"].endswith("/api/v1")
    for link in (*beside["search"], *beside["alternate"]):
        assert registry.anyone.get(link["href"]).mimetype == link["type"]
    for relation, mimetype in (("service-desc", "application/json"), ("service-doc", "text/html")):
        page = registry.anyone.get(entry[relation][0]["href"])
        assert (page.status_code, page.mimetype) == (200, mimetype)


@pytest.mark.parametrize("address", ["/docs", "/problems"])
def test_pages_about_the_api_ask_nothing_of_other_hosts(registry: Registry, address: str):
    page = registry.anyone.get(address)

    assert page.status_code == 200
    for sign in ('src="http', 'src="//', 'href="//', "@import"):
        assert sign not in page.text
