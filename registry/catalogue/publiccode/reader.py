"""Bytes to nodes: YAML read as text with line numbers, within bounds that no file can escape."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from registry.catalogue.publiccode.composer import Composer, Unreadable
from registry.catalogue.publiccode.diagnostics import Diagnostic
from registry.catalogue.publiccode.nodes import Node

MAX_BYTES: Final = 1024 * 1024
MAX_LINES: Final = 20_000
# Some rules of YAML take quadratic time in the length of a line: this keeps them harmless.
MAX_LINE_CHARACTERS: Final = 50_000
_BYTE_ORDER_MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Reading:
    """The root of the file, None when it is not YAML, and what was wrong on the way."""

    root: Node | None
    diagnostics: tuple[Diagnostic, ...]


def read_nodes(raw: bytes) -> Reading:
    """Read one YAML document; bad content becomes diagnostics, never an exception."""
    composer = Composer()
    try:
        for event in _events(_decode(raw)):
            composer.take(event)
    except Unreadable as fault:
        return _unreadable(composer, fault.line, fault.message)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        return _unreadable(composer, mark.line + 1 if mark else 1, f"yaml: {fault.problem}")
    except ReaderError as fault:
        line = raw[: fault.position].count(b"\n") + 1 if isinstance(fault.position, int) else 1
        return _unreadable(composer, line, "yaml: control characters are not allowed")
    except (YAMLError, ValueError, LookupError, AttributeError, TypeError, ArithmeticError):
        # The scanner meets some malformed escapes and directives with exceptions of its own
        # (`chr()` out of range, a missing token); a bad file must not stop an import.
        return _unreadable(composer, composer.line, "yaml: the file cannot be read from here on")
    return Reading(composer.root, tuple(composer.diagnostics))


def _unreadable(composer: Composer, line: int, message: str) -> Reading:
    return Reading(None, (*composer.diagnostics, Diagnostic(line, "", "error", message)))


def _decode(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise Unreadable(1, f"the file is larger than {MAX_BYTES} bytes")
    try:
        text = raw.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as fault:
        raise Unreadable(raw[: fault.start].count(b"\n") + 1, "Invalid UTF-8") from None
    for number, line in enumerate(text.splitlines(), start=1):
        if number > MAX_LINES:
            raise Unreadable(number, f"the file has more than {MAX_LINES} lines")
        if len(line) > MAX_LINE_CHARACTERS:
            raise Unreadable(number, f"a line has more than {MAX_LINE_CHARACTERS} characters")
    return text


def _events(text: str) -> Iterator[object]:
    # Events carry neither types nor objects: no tag of the file can construct anything.
    events: Iterator[object] = YAML(typ="safe", pure=True).parse(StringIO(text))
    return events
