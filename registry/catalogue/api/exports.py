"""Exporting publiccode.yml over HTTP."""

from typing import Final

from flask import Response
from flask.views import MethodView

from registry.catalogue.api.blueprint import blueprint
from registry.catalogue.exporting import export_publiccode
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session
from registry.web.labels import label
from registry.web.rendering import registry_root

YAML: Final = "application/yaml"


@blueprint.route("/publiccode/<publisher>/<name>")
class PubliccodeOfComponent(MethodView):
    @blueprint.answers(200, {"type": "string"}, content_type=YAML, description="A publiccode.yml, strict against v0.7")
    def get(self, publisher: str, name: str) -> Response:
        """Export a component as publiccode.yml; what its keys cannot say stands in comments at its end."""
        text = export_publiccode(
            current_session(),
            current_actor(),
            component=f"{publisher}/{name}",
            root=registry_root(),
            label=label,
        )
        response = send_bytes(text.encode(), content_type=YAML)
        response.headers["Content-Disposition"] = 'attachment; filename="publiccode.yml"'
        return response
