"""YAML events to a tree: no recursion, bounded depth, size and aliases."""

from dataclasses import dataclass, field
from typing import Any, Final

from ruamel.yaml import events as yaml_events

from registry.catalogue.publiccode.diagnostics import Diagnostic
from registry.catalogue.publiccode.nodes import Entry, MappingNode, Node, Scalar, SequenceNode

MAX_DEPTH: Final = 64
MAX_NODES: Final = 20_000
_CORE_TAGS: Final = "tag:yaml.org,2002:"
_HARMLESS: Final = frozenset(_CORE_TAGS + n for n in ("str", "int", "float", "bool", "null"))
_UNREPRESENTABLE: Final = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class Unreadable(Exception):
    """The file cannot be read beyond `line`; `message` says why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(slots=True)
class _Open:
    """A collection that has begun and not ended; `key` waits for its value."""

    node: MappingNode | SequenceNode
    anchor: str | None
    key: Scalar | None = None


@dataclass(slots=True)
class Composer:
    """Takes the events of one file in order and builds `root`."""

    root: Node | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    line: int = 1
    _stack: list[_Open] = field(default_factory=list)
    _anchors: dict[str, Node] = field(default_factory=dict)
    _size: int = 0
    _documents: int = 0

    def take(self, event: Any) -> None:
        """Add one event; raises Unreadable when a bound is passed or an alias leads nowhere."""
        self.line = event.start_mark.line + 1
        match event:
            case yaml_events.DocumentStartEvent():
                self._start_document()
            case yaml_events.ScalarEvent():
                self._check_tag(event.tag)
                text = event.value.translate(_UNREPRESENTABLE)
                self._place(Scalar(self.line, text, event.style is None), event.anchor)
            case yaml_events.AliasEvent():
                self._place(self._aliased(event.anchor), None)
            case yaml_events.MappingStartEvent():
                self._open(MappingNode(self.line), event)
            case yaml_events.SequenceStartEvent():
                self._open(SequenceNode(self.line), event)
            case yaml_events.CollectionEndEvent():
                closed = self._stack.pop()
                self._place(closed.node, closed.anchor, counted=True)

    def _start_document(self) -> None:
        self._documents += 1
        if self._documents == 2:
            message = "multiple YAML documents in one file are not supported"
            self.diagnostics.append(Diagnostic(self.line, "", "error", message))
        self._anchors.clear()

    def _check_tag(self, tag: object) -> None:
        if tag is not None and str(tag) not in _HARMLESS:
            message = f"the tag {str(tag)[:100]!r} has no meaning here and is ignored"
            self.diagnostics.append(Diagnostic(self.line, "", "warning", message))

    def _aliased(self, anchor: str) -> Node:
        # A collection gets its anchor when it ends, so an alias to itself is unknown here.
        node = self._anchors.get(anchor)
        if node is None:
            raise Unreadable(self.line, f"yaml: unknown or recursive alias {anchor[:100]!r}")
        return node

    def _open(self, node: MappingNode | SequenceNode, event: Any) -> None:
        self._check_tag(event.tag)
        self._check_depth(node)
        self._stack.append(_Open(node, event.anchor))

    def _check_depth(self, node: Node) -> None:
        # Aliases can nest deeper than the text does, so what an alias brings along counts too.
        if len(self._stack) + node.height > MAX_DEPTH:
            raise Unreadable(self.line, f"the file is nested more than {MAX_DEPTH} levels deep")

    def _place(self, node: Node, anchor: str | None, *, counted: bool = False) -> None:
        self._size += 1 if counted else node.weight
        if self._size > MAX_NODES:
            raise Unreadable(self.line, f"the file holds more than {MAX_NODES} values")
        self._check_depth(node)
        if anchor is not None:
            self._anchors[anchor] = node
        if not self._stack:
            self.root = node if self._documents == 1 else self.root
            return
        parent = self._stack[-1]
        parent.node.height = max(parent.node.height, node.height + 1)
        if isinstance(parent.node, SequenceNode):
            parent.node.items.append(node)
            parent.node.weight += node.weight
        elif parent.key is None:
            parent.key = self._as_key(node)
        else:
            self._enter(parent, parent.key, node)

    def _as_key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise Unreadable(self.line, "yaml: a key must be a single value")
        return node

    def _enter(self, parent: _Open, key: Scalar, node: Node) -> None:
        mapping = parent.node
        assert isinstance(mapping, MappingNode)  # noqa: S101 - only mappings wait for a value
        parent.key = None
        mapping.weight += node.weight + 1
        earlier = mapping.entries.get(key.text)
        if earlier is None:
            if not mapping.entries:
                mapping.line = key.line
            mapping.entries[key.text] = Entry(key.line, node)
            return
        message = f'mapping key "{key.text[:100]}" already defined at line {earlier.line}'
        self.diagnostics.append(Diagnostic(key.line, key.text[:100], "error", message))
