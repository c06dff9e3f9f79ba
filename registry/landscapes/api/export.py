"""Everything an organisation owns, over HTTP: whoever wants to leave takes it along."""

from typing import Final

from flask import Response
from flask.views import MethodView

from registry.artifacts.api.incoming import storage, transfers
from registry.artifacts.api.sending import disposition
from registry.artifacts.errors import TransfersBusy
from registry.landscapes.api.blueprint import blueprint
from registry.landscapes.archiving import stream_archive
from registry.organisations.queries import get_organisation
from registry.web.conditional import Document
from registry.web.context import current_actor, current_session, database
from registry.web.transfers import Sending

ZIP: Final = "application/zip"


@blueprint.route("/organisations/<slug>/export")
class OrganisationExport(MethodView):
    @blueprint.needs("organisation:manage")
    @blueprint.answers(200, {"type": "string", "format": "binary"}, content_type=ZIP)
    def get(self, slug: str) -> Response:
        """Fetch everything an organisation and its units own as one archive: JSON Lines and CSV, files, and a manifest
        with digests. For those who manage it, and administrators.
        """
        session, actor = current_session(), current_actor()
        organisation = get_organisation(session, slug)
        actor.require("organisation:manage", organisation.id)
        if not transfers().take():
            raise TransfersBusy()
        headers = [
            ("Content-Type", ZIP),
            ("Content-Disposition", disposition(f"{slug}-export.zip")),
            ("Cache-Control", "private, no-store"),
            ("Vary", "Authorization"),
        ]
        return Document(Sending(stream_archive(database(), storage(), organisation), transfers().leave), 200, headers)
