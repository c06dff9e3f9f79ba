"""YAML texts: the JSON of them, with lines; no tags, no merge keys, and aliases only as far as they stay small."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml import events as yaml_events
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from registry.comparison.openapi.documents import Path, Source, Unreadable

MAX_BYTES: Final = 512 * 1024
MAX_NODES: Final = 60_000
MAX_DEPTH: Final = 100
MAX_LINE: Final = 50_000
"""YAML takes far longer to read than JSON, the more where its reader in C is lacking: what is larger comes as JSON."""

_CORE: Final = "tag:yaml.org,2002:"
_WORDS: Final = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,400}")
_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")


def read_yaml(text: str) -> Source:
    """The value of a YAML text. Raises Unreadable with the line."""
    if len(text) > MAX_BYTES:
        raise Unreadable(
            1,
            f"YAML 文档不得超过 {MAX_BYTES} 个字符，更大的请用 JSON",
            f"YAML goes up to {MAX_BYTES} characters: use JSON",
        )
    long = next((number for number, line in enumerate(text.splitlines(), 1) if len(line) > MAX_LINE), None)
    if long is not None:
        raise Unreadable(long, f"一行超过 {MAX_LINE} 个字符", f"a line has more than {MAX_LINE} characters")
    composer = _Composer()
    try:
        for event in YAML(typ="safe").parse(StringIO(text)):
            composer.take(event)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(
            mark.line + 1 if mark else 1, f"YAML 语法错误：{error.problem}", f"YAML: {error.problem}"
        ) from error
    except (YAMLError, ValueError, LookupError, AttributeError, TypeError, ArithmeticError) as error:
        # The scanner meets some malformed escapes with exceptions of its own.
        raise Unreadable(composer.line, "从此处起无法读取", "it cannot be read from here on") from error
    return Source(composer.root, composer.lines_of)


@dataclass(slots=True)
class _Open:
    """A collection that has begun; `weight` counts what is below it with every alias written out."""

    value: Any
    line: int
    anchor: str | None
    key: str | None = None
    weight: int = 1
    height: int = 1


@dataclass(slots=True)
class _Composer:
    root: Any = None
    line: int = 1
    _stack: list[_Open] = field(default_factory=list)
    _anchors: dict[str, tuple[Any, int, int]] = field(default_factory=dict)
    _lines: dict[tuple[int, str | int], int] = field(default_factory=dict)
    _size: int = 0
    _documents: int = 0

    def take(self, event: Any) -> None:
        self.line = event.start_mark.line + 1
        match event:
            case yaml_events.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise Unreadable(self.line, "只能有一个文档", "there must be one document")
            case yaml_events.ScalarEvent():
                self._check_tag(event.tag)
                self._scalar(event)
            case yaml_events.AliasEvent():
                if event.anchor not in self._anchors:
                    raise Unreadable(self.line, "别名不存在或指向自身", "an alias is unknown or leads to itself")
                self._place(*self._anchors[event.anchor])
            case yaml_events.MappingStartEvent():
                self._open({}, event)
            case yaml_events.SequenceStartEvent():
                self._open([], event)
            case yaml_events.CollectionEndEvent():
                closed = self._stack.pop()
                found = (closed.value, closed.weight, closed.height)
                if closed.anchor is not None:
                    self._anchors[closed.anchor] = found
                self._place(*found, counted=True)

    def lines_of(self, paths: Sequence[Path]) -> list[int]:
        return [self._line_of(path) for path in paths]

    def _line_of(self, path: Path) -> int:
        here, line = self.root, 1
        for step in path:
            line = self._lines.get((id(here), step), line)
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                break
        return line

    def _check_tag(self, tag: object) -> None:
        if tag is not None and not str(tag).startswith(_CORE):
            raise Unreadable(self.line, "不接受自定义标签", "tags of one's own are not taken")

    def _open(self, value: Any, event: Any) -> None:
        self._check_tag(event.tag)
        self._stack.append(_Open(value, self.line, event.anchor))
        if len(self._stack) > MAX_DEPTH:
            raise Unreadable(self.line, "嵌套过深", "it is nested too deeply")

    def _scalar(self, event: Any) -> None:
        parent = self._stack[-1] if self._stack else None
        if parent is not None and isinstance(parent.value, dict) and parent.key is None:
            self._begin_entry(parent, event.value)
            return
        value = _plain(event.value) if not event.style and event.tag is None else event.value
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1, 0)
        self._place(value, 1, 0)

    def _begin_entry(self, parent: _Open, key: str) -> None:
        if key == "<<":
            raise Unreadable(self.line, "不支持合并键 <<，请展开书写", "merge keys (<<) are not taken: write it out")
        if key in parent.value:
            raise Unreadable(self.line, f"键“{key[:100]}”重复", f"the key '{key[:100]}' stands twice")
        parent.key = key
        self._lines[id(parent.value), key] = self.line

    def _place(self, value: Any, weight: int, height: int, *, counted: bool = False) -> None:
        self._size += 1 if counted else weight
        if self._size > MAX_NODES:
            raise Unreadable(
                self.line,
                f"展开别名后的值超过 {MAX_NODES} 个",
                f"it holds more than {MAX_NODES} values, aliases written out",
            )
        if len(self._stack) + height > MAX_DEPTH:
            raise Unreadable(self.line, "嵌套过深", "it is nested too deeply")
        if not self._stack:
            self.root = value
            return
        parent = self._stack[-1]
        parent.weight += weight
        parent.height = max(parent.height, height + 1)
        if isinstance(parent.value, list):
            self._lines[id(parent.value), len(parent.value)] = self.line
            parent.value.append(value)
        elif parent.key is None:
            raise Unreadable(self.line, "键须为单个值", "a key must be a single value")
        else:
            parent.value[parent.key], parent.key = value, None


def _plain(text: str) -> Any:
    """What an unquoted scalar means by the core schema of YAML 1.2."""
    lowered = text.lower()
    if lowered in _WORDS:
        return _WORDS[lowered]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text
