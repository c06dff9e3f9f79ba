"""OpenAPI documents are read safely, and what is wrong with them is told by line."""

import socket
import time
from typing import Any

import orjson
import pytest

from registry.comparison.openapi import check_interface, compare_interfaces, read_interface
from registry.comparison.openapi.documents import METHODS
from tests.rules.interfaces import answering, asking, compared, document, read, sending

HEAD = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\n"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def told(text: str | bytes) -> list[tuple[int, str, str]]:
    raw = text.encode() if isinstance(text, str) else text
    return [(found.line, found.severity, found.message.en) for found in check_interface(raw).problems]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "must be an object"),
        ("- a\n- b\n", 1, "must be an object"),
        ("swagger: '2.0'\n", 1, "Swagger 2.0"),
        ("a: 1\nopenapi: 4.0.0\n", 2, "it must say openapi"),
        ("a: [1, 2\nb: 3\n", 2, "YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands twice"),
        ("a: &x 1\n<<: *x\n", 2, "merge keys"),
        ("a: *missing\n", 1, "an alias is unknown"),
        ("a: &a [*a]\n", 1, "an alias is unknown or leads to itself"),
        ("a: !!python/object:os.system x\n", 1, ""),
        ("a: !own x\n", 1, "tags of one's own"),
        ("---\na: 1\n---\nb: 1\n", 3, "one document"),
        (BOMB, 5, "aliases written out"),
        ("[" * 2000, 1, ""),
        ("a: " + "[" * 200 + "]" * 200, 1, "nested too deeply"),
        ('{"a": 1,\n "b": 2,\n "a": 3}', 3, "the key 'a' stands twice"),
        ('{"a": [1,\n  {"b": 1, "c": 2,\n "b": 3}]}', 3, "the key 'b' stands twice"),
        ('{"a": 1,\n "b" 2}', 2, "JSON syntax"),
        ('{"a": NaN}', 1, "no JSON value"),
        ('{"a": ' + "1" * 500 + "}", 1, "no JSON value"),
        ("{" + '"a":{' * 100_000, 1, ""),
        ('{"a": [' + "[]," * 600_000 + "[]]}", 1, "too many values"),
        ('{"a":' * 150 + "1" + "}" * 150, 1, "levels deep"),
        ("a: \x00", 1, "NUL"),
        (b"a: 1\nb: \xff", 2, "not UTF-8"),
        ("a: " + "x" * 60_000, 1, "characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(text: str | bytes, line: int, message: str):
    (found,) = told(text)

    assert (found[0], found[1]) == (line, "error")
    assert message in found[2]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("paths:\n  spots: {}\n", 4, "a path begins with /"),
        ("paths:\n  /a:\n    get:\n      responses:\n        ok: {}\n", 7, "must be a status"),
        ("paths:\n  /a:\n    get: []\n", 5, "must be an object"),
        ("paths:\n  /a:\n    get:\n      parameters:\n      - {in: query}\n", 7, "must have a name"),
        ("paths:\n  /a:\n    get:\n      parameters:\n      - {name: a, in: body}\n", 7, "'in' is path"),
        ("paths:\n  /{a}:\n    get: {}\n", 5, "'a' is not declared"),
        ("paths:\n  /a:\n    post: {requestBody: {content: []}}\n", 5, "must be an object by media type"),
        ("paths: {}\ncomponents:\n  schemas:\n    A: {type: strange}\n", 6, "'type' is one of"),
        ("paths: {}\ncomponents:\n  schemas:\n    A:\n      pattern: '('\n", 7, "regular expression"),
        ("paths: {}\ncomponents:\n  schemas:\n    A: {maxLength: -1}\n", 6, "whole number"),
        ("paths: {}\ncomponents:\n  schemas:\n    A: {$ref: '#/components/schemas/B'}\n", 6, "leads to nothing"),
        ("paths: {}\ncomponents:\n  schemas:\n    A: {$ref: 'http://example.org/b'}\n", 6, "leads out of the document"),
        ("paths: {}\nsecurity:\n- key: []\n", 5, "no security scheme 'key'"),
        ("components: []\npaths: {}\n", 3, "must be an object"),
    ],
)
def test_what_is_wrong_in_a_document_is_told_with_its_line(text: str, line: int, message: str):
    assert [found for found in told(HEAD + text) if found[0] == line and message in found[2]] != [], told(HEAD + text)


