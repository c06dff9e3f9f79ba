"""How an input of each area becomes requests; older forms of fields and paths are mapped to ours here."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from werkzeug.test import TestResponse

from tests.build import description
from tests.http.bad_inputs_archives import answers_to_archive
from tests.http.bad_inputs_cases import Case
from tests.http.bad_inputs_scene import Scene

COMPONENTS: Final = "/api/v1/components"

FIELDS: Final[Mapping[str, Callable[[Any], dict[str, Any]]]] = {
    "title": lambda value: {"title": {"zh": value}},
    "summary": lambda value: {"summary": {"zh": value}},
    "readme": lambda value: {"description": {"zh": value}},
    "homepage": lambda value: {"documentation_url": value},
    "licence": lambda value: {"license": value},
    "tags": lambda value: {"tags": value},
}
"""Field by field, what the inputs call it and how we do."""

READ_AS_PATHS: Final = frozenset({"name-053"})
"""Names that are meant for an address, not for a body."""

_SIZE: Final = '{"size":'

Answers = Iterator[TestResponse]


def answers_to(scene: Scene, case: Case) -> list[TestResponse]:
    """Send a case and give back its answers; each has been held to the general rule."""
    return list(AREAS[case.area](scene, case))


def registration(scene: Scene, **changes: Any) -> dict[str, Any]:
    """The body of a registration that is valid but for what the case changes."""
    return {"publisher": "yunling", "name": f"fresh-{next(scene.numbers)}x", **description(**changes)}


def _version(scene: Scene, case: Case) -> Answers:
    versions = f"{COMPONENTS}/{scene.component()}/versions"
    answer = scene.send(scene.yunling, "POST", versions, {"number": case.input})
    yield answer
    if answer.status_code != 201:
        assert answer.get_json()["errors"][0]["pointer"] == "/number"
        return
    number = answer.get_json()["number"]
    assert f"stored as {number}" in case.expected
    assert scene.send(scene.yunling, "POST", versions, {"number": case.input}).status_code == 409
    read = scene.send(scene.anyone, "GET", f"{versions}/{quote(case.input, safe='')}")
    assert read.status_code == (200 if number == case.input else 308)
    assert read.headers.get("Location", f"{versions}/{number}").endswith(f"{versions}/{quote(number, safe='!')}")


def _name(scene: Scene, case: Case) -> Answers:
    if case.id in READ_AS_PATHS:
        yield scene.send(scene.anyone, "GET", f"{COMPONENTS}/yunling/{case.input}")
        return
    answer = scene.send(scene.yunling, "POST", COMPONENTS, {**registration(scene), "name": case.input})
    yield answer
    if answer.status_code == 422:
        assert {error["pointer"] for error in answer.get_json()["errors"]} == {"/name"}


def _text(scene: Scene, case: Case) -> Answers:
    changes = FIELDS[case.input["field"]](case.input["value"])
    answer = scene.send(scene.yunling, "POST", COMPONENTS, registration(scene, **changes))
    yield answer
    field = next(iter(changes))
    if answer.status_code == 422:
        assert answer.get_json()["errors"][0]["pointer"].startswith(f"/{field}")
    elif "byte for byte" in case.expected or "unchanged" in case.expected:
        assert answer.get_json()[field] == changes[field]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def _date(scene: Scene, case: Case) -> Answers:
    maintenance = {"type": "internal", "support_until": case.input}
    yield scene.send(scene.yunling, "POST", COMPONENTS, registration(scene, maintenance=maintenance))
    adoption = {"adopter": "haina", "component": scene.component("1.0.0"), "mode": "new", "on": case.input}
    if case.input != "2026-11-20":
        # This one is a day as we write it, but no adoption begins in the future.
        yield scene.send(scene.haina, "POST", "/api/v1/adoptions", adoption)


def _query(scene: Scene, case: Case) -> Answers:
    answer = scene.send(scene.anyone, "GET", f"{COMPONENTS}?q={quote(case.input, safe='', errors='surrogatepass')}")
    yield answer
    if "水位" in case.expected or "both words" in case.expected:
        assert [hit["name"] for hit in answer.get_json()["items"]] == ["water-gauge"]
    elif answer.status_code == 200:
        assert "hidden" not in {hit["name"] for hit in answer.get_json()["items"]}


def _json(scene: Scene, case: Case) -> Answers:
    text: str = case.input["body"]
    if text.startswith(_SIZE):
        # A number is judged where one belongs: in a body that is valid but for it.
        text = f'{json.dumps(registration(scene))[:-1]}, "security_level":{text.removeprefix(_SIZE)}'
    encoding = "latin-1" if "latin-1" in case.expected else "utf-8"
    body = text.encode(encoding)
    yield scene.send(scene.yunling, "POST", COMPONENTS, body=body, headers=case.input["headers"])


def _path(scene: Scene, case: Case) -> Answers:
    path: str = f"/api{case.input['path']}"
    yield scene.send(scene.anyone, case.input["method"], path)
    if re.match(rf"{COMPONENTS}/[^?]", path):
        # Our components stand under their publisher: the name is one step further down.
        yield scene.send(scene.anyone, "GET", path.replace(COMPONENTS, f"{COMPONENTS}/yunling", 1))


def _request(scene: Scene, case: Case) -> Answers:
    component = scene.component("1.0.0")
    etag = scene.yunling.get(f"{COMPONENTS}/{component}").headers["ETag"].strip('"')
    given = {"{c}": component, "{etag}": etag, "{city A}": f"Bearer {scene.yunling.token}"}
    body = case.input.get("json")
    if isinstance(body, dict) and isinstance(body.get("title"), str):
        body = FIELDS["title"](body["title"])
    headers = {name: _filled(value, given) for name, value in case.input.get("headers", {}).items()}
    path = f"/api{_filled(case.input['path'], given)}"
    answer = scene.send(scene.yunling, case.input["method"], path, body, headers=headers)
    yield answer
    if answer.status_code == 405 or case.input["method"] == "OPTIONS":
        assert "GET" in answer.headers["Allow"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    if "{city A}" in str(case.input):
        assert "Authorization" in answer.headers["Vary"]
    if "Accept-Language" in headers:
        assert answer.headers.get("Content-Language", "zh") == "zh"


def _filled(text: str, given: Mapping[str, str]) -> str:
    for mark, value in given.items():
        text = text.replace(mark, value)
    return text


AREAS: Final[Mapping[str, Callable[[Scene, Case], Answers]]] = {
    "version": _version,
    "name": _name,
    "text": _text,
    "date": _date,
    "query": _query,
    "json": _json,
    "path": _path,
    "paging": _request,
    "semantics": _request,
    "archive": answers_to_archive,
}
"""The areas whose inputs are requests or parts of them."""
