"""An application as it goes out to whoever asked."""

from flask import Response

from registry.applications import queries
from registry.applications.models import Application
from registry.kit.documents import render
from registry.web.conditional import send_document
from registry.web.context import current_actor


def send_application(application: Application, *, status: int = 200) -> Response:
    """What this caller is shown of it, tagged by what that is."""
    rendered = render(queries.document_for(current_actor(), application))
    location = f"/api/v1/applications/{application.public_id}" if status == 201 else None
    return send_document(*rendered, status=status, location=location)
