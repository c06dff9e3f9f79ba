"""What breaks callers and what does not: a table of documents, each with its label."""

from copy import deepcopy
from importlib.resources import files
from typing import Any

import pytest

from registry.comparison.openapi import Interface, compare_interfaces, read_interface
from tests.rules.interfaces import answering, asking, compared, document, sending

TEXT, WHOLE, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}


def thing(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required)}


def query(schema: Any = TEXT, **more: Any) -> dict[str, Any]:
    return {"name": "q", "in": "query", "schema": schema, **more}


def with_paths(*paths: str) -> dict[str, Any]:
    return document(paths={path: {"get": {"responses": {"200": {"description": "ok"}}}} for path in paths})


def secured(security: Any, **schemes: Any) -> dict[str, Any]:
    known = {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}, "token": {"type": "http", "scheme": "bearer"}}
    flows = {"clientCredentials": {"tokenUrl": "https://example.org/token", "scopes": {}}}
    known["login"] = {"type": "oauth2", "flows": flows}  # type: ignore[dict-item]
    return document(security=security, components={"securitySchemes": {**known, **schemes}})


def responses(*statuses: str) -> dict[str, Any]:
    return document({"responses": {status: {"description": "ok"} for status in statuses}})


def content(**media: Any) -> dict[str, Any]:
    return {name.replace("_", "/"): {"schema": schema} for name, schema in media.items()}


BODY = {"content": {"application/json": {"schema": TEXT}}}
RECURSIVE = {"components": {"schemas": {"Node": thing(next={"$ref": "#/components/schemas/Node"}, name=TEXT)}}}
RENAMED = {"components": {"schemas": {"Node": thing(next={"$ref": "#/components/schemas/Node"}, name=WHOLE)}}}
NODE = {"$ref": "#/components/schemas/Node"}

