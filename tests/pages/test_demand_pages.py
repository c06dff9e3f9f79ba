"""/demands and /demands/{id}: the board, the form and what each side does there, as pages without scripts."""

import pytest

from tests.build import Client, Registry
from tests.pages.conftest import Site, Visit
from tests.pages.scene import sign_in
from tests.pages.test_looks import barriers

NEW = "/demands/new"
LIFTS = {"title": "老旧小区电梯运行监测", "description": "电梯困人时自动报警并派单。", "domains": "A4"}


def posted(registry: Registry, client: Client) -> str:
    """Post a demand by the form; the address it leads to."""
    answer = registry.visitor(client).submit(NEW, **LIFTS)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def lifts(registry: Registry, publisher: Client) -> str:
    words = {"title": {"zh": LIFTS["title"]}, "summary": {"zh": LIFTS["description"]}}
    return registry.component(publisher, "lift-monitoring", "1.0", **words)


def test_what_exists_already_is_shown_before_a_demand_is_posted(registry: Registry):
    yunling, component = registry.city("yunling"), lifts(registry, registry.city("haina"))
    visitor = registry.visitor(yunling)

    first = visitor.submit(NEW, **LIFTS).get_data(as_text=True)
    stays = yunling.get("/api/v1/demands").json["items"]
    wrong = visitor.submit(NEW, **{**LIFTS, "domains": "Z9"}, seen="yes")
    second = visitor.submit(NEW, **LIFTS, seen="yes")

    assert (f'href="/components/{component}"' in first, 'name="seen" value="yes"' in first, stays) == (True, True, [])
    assert (wrong.status_code, "There is no domain" in wrong.get_data(as_text=True)) == (422, True)
    (made,) = yunling.get("/api/v1/demands").json["items"]
    assert second.headers["Location"] == f"/demands/{made['id']}"
    assert made["title"] == {"zh": LIFTS["title"]}


def test_another_city_seconds_it_on_the_page_and_takes_that_back(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    place = posted(registry, yunling)
    visitor = registry.visitor(haina)

    visitor.submit(place, act="second", note="还需对接消防")
    visitor.submit(place, act="second", note="还需对接物业")
    seen = visitor.get(place).get_data(as_text=True)
    public = registry.visitor().get(place).get_data(as_text=True)
    visitor.submit(place, act="withdraw")

    assert ("seconded by 1 city" in seen, "还需对接物业" in seen, "还需对接消防" in seen) == (True, True, False)
    assert ("seconded by fewer than 5 cities" in public, "还需对接物业" in public) == (True, False)
    assert haina.get(f"/api/v1{place}").json["seconds"] == 0
    assert registry.visitor(yunling).submit(place, act="second").status_code == 403


def test_a_component_is_offered_confirmed_and_tells_who_asked_for_it(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    place = posted(registry, yunling)
    component = lifts(registry, haina)
    publisher, asker = registry.visitor(haina), registry.visitor(yunling)

    unknown = publisher.submit(place, act="offer", component="haina/nothing")
    publisher.submit(place, act="offer", component=component, note="可直接部署")
    (offer,) = yunling.get(f"/api/v1{place}/fulfilment").json["items"]
    asker.submit(place, act="confirm", offer=offer["id"], note="符合需要")

    assert (unknown.status_code, "There is no such component" in unknown.get_data(as_text=True)) == (422, True)
    assert f'href="{place}"' in asker.get(f"/components/{component}").get_data(as_text=True)
    assert "Asked for by 1 city:" in asker.get(f"/components/{component}").get_data(as_text=True)
    asker.submit(place, act="reopen")
    asker.submit(place, act="close", reason="并入省级平台")
    assert "并入省级平台" in registry.visitor().get(place).get_data(as_text=True)
    assert asker.submit(place, act="nonsense").status_code == 404


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_has_barriers_or_scrolls_sideways(site: Site, visit: Visit, language: str):
    registry = site.registry
    yunling = registry.city("yunling")
    place = posted(registry, yunling)
    registry.visitor(registry.city("haina")).submit(place, act="second", note="示例")
    component = lifts(registry, registry.city("haina"))
    registry.visitor(registry.city("haina")).submit(place, act="offer", component=component)
    page = visit("/", language=language)
    sign_in(page, yunling)

    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ("/demands", "/demands?status=closed", place, NEW):
            page.goto(address)
            assert barriers(page) == [], (address, width)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, width)
    assert site.complaints == []
