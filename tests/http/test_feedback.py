"""GET | POST /feedback, GET | PATCH /feedback/{id}, POST | DELETE /feedback/{id}/resolution and …/refusal."""

from uuid import uuid4

from tests.build import Client, Registry

ADDRESS = "/api/v1/feedback"
NEW = {"component": "yunling/parking", "kind": "defect", "title": "道闸不抬杆"}


def publish(registry: Registry) -> tuple[Client, Client]:
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    return yunling, haina


def say(client: Client, **changes: object) -> str:
    answer = client.post(ADDRESS, {**NEW, **changes})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    identifier: str = answer.json["id"]
    return identifier


def test_an_adopter_says_what_is_wrong_and_everybody_who_sees_the_component_reads_it(registry: Registry):
    _, haina = publish(registry)

    answer = haina.post(ADDRESS, {**NEW, "version": "1.0.0", "body": "雨天\n识别不到车牌。", "credit": "运维组"})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{ADDRESS}/{answer.json['id']}"
    read = registry.anyone.get(answer.headers["Location"])
    assert read.json == answer.json
    assert read.headers["ETag"] == answer.headers["ETag"]
    assert (read.json["version"], read.json["status"], read.json["credit"]) == ("1.0", "open", "运维组")
    assert read.json["reported_by"] == {"slug": "haina", "name": {"zh": "示例·haina", "en": "Demo haina"}}
    assert (read.json["answer"], read.json["resolved_in"], read.json["closed_at"]) == (None, None, None)


WRONG: list[tuple[dict[str, str], str]] = [
    ({"component": "yunling/nothing"}, "/component"),
    ({"component": "yunling/draft"}, "/component"),
    ({"version": "9.9"}, "/version"),
    ({"version": "newest"}, "/version"),
    ({"kind": "praise"}, "/kind"),
    ({"title": " "}, "/title"),
    ({"title": "x" * 201}, "/title"),
    ({"title": "a\u202eb"}, "/title"),
    ({"body": "x" * 8001}, "/body"),
    ({"body": "bell \x07"}, "/body"),
    ({"credit": "x" * 101}, "/credit"),
    ({"organisation": "nowhere"}, "/organisation"),
    ({"status": "resolved"}, "/status"),
]


def test_a_wrong_field_is_named_and_nothing_is_said(registry: Registry):
    yunling, haina = publish(registry)
    registry.component(yunling, "draft")

    for change, pointer in WRONG:
        answer = haina.post(ADDRESS, {**NEW, **change})
        assert answer.status_code == 422, answer.get_data(as_text=True)
        assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert haina.get(ADDRESS).json["items"] == []


def test_an_organisation_speaks_for_itself_and_its_units_only(registry: Registry):
    yunling, haina = publish(registry)
    registry.organisation("haina-dept", unit="department", parent="haina")
    adopting = registry.client("haina", "adoption:write")

    assert haina.post(ADDRESS, {**NEW, "organisation": "haina-dept"}).json["reported_by"]["slug"] == "haina-dept"
    foreign = yunling.post(ADDRESS, {**NEW, "organisation": "haina"})
    assert (foreign.status_code, foreign.json["code"]) == (403, "not_your_organisation")
    assert (adopting.post(ADDRESS, NEW).json["code"], registry.anyone.post(ADDRESS, NEW).status_code) == (
        "scope_missing",
        401,
    )


def test_an_operating_entity_may_report_too(registry: Registry):
    publish(registry)
    builder = registry.client("builder", "collaboration:write", kind="operating_entity")

    assert builder.post(ADDRESS, NEW).json["reported_by"]["slug"] == "builder"


LISTS: list[tuple[str, list[str]]] = [
    ("", ["c", "b", "a"]),
    ("component=yunling/parking", ["b", "a"]),
    ("component=yunling/nothing", []),
    ("organisation=haina", ["c", "a"]),
    ("organisation=nobody", []),
    ("kind=wish", ["b"]),
    ("status=resolved", ["a"]),
    ("status=open&component=yunling/parking", ["b"]),
]


