"""/staged, where a person approves what machines made, and where a version's page says it came from."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.build import Client, Registry
from tests.http.test_staging import STAGED, put, staged
from tests.http.test_trusted_publishing import machine, trusting
from tests.pages.conftest import Site, Visit
from tests.pages.scene import sign_in
from tests.pages.test_looks import barriers
from tests.publishing_provider import Provider, providing

PARKING = "/components/yunling/parking"


@pytest.fixture
def provider(registry: Registry) -> Iterator[Provider]:
    with providing(lambda: registry.clock.now().timestamp()) as running:
        yield running


def waiting(registry: Registry, provider: Provider) -> Client:
    """A version that a machine staged, with a file and another requirement than the one before; a person's client."""
    yunling = trusting(registry, provider)
    registry.component(yunling, "maps", "1.0")
    registry.component(yunling, "signs", "1.0")
    registry.component(yunling, "parking")
    registry.version(yunling, "yunling/parking", "0.9", requires=[{"component": "yunling/maps", "specifier": ">=1"}])
    requires = [{"component": "yunling/maps", "specifier": "<2,>=1"}, {"component": "yunling/signs"}]
    made = staged(machine(registry, provider), "1.0", requires=requires)
    put(machine(registry, provider), made, "parking-1.0.zip")
    return yunling


def test_a_person_reads_what_a_machine_made_and_approves_it_without_scripts(registry: Registry, provider: Provider):
    yunling = waiting(registry, provider)
    visitor = registry.visitor(yunling)
    (item,) = yunling.get(STAGED).json["items"]
    fields = {"component": "yunling/parking", "staged": item["id"]}

    page = visitor.get("/staged").get_data(as_text=True)
    desk = visitor.get("/reviews").get_data(as_text=True)
    approved = visitor.submit("/staged", act="approve", **fields)
    again = visitor.submit("/staged", act="approve", **fields)

    for told in (
        "release.yml",
        "2b7c1d3e4f5061728394a5b6c7d8e9f001122334",
        "parking-1.0.zip",
        "yunling/signs",
        "&gt;=1",
    ):
        assert told in page, told
    assert item["artifacts"][0]["digest"].removeprefix("sha256:") in page
    assert "To approve: 1" in desk
    assert (approved.status_code, approved.headers["Location"]) == (303, f"{PARKING}/versions/1.0")
    assert again.status_code == 409
    told = visitor.get(f"{PARKING}/versions/1.0").get_data(as_text=True)
    assert "A person of yunling approved it." in told and "release.yml" in told
    assert "Published with a token" in visitor.get(f"{PARKING}/versions/0.9").get_data(as_text=True)


def test_a_rejection_comes_with_reasons_that_stay_to_be_read(registry: Registry, provider: Provider):
    yunling = waiting(registry, provider)
    visitor, chinese = registry.visitor(yunling), registry.visitor(yunling, language="zh")
    fields = {"component": "yunling/parking", "staged": yunling.get(STAGED).json["items"][0]["id"]}

    without = chinese.submit("/staged", act="reject", reasons="  ", **fields)
    rejected = visitor.submit("/staged", act="reject", reasons="no tests ran", **fields)

    assert (without.status_code, "驳回须说明理由" in without.get_data(as_text=True)) == (422, True)
    assert rejected.status_code == 303
    assert "Nothing waits for you." in visitor.get("/staged").get_data(as_text=True)
    assert "no tests ran" in visitor.get("/staged?status=rejected").get_data(as_text=True)


def test_others_see_nothing_of_it_and_nobody_acts_by_a_forged_form(registry: Registry, provider: Provider):
    yunling = waiting(registry, provider)
    fields = {"component": "yunling/parking", "staged": yunling.get(STAGED).json["items"][0]["id"], "act": "approve"}
    haina = registry.visitor(registry.city("haina"))

    assert "Sign in" in registry.visitor().get("/staged").get_data(as_text=True)
    assert "yunling/parking" not in haina.get("/staged").get_data(as_text=True)
    assert haina.submit("/staged", **fields).status_code == 403
    assert registry.visitor().submit("/staged", **fields).status_code == 401
    assert registry.visitor(yunling).submit("/staged", **{**fields, "csrf_token": "forged"}).status_code == 403
    assert registry.visitor(yunling).submit("/staged", **{**fields, "act": "burn"}).status_code == 404
    assert registry.visitor(yunling).submit("/staged", **{**fields, "staged": "x"}).status_code == 404
    assert (
        registry.visitor(yunling).submit("/staged", **{**fields, "act": "reject", "reasons": "x" * 2001}).status_code
        == 422
    )


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_desk_has_no_barriers_wide_or_narrow(site: Site, visit: Visit, language: str):
    with providing(lambda: site.registry.clock.now().timestamp()) as running:
        yunling = waiting(site.registry, running)
    page: Page = visit("/", language=language)
    sign_in(page, yunling)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto("/staged")
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.locator(".acts form.act button").click()

    expect(page.locator("#origin")).to_contain_text("release.yml")
    assert barriers(page) == []
