"""flask-smorest as this service uses it: problem+json documented, our parser, scopes said in the document."""

import re
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import flask_smorest
from apispec import APISpec
from flask import Flask, current_app, request

from registry import __version__
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid, TokenRequired
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


UNKNOWN_ARGUMENT = Bilingual("未知参数。", "Unknown argument.")


def _operation_id(view: Callable[..., Any]) -> str:
    """What a generated client calls an operation: `get_one_component` for `OneComponent.get`."""
    words = reversed(view.__qualname__.split("."))
    return "_".join(re.sub(r"(?<!^)(?=[A-Z])", "_", word).lower() for word in words)


def _declares_query_arguments() -> bool:
    view = current_app.view_functions[request.endpoint or ""]
    method = "get" if request.method == "HEAD" else request.method.lower()
    handler = getattr(getattr(view, "view_class", None), method, view)
    return getattr(handler, "declares_query_arguments", False)


class Blueprint(flask_smorest.Blueprint):
    """A slice's JSON over HTTP."""

    ARGUMENTS_PARSER = parser

    def answers(self, status: int, schema: Any = None, **options: Any) -> Callable[[View], View]:
        """Document what a view answers; the view itself sends bytes rendered earlier.

        A query argument that the view has not declared is refused.
        """
        document = self.response(status, schema, **options)

        def decorate(view: View) -> View:
            @wraps(view)
            def checked(*arguments: Any, **values: Any) -> Any:
                if request.query_string and not _declares_query_arguments():
                    raise PayloadInvalid(errors=[FieldError(f"/{name}", UNKNOWN_ARGUMENT) for name in request.args])
                return view(*arguments, **values)

            described = self.doc(operationId=_operation_id(view))(document(checked))
            # Only the description is taken: the view makes its whole answer, so nothing need look at it on its way out.
            checked._apidoc = described._apidoc  # type: ignore[attr-defined]
            return checked  # type: ignore[return-value]

        return decorate

    def arguments(self, schema: Any, *, location: str = "json", **options: Any) -> Callable[[View], View]:
        """As flask-smorest has it; a view that declares query arguments is remembered by it."""
        # The schema is made here, once: webargs would make a class into a schema anew for each request, in some 300 µs.
        made = schema() if isinstance(schema, type) else schema
        document = super().arguments(made, location=location, **options)

        def decorate(view: View) -> View:
            documented = document(view)
            documented.declares_query_arguments = location == "query" or getattr(
                view, "declares_query_arguments", False
            )
            return documented  # type: ignore[no-any-return]

        return decorate

    def needs(self, *scopes: str) -> Callable[[View], View]:
        """The caller must hold one of these scopes, or just a token where none is named.

        It is documented, and refused early; the action decides in full.
        """

        def decorate(view: View) -> View:
            @wraps(view)
            def checked(*arguments: Any, **options: Any) -> Any:
                actor, name = current_actor(), options.get("name")
                if not scopes and actor.is_anonymous:
                    raise TokenRequired()
                # Where the address holds no name, a scope narrowed to names may do: the action knows which it is about.
                held = (actor.holds(scope, name) if name else actor.holds_part_of(scope) for scope in scopes)
                if scopes and not any(held):
                    actor.require_scope(scopes[0], name)
                return view(*arguments, **options)

            return self.doc(security=[{"token": list(scopes)}])(checked)  # type: ignore[no-any-return]

        return decorate


class Api(flask_smorest.Api):
    """Documents every error as `application/problem+json`; the answers themselves are made in `problems`.

    Routes are there at once; they are described when somebody first asks for the description, which takes longer than
    everything else of starting: a command and most processes never ask.
    """

    ERROR_SCHEMA = ProblemSchema

    def __init__(self, app: Flask) -> None:
        app.config.update(OPENAPI)
        self._undescribed: list[flask_smorest.Blueprint] = []
        self._describing = threading.Lock()
        super().__init__(app)
        self.spec.components.security_scheme(
            "token", {"type": "http", "scheme": "bearer", "description": "A token of an organisation"}
        )

    def register_blueprint(self, blp: flask_smorest.Blueprint, **options: Any) -> None:
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self._undescribed.append(blp)

    @property
    def spec(self) -> APISpec:
        """The description of everything that was registered."""
        with self._describing:
            while self._undescribed:
                blp = self._undescribed.pop(0)
                blp.register_views_in_doc(self, self._app, self._spec, name=blp.name, parameters=None)
                self._spec.tag({"name": blp.name, "description": blp.description})
        return self._spec

    @spec.setter
    def spec(self, spec: APISpec) -> None:
        self._spec = spec

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
