"""/organisations, /organisations/{slug}, /missing-organisation in a browser: found, read, entered, without barriers."""

import pytest

from tests.pages.conftest import Site, Visit
from tests.pages.scene import fill, sign_in
from tests.pages.test_looks import barriers


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_signed_in_city_meets_no_barriers_wide_or_narrow(site: Site, visit: Visit, language: str):
    yunling = fill(site.registry)
    page = visit("/", language=language)
    sign_in(page, yunling)

    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for path in ("/organisations?q=yunling&kind=city", "/organisations/haina", "/missing-organisation"):
            page.goto(path)
            assert barriers(page) == [], (path, width)
            overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overhang <= 0, (path, width)


def test_a_city_enters_a_missing_organisation_and_finds_it(site: Site, visit: Visit):
    yunling = fill(site.registry)
    page = visit("/", language="en")
    sign_in(page, yunling)

    page.goto("/missing-organisation")
    page.get_by_label("Name in Chinese").fill("江屿市")
    page.get_by_label("Short name for its address").fill("jiangyu")
    page.get_by_role("button", name="Enter as a draft").click()
    page.wait_for_url("**/organisations/jiangyu")
    page.goto("/organisations")
    page.get_by_label("A name in Chinese").fill("jiangyushi")
    page.get_by_role("button", name="Search").click()

    assert page.locator(".hits h3").all_inner_texts() == ["江屿市 Draft, not confirmed"]


def test_the_filters_work_without_scripts(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/organisations", language="en", scripts=False)

    page.locator("#facet-kind input").first.check()
    page.get_by_role("button", name="Apply").click()

    assert "kind=city" in page.url
    assert page.locator("#chips li").count() == 1