def test_the_list_narrows(registry: Registry):
    yunling, haina = publish(registry)
    registry.component(yunling, "lights", "1.0")
    first = say(haina, title="a")
    say(registry.city("third"), title="b", kind="wish")
    say(haina, title="c", component="yunling/lights")
    yunling.post(f"{ADDRESS}/{first}/resolution", {"version": "1.1"})

    for query, titles in LISTS:
        items = registry.anyone.get(f"{ADDRESS}?{query}").json["items"]
        assert [item["title"] for item in items] == titles, query


def test_pages_neither_skip_nor_repeat(registry: Registry):
    _, haina = publish(registry)
    for title in "abc":
        say(haina, title=title)
    first = haina.get(f"{ADDRESS}?limit=2").json

    say(haina, title="d")
    second = haina.get(f"{ADDRESS}?limit=2&cursor={first['next']}").json

    assert [item["title"] for item in first["items"] + second["items"]] == ["c", "b", "a"]


def test_what_is_said_of_a_restricted_component_is_hidden_with_it(registry: Registry):
    yunling, haina, third = registry.city("yunling"), registry.city("haina"), registry.city("third")
    national = registry.administrator()
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例"}})
    for member in ("yunling", "haina"):
        national.post("/api/v1/clusters/river/members", {"member": member})
    registry.component(yunling, "parking", "1.0", visible_to_clusters=["river"])
    identifier = say(haina)

    assert third.post(ADDRESS, NEW).status_code == 422
    for outsider in (third, registry.anyone):
        assert outsider.get(f"{ADDRESS}/{identifier}").status_code == 404
        assert outsider.get(ADDRESS).json["items"] == []
    for insider in (yunling, haina, national):
        assert insider.get(f"{ADDRESS}/{identifier}").status_code == 200
        assert len(insider.get(ADDRESS).json["items"]) == 1
    told = {reader.token: reader.get("/api/v1/events?limit=1000").json["items"] for reader in (third, haina)}
    opened = {reader: [e for e in items if e["type"] == "feedback.opened"] for reader, items in told.items()}
    assert (opened[third.token], len(opened[haina.token])) == ([], 1)


def test_who_said_it_corrects_the_wording_while_it_is_open(registry: Registry):
    yunling, haina = publish(registry)
    place = f"{ADDRESS}/{say(haina, body='旧')}"
    tag = haina.get(place).headers["ETag"]

    changed = haina.patch(place, {"title": "新标题"}, etag=tag)

    assert (changed.status_code, changed.json["title"], changed.json["body"]) == (200, "新标题", "旧")
    assert haina.patch(place, {"body": None}, etag=changed.headers["ETag"]).json["body"] == ""
    assert haina.patch(place, {"title": "x"}).status_code == 428
    assert haina.patch(place, {"title": "x"}, etag=tag).status_code == 412
    assert haina.patch(place, {"kind": "wish"}, etag=tag).json["errors"][0]["pointer"] == "/kind"
    assert yunling.patch(place, {"title": "x"}, etag=tag).status_code == 403


def test_the_publisher_says_which_version_resolves_it(registry: Registry):
    yunling, haina = publish(registry)
    place = f"{ADDRESS}/{say(haina)}"

    answer = yunling.post(f"{place}/resolution", {"version": "latest", "answer": "已修复。"})

    assert answer.status_code == 200
    assert (answer.json["status"], answer.json["resolved_in"], answer.json["answer"]) == ("resolved", "1.1", "已修复。")
    assert answer.json["closed_at"] == "2026-03-02T04:00:00.000Z"
    again = yunling.post(f"{place}/resolution", {"version": "1.0"})
    assert (again.status_code, again.json["code"]) == (409, "feedback_closed")
    assert "resolved" in again.json["detail"]
    reworded = haina.patch(place, {"title": "x"}, etag=haina.get(place).headers["ETag"])
    assert (reworded.status_code, reworded.json["code"]) == (409, "feedback_closed")