TABLE: list[tuple[str, str, Any, Any]] = [
    # Paths and operations
    ("path_removed", "breaking", with_paths("/a", "/b"), with_paths("/a")),
    ("path_added", "compatible", with_paths("/a"), with_paths("/a", "/b")),
    ("nothing", "none", with_paths("/a/{id}"), with_paths("/a/{key}")),
    (
        "operation_removed",
        "breaking",
        document(paths={"/a": {"get": {}, "post": {}}}),
        document(paths={"/a": {"get": {}}}),
    ),
    (
        "operation_added",
        "compatible",
        document(paths={"/a": {"get": {}}}),
        document(paths={"/a": {"get": {}, "put": {}}}),
    ),
    ("operation_deprecated", "compatible", document(), document({"deprecated": True})),
    ("operation_id_changed", "compatible", document({"operationId": "a"}), document({"operationId": "b"})),
    ("texts_changed", "none", document({"summary": "A"}), document({"summary": "B"})),
    ("callbacks_changed", "unknown", document(), document({"callbacks": {"done": {}}})),
    # Parameters
    ("parameter_removed", "breaking", asking(query()), asking()),
    ("parameter_added", "compatible", asking(), asking(query())),
    ("required_parameter_added", "breaking", asking(), asking(query(required=True))),
    ("parameter_newly_required", "breaking", asking(query()), asking(query(required=True))),
    ("parameter_no_longer_required", "compatible", asking(query(required=True)), asking(query())),
    ("parameter_moved", "breaking", asking(query()), asking({**query(), "in": "header"})),
    ("type_changed", "breaking", asking(query(TEXT)), asking(query(WHOLE))),
    ("type_changed", "compatible", asking(query(WHOLE)), asking(query(NUMBER))),
    ("enum_removed", "breaking", asking(query({"enum": ["a", "b"]})), asking(query({"enum": ["a"]}))),
    ("enum_added", "compatible", asking(query({"enum": ["a"]})), asking(query({"enum": ["a", "b"]}))),
    ("parameter_style_changed", "breaking", asking(query()), asking(query(style="pipeDelimited"))),
    ("parameter_deprecated", "compatible", asking(query()), asking(query(deprecated=True))),
    ("default_changed", "unknown", asking(query({**TEXT, "default": "a"})), asking(query({**TEXT, "default": "b"}))),
    (
        "nothing",
        "none",
        asking({**query(), "in": "header", "name": "X-City"}),
        asking({**query(), "in": "header", "name": "x-city"}),
    ),
    # Request bodies
    ("body_added", "compatible", document(), document({"requestBody": BODY})),
    ("required_body_added", "breaking", document(), document({"requestBody": {**BODY, "required": True}})),
    ("body_removed", "breaking", document({"requestBody": BODY}), document()),
    (
        "body_newly_required",
        "breaking",
        document({"requestBody": BODY}),
        document({"requestBody": {**BODY, "required": True}}),
    ),
    ("property_newly_required", "breaking", sending(thing(a=TEXT)), sending(thing(("a",), a=TEXT))),
    ("property_no_longer_required", "compatible", sending(thing(("a",), a=TEXT)), sending(thing(a=TEXT))),
    ("property_added", "compatible", sending(thing(a=TEXT)), sending(thing(a=TEXT, b=TEXT))),
    ("required_property_added", "breaking", sending(thing(a=TEXT)), sending(thing(("b",), a=TEXT, b=TEXT))),
    ("property_removed", "unknown", sending(thing(a=TEXT, b=TEXT)), sending(thing(a=TEXT))),
    ("type_changed", "breaking", sending(thing(a=TEXT)), sending(thing(a=WHOLE))),
    ("enum_introduced", "breaking", sending(TEXT), sending({**TEXT, "enum": ["a"]})),
    ("enum_lifted", "compatible", sending({**TEXT, "enum": ["a"]}), sending(TEXT)),
    ("bound_changed", "breaking", sending({**WHOLE, "minimum": 1}), sending({**WHOLE, "minimum": 2})),
    ("bound_changed", "compatible", sending({**WHOLE, "maximum": 1}), sending({**WHOLE, "maximum": 2})),
    ("bound_changed", "breaking", sending({**TEXT, "maxLength": 20}), sending({**TEXT, "maxLength": 10})),
    ("bound_changed", "breaking", sending({**WHOLE, "minimum": 1}), sending({**WHOLE, "exclusiveMinimum": 1})),
    ("pattern_changed", "breaking", sending(TEXT), sending({**TEXT, "pattern": "^a"})),
    ("pattern_changed", "unknown", sending({**TEXT, "pattern": "^a"}), sending({**TEXT, "pattern": "^b"})),
    ("format_changed", "compatible", sending({**WHOLE, "format": "int32"}), sending({**WHOLE, "format": "int64"})),
    ("multiple_changed", "compatible", sending({**WHOLE, "multipleOf": 6}), sending({**WHOLE, "multipleOf": 3})),
    (
        "properties_closed",
        "breaking",
        sending(thing(a=TEXT)),
        sending({**thing(a=TEXT), "additionalProperties": False}),
    ),
    (
        "properties_opened",
        "compatible",
        sending({**thing(a=TEXT), "additionalProperties": False}),
        sending(thing(a=TEXT)),
    ),
    ("null_removed", "breaking", sending({"type": ["string", "null"]}), sending(TEXT)),
    ("null_added", "compatible", sending(TEXT), sending({"type": ["string", "null"]})),
    ("nothing", "none", sending({"type": ["string", "null"]}), sending({"anyOf": [TEXT, {"type": "null"}]})),
    (
        "nothing",
        "none",
        sending(thing(a={**TEXT, "readOnly": True})),
        sending(thing(("a",), a={**TEXT, "readOnly": True})),
    ),
    ("type_changed", "breaking", sending({"type": "array", "items": TEXT}), sending({"type": "array", "items": WHOLE})),
    # Responses: the other way round
    ("response_removed", "breaking", responses("200", "404"), responses("404")),
    ("response_removed", "unknown", responses("200", "404"), responses("200")),
    ("response_added", "compatible", responses("200", "404"), responses("200", "4XX")),
    ("response_added", "compatible", responses("200"), responses("200", "429")),
    ("response_added", "unknown", responses("200"), responses("200", "202")),
    ("property_removed", "breaking", answering(thing(a=TEXT, b=TEXT)), answering(thing(a=TEXT))),
    ("property_added", "compatible", answering(thing(a=TEXT)), answering(thing(a=TEXT, b=TEXT))),
    (
        "property_added",
        "breaking",
        answering({**thing(a=TEXT), "additionalProperties": False}),
        answering(thing(a=TEXT, b=TEXT)),
    ),
    ("property_no_longer_required", "breaking", answering(thing(("a",), a=TEXT)), answering(thing(a=TEXT))),
    ("property_newly_required", "compatible", answering(thing(a=TEXT)), answering(thing(("a",), a=TEXT))),
    ("type_changed", "breaking", answering(WHOLE), answering(NUMBER)),
    ("type_changed", "compatible", answering(NUMBER), answering(WHOLE)),
    ("enum_added", "breaking", answering({"enum": ["a"]}), answering({"enum": ["a", "b"]})),
    ("enum_removed", "compatible", answering({"enum": ["a", "b"]}), answering({"enum": ["a"]})),
    ("null_added", "breaking", answering(TEXT), answering({"type": ["string", "null"]})),
    ("bound_changed", "breaking", answering({**TEXT, "maxLength": 10}), answering({**TEXT, "maxLength": 20})),
    ("type_changed", "breaking", answering(NODE, **RECURSIVE), answering(NODE, **RENAMED)),
    ("nothing", "none", answering(NODE, **RECURSIVE), answering(NODE, **RECURSIVE)),
    # Media types
    (
        "content_type_removed",
        "breaking",
        document({"requestBody": {"content": content(text_plain=TEXT, application_json=TEXT)}}),
        document({"requestBody": BODY}),
    ),
    (
        "content_type_added",
        "compatible",
        document({"requestBody": BODY}),
        document({"requestBody": {"content": content(text_plain=TEXT, application_json=TEXT)}}),
    ),
    # Forms
    (
        "variant_removed",
        "breaking",
        sending({"anyOf": [TEXT, WHOLE, {"type": "boolean"}]}),
        sending({"anyOf": [TEXT, WHOLE]}),
    ),
    (
        "variant_added",
        "compatible",
        sending({"oneOf": [TEXT, WHOLE]}),
        sending({"oneOf": [TEXT, WHOLE, {"type": "boolean"}]}),
    ),
    (
        "variant_added",
        "breaking",
        answering({"oneOf": [TEXT, WHOLE]}),
        answering({"oneOf": [TEXT, WHOLE, {"type": "boolean"}]}),
    ),
    (
        "variants_changed",
        "unknown",
        sending({"oneOf": [thing(a=TEXT), thing(b=TEXT)]}),
        sending({"oneOf": [thing(a=TEXT), thing(b=TEXT), thing(c=TEXT)]}),
    ),
    (
        "variants_changed",
        "unknown",
        sending({"type": "string"}),
        sending({"type": "string", "anyOf": [{"minLength": 1}, {"pattern": "a"}]}),
    ),
    ("constraint_changed", "unknown", sending({"not": TEXT}), sending({"not": WHOLE})),
    (
        "property_newly_required",
        "breaking",
        sending({"allOf": [thing(a=TEXT), thing(b=TEXT)]}),
        sending({"allOf": [thing(a=TEXT), thing(("b",), b=TEXT)]}),
    ),
    ("nothing", "none", sending({"allOf": [thing(a=TEXT), thing(b=TEXT)]}), sending(thing(a=TEXT, b=TEXT))),
    (
        "reference_outside",
        "unknown",
        sending({"$ref": "https://example.org/a.json"}),
        sending({"$ref": "https://example.org/a.json"}),
    ),
    # Security
    ("security_added", "breaking", document(), secured([{"token": []}])),
    ("security_changed", "breaking", secured([{"key": []}]), secured([{"token": []}])),
    ("security_changed", "breaking", secured([{"key": []}]), secured([{"key": [], "token": []}])),
    ("security_scope_added", "breaking", secured([{"login": ["read"]}]), secured([{"login": ["read", "write"]}])),
    ("security_relaxed", "compatible", secured([{"key": []}]), secured([{"key": []}, {"token": []}])),
    ("security_relaxed", "compatible", secured([{"login": ["read", "write"]}]), secured([{"login": ["read"]}])),
    (
        "texts_changed",
        "none",
        secured([{"key": []}]),
        secured([{"other": []}], other={"type": "apiKey", "in": "header", "name": "X-Key"}),
    ),
    # Servers
    ("server_path_removed", "breaking", document(servers=[{"url": "/v1"}]), document(servers=[{"url": "/v2"}])),
    (
        "servers_changed",
        "compatible",
        document(servers=[{"url": "https://a.example/v1"}]),
        document(servers=[{"url": "https://b.example/v1"}]),
    ),
]


