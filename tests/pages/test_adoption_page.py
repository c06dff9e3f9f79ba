"""The page of an adoption, in a browser: no barriers with every form open, and a record that is typed in and read."""

import pytest
from playwright.sync_api import expect

from tests.build import Client
from tests.pages.conftest import Site, Visit
from tests.pages.scene import fill, sign_in
from tests.pages.test_looks import barriers

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


def adopted(site: Site) -> tuple[Client, str]:
    """Haina's live adoption, with a cost and a rating."""
    fill(site.registry)
    haina = site.registry.city("haina")
    place = f"/adoptions/{haina.get('/api/v1/adoptions').json['items'][0]['id']}"
    cost = {"baseline": "1000.00", "actual": "400.00", "currency": "CNY", "baseline_kind": "award"}
    for part, told in (("cost", cost), ("rating", {"stars": 5, "comment": "好用"})):
        haina.call("PUT", f"/api/v1{place}/{part}", told, headers={"If-None-Match": "*"})
    return haina, place


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_part_of_it_has_barriers_or_scrolls_sideways(site: Site, visit: Visit, language: str):
    haina, place = adopted(site)
    page = visit("/", language=language)
    sign_in(page, haina)

    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(place)
        page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
        assert barriers(page) == [], width
        overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overhang <= 0, width


def test_a_city_records_how_far_it_reaches(site: Site, visit: Visit):
    haina, place = adopted(site)
    page = visit("/", language="en")
    sign_in(page, haina)
    page.goto("/components/yunling/parking")
    page.locator("#ratings").get_by_role("link", name="haina").click()

    page.get_by_text("Record what has changed").click()
    page.get_by_label("Departments reached, one on each line").fill("城管局\n交通局")
    page.get_by_label("District").check()
    page.get_by_role("button", name="Record it").first.click()

    expect(page.locator("#record")).to_contain_text("2 · 城管局, 交通局")
    assert haina.get(f"/api/v1{place}").json["levels"] == ["district"]
