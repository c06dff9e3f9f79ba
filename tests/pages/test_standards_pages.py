"""The pages of standards and of concepts, and what a component's page says of its conformance."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.build import Registry
from tests.pages.conftest import Site

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

Visit = Callable[..., Page]


@pytest.fixture
def conforming(registry: Registry) -> Registry:
    """A component whose first version was verified and whose second claims another standard."""
    yunling = registry.city("yunling")
    name = registry.component(yunling, "parking", "1.0", "2.0", standards=["GB/T 22239"])
    place = f"/api/v1/components/{name}/versions"
    first = yunling.post(f"{place}/1.0/conformance", {"standard": "GB/T 28181"}).json["id"]
    registry.assessor().post(f"{place}/1.0/conformance/{first}/verification", {"decision": "verified"})
    yunling.post(f"{place}/2.0/conformance", {"standard": "RFC 6749", "clauses": "4.1"})
    return registry


def test_a_standard_is_found_by_any_spelling_and_shows_who_conforms(conforming: Registry, site: Site, visit: Visit):
    page = visit("/standards?q=gbt28181", language="en")
    page.get_by_role("link", name="GB/T 28181-2022").click()

    assert "GB/T 28181-2022" in page.inner_text("h1")
    assert "Verified" in page.inner_text("#conforming")
    assert page.locator("#conforming li a").first.get_attribute("href") == "/components/yunling/parking"
    others = page.get_by_role("link", name="Components that name it, in any edition").get_attribute("href")
    assert others == "/?standard=gb-t-28181"
    assert "yunling/parking" in conforming.anyone.get(others).get_data(as_text=True)


def test_an_edition_that_was_replaced_leads_to_the_one_in_force(registry: Registry, site: Site, visit: Visit):
    page = visit("/standards/gb-t-28181-2016")

    assert "GB/T 28181-2022" in page.inner_text("#superseded")
    assert visit("/standards/gb-t-28181").url.endswith("/standards/gb-t-28181-2022")


def test_a_components_page_shows_the_latest_versions_claims_and_folds_the_others(
    conforming: Registry, site: Site, visit: Visit
):
    page = visit("/components/yunling/parking", language="en")

    section = page.locator("#conformance")
    assert section.get_by_role("link", name="GB/T 22239").get_attribute("href") == "/standards/gb-t-22239-2019"
    assert "RFC 6749" in section.inner_text()
    assert not section.get_by_role("link", name="GB/T 28181-2022").is_visible()
    section.locator("summary").click()
    assert section.get_by_role("link", name="GB/T 28181-2022").is_visible()


def test_a_concept_explains_itself_and_shows_what_uses_it(conforming: Registry, site: Site, visit: Visit):
    page = visit("/taxonomies")
    page.get_by_role("link", name="A4 推进城市精准精细治理").click()

    assert "A4 推进城市精准精细治理" in page.inner_text("h1")
    assert "660" in page.inner_text("main")
    assert "1 个组件使用" in page.inner_text("#used")
    page.get_by_role("link", name="在目录中查看全部").click()
    assert page.url.endswith("/?domain=A4")


def test_a_concept_that_is_gone_leads_to_what_took_its_place(registry: Registry, site: Site, visit: Visit):
    national = registry.administrator()
    left = [row for row in national.get("/api/v1/taxonomies/domains").json["concepts"] if row["code"] != "A4"]
    body = {"edition": "2027-01", "concepts": left, "replaced": {"A4": ["A5"]}}
    national.post("/api/v1/taxonomies/domains/releases", body)
    national.post("/api/v1/taxonomies/domains/releases/2027-01/activation")

    page = visit("/taxonomies/domains/A4", language="en")

    assert "2027-01" in page.inner_text("#gone")
    assert page.locator("#gone a").get_attribute("href") == "/taxonomies/domains/A5"


@pytest.mark.parametrize("path", ["/standards/gb-t-99999", "/taxonomies/domains/Z9", "/taxonomies/nothing/A1"])
def test_what_is_not_there_says_so(registry: Registry, path: str):
    assert registry.anyone.get(path).status_code == 404
