"""A case as it goes out to whoever asked."""

from flask import Response

from registry.cases import queries
from registry.cases.models import Case
from registry.kit.documents import render
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session


def send_case(case: Case, *, status: int = 200) -> Response:
    """What this caller is shown of it, tagged by what that is."""
    rendered = render(queries.document_for(current_session(), current_actor(), case))
    location = f"/api/v1/cases/{case.public_id}" if status == 201 else None
    return send_document(*rendered, status=status, location=location)
