"""What programs read beside the API: badges, the sitemap, the OpenSearch description and its suggestions."""

from typing import Any, Final

import orjson
from flask import Blueprint, Response, abort, current_app, request

from registry.catalogue import queries as catalogue
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.reuse import shown_count
from registry.feeds import badges, queries, sitemap
from registry.feeds.badges import Badge
from registry.feeds.linked_data import linked_data
from registry.kit.errors import PayloadInvalid
from registry.search.engine import SearchEngine
from registry.search.queries import suggest_components
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_language, current_session
from registry.web.pages import HTML_LANGUAGES
from registry.web.rendering import registry_root, render_xml

blueprint = Blueprint("feeds_pages", __name__)

SVG: Final = "image/svg+xml"
XML: Final = "application/xml"
OPENSEARCH: Final = "application/opensearchdescription+xml"
SUGGESTIONS: Final = "application/x-suggestions+json"
SUGGESTED: Final = 8
WITHOUT_ARGUMENTS: Final = ("/", "/organisations", "/standards", "/taxonomies", "/dashboard", "/docs", "/problems")


@blueprint.get("/badges/<publisher>/<name>/<any(version, adopters, quality):subject>.svg")
def badge(publisher: str, name: str, subject: badges.Subject) -> Response:
    """A badge in Chinese, or in English with `?lang=en`: pages elsewhere show it, so nothing else chooses."""
    language = "en" if request.args.get("lang") == "en" else "zh"
    component = queries.get_public(current_session(), f"{publisher}/{name}")
    made = _badge(component, subject, language)
    drawn = render_xml("feeds/badge.svg", badge=made, html_language=HTML_LANGUAGES[language])
    response = _send(drawn, SVG, seconds=300)
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


def _badge(component: Component, subject: badges.Subject, language: str) -> Badge:
    session = current_session()
    if subject == "version":
        latest = catalogue.find_latest_number(session, component.id)
        return badges.version_badge(latest[1] if latest else None, component.status, language)
    if subject == "adopters":
        count = catalogue.counts_of(session, component.id).adopters
        return badges.adopters_badge(shown_count(count, exactly=False), language)
    return badges.quality_badge(component.quality, language)


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """How a browser searches here: OpenSearch 1.1."""
    response = _send(render_xml("feeds/opensearch.xml", root=registry_root()), OPENSEARCH, seconds=86_400)
    response.headers["Vary"] = "Cookie, Accept-Language"
    return response


@blueprint.get("/opensearch/suggestions")
def suggestions() -> Response:
    """Completions as OpenSearch has them: what was typed, then the names that continue it, or a better spelling."""
    typed = request.args.get("q", "")
    engine: SearchEngine = current_app.extensions["registry.search"]
    try:
        found = suggest_components(engine, current_actor(), typed, SUGGESTED)
    except PayloadInvalid:
        # Who types on and on is told nothing, and not that something is wrong.
        return send_bytes(orjson.dumps([typed, []]), content_type=SUGGESTIONS)
    offered = found.completions or ([found.corrected] if found.corrected else [])
    return send_bytes(orjson.dumps([typed, offered]), content_type=SUGGESTIONS)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What crawlers may read, and where the pages are listed."""
    lines = (
        "User-agent: *",
        "Disallow: /api/",
        "Disallow: /badges/",
        "",
        f"Sitemap: {registry_root()}/sitemap.xml",
        "",
    )
    return _send("\n".join(lines).encode(), "text/plain; charset=utf-8", seconds=86_400)


@blueprint.get("/sitemap.xml")
def sitemap_index() -> Response:
    """The parts of the sitemap."""
    parts = ["pages", *(f"components-{number}" for number in sitemap.component_parts(current_session()))]
    addresses = [f"{registry_root()}/sitemaps/{part}.xml" for part in parts]
    return _send(render_xml("feeds/sitemap_index.xml", addresses=addresses), XML, seconds=3600)


@blueprint.get("/sitemaps/pages.xml")
def sitemap_of_pages() -> Response:
    """The pages that are always there, and those of the organisations."""
    existing = {rule.rule for rule in current_app.url_map.iter_rules()}
    places: list[sitemap.Place] = [(path, None) for path in WITHOUT_ARGUMENTS if path in existing]
    return _send_places(places + sitemap.organisation_places(current_session()))


@blueprint.get("/sitemaps/components-<int(max=100_000):part>.xml")
def sitemap_of_components(part: int) -> Response:
    """The pages of up to ten thousand components."""
    places = sitemap.components_of(current_session(), part)
    if not places:
        abort(404)
    return _send_places(places)


@blueprint.app_template_global("linked_data")
def linked_data_here(component: Component, details: dict[str, Any], latest: ComponentVersion | None) -> dict[str, Any]:
    """The JSON-LD of a component, for the head of its page."""
    return linked_data(component, details, latest, registry_root(), current_language())


@blueprint.app_template_global("badge_addresses")
def badge_addresses(full_name: str) -> dict[str, str]:
    """Each badge of a component in the reader's language, by what it is about."""
    root = registry_root()
    return {
        subject: f"{root}/badges/{full_name}/{subject}.svg?lang={current_language()}" for subject in badges.SUBJECTS
    }


@blueprint.app_template_test("shown_to_everybody")
def is_shown_to_everybody(component: Component) -> bool:
    """Whether feeds and badges of a component can be read by all."""
    return component.status in queries.PUBLISHED and not component.is_restricted


def _send_places(places: list[sitemap.Place]) -> Response:
    root = registry_root()
    absolute = [(root + path, changed) for path, changed in places]
    return _send(render_xml("feeds/sitemap.xml", places=absolute), XML, seconds=3600)


def _send(body: bytes, content_type: str, *, seconds: int) -> Response:
    """With a tag, and for so many seconds without asking again: the same for everybody."""
    response = send_bytes(body, content_type=content_type)
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.headers.pop("Vary", None)
    return response
