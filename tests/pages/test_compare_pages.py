"""The pages that compare: two versions, and components side by side."""

from typing import Any

import pytest

from tests.build import Client, Registry
from tests.http.test_compare import LARGER, PLAIN, QUERY, SMALLER, attach, parking
from tests.pages.conftest import Site, Visit
from tests.rules.interfaces import asking

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

PAGE = "/components/yunling/parking/versions"


def text(registry: Registry, address: str, language: str = "en", status: int = 200) -> str:
    answer = registry.visitor(language=language).get(address)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def others(client: Client, registry: Registry, *names: str) -> list[str]:
    return [registry.component(client, name, "1.0", title={"zh": name, "en": name}) for name in names]


def test_a_person_reads_at_the_top_whether_the_upgrade_is_safe_and_why(registry: Registry, site: Site, visit: Visit):
    parking(registry, v1_2=asking(QUERY), v1_3=PLAIN)

    page = visit(f"{PAGE}/1.2/compare/1.3", language="en", scripts=False)
    chinese = visit(f"{PAGE}/1.2/compare/1.3", language="zh", scripts=False)

    told = page.inner_text("#verdict")
    assert "Going from 1.2 to 1.3 breaks something." in told
    assert "Beware: the number (a minor step) promises to be compatible" in told
    assert "The parameter q (query) is gone" in page.inner_text("#interface")
    assert "由 1.2 换为 1.3 会有不兼容" in chinese.inner_text("#verdict")
    page.get_by_role("link", name="the other way round").click()
    assert "Going from 1.3 to 1.2 is not" not in page.inner_text("#verdict")
    assert "1.2 is the older one" in page.inner_text("main")


def test_what_breaks_stands_before_what_does_not(registry: Registry):
    parking(registry, v1_2=asking(QUERY), v1_3=asking({**QUERY, "name": "r"}))

    page = text(registry, f"{PAGE}/1.2/compare/1.3")

    assert page.index("The parameter q") < page.index("The optional parameter r")


def test_other_spellings_lead_to_the_numbers(registry: Registry):
    parking(registry, v1_2=PLAIN, v1_3=LARGER)

    answers = [registry.visitor().get(f"{PAGE}/{pair}") for pair in ("1.2.0/compare/1.3", "1.2/compare/latest")]

    assert [answer.status_code for answer in answers] == [308, 302]
    assert {answer.headers["Location"] for answer in answers} == {f"{PAGE}/1.2/compare/1.3"}
    assert registry.visitor().get(f"{PAGE}/1.2/compare/7").status_code == 404


def test_a_versions_page_tells_what_changed_since_the_stable_one_before(registry: Registry):
    yunling = parking(registry, v1_2=PLAIN, v1_3rc1=None, v1_3=LARGER, v2_0=None)
    yunling.post(f"/api/v1{PAGE}/1.3/yank", {"reason": "invalid"})

    first, second, third = (text(registry, f"{PAGE}/{number}") for number in ("1.2", "1.3", "2.0"))

    assert "Changes since" not in first
    assert "Changes since 1.2" in second
    assert "by comparing the interfaces" in second
    assert "Changes since 1.2" in third
    assert "by the number alone" in third


def test_two_versions_are_chosen_by_a_form_without_scripts(registry: Registry, site: Site, visit: Visit):
    parking(registry, v1_2=PLAIN, v1_3=SMALLER, v1_4=LARGER)

    page = visit("/components/yunling/parking", language="en", scripts=False)
    page.get_by_role("link", name="Compare versions").click()
    page.get_by_label("What runs now").select_option("1.2")
    page.get_by_role("button", name="Compare").click()

    assert page.url.endswith(f"{PAGE}/1.2/compare/1.4")
    assert "is safe, as far as can be told" in page.inner_text("#verdict")


def test_components_are_set_side_by_side_by_links_and_a_form(registry: Registry, site: Site, visit: Visit):
    others(registry.city("yunling"), registry, "parking", "kerbs", "lamps")

    page = visit("/compare?component=yunling/parking", language="en", scripts=False)
    assert "Choose at least one more" in page.inner_text("main")
    page.get_by_label("Name, as publisher/name").fill("yunling/kerbs")
    page.get_by_role("button", name="Add").click()

    assert page.locator("#compared thead th").count() == 3
    page.get_by_role("link", name="Leave it out kerbs").click()
    assert page.locator("#compared").count() == 0


@pytest.mark.parametrize(("width", "shown"), [(1280, "table-cell"), (390, "block")])
def test_wide_it_is_a_table_and_narrow_it_is_stacked(
    registry: Registry, site: Site, visit: Visit, width: int, shown: str
):
    others(registry.city("yunling"), registry, "parking", "kerbs")

    page = visit("/compare?component=yunling/parking&component=yunling/kerbs", width=width)

    style: Any = page.evaluate("getComputedStyle(document.querySelector('.compared td')).display")
    assert style == shown


def test_the_fifth_and_what_is_not_there_are_told(registry: Registry):
    names = others(registry.city("yunling"), registry, *(f"part-{place}" for place in range(5)))

    many = text(registry, "/compare?" + "&".join(f"component={name}" for name in names))
    lacking = text(registry, "/compare?component=yunling/part-0&component=no/such", language="zh")
    nothing = text(registry, "/compare")

    assert "At most 4 components are compared at a time" in many
    assert 'Leave it out <span class="unseen">part-3' in many
    assert 'Leave it out <span class="unseen">part-4' not in many
    assert "没有找到“no/such”" in lacking
    assert "Choose two to four components" in nothing


def test_results_of_the_catalogue_lead_to_comparing(registry: Registry):
    yunling = parking(registry, v1_0=PLAIN)
    attach(yunling, "1.0", LARGER, "second.json")

    assert 'href="/compare?component=yunling/parking"' in text(registry, "/")
