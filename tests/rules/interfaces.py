"""Small OpenAPI documents for tests: a test says what matters to it."""

from typing import Any

import orjson

from registry.comparison.openapi import Compared, Interface, compare_interfaces, read_interface

OBJECT = {"type": "object", "properties": {"id": {"type": "string"}}}


def document(operation: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A document with `GET /spots`; `operation` is put into it, `more` stands beside it."""
    get = {"responses": {"200": {"description": "ok"}}, **(operation or {})}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Spots", "version": "1.0"},
        "paths": {"/spots": {"get": get}},
        **more,
    }


def sending(schema: Any, **more: Any) -> dict[str, Any]:
    """An operation that takes a body."""
    return document({"requestBody": {"content": {"application/json": {"schema": schema}}}}, **more)


def answering(schema: Any, **more: Any) -> dict[str, Any]:
    """An operation that answers with a body."""
    answer = {"description": "ok", "content": {"application/json": {"schema": schema}}}
    return document({"responses": {"200": answer}}, **more)


def asking(*parameters: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An operation with parameters."""
    return document({"parameters": list(parameters)}, **more)


def read(value: dict[str, Any]) -> Interface:
    found = read_interface(orjson.dumps(value))
    assert found is not None
    return found


def compared(old: dict[str, Any], new: dict[str, Any]) -> Compared:
    return compare_interfaces(read(old), read(new))
