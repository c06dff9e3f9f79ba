"""GET /reviews, and the desk: what waits for whoever asks."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from registry.kit.clock import SimulatedClock
from registry.kit.policy import Policy
from tests.build import START, Client, Registry, description

REVIEWS = "/api/v1/reviews"


@pytest.fixture
def reviewing(database_url: str, tmp_path: Path, clock: SimulatedClock) -> Iterator[Registry]:
    """A registry where listings are reviewed."""
    with Registry.open(database_url, tmp_path / "data", clock, policy=Policy(listing_review=True)) as opened:
        yield opened


def waiting(client: Client, query: str = "") -> list[tuple[str, str]]:
    answer = client.get(f"{REVIEWS}{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [(item["kind"], item["component"]) for item in answer.json["items"]]


def test_nobody_without_a_token_has_a_desk(registry: Registry):
    assert registry.anyone.get(REVIEWS).status_code == 401


def test_the_administrator_sees_what_was_submitted_the_oldest_first_with_what_to_decide_by(reviewing: Registry):
    yunling, haina = reviewing.city("yunling"), reviewing.city("haina")
    reviewing.component(yunling, "parking", "1.0")
    reviewing.clock.set(START + timedelta(hours=1))
    reviewing.component(haina, "park-ing", "1.0")
    national = reviewing.administrator()
    national.post("/api/v1/components/yunling/parking/listing", {"decision": "return", "reasons": "补正"})
    reviewing.clock.set(START + timedelta(hours=2))
    yunling.post("/api/v1/components/yunling/parking/submission")

    items = national.get(REVIEWS).json["items"]

    assert [item["component"] for item in items] == ["haina/park-ing", "yunling/parking"]
    first = items[0]
    assert (first["kind"], first["status"], first["sharing_scope"]) == ("listing", "in_review", "national")
    assert first["since"] == "2026-03-02T05:00:00.000Z"
    assert first["lookalikes"] == ["yunling/parking"]
    assert ("scenarios", False) in [(lack["field"], lack["blocking"]) for lack in first["missing"]]
    assert 0 < first["quality"] < 100
    assert waiting(yunling) == waiting(haina) == []


def test_what_came_back_is_on_the_desk_of_its_owner(reviewing: Registry):
    yunling = reviewing.city("yunling")
    reviewing.component(yunling, "parking", "1.0")
    reviewing.administrator().post(
        "/api/v1/components/yunling/parking/listing", {"decision": "return", "reasons": "补正"}
    )

    items = yunling.get(REVIEWS).json["items"]

    assert [(item["kind"], item["reasons"]) for item in items] == [("returned", "补正")]


def test_a_province_sees_its_route_only(reviewing: Registry):
    national = reviewing.administrator()
    for code in ("990000", "980000"):
        national.post("/api/v1/divisions", {"code": code, "name": f"示例省{code}", "kind": "province"})
        city = {"code": f"{code[:2]}0100", "name": "示例市", "kind": "prefecture_city", "parent_code": code}
        assert national.post("/api/v1/divisions", city).status_code == 201
    yunling = reviewing.city("yunling", division_code="990100")
    other = reviewing.city("other", division_code="980100")
    reviewing.component(yunling, "parking", "1.0", sharing_scope="province")
    reviewing.component(yunling, "lights", "1.0", sharing_scope="national")
    reviewing.component(other, "bridges", "1.0", sharing_scope="province")
    reviewing.component(other, "rivers", "1.0", sharing_scope="cluster")
    province = reviewing.client("province-99", "platform:admin", kind="authority", division_code="990000")

    assert waiting(province) == [("listing", "yunling/parking")]
    assert sorted(waiting(national)) == [
        ("listing", "other/bridges"),
        ("listing", "yunling/lights"),
        ("listing", "yunling/parking"),
    ]


def everything_at_once(registry: Registry) -> Client:
    """A city for which one thing of each kind but the administrators' waits."""
    yunling, haina, builder = registry.city("yunling"), registry.city("haina"), registry.entity()
    registry.component(yunling, "parking", "1.0")
    builder.post("/api/v1/components/yunling/parking/suppliers", {"services": ["deploy"]})
    yunling.post("/api/v1/organisations/yunling/preparers", {"entity": "builder"})
    builder.post("/api/v1/components", {"publisher": "yunling", "name": "lights", **description()})
    builder.post("/api/v1/components/yunling/lights/submission")
    haina.post("/api/v1/components/drafts", {"publisher": "yunling", "name": "bridges", **description()})
    registry.component(haina, "rivers", "1.0")
    haina.post("/api/v1/components/haina/rivers/transfer", {"to": "yunling"})
    return yunling