def test_only_a_published_version_of_the_component_resolves_it(registry: Registry):
    yunling, haina = publish(registry)
    registry.component(yunling, "lights", "7.0")
    place = f"{ADDRESS}/{say(haina)}/resolution"

    for number in ("7.0", "nonsense", "3.0"):
        answer = yunling.post(place, {"version": number})
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/version")


def test_the_publisher_declines_with_reasons_and_anybody_concerned_reopens(registry: Registry):
    yunling, haina = publish(registry)
    place = f"{ADDRESS}/{say(haina, kind='wish')}"

    assert yunling.post(f"{place}/refusal", {}).json["errors"][0]["pointer"] == "/answer"
    declined = yunling.post(f"{place}/refusal", {"answer": "不在范围内。"})
    wrong = yunling.delete(f"{place}/resolution")
    reopened = haina.delete(f"{place}/refusal")

    assert (declined.json["status"], declined.json["answer"]) == ("declined", "不在范围内。")
    assert (wrong.status_code, wrong.json["code"]) == (409, "feedback_open")
    assert (reopened.json["status"], reopened.json["answer"], reopened.json["closed_at"]) == ("open", None, None)
    yunling.post(f"{place}/resolution", {"version": "1.0"})
    assert yunling.delete(f"{place}/resolution").json["resolved_in"] is None


def test_nobody_else_answers_or_reopens(registry: Registry):
    yunling, haina = publish(registry)
    third, deploying = registry.city("third"), registry.client("yunling", "adoption:write")
    place = f"{ADDRESS}/{say(haina)}"

    for outsider in (haina, third, deploying):
        assert outsider.post(f"{place}/resolution", {"version": "1.1"}).status_code == 403
        assert outsider.post(f"{place}/refusal", {"answer": "no"}).status_code == 403
    yunling.post(f"{place}/resolution", {"version": "1.1"})
    for outsider in (third, deploying):
        assert outsider.delete(f"{place}/resolution").status_code == 403
    assert registry.anyone.delete(f"{place}/resolution").status_code == 401


def test_each_change_is_one_event(registry: Registry):
    yunling, haina = publish(registry)
    before = haina.get("/api/v1/events?limit=1000").json["next"]
    place = f"{ADDRESS}/{say(haina)}"

    haina.patch(place, {"title": "x"}, etag=haina.get(place).headers["ETag"])
    yunling.post(f"{place}/resolution", {"version": "1.1"})
    haina.delete(f"{place}/resolution")
    yunling.post(f"{place}/refusal", {"answer": "no"})

    events = registry.anyone.get(f"/api/v1/events?after={before}").json["items"]
    kinds = ["opened", "reworded", "resolved", "reopened", "declined"]
    assert [event["type"] for event in events] == [f"feedback.{kind}" for kind in kinds]
    assert (events[2]["data"]["resolved_in"], events[2]["data"]["reported_by"]) == ("1.1", "haina")


def test_what_is_not_there_is_not_found(registry: Registry):
    yunling, _ = publish(registry)

    assert yunling.get(f"{ADDRESS}/{uuid4()}").status_code == 404
    assert yunling.post(f"{ADDRESS}/{uuid4()}/resolution", {"version": "1.0"}).status_code == 404


def test_a_component_that_was_transferred_is_answered_for_by_its_new_publisher(registry: Registry):
    yunling, haina = publish(registry)
    place = f"{ADDRESS}/{say(registry.city('third'))}"
    yunling.post("/api/v1/components/yunling/parking/transfer", {"to": "haina"})
    haina.post("/api/v1/components/yunling/parking/transfer", {"accept": True})

    assert haina.get(place).json["component"] == "haina/parking"
    assert yunling.post(f"{place}/resolution", {"version": "1.1"}).status_code == 403
    assert haina.post(f"{place}/resolution", {"version": "1.1"}).status_code == 200
