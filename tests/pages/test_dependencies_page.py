"""The pages of requirements, quarantine and removal: what they say, in both languages, and what their forms do."""

from html import unescape

import pytest

from registry.catalogue.drawing import draw, tree_of
from tests.build import Registry

PAGE = "/components/yunling/parking/dependencies"


def scene(registry: Registry):
    """parking → maps → base, parking → base, with things at every layer; its publisher."""
    yunling = registry.city("yunling")
    registry.component(yunling, "base", "1.0", title={"zh": "统一底座", "en": "Common base"})
    registry.component(yunling, "maps", title={"zh": "一张图", "en": "City map"})
    registry.version(yunling, "yunling/maps", "1.0", requires=[{"component": "yunling/base"}])
    registry.component(yunling, "parking")
    registry.version(
        yunling,
        "yunling/parking",
        "1.0",
        requires=[{"component": "yunling/maps", "specifier": ">=9"}, {"component": "yunling/base"}],
        platform_requirements=[
            {"layer": "processor", "product": "鲲鹏 920"},
            {"layer": "processor", "product": "海光 3 号"},
            {"layer": "database", "product": "openGauss", "specifier": ">=5"},
        ],
        external_requirements=[{"name": "PostgreSQL", "kind": "open", "is_optional": True, "purpose": {"zh": "存储"}}],
    )
    return yunling


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_shows_both_directions_as_lists_and_drawn(registry: Registry, language: str):
    scene(registry)

    page = registry.visitor(language=language).get(PAGE).get_data(as_text=True)
    below = registry.visitor(language=language).get("/components/yunling/base/dependencies").get_data(as_text=True)

    title, nothing = {"en": ("City map", "No component requires it."), "zh": ("一张图", "没有组件依赖它。")}[language]
    assert page.count(title) == 2  # in the list, and on the drawing
    assert nothing in page
    assert '<svg width="' in page
    assert below.index("needed-by") < below.index("/components/yunling/maps")


def test_the_version_says_what_it_runs_on_and_what_is_not_there_yet(registry: Registry):
    scene(registry)

    page = registry.visitor().get("/components/yunling/parking/versions/1.0").get_data(as_text=True)
    chinese = registry.visitor(language="zh").get("/components/yunling/parking/versions/1.0").get_data(as_text=True)

    assert "No version of &#39;yunling/maps&#39; meets &gt;=9 yet; its newest is 1.0." in page
    assert "目前没有符合 &gt;=9 的版本" in chinese
    for text in ("鲲鹏 920 or 海光 3 号", "openGauss", "Optional", "Open source"):
        assert text in page
    assert "鲲鹏 920 或 海光 3 号" in chinese


def test_deeper_is_a_link_away(registry: Registry):
    scene(registry)

    near = registry.visitor().get(f"{PAGE}?depth=1").get_data(as_text=True)
    odd = registry.visitor().get(f"{PAGE}?depth=many")

    assert 'href="?depth=2"' not in near  # everything it needs stands one step away already
    assert odd.status_code == 200


def test_a_security_administrator_holds_back_and_gives_back_on_a_page(registry: Registry):
    yunling = scene(registry)
    guard = registry.visitor(registry.client("ministry", "security:admin", kind="authority"))
    offer = guard.get("/components/yunling/parking").get_data(as_text=True)

    placed = guard.submit("/quarantines", act="place", component="yunling/parking", reason="后门")
    again = guard.submit("/quarantines", act="place", component="yunling/parking", reason="后门")
    everybody = registry.visitor().get("/components/yunling/parking").get_data(as_text=True)
    owner = registry.visitor(yunling).get("/components/yunling/parking").get_data(as_text=True)
    graph = registry.visitor().get("/components/yunling/maps/dependencies").get_data(as_text=True)
    found = registry.visitor().get("/?q=parking").get_data(as_text=True)
    version = registry.visitor().get("/components/yunling/parking/versions/1.0").get_data(as_text=True)
    lifted = guard.submit("/quarantines", act="lift", component="yunling/parking", reason="查明")

    assert "/quarantines?component=yunling%2Fparking" in offer
    assert (placed.status_code, again.status_code, lifted.status_code) == (303, 409, 303)
    assert ('id="quarantine"' in everybody, "后门" in everybody, "后门" in owner) == (True, False, True)
    assert all("Held back" in page for page in (graph, found, version))
    assert 'id="adopt"' not in everybody
    assert 'id="quarantine"' not in registry.visitor().get("/components/yunling/parking").get_data(as_text=True)
    assert "查明" in guard.get("/quarantines").get_data(as_text=True)


def test_others_do_not_see_the_list(registry: Registry):
    scene(registry)

    assert registry.visitor().get("/quarantines").status_code == 401
    assert registry.visitor(registry.city("yunling")).get("/quarantines").status_code == 403
    assert registry.visitor(registry.administrator()).get("/quarantines").status_code == 200


def test_an_owner_removes_a_component_on_a_page_or_is_told_what_stands_in_the_way(registry: Registry):
    yunling = scene(registry)
    owner = registry.visitor(yunling)

    offered = owner.get("/components/yunling/parking").get_data(as_text=True)
    refused = owner.submit("/components/yunling/base/removal", tag=_tag(owner, "base"), sure="on")
    stale = owner.submit("/components/yunling/parking/removal", tag="old", sure="on")
    done = owner.submit("/components/yunling/parking/removal", tag=_tag(owner, "parking"), sure="on")

    assert "/components/yunling/parking/removal" in offered
    assert "/removal" not in registry.visitor().get("/components/yunling/base").get_data(as_text=True)
    assert (refused.status_code, stale.status_code, done.status_code) == (409, 412, 303)
    assert "yunling/maps 1.0" in refused.get_data(as_text=True)
    assert registry.anyone.get("/api/v1/components/yunling/parking").status_code == 410


def _tag(owner, name: str) -> str:
    page = owner.get(f"/components/yunling/{name}/removal").get_data(as_text=True)
    return unescape(page.split('name="tag" value="', 1)[1].split('"', 1)[0])


def test_a_tree_shows_what_something_leads_to_once_where_it_is_nearest():
    tree = tree_of("a", [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")])

    b, c = tree.below
    assert (b.component, [branch.again for branch in b.below]) == ("b", [True])
    assert (c.component, c.again, [branch.component for branch in c.below]) == ("c", False, ["d"])


def test_boxes_of_a_drawing_do_not_overlap_and_what_is_too_much_is_not_drawn():
    links = [*(("a", f"b{nth}") for nth in range(5)), ("b0", "c"), ("a", "c"), ("b1", "b0")]

    drawing = draw("a", links)

    assert drawing is not None
    assert len({(place.x, place.y) for place in drawing.places}) == 7
    assert all(place.x + 200 <= drawing.width and place.y + 32 <= drawing.height for place in drawing.places)
    assert all(stroke.x1 < stroke.x2 for stroke in drawing.strokes)
    assert draw("a", []) is None
    assert draw("n0", [("n0", f"n{nth}") for nth in range(1, 41)]) is None
