"""GET /resolve: what fits together, why, and what to change when nothing does; as a page without scripts."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.build import Client, Registry
from tests.pages.conftest import Site, Visit
from tests.pages.scene import sign_in
from tests.pages.test_looks import barriers

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]


@pytest.fixture
def yunling(registry: Registry) -> Client:
    """Parking 2.0 needs maps from 2 on, kerbs needs maps below 2."""
    yunling = registry.city("yunling")
    maps = registry.component(yunling, "maps", "1.0", "2.0")
    parking = registry.component(yunling, "parking", "1.0")
    registry.version(yunling, parking, "2.0", requires=[{"component": maps, "specifier": ">=2"}])
    kerbs = registry.component(yunling, "kerbs")
    registry.version(yunling, kerbs, "1.0", requires=[{"component": maps, "specifier": "<2"}])
    return yunling


def ask(page: Page, *lines: str) -> None:
    page.locator("#need").fill("\n".join(lines))
    page.locator("main form button").click()


def test_lines_are_asked_and_versions_answered_with_their_reasons(yunling: Client, site: Site, visit: Visit):
    page = visit("/resolve", language="en")

    ask(page, "yunling/parking >=1", "", "yunling/maps")

    assert page.locator("#answer tbody tr").count() == 2
    assert "You ask for >=1. 2.0 is the newest stable version." in page.locator("#answer").inner_text()
    assert page.locator("#need").input_value() == "yunling/parking >=1\nyunling/maps"


def test_a_conflict_is_said_in_sentences_and_a_change_is_a_link_that_answers(yunling: Client, site: Site, visit: Visit):
    page = visit("/resolve", language="en")
    ask(page, "yunling/kerbs", "yunling/parking >=2")

    assert "yunling/kerbs 1.0 asks for yunling/maps <2" in page.locator("#conflict").inner_text()
    page.get_by_role("link", name="allow yunling/parking >=1.0 instead of >=2").click()

    assert page.locator("#answer tbody tr").count() == 3


def test_what_ones_own_city_runs_is_kept_when_signed_in(registry: Registry, yunling: Client, site: Site, visit: Visit):
    haina = registry.city("haina")
    registry.adoption(haina, "yunling/maps", "approved", "pilot", version="1.0")
    page = visit("/resolve")
    sign_in(page, haina)
    page.goto("/resolve")

    ask(page, "yunling/maps")

    assert "保持不变" in page.locator("#answer").inner_text()
    assert "城市已在运行" in page.locator("#answer").inner_text()


@pytest.mark.parametrize(
    ("lines", "status", "said"),
    [
        ("parking", 422, "第 1 行"),
        ("yunling/parking\nyunling/nothing", 422, "没有登记过该组件"),
        ("yunling/maps >=7", 422, "最接近的是 2.0"),
        ("yunling/maps latest", 422, "应形如 publisher/name"),
        ("\n".join(["yunling/maps"] * 101), 422, "最多 100 行"),
    ],
)
def test_mistakes_are_named_by_their_line(registry: Registry, yunling: Client, lines: str, status: int, said: str):
    answer = registry.visitor(language="zh").get(f"/resolve?need={quote(lines)}")

    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_has_no_barriers_and_does_not_scroll_sideways(
    yunling: Client, site: Site, visit: Visit, language: str
):
    page = visit("/resolve", language=language)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for lines in ("", "yunling/parking", "yunling/kerbs\nyunling/parking >=2", "yunling/parking >=9"):
            page.goto(f"/resolve?need={quote(lines)}")
            assert barriers(page) == [], (lines, width)
            overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overhang <= 0, (lines, width)
    # The browser itself notes on its console that a question with mistakes is answered by 422.
    site.complaints[:] = [one for one in site.complaints if "422" not in one]
