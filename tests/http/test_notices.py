"""GET /organisations/{slug}/notices, POST …/notices/reading, POST /notices/{id}/reading, the Atom feed, /inbox."""

from string import Formatter
from typing import Any

from registry.notifications.rules import RULES
from tests.build import Client, Registry

NOBODYS = "0190a6f4-0000-7000-8000-000000000000"


def notices_of(client: Client, slug: str, **query: str) -> Any:
    return client.get(f"/api/v1/organisations/{slug}/notices", query_string=query)


def told(registry: Registry) -> tuple[Client, Client, str]:
    """A city that runs a version that its publisher has yanked."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    component = registry.component(yunling, "parking", "1.0", "1.1")
    registry.adoption(haina, component, "approved", "pilot", version="1.0")
    answer = yunling.post(f"/api/v1/components/{component}/versions/1.0/yank", {"reason": "security"})
    assert answer.status_code < 300, answer.get_data(as_text=True)
    return yunling, haina, component


def test_a_city_that_runs_a_yanked_version_is_told_what_to_do(registry: Registry):
    _, haina, component = told(registry)

    page = notices_of(haina, "haina")

    assert page.status_code == 200
    assert page.json["unread"] == 1
    assert page.headers["Unread"] == "1"
    [notice] = page.json["items"]
    assert notice["kind"] == "version_yanked"
    assert notice["about"] == f"{component}/versions/1.0"
    assert notice["urgency"] == "high"
    assert notice["text"] == {
        "zh": "您在用的 智慧停车（yunling/parking） 1.0 已被撤回（安全问题）。",
        "en": "Smart parking (yunling/parking) 1.0, which you run, was yanked (security).",
    }
    assert notice["todo"] == {"zh": "改用其他版本", "en": "Move to another version"}
    assert notice["address"] == f"/components/{component}/versions/1.0"
    assert notice["read_at"] is None


def test_reading_marks_what_was_seen_and_not_what_came_since(registry: Registry):
    yunling, haina, component = told(registry)
    seen = notices_of(haina, "haina").json["items"][0]
    registry.version(yunling, component, "1.2")

    answer = haina.post("/api/v1/organisations/haina/notices/reading", {"until": seen["id"]})

    assert (answer.status_code, answer.json) == (200, {"read": 1})
    page = notices_of(haina, "haina").json
    assert [(row["kind"], row["read_at"] is None) for row in page["items"]] == [
        ("version_published", True),
        ("version_yanked", False),
    ]
    assert page["unread"] == 1
    assert [row["kind"] for row in notices_of(haina, "haina", unread="true").json["items"]] == ["version_published"]
    assert [row["kind"] for row in notices_of(haina, "haina", unread="false").json["items"]] == ["version_yanked"]
    assert [row["kind"] for row in notices_of(haina, "haina", kind="version_yanked").json["items"]] == [
        "version_yanked"
    ]


def test_one_notice_is_marked_by_itself_and_again_changes_nothing(registry: Registry):
    _, haina, _ = told(registry)
    notice = notices_of(haina, "haina").json["items"][0]

    first = haina.post(f"/api/v1/notices/{notice['id']}/reading")
    again = haina.post(f"/api/v1/notices/{notice['id']}/reading")

    assert first.status_code == again.status_code == 200
    assert first.json == again.json == {**notice, "read_at": "2026-03-02T04:00:00.000Z"}


def test_only_who_acts_for_an_organisation_reads_its_inbox(registry: Registry):
    yunling, haina, _ = told(registry)
    notice = notices_of(haina, "haina").json["items"][0]["id"]
    place = "/api/v1/organisations/haina/notices"

    assert registry.anyone.get(place).status_code == 401
    assert yunling.get(place).status_code == 403
    assert registry.administrator().get(place).status_code == 200
    assert registry.anyone.post(f"{place}/reading", {"until": notice}).status_code == 401
    assert yunling.post(f"{place}/reading", {"until": notice}).status_code == 403
    assert registry.anyone.post(f"/api/v1/notices/{notice}/reading").status_code == 401
    assert yunling.post(f"/api/v1/notices/{notice}/reading").status_code == 404
    assert haina.get("/api/v1/organisations/nowhere/notices").status_code == 404
    assert notices_of(haina, "haina").json["unread"] == 1


def test_what_is_asked_wrongly_is_named(registry: Registry):
    yunling, haina, _ = told(registry)
    place = "/api/v1/organisations/haina/notices"

    assert notices_of(haina, "haina", kind="gossip").json["errors"][0]["pointer"] == "/kind"
    assert notices_of(haina, "haina", unread="perhaps").json["errors"][0]["pointer"] == "/unread"
    wrong = haina.post(f"{place}/reading", {"until": NOBODYS})
    assert (wrong.status_code, wrong.json["errors"][0]["pointer"]) == (422, "/until")
    assert yunling.post(f"/api/v1/notices/{NOBODYS}/reading").status_code == 404


def test_pages_of_the_inbox_are_the_newest_first_and_skip_nothing(registry: Registry):
    yunling, haina, component = told(registry)
    for nth in range(2, 7):
        registry.version(yunling, component, f"1.{nth}")

    first = notices_of(haina, "haina", limit="4")
    rest = notices_of(haina, "haina", limit="4", cursor=first.json["next"])

    assert [row["about"].rsplit("/", 1)[1] for row in first.json["items"] + rest.json["items"]] == [
        "1.6",
        "1.5",
        "1.4",
        "1.3",
        "1.2",
        "1.0",
    ]
    assert rest.json["next"] is None


def test_the_feed_of_notices_needs_a_token_in_the_header(registry: Registry):
    yunling, haina, _ = told(registry)
    place = "/api/v1/feeds/organisations/haina/notices.atom"

    feed = haina.get(place)

    assert feed.status_code == 200
    assert feed.content_type == "application/atom+xml"
    text = feed.get_data(as_text=True)
    assert "<title>Smart parking (yunling/parking) 1.0, which you run, was yanked (security).</title>" in text
    assert "<summary>Move to another version</summary>" in text
    assert "http://localhost/components/yunling/parking/versions/1.0" in text
    assert "改用其他版本" in haina.get(f"{place}?lang=zh").get_data(as_text=True)
    assert registry.anyone.get(place).status_code == 401
    assert yunling.get(place).status_code == 403


def test_the_inbox_page_shows_marks_and_counts(registry: Registry):
    _, haina, _ = told(registry)
    visitor = registry.visitor(haina)
    page = visitor.get("/inbox").get_data(as_text=True)
    assert "Smart parking (yunling/parking) 1.0, which you run, was yanked" in page
    assert "Inbox: 1" in page
    notice = notices_of(haina, "haina").json["items"][0]["id"]

    marked = visitor.submit("/inbox", act="until", notice=notice)

    assert marked.status_code == 303
    assert "Inbox: 1" not in visitor.get("/inbox").get_data(as_text=True)
    assert "There is nothing here." in visitor.get("/inbox?unread=true").get_data(as_text=True)
    assert "yanked" in visitor.get("/inbox?kind=version_yanked").get_data(as_text=True)


def test_one_button_marks_one_notice(registry: Registry):
    _, haina, _ = told(registry)
    visitor = registry.visitor(haina)
    notice = notices_of(haina, "haina").json["items"][0]["id"]

    assert visitor.submit("/inbox", act="one", notice=notice).status_code == 303
    assert visitor.submit("/inbox", act="one", notice="none").status_code == 404

    assert notices_of(haina, "haina").json["unread"] == 0


def test_who_is_not_signed_in_is_led_to_the_sign_in(registry: Registry):
    answer = registry.visitor().get("/inbox")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/sign-in?next=/inbox"


def test_an_inbox_of_others_is_no_page_for_a_visitor(registry: Registry):
    yunling, _, _ = told(registry)

    assert registry.visitor(yunling).get("/inbox?organisation=haina").status_code == 403


def test_every_address_that_a_notice_can_lead_to_is_a_page(registry: Registry):
    routes = registry.app.url_map.bind("localhost")
    numbered = ("adoption", "application", "flag", "pairing", "purchase", "demand", "project", "case")
    some = {"component": "yunling/parking", **dict.fromkeys(numbered, NOBODYS)}

    for rule in RULES:
        fields = {field for _, field, _, _ in Formatter().parse(rule.address) if field}
        address = rule.address.format(**{field: some.get(field, "some") for field in fields})
        assert routes.test(address.split("#")[0], method="GET"), address
