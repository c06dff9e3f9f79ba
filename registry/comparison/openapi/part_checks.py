"""What the parts of an operation must hold so that they can be compared: parameters, bodies, responses, schemas."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from registry.comparison.openapi.documents import Path, mapping
from registry.comparison.openapi.schema_checks import find_schema_mistakes

PLACES: Final = ("path", "query", "header", "cookie")
_STATUS: Final = re.compile(r"[1-5](XX|[0-9]{2})|default")


class Mistake(NamedTuple):
    """What is wrong at a place, in both languages."""

    path: Path
    severity: str
    zh: str
    en: str


def wrong(path: Path, zh: str, en: str) -> Mistake:
    """A mistake because of which a document cannot be compared."""
    return Mistake(path, "error", zh, en)


def warned(path: Path, zh: str, en: str) -> Mistake:
    """A mistake that leaves the rest of a document comparable."""
    return Mistake(path, "warning", zh, en)


def check_parameters(here: Path, parameters: Any) -> Iterator[Mistake]:
    """A list of parameters."""
    if not isinstance(parameters, list):
        yield wrong(here, "须为列表", "must be a list")
        return
    for place, parameter in enumerate(parameters):
        yield from check_parameter((*here, place), parameter)


def check_parameter(here: Path, parameter: Any) -> Iterator[Mistake]:
    """One parameter, unless it is a reference: that is looked at where it leads."""
    if not isinstance(parameter, dict):
        yield wrong(here, "须为对象", "must be an object")
        return
    if "$ref" in parameter:
        return
    if not isinstance(parameter.get("name"), str):
        yield wrong((*here, "name"), "参数须有名称", "a parameter must have a name")
    if parameter.get("in") not in PLACES:
        yield wrong((*here, "in"), "in 须为 path、query、header 或 cookie", "'in' is path, query, header or cookie")
    elif parameter["in"] == "path" and parameter.get("required") is not True:
        yield wrong(here, "路径参数须注明 required: true", "a path parameter must say required: true")
    if "schema" in parameter:
        yield from check_schema((*here, "schema"), parameter["schema"])
    if "content" in parameter:
        yield from check_content(here, parameter, needed=False)


def check_responses(here: Path, responses: Any) -> Iterator[Mistake]:
    """The responses of an operation, by status."""
    if not isinstance(responses, dict):
        yield wrong(here, "须为对象", "must be an object")
        return
    for status, response in responses.items():
        if str(status).startswith("x-"):
            continue
        if not _STATUS.fullmatch(str(status)):
            yield wrong(
                (*here, status),
                "须为状态码、2XX 之类的范围或 default",
                "must be a status, a range such as 2XX, or default",
            )
        yield from check_response((*here, status), response)


def check_response(here: Path, response: Any) -> Iterator[Mistake]:
    """One response: its media types and headers."""
    yield from check_content(here, response, needed=False)
    for name, header in mapping(mapping(response).get("headers")).items():
        if not isinstance(header, dict):
            yield wrong((*here, "headers", name), "须为对象", "must be an object")
        elif "schema" in header:
            yield from check_schema((*here, "headers", name, "schema"), header["schema"])


def check_content(here: Path, holder: Any, *, needed: bool) -> Iterator[Mistake]:
    """Media types with their schemas, in whatever holds them."""
    if not isinstance(holder, dict):
        yield wrong(here, "须为对象", "must be an object")
        return
    if "$ref" in holder:
        return
    content = holder.get("content")
    if content is None and not needed:
        return
    if not isinstance(content, dict):
        yield wrong((*here, "content"), "须为按媒体类型列出的对象", "must be an object by media type")
        return
    for media_type, medium in content.items():
        if not isinstance(medium, dict):
            yield wrong((*here, "content", media_type), "须为对象", "must be an object")
        elif "schema" in medium:
            yield from check_schema((*here, "content", media_type, "schema"), medium["schema"])


def check_schema(here: Path, schema: Any) -> Iterator[Mistake]:
    """A schema and all within it."""
    for path, zh, en in find_schema_mistakes(schema, here):
        yield wrong(path, zh, en)
