"""Bytes to an interface, or to a list of what is wrong with them, each with its line. Nothing is ever fetched."""

from typing import Any, Final, NamedTuple

from registry.comparison.openapi.checking import find_mistakes
from registry.comparison.openapi.documents import METHODS, Interface, Problem, Source, Unreadable, mapping, pointer_of
from registry.comparison.openapi.json_text import read_json
from registry.comparison.openapi.part_checks import Mistake
from registry.comparison.openapi.yaml_text import read_yaml
from registry.kit.errors import Bilingual

MAX_BYTES: Final = 8 * 1024 * 1024
MAX_DEPTH: Final = 100
MAX_NODES: Final = 300_000
MAX_PROBLEMS: Final = 200
_DIALECTS: Final = ("3.0", "3.1")


class Checked(NamedTuple):
    """What was found: the interface where no mistake is an error, and at most 200 problems by line."""

    interface: Interface | None
    problems: list[Problem]


def read_interface(raw: bytes) -> Interface | None:
    """The interface of these bytes; None where they are no OpenAPI document that can be compared."""
    return check_interface(raw).interface


def check_interface(raw: bytes) -> Checked:
    """Read an OpenAPI 3.0 or 3.1 document in JSON or YAML and say what is wrong with it; never raises."""
    try:
        source = _read(raw)
        _check_bounds(source.value)
        dialect = _dialect(source)
    except Unreadable as fault:
        return Checked(None, [Problem(fault.line, "", "error", fault.message)])
    mistakes = list(find_mistakes(source.value, dialect, MAX_PROBLEMS))
    problems = sorted(_told(source, mistakes), key=lambda problem: (problem.line, problem.pointer))
    if any(problem.severity == "error" for problem in problems):
        return Checked(None, problems)
    return Checked(_interface(source.value, dialect), problems)


def _read(raw: bytes) -> Source:
    if len(raw) > MAX_BYTES:
        raise Unreadable(1, f"文档超过 {MAX_BYTES} 字节", f"the document is larger than {MAX_BYTES} bytes")
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        raise Unreadable(raw[: fault.start].count(b"\n") + 1, "不是 UTF-8", "it is not UTF-8") from fault
    if "\x00" in text:
        raise Unreadable(text[: text.index("\x00")].count("\n") + 1, "含有 NUL 字符", "it holds a NUL character")
    return read_json(text) if text.lstrip()[:1] in {"{", "["} else read_yaml(text)


def _check_bounds(value: Any) -> None:
    """Depth and number of values, without recursion: what is too deep must not break what counts it."""
    count, level = 0, [value]
    for _ in range(MAX_DEPTH):
        count += len(level)
        if count > MAX_NODES:
            raise Unreadable(1, f"文档的值超过 {MAX_NODES} 个", f"the document holds more than {MAX_NODES} values")
        level = [below for node in level for below in _below(node)]
        if not level:
            return
    raise Unreadable(1, f"嵌套超过 {MAX_DEPTH} 层", f"it is nested more than {MAX_DEPTH} levels deep")


def _below(node: Any) -> Any:
    if isinstance(node, dict):
        return node.values()
    return node if isinstance(node, list) else ()


def _dialect(source: Source) -> str:
    document = source.value
    if not isinstance(document, dict):
        raise Unreadable(1, "文档须为对象", "the document must be an object")
    if "swagger" in document:
        line = source.lines_of([("swagger",)])[0]
        raise Unreadable(
            line,
            "Swagger 2.0 不支持，请转换为 OpenAPI 3.0 或 3.1",
            "Swagger 2.0 is not taken: convert it to OpenAPI 3.0 or 3.1",
        )
    said = document.get("openapi")
    dialect = next((known for known in _DIALECTS if isinstance(said, str) and f"{said}.".startswith(f"{known}.")), None)
    if dialect is None:
        line = source.lines_of([("openapi",)])[0]
        raise Unreadable(line, "须注明 openapi: 3.0.x 或 3.1.x", "it must say openapi: 3.0.x or 3.1.x")
    return dialect


def _told(source: Source, mistakes: list[Mistake]) -> list[Problem]:
    lines = source.lines_of([mistake.path for mistake in mistakes]) if mistakes else []
    return [
        Problem(line, pointer_of(mistake.path), mistake.severity, Bilingual(mistake.zh, mistake.en))
        for line, mistake in zip(lines, mistakes, strict=True)
    ]


def _interface(document: dict[str, Any], dialect: str) -> Interface:
    paths = mapping(document.get("paths"))
    operations = (
        f"{method.upper()} {path}" for path, item in paths.items() for method in METHODS if method in mapping(item)
    )
    info = document["info"]
    return Interface(document, dialect, info["title"][:300], info["version"][:100], tuple(operations))
