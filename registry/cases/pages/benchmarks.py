"""What an organisation or a component is held up for, for the pages of both."""

from collections.abc import Mapping
from typing import Any

from registry.cases import queries
from registry.cases.documents import benchmark_document
from registry.cases.pages.blueprint import blueprint
from registry.catalogue.queries import get_component
from registry.kit.clock import today_of
from registry.organisations.queries import find_organisation
from registry.web.context import current_actor, current_session


@blueprint.app_template_global("benchmarks_of")
def benchmarks_of(*, organisation: str | None = None, component: str | None = None) -> list[Mapping[str, Any]]:
    """Benchmarks as documents, the latest first; none where there is nobody by that name."""
    session = current_session()
    if component is not None:
        found = get_component(session, current_actor(), component)
        rows = queries.benchmarks_of_component(session, found.id)
    else:
        body = find_organisation(session, organisation or "")
        rows = queries.benchmarks_of_organisation(session, body.id) if body is not None else []
    return [benchmark_document(row, today_of(session)) for row in rows]
