"""What crawlers and browsers read beside the pages: robots.txt, the sitemap, OpenSearch."""

from sqlalchemy import update

from registry.catalogue.models import Component
from tests.build import Registry
from tests.markup import parse

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def places(registry: Registry, address: str) -> list[str | None]:
    answer = registry.anyone.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return [place.text for place in parse(answer.data).iter(f"{MAP}loc")]


def test_the_sitemap_leads_to_every_public_component(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    registry.component(yunling, "draft")

    parts = places(registry, "/sitemap.xml")
    found = [place for part in parts for place in places(registry, str(part).removeprefix("http://localhost"))]

    assert parts == ["http://localhost/sitemaps/pages.xml", "http://localhost/sitemaps/components-1.xml"]
    assert [place for place in found if "/components/" in str(place)] == ["http://localhost/components/yunling/parking"]
    assert {"http://localhost/", "http://localhost/dashboard"} <= set(found)


def test_every_place_in_the_sitemap_can_be_read(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    for part in places(registry, "/sitemap.xml"):
        for place in places(registry, str(part).removeprefix("http://localhost")):
            assert registry.anyone.get(str(place).removeprefix("http://localhost")).status_code == 200, place


def test_the_sitemap_says_when_a_component_changed(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    answer = registry.anyone.get("/sitemaps/components-1.xml")

    dated = [place.text for place in parse(answer.data).iter(f"{MAP}lastmod")]
    assert dated == [registry.anyone.get("/api/v1/components/yunling/parking").json["updated_at"]]


def test_a_part_in_which_nothing_is_public_is_not_there(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    with registry.database.writing() as session:
        session.execute(update(Component).values(is_restricted=True))

    assert places(registry, "/sitemap.xml") == ["http://localhost/sitemaps/pages.xml"]
    assert registry.anyone.get("/sitemaps/components-1.xml").status_code == 404
    assert registry.anyone.get("/sitemaps/components-99999999999999999999.xml").status_code == 404


def test_robots_are_told_where_the_sitemap_is(registry: Registry):
    answer = registry.anyone.get("/robots.txt")

    assert answer.mimetype == "text/plain"
    assert "Sitemap: http://localhost/sitemap.xml" in answer.get_data(as_text=True).splitlines()


def test_these_documents_are_not_sent_again_unchanged(registry: Registry):
    for address in ("/sitemap.xml", "/sitemaps/pages.xml", "/robots.txt", "/opensearch.xml"):
        tag = registry.anyone.get(address).headers["ETag"]
        assert registry.anyone.get(address, headers={"If-None-Match": tag}).status_code == 304, address


def test_a_browser_learns_how_to_search_here(registry: Registry):
    answer = registry.anyone.get("/opensearch.xml")

    described = parse(answer.data)
    assert answer.mimetype == "application/opensearchdescription+xml"
    assert 0 < len(described.findtext(f"{SEARCH}ShortName") or "") <= 16
    templates = {url.get("type"): str(url.get("template")) for url in described.iter(f"{SEARCH}Url")}
    page = templates["text/html"].replace("{searchTerms}", "parking").removeprefix("http://localhost")
    assert registry.anyone.get(page).status_code == 200
    assert 'rel="search"' in registry.anyone.get("/").get_data(as_text=True)


def test_suggestions_come_in_the_form_that_browsers_read(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    yunling.get("/api/v1/components?q=parking")

    answer = registry.anyone.get("/opensearch/suggestions?q=smart")

    assert answer.mimetype == "application/x-suggestions+json"
    assert answer.json == ["smart", ["Smart parking"]]
    assert registry.anyone.get("/opensearch/suggestions").json == ["", []]
    assert registry.anyone.get("/opensearch/suggestions", query_string={"q": "停" * 5000}).status_code == 200
