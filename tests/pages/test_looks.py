"""What every page owes to everybody: no barriers, no sideways scrolling, letters that are drawn."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Site, Visit
from tests.pages.scene import fill

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
PAGES = (
    "/",
    "/?q=停车&kind=application",
    "/?q=没有这样的东西xyz",
    "/components/yunling/parking",
    "/components/yunling/parking/versions/1.0.1",
    "/components/yunling/parking/versions/1.0.0/compare/1.1.0",
    "/components/yunling/parking/compare",
    "/components/yunling/parking/dependencies",
    "/compare?component=yunling/parking&component=haina/identity",
    "/dashboard",
    "/organisations",
    "/organisations/yunling",
    "/missing-organisation",
    "/standards",
    "/standards/gb-t-28181-2022",
    "/taxonomies",
    "/taxonomies/domains/A4",
    "/sign-in",
    "/problems",
    "/problems/not_found",
)


def barriers(page: Page) -> list[str]:
    """What axe-core finds wrong, one line for each rule."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found["violations"]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_has_barriers_or_scrolls_sideways_wide_or_narrow(site: Site, visit: Visit, language: str):
    fill(site.registry)
    page = visit("/", language=language)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for path in PAGES:
            page.goto(path)
            assert barriers(page) == [], (path, width)
            overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overhang <= 0, (path, width)


def test_chinese_letters_are_drawn_and_not_boxes(site: Site, visit: Visit):
    page = visit("/")

    drawn = page.evaluate(
        """() => ["停", "车", "\\u{10FFFE}"].map(letter => {
            const canvas = document.createElement("canvas");
            const pen = canvas.getContext("2d");
            pen.font = "32px " + getComputedStyle(document.body).fontFamily;
            pen.fillText(letter, 4, 40);
            return canvas.toDataURL();
        })"""
    )

    assert len(set(drawn)) == 3


def test_the_keyboard_reaches_the_content_first_and_focus_is_seen(site: Site, visit: Visit):
    page = visit("/", language="en")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.id") == "q"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_api_page_opens_its_viewer_from_files_of_our_own(site: Site, visit: Visit):
    page = visit("/docs", language="en")

    expect(page.locator("#viewer .opblock-tag").first).to_be_visible()


def test_the_filters_unfold_on_a_narrow_screen_and_stay_so(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/", language="en", width=360)
    assert not page.get_by_label("Library").is_visible()

    page.get_by_text("Narrow the result").click()
    page.get_by_label("Library").check()

    expect(page.locator("#total")).to_have_text("1 component")
    assert page.get_by_label("Library").is_visible()


def test_the_dashboard_tells_figures_with_their_definitions(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/dashboard", language="en")

    listed = page.locator("#components_listed")
    assert listed.locator(".amount").inner_text().startswith("3")
    listed.locator("summary").click()

    expect(listed.locator("details p")).to_be_visible()


def test_following_links_leads_from_a_hit_to_its_version(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/", language="en")

    page.get_by_role("link", name="Smart parking", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Smart parking")
    page.locator(".glance").get_by_role("link", name="1.1.0").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Smart parking 1.1.0")
    assert page.get_by_role("link", name="haina/identity").is_visible()
