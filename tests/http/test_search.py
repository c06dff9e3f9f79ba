"""GET /components: words, filters, facets, sorts, pages, and who may ask what."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.build import START, Client, Registry

ADDRESS = "/api/v1/components"

CATALOGUE = {
    "parking": {"title": {"zh": "智慧停车", "en": "Smart parking"}, "domains": ["A4"], "tags": ["交通"]},
    "buses": {
        "title": {"zh": "公交调度", "en": "Dispatching buses"},
        "domains": ["A4", "A5"],
        "kind": "service",
        "tags": ["交通"],
        "license": "Apache-2.0",
    },
    "schools": {
        "title": {"zh": "入学一件事", "en": "Starting school"},
        "domains": ["A5"],
        "kind": "process_playbook",
        "scenarios": ["入学"],
        "actions": ["digital_life"],
        "cost_model": "per_deployment",
        "platforms": ["web"],
    },
}
SUMMARY = {"zh": "示例组件。", "en": "An example."}


def fill(registry: Registry) -> Client:
    """Three components of one city, listed a day apart."""
    yunling = registry.city("yunling")
    for day, (name, described) in enumerate(CATALOGUE.items()):
        registry.clock.set(START + timedelta(days=day))
        registry.component(yunling, name, "1.0", **{"summary": SUMMARY, **described})
    return yunling


def found(client: Client, query: str) -> list[str]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [item["name"] for item in answer.json["items"]]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("停车", ["parking"]),
        ("dispatched", ["buses"]),
        ("schools", ["schools"]),
        ("tingche", ["parking"]),
        ("zhtc", ["parking"]),
        ("智慧停車", ["parking"]),
        ("parkng", ["parking"]),
        ("交通 dispatch", ["buses"]),
        ("入学", ["schools"]),
        ("火箭", []),
    ],
)
def test_words_in_either_language_pinyin_and_with_mistakes_find(registry: Registry, words: str, names: list):
    fill(registry)

    assert found(registry.anyone, f"q={words}") == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("domain=A4", {"parking", "buses"}),
        ("domain=A4&domain=A5", {"parking", "buses", "schools"}),
        ("domain=A4&domain=A5&kind=service", {"buses"}),
        ("tag=交通", {"parking", "buses"}),
        ("scenario=入学", {"schools"}),
        ("action=digital_life", {"schools"}),
        ("license=Apache-2.0", {"buses"}),
        ("cost_model=per_deployment", {"schools"}),
        ("platform=web", {"schools"}),
        ("publisher=yunling", {"parking", "buses", "schools"}),
        ("publisher=haina", set()),
        ("status=deprecated", {"buses"}),
        ("domain=Z9", set()),
        ("q=交通&kind=service", {"buses"}),
    ],
)
def test_filters_narrow_and_values_of_one_are_alternatives(registry: Registry, query: str, names: set):
    fill(registry).post(f"{ADDRESS}/yunling/buses/deprecation", {"reason": "replaced", "message": "再见"})

    assert set(found(registry.anyone, query)) == names


def test_province_and_class_of_the_publisher_narrow_too(registry: Registry):
    national = registry.administrator()
    for code, parent in (("990000", None), ("990100", "990000")):
        body = {"code": code, "name": f"示例{code}", "kind": "示例", **({"parent_code": parent} if parent else {})}
        assert national.post("/api/v1/divisions", body).status_code == 201
    registry.organisation("yunling", division_code="990100")
    fill(registry)
    national.post("/api/v1/organisations/yunling/classes", {"class": "progressing"})

    assert len(found(registry.anyone, "province=990000&city_class=progressing")) == 3
    assert found(registry.anyone, "city_class=leading") == []


def test_facets_count_exactly_what_their_filter_finds(registry: Registry):
    fill(registry)

    names = "domain,action,kind,scenario,tag,license,publisher,status,platform,cost_model"
    facets = registry.anyone.get(f"{ADDRESS}?facets={names}").json["facets"]

    assert {pair["value"]: pair["count"] for pair in facets["domain"]} == {"A4": 2, "A5": 2}
    for name in names.split(","):
        for pair in facets[name]:
            answer = registry.anyone.get(f"{ADDRESS}?{name}={pair['value']}&limit=1").json
            assert answer["total"] == pair["count"], (name, pair)


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("recent", ["schools", "buses", "parking"]),
        ("name", ["buses", "parking", "schools"]),
        ("adopters", ["parking", "schools", "buses"]),
    ],
)
def test_sorts(registry: Registry, sort: str, names: list):
    fill(registry)
    registry.adoption(registry.city("haina"), "yunling/parking", "approved", "live")

    assert found(registry.administrator(), f"sort={sort}") == names


@pytest.mark.parametrize("sort", ["recent", "name", "adopters", "relevance"])
def test_pages_part_the_result_and_link_says_the_next(registry: Registry, sort: str):
    fill(registry)
    seen, address = [], f"{ADDRESS}?q=示例&sort={sort}&limit=1"

    while address:
        answer = registry.anyone.get(address)
        seen += [item["name"] for item in answer.json["items"]]
        assert answer.json["total"] == 3
        address = ""
        if answer.json["next"]:
            link = answer.headers["Link"]
            assert link.startswith("<") and link.endswith('>; rel="next"')
            parts = urlsplit(link[1:].split(">")[0])
            assert parse_qs(parts.query)["cursor"] == [answer.json["next"]]
            address = f"{parts.path}?{parts.query}"
        else:
            assert "Link" not in answer.headers

    assert sorted(seen) == ["buses", "parking", "schools"]


@pytest.mark.parametrize(("sort", "rest"), [("name", ["parking", "schools"]), ("recent", ["buses", "parking"])])
def test_pages_neither_skip_nor_repeat_while_components_are_written(registry: Registry, sort: str, rest: list):
    yunling = fill(registry)
    first = registry.anyone.get(f"{ADDRESS}?sort={sort}&limit=1").json

    registry.clock.set(START + timedelta(days=9))
    registry.component(yunling, "aaa-new", "1.0")
    second = registry.anyone.get(f"{ADDRESS}?sort={sort}&limit=9&cursor={first['next']}").json

    assert [item["name"] for item in second["items"]] == rest


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("limit=0", "/limit"),
        ("limit=101", "/limit"),
        ("limit=ten", "/limit"),
        ("limit=99999999999999999999", "/limit"),
        ("sort=price", "/sort"),
        ("facets=price", "/facets"),
        ("color=red", "/color"),
        ("q=" + " ".join(f"w{number}" for number in range(33)), "/q"),
        ("q=" + "x" * 513, "/q"),
    ],
)
def test_a_question_that_cannot_be_asked_names_the_argument(registry: Registry, query: str, pointer: str):
    answer = registry.anyone.get(f"{ADDRESS}?{query}")

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


@pytest.mark.parametrize("change", ["q=公交", "sort=name", "domain=A5"])
def test_a_cursor_belongs_to_the_question_it_came_from(registry: Registry, change: str):
    fill(registry)
    cursor = registry.anyone.get(f"{ADDRESS}?limit=1").json["next"]

    answer = registry.anyone.get(f"{ADDRESS}?limit=1&{change}&cursor={cursor}")

    assert (answer.status_code, answer.json["code"]) == (422, "cursor_invalid")


@pytest.mark.parametrize("cursor", ["x", "W10.abc", "%E5%81%9C", "a" * 2000])
def test_a_cursor_that_was_not_issued_here_is_refused(registry: Registry, cursor: str):
    answer = registry.anyone.get(f"{ADDRESS}?cursor={cursor}")

    assert (answer.status_code, answer.json["code"]) == (422, "cursor_invalid")


def test_a_publisher_finds_its_own_writes_at_once(registry: Registry):
    """Also where another process is to bring the index forward, and lags behind: here it never does."""
    yunling = registry.city("yunling")
    registry.app.extensions["registry.search"].is_followed = True

    for number in range(5):
        name = f"parking-{'abcde'[number]}"
        registry.component(yunling, name, "1.0")
        assert name in found(yunling, "q=停车")
        etag = yunling.get(f"{ADDRESS}/yunling/{name}").headers["ETag"]
        yunling.patch(f"{ADDRESS}/yunling/{name}", {"tags": [f"mark{number}"]}, etag=etag)
        assert found(yunling, f"tag=mark{number}") == [name]


def test_what_a_city_runs_is_found_by_cities_and_administrators_only(registry: Registry):
    fill(registry)
    haina = registry.city("haina")
    registry.adoption(haina, "yunling/parking", "approved", "live")
    registry.adoption(haina, "yunling/buses", "approved")

    for insider in (haina, registry.city("other"), registry.administrator()):
        assert found(insider, "adopted_by=haina") == ["parking"]
    for outsider, status in ((registry.anyone, 401), (registry.entity(), 403), (registry.assessor(), 403)):
        answer = outsider.get(f"{ADDRESS}?adopted_by=haina")
        assert answer.status_code == status
        assert "parking" not in answer.get_data(as_text=True)


def test_a_corrected_spelling_is_told(registry: Registry):
    fill(registry)

    answer = registry.anyone.get(f"{ADDRESS}?q=dispaching").json

    assert [item["name"] for item in answer["items"]] == ["buses"]
    assert answer["corrected"] == "dispatching"