ALL = [
    ("proposal", "yunling/bridges"),
    ("sign_off", "yunling/lights"),
    ("supplier", "yunling/parking"),
    ("transfer", "haina/rivers"),
]


def test_a_city_sees_what_it_should_sign_answer_take_over_and_confirm(registry: Registry):
    yunling = everything_at_once(registry)

    assert waiting(yunling) == ALL
    assert waiting(yunling, "?kind=transfer") == ALL[3:]
    items = {item["kind"]: item for item in yunling.get(REVIEWS).json["items"]}
    assert items["sign_off"]["prepared_by"] == "builder"
    assert items["proposal"]["entered_by"] == "haina"
    assert (items["transfer"]["transfer"]["from"], items["transfer"]["transfer"]["to"]) == ("haina", "yunling")
    assert items["supplier"]["claim"]["services"] == ["deploy"]
    assert waiting(registry.city("haina")) == []


def test_pages_of_the_desk_neither_skip_nor_repeat(registry: Registry):
    yunling = everything_at_once(registry)
    found, query = [], "?limit=1"

    while query:
        page = yunling.get(REVIEWS + query).json
        found += [(item["kind"], item["component"]) for item in page["items"]]
        query = f"?limit=1&cursor={page['next']}" if page["next"] else ""

    assert found == ALL


def test_confirmations_due_within_60_days_are_told_to_the_owner(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    registry.clock.set(START + timedelta(days=304))
    early = waiting(registry.city("yunling"))
    registry.clock.set(START + timedelta(days=305))

    items = registry.city("yunling").get(REVIEWS).json["items"]

    assert early == []
    assert [(item["kind"], item["due_on"]) for item in items] == [("confirmation", "2027-03-02")]
    assert waiting(registry.city("haina")) == []


def test_an_unknown_kind_is_refused(registry: Registry):
    assert registry.city("yunling").get(f"{REVIEWS}?kind=coffee").status_code == 422


def test_the_desk_asks_who_is_not_signed_in_to_sign_in(registry: Registry):
    page = registry.visitor().get("/reviews")

    assert page.status_code == 200
    assert "/sign-in?next=/reviews" in page.get_data(as_text=True)


def test_everything_is_done_from_the_desk(registry: Registry):
    yunling = everything_at_once(registry)
    visitor = registry.visitor(yunling)
    claim = yunling.get(f"{REVIEWS}?kind=supplier").json["items"][0]["claim"]["id"]

    for act, component, more in (
        ("sign", "yunling/lights", {}),
        ("take_over", "yunling/bridges", {}),
        ("accept", "haina/rivers", {}),
        ("confirm_claim", "yunling/parking", {"claim": claim}),
    ):
        answer = visitor.submit("/reviews", act=act, component=component, **more)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/reviews"), act

    assert waiting(yunling) == []
    assert "Nothing waits for you." in visitor.get("/reviews").get_data(as_text=True)
    read = {name: yunling.get(f"/api/v1/components/yunling/{name}").json["status"] for name in ("lights", "bridges")}
    assert read == {"lights": "listed", "bridges": "draft"}
    assert yunling.get("/api/v1/components/yunling/rivers").status_code == 200


def test_the_desk_tells_a_refusal_and_keeps_what_was_typed(registry: Registry):
    visitor = registry.visitor(everything_at_once(registry))

    blank = visitor.submit("/reviews", act="give_back", component="yunling/lights", reasons=" ")
    foreign = visitor.submit("/reviews", act="list", component="yunling/bridges")
    unknown = visitor.submit("/reviews", act="explode", component="yunling/bridges")

    assert (blank.status_code, foreign.status_code, unknown.status_code) == (422, 403, 404)
    assert "Returning needs reasons." in blank.get_data(as_text=True)


def test_an_administrator_lists_returns_and_merges_from_the_desk(reviewing: Registry):
    yunling = reviewing.city("yunling")
    for name in ("parking", "lights", "kerbs"):
        reviewing.component(yunling, name, "1.0")
    visitor = reviewing.visitor(reviewing.administrator(), language="zh")

    visitor.submit("/reviews", act="list", component="yunling/parking")
    visitor.submit("/reviews", act="return", component="yunling/lights", reasons="请补充")
    visitor.submit("/reviews", act="merge", component="yunling/kerbs", into="yunling/parking")

    read = {name: yunling.get(f"/api/v1/components/yunling/{name}") for name in ("parking", "lights", "kerbs")}
    assert [read[name].status_code for name in read] == [200, 200, 308]
    assert read["parking"].json["status"] == "listed"
    assert read["lights"].json["returned_reasons"] == "请补充"
