"""The catalogue as people use it: typing, ticking, following links; in both languages, also without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Site, Visit
from tests.pages.scene import fill

pytestmark = pytest.mark.xdist_group("browser")
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def titles(page: Page) -> list[str]:
    return page.locator(".hits h3 a").all_inner_texts()


def test_typing_two_chinese_characters_finds_a_component_while_the_page_stays(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/")
    page.evaluate("window.sameWindow = true")

    page.locator("#q").press_sequentially("停车")

    expect(page.locator("#total")).to_have_text("1 个组件")
    assert titles(page) == ["智慧停车"]
    assert page.evaluate("window.sameWindow")
    assert page.evaluate("document.activeElement.id") == "q"
    assert "q=%E5%81%9C%E8%BD%A6" in page.url


def test_a_ticked_box_narrows_and_keeps_the_words_and_the_focus(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/?q=demo")
    expect(page.locator("#total")).to_have_text("3 个组件")

    page.get_by_label("程序库").focus()
    page.keyboard.press("Space")

    expect(page.locator("#total")).to_have_text("1 个组件")
    assert titles(page) == ["垃圾分类"]
    assert page.locator("#q").input_value() == "demo"
    assert page.evaluate("document.activeElement.value") == "library"
    assert page.get_by_label("服务").is_visible(), "the other kinds stay, to be chosen instead"


def test_two_values_of_a_facet_widen_and_a_chip_takes_one_back(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/?kind=library&kind=service&sort=name")
    assert titles(page) == ["统一身份认证", "垃圾分类"]

    page.locator(".chips a", has_text="程序库").click()

    expect(page.locator("#total")).to_have_text("1 个组件")
    assert titles(page) == ["统一身份认证"]
    assert not page.get_by_label("程序库").is_checked()


@on_sqlite
def test_the_language_switch_keeps_what_was_typed_and_is_remembered(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/")
    page.locator("#q").press_sequentially("停车")
    expect(page.locator("#total")).to_have_text("1 个组件")

    page.get_by_role("link", name="English").click()

    expect(page.locator("#total")).to_have_text("1 component")
    assert page.locator("html").get_attribute("lang") == "en"
    assert titles(page) == ["Smart parking"]
    page.goto("/dashboard")
    assert page.locator("html").get_attribute("lang") == "en"


@on_sqlite
def test_without_scripts_the_form_finds_narrows_and_pages(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/", scripts=False, language="en")

    page.locator("#q").fill("停车")
    page.get_by_role("button", name="Search").click()
    assert titles(page) == ["Smart parking"]
    page.goto("/")
    page.get_by_label("Library").check()
    page.get_by_role("button", name="Apply").click()

    assert page.locator("#total").inner_text() == "1 component"
    assert re.search(r"kind=library", page.url)


@on_sqlite
def test_the_next_page_goes_on_where_the_first_ended(site: Site, visit: Visit):
    yunling = site.registry.city("yunling")
    for number in range(23):
        site.registry.component(yunling, f"part-{number:02}", "1.0", title={"zh": f"部件{number:02}"})
    page = visit("/?sort=name")
    first = titles(page)

    page.get_by_role("link", name="下一页").click()

    expect(page.locator("#total")).to_have_text("23 个组件")
    assert first + titles(page) == [f"部件{number:02}" for number in range(23)]
    assert page.get_by_role("link", name="下一页").count() == 0


@on_sqlite
def test_a_typing_error_is_corrected_and_said(site: Site, visit: Visit):
    fill(site.registry)
    page = visit("/?q=parkng", language="en")

    assert titles(page) == ["Smart parking"]
    assert "parking" in page.locator("#corrected").inner_text()
