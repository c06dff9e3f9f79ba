"""What an OpenAPI document must hold so that it can be compared: objects where objects belong, references that lead
somewhere, parameters that say where they stand. Not every rule of the specification: those a comparison relies on.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from registry.comparison.openapi.documents import METHODS, Path, mapping
from registry.comparison.openapi.part_checks import (
    Mistake,
    check_content,
    check_parameter,
    check_parameters,
    check_response,
    check_responses,
    check_schema,
    warned,
    wrong,
)
from registry.comparison.openapi.references import MISSING, look_up, read_pointer, resolved

_TEMPLATE: Final = re.compile(r"\{([^{}]+)\}")
_COMPONENTS: Final = ("schemas", "responses", "parameters", "requestBodies", "headers", "securitySchemes")


def find_mistakes(document: dict[str, Any], dialect: str, limit: int) -> Iterator[Mistake]:
    """The first mistakes of a document, as many as asked for."""
    return islice(_Checker(document, dialect).document(), limit)


class _Checker:
    """Walks a document once, each part where it stands: what is referred to is looked at in its own place."""

    def __init__(self, document: dict[str, Any], dialect: str) -> None:
        self.root = document
        self.dialect = dialect
        self.operation_ids: set[str] = set()

    def document(self) -> Iterator[Mistake]:
        yield from self._info()
        if "paths" not in self.root and (self.dialect == "3.0" or not self.root.keys() & {"webhooks", "components"}):
            yield wrong(("paths",), "缺少 paths", "'paths' is missing")
        for path, item in self._object(("paths",)).items():
            yield from self._path_item(("paths", path), path, item)
        yield from self._components()
        yield from self._references()
        for place in ("paths", "components", "info"):
            if place in self.root and not isinstance(self.root[place], dict):
                yield wrong((place,), "须为对象", "must be an object")
        yield from self._security((), self.root)

    def _info(self) -> Iterator[Mistake]:
        info = self._object(("info",))
        for name in ("title", "version"):
            if not isinstance(info.get(name), str):
                yield wrong(("info", name), f"缺少文本 info.{name}", f"info.{name} must be a text")

    def _object(self, path: Path) -> dict[str, Any]:
        found = look_up(self.root, path)
        return mapping(found)

    def _path_item(self, here: Path, path: str, item: Any) -> Iterator[Mistake]:
        if path.startswith("x-"):
            return
        if not path.startswith("/"):
            yield wrong(here, "路径须以 / 开头", "a path begins with /")
        if not isinstance(item, dict):
            yield wrong(here, "须为对象", "must be an object")
            return
        shared = item.get("parameters", [])
        yield from check_parameters((*here, "parameters"), shared)
        for method in METHODS:
            if method in item:
                yield from self._operation((*here, method), path, item[method], shared)

    def _operation(self, here: Path, path: str, operation: Any, shared: Any) -> Iterator[Mistake]:
        if not isinstance(operation, dict):
            yield wrong(here, "须为对象", "must be an object")
            return
        own = operation.get("parameters", [])
        yield from check_parameters((*here, "parameters"), own)
        declared = {
            parameter.get("name")
            for listed in (shared, own)
            for parameter in (resolved(self.root, one) for one in (listed if isinstance(listed, list) else ()))
            if parameter.get("in") == "path"
        }
        for name in _TEMPLATE.findall(path):
            if name not in declared:
                yield warned(here, f"路径参数“{name}”没有声明", f"the path parameter '{name}' is not declared")
        yield from self._operation_id(here, operation)
        if "requestBody" in operation:
            yield from check_content((*here, "requestBody"), operation["requestBody"], needed=True)
        if "responses" not in operation and self.dialect == "3.0":
            yield wrong((*here, "responses"), "缺少 responses", "'responses' is missing")
        yield from check_responses((*here, "responses"), operation.get("responses", {}))
        yield from self._security(here, operation)

    def _operation_id(self, here: Path, operation: dict[str, Any]) -> Iterator[Mistake]:
        name = operation.get("operationId")
        if name is not None and not isinstance(name, str):
            yield wrong((*here, "operationId"), "须为文本", "must be a text")
        elif name in self.operation_ids:
            yield warned(
                (*here, "operationId"), f"operationId “{name[:100]}”重复", f"operationId '{name[:100]}' stands twice"
            )
        elif name is not None:
            self.operation_ids.add(name)

    def _components(self) -> Iterator[Mistake]:
        checks: dict[str, Callable[[Path, Any], Iterator[Mistake]]] = {
            "schemas": check_schema,
            "parameters": check_parameter,
            "responses": check_response,
            "requestBodies": lambda here, body: check_content(here, body, needed=True),
        }
        for kind in _COMPONENTS:
            here: Path = ("components", kind)
            for name, part in self._object(here).items():
                if kind in checks:
                    yield from checks[kind]((*here, name), part)
                elif not isinstance(part, dict):
                    yield wrong((*here, name), "须为对象", "must be an object")

    def _security(self, here: Path, holder: dict[str, Any]) -> Iterator[Mistake]:
        security = holder.get("security", [])
        schemes = self._object(("components", "securitySchemes"))
        if not isinstance(security, list) or not all(isinstance(entry, dict) for entry in security):
            yield wrong((*here, "security"), "须为对象的列表", "must be a list of objects")
            return
        for place, entry in enumerate(security):
            for name, scopes in entry.items():
                if name not in schemes:
                    yield wrong(
                        (*here, "security", place, name),
                        f"没有名为“{name}”的安全方案",
                        f"there is no security scheme '{name}'",
                    )
                if not isinstance(scopes, list) or not all(isinstance(scope, str) for scope in scopes):
                    yield wrong((*here, "security", place, name), "须为文本的列表", "must be a list of texts")

    def _references(self) -> Iterator[Mistake]:
        """Every `$ref` of the document, wherever it stands; without recursion, since it looks everywhere."""
        level: list[tuple[Path, Any]] = [((), self.root)]
        while level:
            below: list[tuple[Path, Any]] = []
            for path, node in level:
                if isinstance(node, dict):
                    if isinstance(reference := node.get("$ref"), str):
                        yield from self._reference((*path, "$ref"), reference)
                    below += [((*path, key), value) for key, value in node.items() if isinstance(value, (dict, list))]
                elif isinstance(node, list):
                    below += [
                        ((*path, place), value) for place, value in enumerate(node) if isinstance(value, (dict, list))
                    ]
            level = below

    def _reference(self, here: Path, reference: str) -> Iterator[Mistake]:
        if "example" in here or "examples" in here or here[-2:-1] == ("properties",):
            return
        path = read_pointer(reference)
        shown = reference[:100]
        if path is None:
            yield warned(
                here,
                f"引用“{shown}”指向文档之外：不会读取，其变化无法判断",
                f"the reference '{shown}' leads out of the document: it is not read, changes there are not judged",
            )
        elif look_up(self.root, path) is MISSING:
            yield wrong(here, f"引用“{shown}”没有指向任何内容", f"the reference '{shown}' leads to nothing")
