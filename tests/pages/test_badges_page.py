"""Badges and data blocks on a component's page, in a real browser under the strict policy."""

import pytest
from playwright.sync_api import expect

from tests.pages.conftest import Site, Visit
from tests.pages.scene import fill

pytestmark = pytest.mark.xdist_group("browser")


def test_badges_are_folded_drawn_and_ready_to_copy(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/components/yunling/parking")
    badges = page.locator("#badges")
    expect(badges.locator("img").first).not_to_be_visible()

    badges.locator("summary").click()

    expect(badges.locator("img")).to_have_count(3)
    expect(badges.locator("img").first).to_be_visible()
    page.wait_for_function("[...document.querySelectorAll('#badges img')].every(img => img.naturalWidth > 40)")
    copied = badges.locator("code").inner_text().strip().splitlines()
    assert len(copied) == 3
    assert copied[0] == (
        f"[![版本]({site.root}/badges/yunling/parking/version.svg?lang=zh)]({site.root}/components/yunling/parking)"
    )


def test_the_data_block_is_there_under_the_strict_policy(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/components/yunling/parking")

    said = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")

    assert said["name"] == "智慧停车"
    assert site.complaints == []
