"""GET /organisations/{slug}/landscape, as a list, a drawing, and beside another's."""

from xml.etree import ElementTree

import pytest

from tests.build import Client, Registry
from tests.http.landscape_scene import API, publish

LANDSCAPE = f"{API}/organisations/haina/landscape"
SVG = "{http://www.w3.org/2000/svg}"


def run(registry: Registry) -> tuple[Client, Client]:
    """A city that runs one component at a version that is behind, and another at a version nobody knows."""
    yunling, haina = publish(registry)
    registry.entity("builder")
    registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0", operator="builder")
    registry.adoption(haina, "yunling/lights", "approved", "pilot")
    return yunling, haina


@pytest.mark.parametrize(
    ("query", "components"),
    [
        ("", ["yunling/lights", "yunling/parking"]),
        ("stage=live", ["yunling/parking"]),
        ("stage=retired", []),
        ("domain=A4", ["yunling/lights", "yunling/parking"]),
        ("domain=A1", []),
        ("domain=unspecified", []),
        ("kind=application", ["yunling/lights", "yunling/parking"]),
        ("kind=service", []),
        ("publisher=yunling", ["yunling/lights", "yunling/parking"]),
        ("publisher=haina", []),
        ("operator=builder", ["yunling/parking"]),
        ("outdated=true", ["yunling/parking"]),
        ("unknown_version=true", ["yunling/lights"]),
    ],
)
def test_a_landscape_narrows(registry: Registry, query: str, components: list[str]):
    _, haina = run(registry)

    items = haina.get(f"{LANDSCAPE}?{query}").json["items"]

    assert [item["component"] for item in items] == components


def test_each_use_is_told_with_the_latest_version_beside_it(registry: Registry):
    yunling, _ = run(registry)

    item = yunling.get(f"{LANDSCAPE}?stage=live").json["items"][0]

    assert (item["version"], item["latest"], item["is_behind"]) == ("1.0", "1.1", True)
    assert (item["adopter"], item["beneficiary"], item["operator"]) == ("haina", "haina", "builder")


def test_a_long_landscape_comes_in_pages_that_hold_each_use_once(registry: Registry):
    _, haina = run(registry)

    first = haina.get(f"{LANDSCAPE}?limit=1").json
    second = haina.get(f"{LANDSCAPE}?limit=1&cursor={first['next']}").json

    assert [page["items"][0]["component"] for page in (first, second)] == ["yunling/lights", "yunling/parking"]
    assert second["next"] is None


@pytest.mark.parametrize("end", ["", ".csv", ".xlsx", ".svg", "/comparison?with=yunling"])
def test_landscapes_are_for_cities_and_administrators_at_every_door(registry: Registry, end: str):
    yunling, haina = run(registry)

    for outsider, status in ((registry.anyone, 401), (registry.entity("firm"), 403), (registry.assessor(), 403)):
        assert outsider.get(f"{LANDSCAPE}{end}").status_code == status
    for insider in (haina, yunling, registry.administrator()):
        assert insider.get(f"{LANDSCAPE}{end}").status_code == 200


def test_what_a_city_runs_of_restricted_components_other_cities_do_not_see(registry: Registry):
    yunling, haina = run(registry)
    national = registry.administrator()
    national.post(f"{API}/clusters", {"slug": "river", "name": {"zh": "示例"}})
    for member in ("yunling", "haina"):
        national.post(f"{API}/clusters/river/members", {"member": member})
    body = {"visible_to_clusters": ["river"]}
    tag = yunling.get(f"{API}/components/yunling/parking").headers["ETag"]
    assert yunling.patch(f"{API}/components/yunling/parking", body, etag=tag).status_code == 200
    stranger = registry.city("jiangyu")

    assert [item["component"] for item in stranger.get(LANDSCAPE).json["items"]] == ["yunling/lights"]
    assert b"yunling/parking" not in stranger.get(f"{LANDSCAPE}.csv").data
    assert len(haina.get(LANDSCAPE).json["items"]) == 2


def test_the_drawing_counts_each_stage_of_each_domain_and_says_so_in_both_languages(registry: Registry):
    _, haina = run(registry)

    for language, said in (("en", "Live"), ("zh", "上线")):
        answer = haina.get(f"{LANDSCAPE}.svg?language={language}")
        drawing = ElementTree.fromstring(answer.data)  # noqa: S314 — made by ourselves
        titles = [node.text or "" for node in drawing.iter(f"{SVG}title")]
        assert answer.mimetype == "image/svg+xml"
        assert len(list(drawing.iter(f"{SVG}circle"))) == 2
        assert any(said in title and title.endswith(": 1") for title in titles)
        assert drawing.find(f"{SVG}desc") is not None
        assert b"<script" not in answer.data and b"style=" not in answer.data


def test_names_in_a_drawing_are_text_and_never_markup(registry: Registry):
    registry.city("evil", name={"zh": "<script>alert(1)</script>", "en": "A & B"})
    client = registry.city("evil")

    for language in ("zh", "en"):
        answer = client.get(f"{API}/organisations/evil/landscape.svg?language={language}")
        ElementTree.fromstring(answer.data)  # noqa: S314 — made by ourselves
        assert b"<script>" not in answer.data


def test_two_landscapes_stand_beside_one_another(registry: Registry):
    yunling, haina = run(registry)
    registry.component(haina, "own", "1.0")
    registry.adoption(yunling, "haina/own", "approved", "live")
    registry.adoption(yunling, "yunling/parking", "approved", "live")

    told = haina.get(f"{LANDSCAPE}/comparison?with=yunling").json
    drawing = haina.get(f"{LANDSCAPE}.svg?with=yunling")

    assert told == {"both": ["yunling/parking"], "only_here": ["yunling/lights"], "only_there": ["haina/own"]}
    circles = list(ElementTree.fromstring(drawing.data).iter(f"{SVG}circle"))  # noqa: S314 — made by ourselves
    assert len(circles) == 3 + 2, "three cells and two in the key"


def test_an_unknown_filter_or_body_is_refused(registry: Registry):
    _, haina = run(registry)

    assert haina.get(f"{LANDSCAPE}?stage=sleeping").status_code == 422
    assert haina.get(f"{API}/organisations/nowhere/landscape").status_code == 404
    assert haina.get(f"{LANDSCAPE}/comparison?with=nowhere").status_code == 404
    assert haina.get(f"{LANDSCAPE}/comparison").status_code == 422