@pytest.mark.parametrize(("kind", "verdict", "old", "new"), TABLE, ids=[f"{n}-{row[0]}" for n, row in enumerate(TABLE)])
def test_each_change_is_judged(kind: str, verdict: str, old: Any, new: Any):
    found = compared(old, new)

    kinds = {change.kind for change in found.changes}
    assert found.verdict == verdict, found.changes
    assert kind in kinds or (kind == "nothing" and kinds <= {"texts_changed"}), found.changes


@pytest.mark.parametrize("document", [row[2] for row in TABLE], ids=range(len(TABLE)))
def test_a_document_does_not_differ_from_itself(document: Any):
    found = compared(document, deepcopy(document))

    assert found.verdict in {"none", "unknown"}
    assert {change.kind for change in found.changes} <= {"reference_outside"}


def demonstrated(name: str) -> Interface:
    found = read_interface((files("registry") / "data" / "demonstration" / "artifacts" / f"{name}.yaml").read_bytes())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("older", "newer", "verdict"),
    [
        ("smart-parking-1.4.2", "smart-parking-2.0.0", "breaking"),
        ("smart-parking-2.0.0", "smart-parking-2.0.1", "compatible"),
        ("message-hub-1.2.0", "message-hub-1.2.1", "breaking"),
    ],
)
def test_the_documents_of_the_demonstration_show_each_verdict(older: str, newer: str, verdict: str):
    found = compare_interfaces(demonstrated(older), demonstrated(newer))

    assert found.verdict == verdict
