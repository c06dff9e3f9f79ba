"""flask-smorest as this service uses it: problem+json documented, our parser, scopes said in the document."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import flask_smorest
from apispec import APISpec
from flask import Flask

from registry import __version__
from registry.web.body import parser
from registry.web.context import current_actor
from registry.web.problems import PROBLEM_TYPE
from schemas.problem import ProblemSchema

View = TypeVar("View", bound=Callable[..., Any])

OPENAPI = {
    "API_TITLE": "Shared-component registry for cities",
    "API_VERSION": __version__,
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/",
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "info": {
            "summary": "一地创新、多地复用: one city innovates, many reuse",
            "license": {"name": "Mulan PSL v2", "identifier": "MulanPSL-2.0"},
        },
        "servers": [{"url": "/"}],
    },
}


class Blueprint(flask_smorest.Blueprint):
    """A slice's JSON over HTTP."""

    ARGUMENTS_PARSER = parser

    def answers(self, status: int, schema: Any = None, **options: Any) -> Callable[[View], View]:
        """Document what a view answers; the view itself sends bytes rendered earlier."""
        return self.response(status, schema, **options)  # type: ignore[no-any-return]

    def needs(self, *scopes: str) -> Callable[[View], View]:
        """The caller must hold one of these scopes: documented, and refused early; the action decides in full."""

        def decorate(view: View) -> View:
            @wraps(view)
            def checked(*arguments: Any, **options: Any) -> Any:
                actor, name = current_actor(), options.get("name")
                # Where the address holds no name, a scope narrowed to names may do: the action knows which it is about.
                if not any(actor.holds(scope, name) if name else actor.holds_part_of(scope) for scope in scopes):
                    actor.require_scope(scopes[0], name)
                return view(*arguments, **options)

            return self.doc(security=[{"token": list(scopes)}])(checked)  # type: ignore[no-any-return]

        return decorate


class Api(flask_smorest.Api):
    """Documents every error as `application/problem+json`; the answers themselves are made in `problems`."""

    ERROR_SCHEMA = ProblemSchema
    spec: APISpec

    def __init__(self, app: Flask) -> None:
        app.config.update(OPENAPI)
        super().__init__(app)
        self.spec.components.security_scheme(
            "token", {"type": "http", "scheme": "bearer", "description": "A token of an organisation"}
        )

    def _register_error_handlers(self) -> None:
        """Ours are registered for the whole application."""

    def _register_responses(self) -> None:
        def lazily(name: str, description: str) -> None:
            content = {PROBLEM_TYPE: {"schema": self.ERROR_SCHEMA}}
            self.spec.components.response(name, {"description": description, "content": content}, lazy=True)

        lazily("DEFAULT_ERROR", "A refusal, as problem+json (RFC 9457)")
        lazily("UNPROCESSABLE_CONTENT", "Fields that need correction, each with a JSON pointer")
        lazily("UNPROCESSABLE_ENTITY", "Fields that need correction, each with a JSON pointer")
        self.spec.components.response("NOT_MODIFIED", {"description": "Unchanged"}, lazy=True)


def redirects(blueprint: Blueprint) -> Callable[[View], View]:
    """Document that a view may lead to the one canonical address of a thing (308)."""
    return blueprint.alt_response(  # type: ignore[no-any-return]
        308, description="The canonical address is in Location", success=True
    )