def test_problems_are_told_in_chinese_too_and_no_more_than_200_of_them():
    paths = "".join(f"  a{number}: {{}}\n" for number in range(300))

    checked = check_interface((HEAD + "paths:\n" + paths).encode())

    assert checked.interface is None
    assert len(checked.problems) == 200
    assert checked.problems[0].message.zh == "路径须以 / 开头"


def test_a_large_document_is_refused_and_yaml_is_held_to_less():
    assert told(b" " * (8 * 1024 * 1024 + 1))[0][2].startswith("the document is larger")
    assert told("a: x\n" * 300_000)[0][2].startswith("YAML goes up to")


def test_json_and_yaml_say_the_same():
    yaml = HEAD + "paths:\n  /a:\n    get:\n      responses:\n        200: {description: 'yes'}\n"
    value = document(paths={"/a": {"get": {"responses": {"200": {"description": "yes"}}}}})
    value["info"] = {"title": "A", "version": "1"}

    found = read_interface(yaml.encode())

    assert found is not None
    assert found.document == value
    assert (found.title, found.version, found.operations) == ("A", "1", ("GET /a",))


def test_references_elsewhere_are_never_fetched(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("a connection was opened"))
    outside = {"$ref": "http://example.org/a.json#/A"}

    found = compared(sending(outside), sending(outside))

    assert (found.verdict, found.changes[0].kind) == ("unknown", "reference_outside")


@pytest.mark.parametrize(
    "schemas",
    [
        {"A": {"$ref": "#/components/schemas/A"}},
        {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}},
        {"A": {"allOf": [{"$ref": "#/components/schemas/A"}, {"type": "object"}]}},
        {"A": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]}},
        {"A": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "string"}, {"type": "array"}]}},
        {"A": {"type": "array", "items": {"$ref": "#/components/schemas/A"}}},
    ],
)
def test_circles_end(schemas: Any):
    start = {"$ref": "#/components/schemas/A"}
    old = sending(start, components={"schemas": schemas})
    new = sending(start, components={"schemas": {**schemas, "A": {**schemas["A"], "minLength": 1}}})

    assert compared(old, old).verdict == "none"
    assert compared(old, new).verdict in {"none", "breaking", "unknown"}


def test_what_grows_beyond_all_bounds_when_written_out_is_not_known_and_ends_soon():
    """Each schema names the next one twice: written out, 2 to the 200th."""
    part = "#/components/schemas/A"
    doubled = {f"A{n}": {"allOf": [{"$ref": f"{part}{n + 1}"}, {"$ref": f"{part}{n + 1}"}]} for n in range(200)}
    wide = {f"A{n}": {"anyOf": [{"$ref": f"{part}{n + 1}"}, {"not": {"$ref": f"{part}{n + 1}"}}]} for n in range(200)}
    begun = time.process_time()

    for schemas, last in ((doubled, {"minLength": 1}), (wide, {"minLength": 1})):
        old, new = ({"schemas": {**schemas, "A200": end}} for end in ({}, last))
        found = compared(sending({"$ref": f"{part}0"}, components=old), sending({"$ref": f"{part}0"}, components=new))
        assert found.verdict in {"breaking", "unknown"}

    assert time.process_time() - begun < 5


def test_changes_are_counted_in_all_and_the_gravest_are_listed():
    def wide(kind: str) -> dict[str, Any]:
        return answering({"type": "object", "properties": {f"p{n}": {"type": kind} for n in range(400)}})

    found = compared(wide("string"), wide("integer"))

    assert (found.verdict, found.total, len(found.changes)) == ("breaking", 400, 300)


def test_an_odd_document_breaks_no_comparison():
    """What a checker lets through must not stop a comparison: here every part is put where another belongs."""
    base = asking({"name": "q", "in": "query", "schema": {"type": "string"}}, components={"schemas": {"A": {}}})
    odd: list[Any] = [None, 1, "x", [], {}, [{}], {"$ref": "#/paths"}]
    for method in METHODS[:3]:
        for key in ("parameters", "requestBody", "responses", "security", "callbacks", "tags", "servers"):
            for value in odd:
                other = {**base, "paths": {"/spots": {method: {key: value}}}}
                checked = check_interface(orjson.dumps(other))
                if checked.interface is not None:
                    compare_interfaces(read(base), checked.interface)
                    compare_interfaces(checked.interface, read(base))
