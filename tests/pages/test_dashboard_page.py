"""The dashboard in a browser: from a question to its records in two clicks, exactly or suppressed, wide and narrow."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.pages.conftest import Site, Visit
from tests.pages.scene import fill, sign_in
from tests.pages.test_looks import barriers

pytestmark = pytest.mark.xdist_group("browser")

PAGES = (
    "/dashboard?as_of=2026-03-02",
    "/dashboard/series",
    "/dashboard/flows",
    "/dashboard/savings",
    "/dashboard/unused",
    "/dashboard/records?figure=running_reuse",
    "/reports",
    "/reports/reuse/2026-02",
)


def test_two_clicks_lead_from_a_figure_to_the_adoption_behind_it(site: Site, visit: Visit):
    yunling = fill(site.registry)
    page = visit("/sign-in", language="en")
    sign_in(page, yunling)
    page.goto("/dashboard")

    page.locator("#running_reuse .amount a").click()
    expect(page.locator("#records tbody tr")).to_have_count(1)
    page.locator("#records").get_by_role("link", name="Adoption").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Smart parking")


def test_the_public_reads_why_it_is_not_shown_the_records(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/", language="en")
    answer = site.registry.app.test_client().get("/dashboard/records?figure=running_reuse&lang=en")

    assert answer.status_code == 401
    assert "token" in answer.text
    page.goto("/dashboard")
    expect(page.locator("#running_reuse .amount")).to_contain_text("1")
    assert page.locator("#province").count() == 0


def test_the_form_asks_of_another_day_without_scripts(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/dashboard", language="en", scripts=False)
    page.locator(".ask summary").click()
    page.locator("#as_of").fill("2026-03-01")
    page.get_by_role("button", name="Show").click()

    expect(page.locator("#running_reuse .amount")).to_contain_text("0")
    page.get_by_role("link", name="Flows of reuse").click()
    assert "as_of=2026-03-01" in page.url
    refused = site.registry.app.test_client().get("/dashboard?as_of=2099-01-01&lang=en")
    assert (refused.status_code, "must not lie in the future" in refused.text) == (422, True)


@pytest.mark.parametrize(("language", "width"), [("zh", 390), ("en", 1280)])
def test_no_page_of_the_dashboard_has_barriers(site: Site, visit: Visit, language: str, width: int):
    owner = fill(site.registry)
    assert site.registry.administrator().post("/api/v1/reports", {"month": "2026-02"}).status_code == 201
    page = visit("/sign-in", language=language, width=width)
    sign_in(page, owner)
    for path in PAGES:
        page.goto(path)
        assert barriers(page) == [], path
        overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overhang <= 0, path


def test_what_a_page_shows_is_taken_along_as_the_reader_may_know_it(site: Site, visit: Visit):
    registry = site.registry
    owner = registry.visitor(fill(registry))
    registry.clock.set(registry.clock.now() + timedelta(days=1))
    for format in ("csv", "xlsx", "json"):
        assert owner.get(f"/dashboard/flows.{format}?by=province").status_code == 200
        assert registry.visitor().get(f"/dashboard/flows.{format}").status_code == 200
    assert owner.get("/dashboard/nothing").status_code == 404
    assert registry.visitor().get("/dashboard/flows.csv?province=990100").status_code == 401
