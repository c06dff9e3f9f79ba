"""A project as it goes out to whoever asked."""

from flask import Response

from registry.kit.documents import render
from registry.projects import queries
from registry.projects.models import Project
from registry.web.conditional import send_document
from registry.web.context import current_actor, current_session


def send_project(project: Project, *, status: int = 200) -> Response:
    """What this caller is shown of it, tagged by what that is."""
    rendered = render(queries.document_for(current_session(), current_actor(), project))
    location = f"/api/v1/projects/{project.public_id}" if status == 201 else None
    return send_document(*rendered, status=status, location=location)
