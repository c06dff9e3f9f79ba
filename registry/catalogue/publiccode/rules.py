"""Is it good publiccode.yml? The rules, in the order and the sense of the reference parser."""

from collections.abc import Iterator
from typing import Final

from registry.catalogue.publiccode.deprecations import paths_outside, warnings
from registry.catalogue.publiccode.diagnostics import Diagnostic
from registry.catalogue.publiccode.format import DOCUMENT
from registry.catalogue.publiccode.nodes import (
    MapKey,
    MappingNode,
    Node,
    Path,
    Scalar,
    bracketed,
    dotted,
    last_step,
    line_of,
)
from registry.catalogue.publiccode.shape import (
    Field,
    ListOf,
    MapOf,
    Record,
    Shape,
    Value,
    Values,
)
from registry.catalogue.publiccode.vocabulary import (
    LATEST_VERSION,
    PREFERRED_VERSION,
    SUPPORTED_VERSIONS,
)

VERSION_KEY: Final = "publiccodeYmlVersion"


def check(root: Node | None) -> tuple[Diagnostic, ...]:
    """Every finding about the content of a file; a file without a usable version gets just that."""
    if not isinstance(root, MappingNode):
        line = root.line if root else 1
        return (_version_error(line, f"{VERSION_KEY} is a required field"),)
    refusal = _refuse_version(root)
    if refusal is not None:
        return (refusal,)
    decoded, faults = DOCUMENT.decode_partly(root, ())
    values = decoded if isinstance(decoded, dict) else {}
    findings = [
        *_old_version(root, values),
        *(Diagnostic(line_of(root, fault.path), fault.key, "error", fault.message) for fault in faults),
    ]
    for path, complaint in _complaints(DOCUMENT, values, ()):
        message = f"{last_step(path)} {complaint}"
        findings.append(Diagnostic(line_of(root, path), bracketed(path), "error", message))
    for path, message in paths_outside(values):
        findings.append(Diagnostic(line_of(root, path), dotted(path), "error", message))
    for warning in warnings(values):
        line = line_of(root, warning.path)
        findings.append(Diagnostic(line, warning.key, warning.severity, warning.message))
    return tuple(findings)


def _refuse_version(root: MappingNode) -> Diagnostic | None:
    entry = root.entries.get(VERSION_KEY)
    if entry is None:
        return _version_error(root.line, f"{VERSION_KEY} is a required field")
    if not isinstance(entry.value, Scalar) or not entry.value.is_text:
        return _version_error(entry.line, "wrong type for this field")
    if entry.value.text in SUPPORTED_VERSIONS:
        return None
    supported = ", ".join(SUPPORTED_VERSIONS)
    message = f"unsupported version: '{entry.value.text}'. Supported versions: {supported}"
    return _version_error(entry.line, message)


def _version_error(line: int, message: str) -> Diagnostic:
    return Diagnostic(line, VERSION_KEY, "error", message)


def _old_version(root: MappingNode, values: Values) -> Iterator[Diagnostic]:
    version = str(values.get(VERSION_KEY))
    if version == PREFERRED_VERSION or version.startswith(LATEST_VERSION):
        return
    message = (
        f"v{version} is not the latest version, use '{PREFERRED_VERSION}'. Parsing this file as v{LATEST_VERSION}."
    )
    yield Diagnostic(line_of(root, (VERSION_KEY,)), VERSION_KEY, "warning", message)


def _complaints(record: Record, values: Values, path: Path) -> Iterator[tuple[Path, str]]:
    for known in record.fields:
        value = values.get(known.name)
        here = (*path, known.name)
        complaint = _complaint(known, value, values)
        if complaint is not None:
            yield here, complaint
        elif known.inherent and value is None:
            yield from _below(known.shape, {}, here)
        else:
            yield from _below(known.shape, value, here)


def _complaint(known: Field, value: Value, neighbours: Values) -> str | None:
    for presence in known.presence:
        complaint = presence(value, neighbours)
        if complaint is not None:
            return complaint
    if value is None:
        return None
    return next(filter(None, (rule(value) for rule in known.checks)), None)


def _below(shape: Shape, value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    match shape, value:
        case Record(), dict():
            yield from _complaints(shape, value, path)
        case MapOf(), dict():
            for key, item in value.items():
                yield from _below(shape.item, item or {}, (*path, MapKey(key)))
        case ListOf(), list():
            for index, item in enumerate(value):
                complaint = next(filter(None, (rule(item) for rule in shape.each)), None)
                if complaint is not None:
                    yield (*path, index), complaint
                else:
                    yield from _below(shape.item, item or {}, (*path, index))
