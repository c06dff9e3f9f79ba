"""Atom feeds: RFC 4287 kept, only what everybody may see, in the reader's language."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy import update

from registry.catalogue.models import Component
from registry.feeds.queries import SHOWN
from registry.web.rendering import render_xml
from tests.build import START, Client, Registry
from tests.markup import parse

ALL = "/api/v1/feeds/components.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def of_component(full_name: str) -> str:
    return f"/api/v1/feeds/components/{full_name}.atom"


def of_publisher(slug: str) -> str:
    return f"/api/v1/feeds/publishers/{slug}.atom"


def read(answer: Any) -> Element:
    """A feed, looked through for what RFC 4287 says must be so."""
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.mimetype == "application/atom+xml"
    feed = parse(answer.data)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        _must_hold(element)
    selves = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert len(selves) == 1
    assert feed.find(f"{ATOM}author") is not None or all(
        entry.find(f"{ATOM}author") is not None for entry in feed.iter(f"{ATOM}entry")
    )
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return feed


def _must_hold(element: Element) -> None:
    """Exactly one id, title and updated; an absolute alternate; a person with a name."""
    for name in ("id", "title", "updated"):
        found = element.findall(ATOM + name)
        assert len(found) == 1
        assert found[0].text
    UUID(str(element.findtext(f"{ATOM}id")).removeprefix("urn:uuid:"))
    assert datetime.fromisoformat(str(element.findtext(f"{ATOM}updated"))).tzinfo is not None
    links = element.findall(f"{ATOM}link")
    assert [link.get("rel") for link in links].count("alternate") == 1
    assert all(str(link.get("href")).startswith("http") for link in links)
    for author in element.findall(f"{ATOM}author"):
        assert author.findtext(f"{ATOM}name")


def titles(answer: Any) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in read(answer).iter(f"{ATOM}entry")]


def parking(registry: Registry) -> tuple[Client, str]:
    yunling = registry.city("yunling")
    return yunling, registry.component(yunling, "parking", "1.0")


def test_news_come_newest_first_in_the_readers_language(registry: Registry, clock):
    yunling, full_name = parking(registry)
    clock.set(START + timedelta(days=1))
    registry.version(yunling, full_name, "1.1", notes={"zh": "更快", "en": "Faster"})
    yunling.post(f"/api/v1/components/{full_name}/versions/1.0/yank", {"reason": "security", "message": "CVE"})

    english = registry.anyone.get(ALL)
    chinese = registry.anyone.get(f"{ALL}?lang=zh")

    assert titles(english) == [
        "Smart parking 1.0 was yanked",
        "Smart parking 1.1 was published",
        "Smart parking 1.0 was published",
        "Smart parking was listed",
    ]
    assert titles(chinese)[0] == "智慧停车 撤回 1.0"
    assert read(chinese).get(LANGUAGE) == "zh"
    assert chinese.headers["Content-Language"] == "zh"
    assert "Accept-Language" in english.headers["Vary"]


def test_an_entry_tells_what_the_publisher_said(registry: Registry):
    yunling, full_name = parking(registry)
    registry.version(yunling, full_name, "1.1", notes={"zh": "更快", "en": "Faster <b>&"})
    yunling.post(
        f"/api/v1/components/{full_name}/deprecation", {"reason": "Old", "message": "Use another", "successor": None}
    )

    entries = list(read(registry.anyone.get(of_component(full_name))).iter(f"{ATOM}entry"))

    assert [entry.findtext(f"{ATOM}summary") for entry in entries[:2]] == ["Old Use another", "Faster <b>&"]
    assert [category.get("term") for category in entries[1].iter(f"{ATOM}category")] == ["version.published"]
    assert [link.get("href") for link in entries[1].iter(f"{ATOM}link")] == [
        "http://localhost/components/yunling/parking/versions/1.1"
    ]


def test_the_id_of_an_entry_is_that_of_its_event(registry: Registry):
    _, full_name = parking(registry)

    feed = read(registry.anyone.get(of_component(full_name)))

    events = {f"urn:uuid:{event['id']}" for event in registry.anyone.get("/api/v1/events?after=0").json["items"]}
    assert {entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")} <= events
    component = registry.anyone.get(f"/api/v1/components/{full_name}").json
    assert feed.findtext(f"{ATOM}id") == f"urn:uuid:{component['id']}"


def test_a_feed_that_has_not_changed_is_not_sent_again(registry: Registry):
    yunling, full_name = parking(registry)
    tag = registry.anyone.get(ALL).headers["ETag"]

    unchanged = registry.anyone.get(ALL, headers={"If-None-Match": tag})
    registry.version(yunling, full_name, "1.1")
    changed = registry.anyone.get(ALL, headers={"If-None-Match": tag})

    assert (unchanged.status_code, unchanged.headers["ETag"]) == (304, tag)
    assert changed.status_code == 200


def test_drafts_and_restricted_components_appear_nowhere(registry: Registry):
    yunling, full_name = parking(registry)
    draft = registry.component(yunling, "draft")
    with registry.database.writing() as session:
        session.execute(update(Component).where(Component.full_name == full_name).values(is_restricted=True))

    assert titles(registry.anyone.get(ALL)) == []
    assert titles(registry.anyone.get(of_publisher("yunling"))) == []
    for hidden in (full_name, draft, "yunling/nothing"):
        answer = yunling.get(of_component(hidden))
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_a_removed_component_takes_its_news_along(registry: Registry):
    yunling, full_name = parking(registry)
    tag = yunling.get(f"/api/v1/components/{full_name}").headers["ETag"]

    yunling.delete(f"/api/v1/components/{full_name}", etag=tag)

    assert titles(registry.anyone.get(ALL)) == []
    assert registry.anyone.get(of_component(full_name)).status_code == 410


def test_the_feed_of_a_publisher_holds_its_own_news_only(registry: Registry):
    parking(registry)
    registry.component(registry.city("haina"), "lights", "2.0", title={"zh": "路灯", "en": "Lights"})

    assert titles(registry.anyone.get(of_publisher("haina"))) == ["Lights 2.0 was published", "Lights was listed"]
    assert registry.anyone.get(of_publisher("nobody")).status_code == 404


def test_an_empty_feed_is_a_feed(registry: Registry):
    registry.city("yunling")

    for address in (ALL, of_publisher("yunling")):
        assert titles(registry.anyone.get(address)) == []


def test_a_feed_holds_the_newest_fifty(registry: Registry):
    yunling, full_name = parking(registry)
    for minor in range(1, SHOWN + 1):
        registry.version(yunling, full_name, f"1.{minor}")

    for address in (ALL, of_component(full_name), of_publisher("yunling")):
        found = titles(registry.anyone.get(address))
        assert (len(found), found[0]) == (SHOWN, f"Smart parking 1.{SHOWN} was published")


@pytest.mark.parametrize("query", ["?lang=fr", "?page=2"])
def test_what_a_feed_is_not_asked_is_refused(registry: Registry, query):
    assert registry.anyone.get(ALL + query).status_code == 422


def test_what_xml_cannot_hold_is_replaced(registry: Registry):
    with registry.app.test_request_context("/"):
        made = render_xml("feeds/sitemap.xml", places=[("http://localhost/\ufffe\x0b<&", None)])

    assert parse(made)[0][0].text == "http://localhost/\ufffd\ufffd<&"
