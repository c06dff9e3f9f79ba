"""Two interfaces held against each other: from the paths down to the last property."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from registry.comparison.openapi.changes import ORDER, Change, Place, judged
from registry.comparison.openapi.contents import ContentComparer
from registry.comparison.openapi.documents import METHODS, Interface, mapping, sequence
from registry.comparison.openapi.parameters import ParameterComparer, parameters_of, without_names
from registry.comparison.openapi.references import resolved
from registry.comparison.openapi.schemas import SchemaComparer
from registry.comparison.openapi.security import compare_security, ways_of
from registry.comparison.openapi.shapes import canonical
from registry.comparison.openapi.shaping import TooMuch

REVISION: Final = 1
"""Of the rules: what was found by older ones is found again."""

MAX_CHANGES: Final = 300
"""So many are kept, the gravest first; all are counted."""

_MOST: Final = 5_000


class Compared(NamedTuple):
    """The verdict on all changes, the gravest of them, and how many there are."""

    verdict: str
    changes: list[Change]
    total: int


def compare_interfaces(old: Interface, new: Interface) -> Compared:
    """What changes for callers of `old` who meet `new`. A verdict is the gravest of the changes."""
    found: list[Change] = []
    try:
        for change in _Comparer(old, new).document():
            found.append(change)
            if len(found) >= _MOST:
                raise TooMuch
    except (TooMuch, RecursionError):
        found.append(judged("too_much", "unknown", Place(()), {}))
    if not found and canonical(old.document) != canonical(new.document):
        found.append(judged("texts_changed", "none", Place(()), {}))
    found.sort(key=lambda change: ORDER.index(change.verdict))
    return Compared(gravest(change.verdict for change in found), found[:MAX_CHANGES], len(found))


def gravest(verdicts: Iterable[str]) -> str:
    """The verdict on several things together: what breaks outweighs what is unknown, that what is compatible."""
    return min(verdicts, key=ORDER.index, default="none")


class _Comparer:
    def __init__(self, old: Interface, new: Interface) -> None:
        self.old, self.new = old.document, new.document
        schemas = SchemaComparer(old, new)
        self.parameters = ParameterComparer(schemas)
        self.contents = ContentComparer(self.old, self.new, schemas)

    def document(self) -> Iterator[Change]:
        yield from self._servers()
        before, after = _paths(self.old), _paths(self.new)
        for key, (path, item) in before.items():
            if key not in after:
                yield judged("path_removed", "breaking", Place(("paths", path)), {"name": path})
            else:
                yield from self._path(path, item, *after[key])
        for key, (path, _) in after.items():
            if key not in before:
                yield judged("path_added", "compatible", Place(("paths", path)), {"name": path})
        if canonical(self.old.get("webhooks", {})) != canonical(self.new.get("webhooks", {})):
            yield judged("callbacks_changed", "unknown", Place(("webhooks",)), {})

    def _servers(self) -> Iterator[Change]:
        """Each city runs a shared component at an address of its own: what callers rely on is the path below it."""
        before, after = _server_paths(self.old), _server_paths(self.new)
        for path in sorted(before - after):
            yield judged("server_path_removed", "breaking", Place(("servers",)), {"name": path or "/"})
        if before <= after and canonical(self.old.get("servers", [])) != canonical(self.new.get("servers", [])):
            yield judged("servers_changed", "compatible", Place(("servers",)), {})

    def _path(self, old_path: str, old: dict[str, Any], path: str, new: dict[str, Any]) -> Iterator[Change]:
        for method in METHODS:
            name = f"{method.upper()} {path}"
            here = Place(("paths", path), operation=name)
            if method in old and method in new:
                before = parameters_of(self.old, old_path, old, method)
                after = parameters_of(self.new, path, new, method)
                yield from self.parameters.compare(before, after, here)
                yield from self._operation(mapping(old[method]), mapping(new[method]), here.below(method))
            elif method in old:
                yield judged("operation_removed", "breaking", here.below(method), {"name": name})
            elif method in new:
                yield judged("operation_added", "compatible", here.below(method), {"name": name})

    def _operation(self, old: dict[str, Any], new: dict[str, Any], here: Place) -> Iterator[Change]:
        if new.get("deprecated") is True and old.get("deprecated") is not True:
            yield judged("operation_deprecated", "compatible", here, {})
        before, after = old.get("operationId"), new.get("operationId")
        if before is not None and before != after:
            yield judged("operation_id_changed", "compatible", here, {"old": before, "new": after})
        yield from compare_security(ways_of(self.old, old), ways_of(self.new, new), here)
        yield from self.contents.request_body(old.get("requestBody"), new.get("requestBody"), here)
        yield from self.contents.responses(old.get("responses"), new.get("responses"), here)
        if canonical(old.get("callbacks", {})) != canonical(new.get("callbacks", {})):
            yield judged("callbacks_changed", "unknown", here.below("callbacks"), {})


def _paths(document: dict[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    """Paths by what callers write, each as it stands and with what it holds."""
    items = mapping(document.get("paths")).items()
    return {
        without_names(path): (path, {**resolved(document, item), **mapping(item)})
        for path, item in items
        if path.startswith("/")
    }


def _server_paths(document: dict[str, Any]) -> set[str]:
    found = set()
    for server in sequence(document.get("servers")) or [{"url": "/"}]:
        url = mapping(server).get("url")
        try:
            found.add(urlsplit(url).path.rstrip("/") if isinstance(url, str) else "")
        except ValueError:
            found.add(str(url))
    return found
