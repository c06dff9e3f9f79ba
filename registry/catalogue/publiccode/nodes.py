"""The tree of a YAML file with the line of every key, and the way back from a key to its line."""

import re
from dataclasses import dataclass, field
from typing import ClassVar, Final, NamedTuple

# The core schema of YAML 1.2: what a plain (unquoted) scalar means when it is not a text.
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS: Final = {
    spelling(word): word == "true" for word in ("true", "false") for spelling in (str.lower, str.title, str.upper)
}
_NUMBER: Final = re.compile(
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


class MapKey(str):
    """A step of a path that is a key the author chose (a language), not a field of the format."""


PathStep = str | int
Path = tuple[PathStep, ...]


@dataclass(slots=True)
class Scalar:
    """A single value, exactly as written; `plain` when it stood without quotes."""

    line: int
    text: str
    plain: bool

    weight: ClassVar[int] = 1
    height: ClassVar[int] = 0

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 reads this as "nothing"."""
        return self.plain and self.text in _NULL

    @property
    def boolean(self) -> bool | None:
        """True or False when YAML 1.2 reads this as such (`yes` and `no` are texts), else None."""
        return _BOOLEANS.get(self.text) if self.plain else None

    @property
    def is_text(self) -> bool:
        """Whether YAML 1.2 reads this as a text rather than a number, boolean or null."""
        if not self.plain:
            return True
        return not (self.is_null or self.boolean is not None or _NUMBER.fullmatch(self.text))


@dataclass(slots=True)
class SequenceNode:
    """A list; `weight` and `height` measure the tree below it with every alias written out."""

    line: int
    items: list["Node"] = field(default_factory=list)
    weight: int = 1
    height: int = 1


class Entry(NamedTuple):
    """One key of a mapping: the line of the key and what it holds."""

    line: int
    value: "Node"


@dataclass(slots=True)
class MappingNode:
    """A mapping, in the order of the file; `line` is that of its first key."""

    line: int
    entries: dict[str, Entry] = field(default_factory=dict)
    weight: int = 1
    height: int = 1


Node = Scalar | SequenceNode | MappingNode


def plain_value(node: Node) -> object:
    """The node as dictionaries, lists, texts and None; every scalar stays a text."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, SequenceNode):
        return [plain_value(item) for item in node.items]
    return {key: plain_value(entry.value) for key, entry in node.entries.items()}


def line_of(root: MappingNode, path: Path) -> int:
    """The line of the key at `path`, or of the nearest key above it that the file has."""
    here = Entry(root.line, root)
    for step in path:
        below = _below(here.value, step)
        if below is None:
            break
        here = below
    return here.line


def _below(node: Node, step: PathStep) -> Entry | None:
    if isinstance(node, MappingNode) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.items):
        return Entry(node.items[step].line, node.items[step])
    return None


def dotted(path: Path) -> str:
    """`description.zh-Hant.screenshots[0]`: how type errors and warnings name a key."""
    return "".join(_dotted_step(step) for step in path).removeprefix(".")


def bracketed(path: Path) -> str:
    """`description[zh-Hant].features`: how the reference's rules name a key.

    It puts a language into brackets unless it is letters only (`description.it.features`).
    """
    return "".join(
        f"[{step}]" if isinstance(step, MapKey) and not _letters_only(step) else _dotted_step(step) for step in path
    ).removeprefix(".")


def last_step(path: Path) -> str:
    """`countries[2]`, `contacts`: what a sentence about the key begins with."""
    start = max((i for i, step in enumerate(path) if isinstance(step, str)), default=0)
    return dotted(path[start:])


def _dotted_step(step: PathStep) -> str:
    return f"[{step}]" if isinstance(step, int) else f".{step}"


def _letters_only(step: str) -> bool:
    return step.isascii() and step.isalpha()
