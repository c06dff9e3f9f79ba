"""What publiccode.yml has no key for, carried in comments at the end of an exported file.

    # registry.description 1 sha256:5f0c…
    #| {"component":"urn:uuid:0199…"}
    #| {"field":"domains","value":["A4"]}
    #| {"field":"summary","instead_of":"9c1185a5c5e9fc54","value":{"zh":"全市的停车场接入一张网，司机
    #+ 在一个入口找车位。"}}

A line that begins with `#|` begins a JSON text, `#+` continues it; the digest is that of the texts, joined by line
feeds. A field without a value is one that the component says nothing of. `instead_of` is the fingerprint of what the
file's own keys said of the field when it was written: where they say something else now, they win.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from registry.catalogue.publiccode.diagnostics import Diagnostic

KEY: Final = "registry.description"
_MARK: Final = re.compile(r"# registry\.description 1 sha256:([0-9a-f]{64})\s*")
_BEGINS: Final = "#| "
_CONTINUES: Final = "#+ "
_WIDTH: Final = 100


class CarriedField(NamedTuple):
    """One field of a description; `value` is None where the component says nothing of it."""

    name: str
    value: object
    instead_of: str | None


class Carried(NamedTuple):
    """What came in the comments of a file, as they stand there: nothing of it is checked yet."""

    line: int
    component: str | None
    fields: tuple[CarriedField, ...]

    def meant(self, said: Mapping[str, Any]) -> tuple[dict[str, Any], list[Diagnostic]]:
        """The fields that still hold beside what the file's own keys say, and a warning for each of the others."""
        still: dict[str, Any] = {}
        findings = []
        for name, value, instead_of in self.fields:
            if instead_of == fingerprint(said.get(name)):
                still[name] = value
            else:
                findings.append(self.left_out(name, "the file's own keys were changed since it was written, and win"))
        return still, findings

    def left_out(self, name: str, reason: str) -> Diagnostic:
        """A warning that a field is not taken over."""
        return Diagnostic(self.line, f"{KEY}.{name}", "warning", f"{name} is left out: {reason}")


def write_carried(component: str, details: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """The comment lines for a component (a URN) whose details the file's own keys do not say, or say otherwise."""
    texts = [_text({"component": component})]
    for name in sorted({*details, *said}):
        value, own = details.get(name), said.get(name)
        if _canonical(value) != _canonical(own):
            entry = {"field": name, "value": value, "instead_of": fingerprint(own)}
            texts.append(_text({key: content for key, content in entry.items() if content is not None}))
    lines = [f"# {KEY} 1 sha256:{_digest(texts)}"]
    for text in texts:
        first, *more = _pieces(text)
        lines += [_BEGINS + first, *(_CONTINUES + piece for piece in more)]
    return "\n".join(lines) + "\n"


def read_carried(text: str) -> tuple[Carried | None, list[Diagnostic]]:
    """What the last lines of a file carry; nothing, and a warning, when they were changed since they were written."""
    place, lines = _tail(text)
    marks = [(number, found) for number, line in enumerate(lines) if (found := _MARK.fullmatch(line))]
    if not marks:
        return None, []
    number, mark = marks[-1]
    texts = _joined(lines[number + 1 :])
    line = place + number
    if _digest(texts) != mark[1]:
        return None, [Diagnostic(line, KEY, "warning", "the comments were changed and are left out: another digest")]
    try:
        return _read(line, texts), []
    except (ValueError, RecursionError):
        return None, [Diagnostic(line, KEY, "warning", "the comments cannot be read and are left out")]


def fingerprint(value: object) -> str | None:
    """A short digest of what was said of a field; None for nothing."""
    return None if value is None else hashlib.sha256(_canonical(value).encode()).hexdigest()[:16]


def _read(line: int, texts: list[str]) -> Carried:
    component: str | None = None
    fields = []
    for text in texts:
        entry = json.loads(text, parse_constant=_no_constant)
        if not isinstance(entry, dict) or not _storable(entry):
            raise ValueError(text)
        if "field" in entry:
            instead_of = entry.get("instead_of")
            fields.append(CarriedField(str(entry["field"]), entry.get("value"), instead_of))
        else:
            component = str(entry.get("component", "")).removeprefix("urn:uuid:")
    return Carried(line, component, tuple(fields))


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _storable(value: object) -> bool:
    """Databases take neither NUL nor half a surrogate pair."""
    if isinstance(value, dict):
        return all(map(_storable, value)) and all(map(_storable, value.values()))
    if isinstance(value, list):
        return all(map(_storable, value))
    return not isinstance(value, str) or not re.search("[\x00\ud800-\udfff]", value)


def _tail(text: str) -> tuple[int, list[str]]:
    """The comments and blank lines at the end of a file, and the line at which they begin."""
    lines = text.replace("\r\n", "\n").split("\n")
    start = len(lines)
    while start > 0 and (not lines[start - 1].strip() or lines[start - 1].startswith("#")):
        start -= 1
    return start + 1, lines[start:]


def _joined(lines: list[str]) -> list[str]:
    texts: list[str] = []
    for line in lines:
        if line.startswith(_BEGINS):
            texts.append(line.removeprefix(_BEGINS).rstrip())
        elif line.startswith(_CONTINUES) and texts:
            texts[-1] += line.removeprefix(_CONTINUES).rstrip()
    return texts


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces, cut before a space where there is one: editors take away those at the end of a line."""
    start = 0
    while len(text) - start > _WIDTH:
        end = text.rfind(" ", start + _WIDTH // 2, start + _WIDTH)
        end = start + _WIDTH if end < 0 else end
        while end < len(text) and text[end - 1] == " ":
            end += 1
        yield text[start:end]
        start = end
    yield text[start:]


def _text(value: object) -> str:
    """JSON that a person can read, with nothing in it that could end a line or hide."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return "".join(character if character.isprintable() else json.dumps(character)[1:-1] for character in plain)


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
