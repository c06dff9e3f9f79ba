"""Feeds over HTTP."""

from typing import Any, Final

from flask import Response, current_app
from flask.views import MethodView

from registry.feeds import atom, queries
from registry.feeds.atom import Feed
from registry.feeds.notices import notice_entries
from registry.kit.clock import format_instant
from registry.notifications.queries import list_newest, require_inbox
from registry.organisations.queries import get_organisation
from registry.web.api import Blueprint
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_language, current_session
from registry.web.rendering import registry_root, render_xml
from schemas.feeds import FeedArguments

blueprint = Blueprint("feeds", __name__, url_prefix="/api/v1", description="What programs read of the catalogue")

ATOM: Final = "application/atom+xml"
DOCUMENTED: Final = {"content_type": ATOM, "description": "An Atom feed (RFC 4287), the newest 50 entries"}
FEEDS: Final = "/api/v1/feeds"
NEWEST: Final = 50


@blueprint.route("/feeds/components.atom")
class ComponentsFeed(MethodView):
    @blueprint.arguments(FeedArguments, location="query")
    @blueprint.answers(200, {"type": "string"}, **DOCUMENTED)
    def get(self, arguments: dict[str, Any]) -> Response:
        """Follow the catalogue: what was listed, published, yanked, deprecated and retired."""
        address = f"{registry_root()}{FEEDS}/components.atom"
        return _send(
            arguments,
            news=queries.list_news(current_session()),
            id=atom.id_of_address(address),
            title=atom.CATALOGUE.in_language(_language(arguments)),
            address=address,
            page=f"{registry_root()}/",
            since=atom.NOTHING_YET,
        )


@blueprint.route("/feeds/components/<publisher>/<name>.atom")
class ComponentFeed(MethodView):
    @blueprint.arguments(FeedArguments, location="query")
    @blueprint.answers(200, {"type": "string"}, **DOCUMENTED)
    def get(self, arguments: dict[str, Any], publisher: str, name: str) -> Response:
        """Follow one component: its versions, yanks and deprecation."""
        session = current_session()
        component = queries.get_public(session, f"{publisher}/{name}")
        return _send(
            arguments,
            news=queries.list_news_of(session, [component]),
            id=atom.id_of(component.public_id),
            title=atom.title_for(component.details["title"], _language(arguments)),
            address=f"{registry_root()}{FEEDS}/components/{component.full_name}.atom",
            page=f"{registry_root()}/components/{component.full_name}",
            since=component.created_at,
        )


@blueprint.route("/feeds/publishers/<slug>.atom")
class PublisherFeed(MethodView):
    @blueprint.arguments(FeedArguments, location="query")
    @blueprint.answers(200, {"type": "string"}, **DOCUMENTED)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Follow what one organisation publishes."""
        session = current_session()
        organisation = get_organisation(session, slug)
        return _send(
            arguments,
            news=queries.list_news_of(session, queries.list_changed(session, organisation.id)),
            id=atom.id_of(organisation.public_id),
            title=atom.title_for(organisation.name, _language(arguments)),
            address=f"{registry_root()}{FEEDS}/publishers/{slug}.atom",
            page=f"{registry_root()}/?publisher={slug}",
            since=organisation.created_at,
        )


@blueprint.route("/feeds/organisations/<slug>/notices.atom")
class NoticesFeed(MethodView):
    @blueprint.needs()
    @blueprint.arguments(FeedArguments, location="query")
    @blueprint.answers(200, {"type": "string"}, **DOCUMENTED)
    def get(self, arguments: dict[str, Any], slug: str) -> Response:
        """Follow what an organisation is told, as who acts for it. The token goes into the header, not the address."""
        current_app.extensions["registry.notifications"].current()
        session = current_session()
        organisation = require_inbox(session, current_actor(), slug)
        language, root = _language(arguments), registry_root()
        address = f"{root}{FEEDS}/organisations/{slug}/notices.atom"
        entries = notice_entries(list_newest(session, organisation.id, NEWEST), organisation.name, root, language)
        return _answer(
            Feed(
                id=atom.id_of_address(address),
                title=atom.title_for(organisation.name, language),
                updated=entries[0].updated if entries else format_instant(organisation.created_at),
                language=language,
                address=f"{address}?lang={language}" if "lang" in arguments else address,
                page=f"{root}/inbox",
                entries=entries,
            ),
            language,
        )


def _language(arguments: dict[str, Any]) -> str:
    return str(arguments.get("lang") or current_language())


def _send(arguments: dict[str, Any], *, address: str, **feed: Any) -> Response:
    language = _language(arguments)
    address = f"{address}?lang={language}" if "lang" in arguments else address
    made: Feed = atom.feed_of(**feed, address=address, root=registry_root(), language=language)
    return _answer(made, language)


def _answer(made: Feed, language: str) -> Response:
    response = send_bytes(render_xml("feeds/atom.xml", feed=made), content_type=ATOM)
    response.headers["Vary"] = "Authorization, Accept-Language"
    response.headers["Content-Language"] = language
    return response
