"""The OpenAPI document: valid, complete, and the same as the one written down."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator

from registry.app import create_app
from registry.settings import Settings

SNAPSHOT = Path(__file__).parent / "openapi.json"
METHODS = {"get", "put", "post", "patch", "delete"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application with a database that nothing here asks."""
    data = tmp_path_factory.mktemp("openapi")
    return create_app(Settings(data=data, database_url=f"sqlite:///{data}/none.sqlite3", secret="only for tests"))


@pytest.fixture(scope="module")
def document(app: Flask) -> dict[str, Any]:
    served: dict[str, Any] = app.test_client().get("/openapi.json").get_json()
    return served


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and operation of everything the document describes."""
    for path, item in document["paths"].items():
        for method in item.keys() & METHODS:
            yield method, path, item[method]


def resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """What a `$ref` leads to."""
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]):
    assert document["openapi"] == "3.1.0"
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_route_is_described_and_every_description_is_routed(app: Flask, document: dict[str, Any]):
    routed = {
        (method.lower(), re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert {(method, path) for method, path, _ in operations(document)} == routed


def test_every_operation_describes_its_errors_as_problems(document: dict[str, Any]):
    for method, path, operation in operations(document):
        errors = {status: node for status, node in operation["responses"].items() if status[0] not in "123"}
        assert "default" in errors, (method, path)
        for status, node in errors.items():
            content = resolved(document, node)["content"]
            assert list(content) == ["application/problem+json"], (method, path, status)
            assert content["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_every_operation_says_what_it_does_and_whether_a_token_is_needed(document: dict[str, Any]):
    for method, path, operation in operations(document):
        assert operation.get("summary"), (method, path)
        if method != "get":
            assert operation.get("security"), (method, path)


def test_every_operation_has_a_name_of_its_own_for_clients_to_be_generated_from(document: dict[str, Any]):
    names = [operation.get("operationId") for _, _, operation in operations(document)]

    assert all(name and re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names), names
    assert len(set(names)) == len(names)


def test_every_answer_that_has_a_body_has_a_schema(document: dict[str, Any]):
    for method, path, operation in operations(document):
        for status, node in operation["responses"].items():
            if status in {"200", "201"}:
                content = resolved(document, node)["content"]
                assert all(media.get("schema") for media in content.values()), (method, path, status)


def test_the_document_is_the_one_written_down(document: dict[str, Any]):
    """What clients rely on changes only where somebody looks."""
    written = json.loads(SNAPSHOT.read_text(encoding="utf-8")) if SNAPSHOT.exists() else None

    assert document == written, "The API changed: look at the change, then write it down with `make openapi`."
