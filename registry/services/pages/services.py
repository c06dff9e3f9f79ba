"""What is offered for a component and by an entity, as parts of their pages."""

from typing import Any, Final, NamedTuple

from registry.organisations.models import Organisation
from registry.services import queries
from registry.services.documents import service_document
from registry.services.models import ComponentService
from registry.services.pages.blueprint import blueprint
from registry.services.queries import ServiceRatings
from registry.web.context import current_actor, current_session

SHOWN: Final = 50


class ShownService(NamedTuple):
    """A service as the reader sees it, with its names and how it is rated."""

    document: dict[str, Any]
    entity: Organisation
    title: dict[str, str]
    rated: ServiceRatings


@blueprint.app_template_global("services_for")
def services_for(component: str) -> list[ShownService]:
    """What is offered for a component, the newest first."""
    session, actor = current_session(), current_actor()
    return [_shown(row) for row in queries.list_services(session, actor, component=component, limit=SHOWN).items]


@blueprint.app_template_global("services_of")
def services_of(entity: str) -> list[ShownService]:
    """What an entity offers, the newest first."""
    session, actor = current_session(), current_actor()
    return [_shown(row) for row in queries.list_services(session, actor, entity=entity, limit=SHOWN).items]


def _shown(service: ComponentService) -> ShownService:
    actor = current_actor()
    priced = actor.sees_landscapes or service.entity_id in actor.acts_for
    rated = queries.ratings_of_service(current_session(), actor, service.id)
    title: dict[str, str] = service.component.details["title"]
    return ShownService(service_document(service, priced=priced), service.entity, title, rated)
