"""What lets a client find its way: the api-catalog, the API's page, and what each problem means."""

import secrets

import orjson
from flask import Blueprint, Response, abort, render_template, request, url_for

from registry.kit.errors import all_refusals
from registry.web.context import services

blueprint = Blueprint("discovery", __name__)

LINKSET = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


@blueprint.get("/.well-known/api-catalog")
def api_catalog() -> Response:
    """RFC 9727: where the API is, its description and its documentation; the search and the news."""
    root = (services().settings.public_url or request.url_root).rstrip("/")
    linkset = {
        "linkset": [
            {
                "anchor": f"{root}/api/v1",
                "service-desc": [{"href": f"{root}/openapi.json", "type": "application/json"}],
                "service-doc": [{"href": f"{root}/docs", "type": "text/html"}],
                "status": [{"href": f"{root}/readyz", "type": "application/json"}],
            },
            {
                "anchor": f"{root}/",
                "search": [{"href": f"{root}/opensearch.xml", "type": "application/opensearchdescription+xml"}],
                "alternate": [{"href": f"{root}/api/v1/feeds/components.atom", "type": "application/atom+xml"}],
            },
        ]
    }
    return Response(orjson.dumps(linkset), content_type=LINKSET)


@blueprint.get("/docs")
def api_page() -> Response:
    """The API, to read and to try, from files of our own."""
    nonce = secrets.token_urlsafe(16)
    page = render_template("api.html", nonce=nonce, document=url_for("api-docs.openapi_json"))
    response = Response(page)
    response.headers["Content-Security-Policy"] = (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; frame-ancestors 'none'"
    )
    return response


@blueprint.get("/problems")
def problem_list() -> str:
    """Every refusal there is."""
    return render_template("problems.html", refusals=_by_code().values())


@blueprint.get("/problems/<code>")
def problem(code: str) -> str:
    """What a refusal means and what to do about it: where the `type` of a problem leads."""
    refusal = _by_code().get(code)
    if refusal is None:
        abort(404)
    return render_template("problems.html", refusals=[refusal])


def _by_code() -> dict[str, type]:
    found = {refusal.code: refusal for refusal in all_refusals()}
    return dict(sorted(found.items()))
