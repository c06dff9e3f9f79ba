"""JSON-LD and the links in the head of a component's page: what programs find there."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlalchemy import update

from registry.catalogue.models import Component
from tests.build import Registry

PAGE = "/components/yunling/parking"


class Head(HTMLParser):
    """The alternates and the data blocks of a page, read as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.alternates: dict[str, str] = {}
        self.blocks: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if tag == "link" and held.get("rel") == "alternate":
            self.alternates[str(held["type"])] = str(held["href"])
        if tag == "script" and held.get("type") == "application/ld+json":
            self._inside = True
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks[-1] += data


def head(registry: Registry, language: str = "en") -> Head:
    answer = registry.anyone.get(f"{PAGE}?lang={language}")
    assert answer.status_code == 200
    return Head(answer.get_data(as_text=True))


def told(registry: Registry, language: str = "en") -> Any:
    (block,) = head(registry, language).blocks
    return json.loads(block)


def test_a_service_is_an_application_with_what_is_registered(registry: Registry):
    registry.component(
        registry.city("yunling"),
        "parking",
        "1.2",
        features={"en": ["Finds a space"]},
        platforms=["web", "linux"],
        tags=["GIS"],
        repository_url="https://example.org/parking.git",
    )

    said = told(registry)

    assert (said["@context"], said["@type"]) == ("https://schema.org", "SoftwareApplication")
    assert (said["name"], said["alternateName"]) == ("Smart parking", ["智慧停车"])
    assert said["url"] == said["@id"] == f"http://localhost{PAGE}"
    assert (said["softwareVersion"], said["operatingSystem"]) == ("1.2", "web, linux")
    assert said["featureList"] == ["Finds a space"]
    assert said["license"] == "https://spdx.org/licenses/MulanPSL-2.0.html"
    assert said["publisher"] == {
        "@type": "Organization",
        "name": "Demo yunling",
        "url": "http://localhost/organisations/yunling",
    }
    assert None not in said.values()


@pytest.mark.parametrize(
    ("kind", "type_", "key"),
    [
        ("library", "SoftwareSourceCode", "codeRepository"),
        ("algorithm", "SoftwareSourceCode", "codeRepository"),
        ("application", "SoftwareApplication", "sameAs"),
        ("policy_template", "CreativeWork", "version"),
    ],
)
def test_the_type_follows_the_kind(registry: Registry, kind, type_, key):
    registry.component(
        registry.city("yunling"), "parking", "1.0", kind=kind, repository_url="https://example.org/parking.git"
    )

    said = told(registry)

    assert said["@type"] == type_
    assert key in said


def test_it_speaks_the_language_of_the_page(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    assert told(registry, "zh")["name"] == "智慧停车"


def test_no_text_of_a_publisher_ends_the_block(registry: Registry):
    title = '</script><script>alert("1")</script><!-- \u2028'
    registry.component(registry.city("yunling"), "parking", "1.0", title={"en": title})

    page = registry.anyone.get(f"{PAGE}?lang=en").get_data(as_text=True)

    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.S)
    assert not set("<>&") & set(block)
    assert json.loads(block)["name"] == title


def test_the_alternates_of_a_page_are_there(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    for content_type, address in head(registry).alternates.items():
        answer = registry.anyone.get(address)
        assert (answer.status_code, answer.mimetype) == (200, content_type)
    assert len(head(registry).alternates) == 3


def test_a_visible_draft_has_neither(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    with registry.database.writing() as session:
        session.execute(update(Component).values(status="proposed"))

    assert (head(registry).blocks, head(registry).alternates) == ([], {})
