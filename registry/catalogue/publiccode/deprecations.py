"""Rules that look across keys: paths that lead outside the repository, keys on their way out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from registry.catalogue.publiccode.diagnostics import Severity
from registry.catalogue.publiccode.forms import is_country
from registry.catalogue.publiccode.nodes import MapKey, Path, dotted
from registry.catalogue.publiccode.shape import Values

_GOING: Final = "This key is DEPRECATED and will be removed in the future."
_DROP: Final = f"{_GOING} It's safe to drop it"
# Keys that are deprecated wherever they are given, even with an empty value.
_DEPRECATED: Final[dict[Path, str]] = {
    ("legal", "authorsFile"): _DROP,
    ("legal", "repoOwner"): f"{_GOING} Use 'organisation.name' instead",
    ("inputTypes",): _DROP,
    ("outputTypes",): _DROP,
}


@dataclass(frozen=True, slots=True)
class Warned:
    """A finding of this file: where it is, what the reference calls the key, and the sentence."""

    path: Path
    key: str
    message: str
    severity: Severity = "warning"


def paths_outside(values: Values) -> Iterator[tuple[Path, str]]:
    """Files of the repository must be named by relative paths or by URLs of the web."""
    for path in _file_paths(values):
        text = _at(values, path)
        if not isinstance(text, str):
            continue
        if text.startswith("/"):
            yield path, "is an absolute path. Only relative paths or HTTP(s) URLs allowed"
        elif text.startswith("file:"):
            yield path, "is a file:// URL. Only relative paths or HTTP(s) URLs allowed"


def _file_paths(values: Values) -> Iterator[Path]:
    yield from (("logo",), ("monochromeLogo",), ("legal", "authorsFile"))
    for language in _mapping(values.get("description")):
        base = ("description", MapKey(language), "screenshots")
        shots = _at(values, base)
        yield from ((*base, index) for index in range(len(shots) if isinstance(shots, list) else 0))


def warnings(values: Values) -> Iterator[Warned]:
    """Keys that still work and should no longer be used."""
    if values.get("monochromeLogo"):
        yield Warned(("monochromeLogo",), "monochromeLogo", f"{_GOING} Use 'logo' instead")
    yield from _lower_case_countries(values)
    for path, message in _DEPRECATED.items():
        if _at(values, path) is not None:
            yield Warned(path, dotted(path), message)
    for language, section in _mapping(values.get("description")).items():
        path = ("description", MapKey(language), "genericName")
        if _mapping(section).get("genericName"):
            yield Warned(path, dotted(path), _DROP)
    yield from _italian_section(values)


def _lower_case_countries(values: Values) -> Iterator[Warned]:
    for name in ("countries", "unsupportedCountries"):
        codes = _at(values, ("intendedAudience", name))
        for index, code in enumerate(codes if isinstance(codes, list) else ()):
            if isinstance(code, str) and is_country(code) and code == code.lower():
                path = ("intendedAudience", name, index)
                advice = f"Use uppercase instead ('{code.upper()}')"
                message = f"Lowercase country codes are DEPRECATED. {advice}"
                yield Warned(path, dotted(path), message)


def _italian_section(values: Values) -> Iterator[Warned]:
    # The reference names these keys `IT.…` even in a file that spells the section `it`.
    if values.get("it") is not None:
        message = "Lowercase country codes are DEPRECATED and will be removed in the future."
        yield Warned(("it",), "it", f"{message} Use 'IT' instead")
        if values.get("IT") is not None:
            yield Warned(("it",), "it", "'IT' key already present. Remove this key", "error")
    name = "IT" if values.get("IT") is not None else "it"
    if _at(values, (name, "conforme")) is not None:
        yield Warned((name, "conforme"), "IT.conforme", _DROP)
    code = _at(values, (name, "riuso", "codiceIPA"))
    if code:
        advice = f"Use 'organisation.uri' and set it to 'urn:x-italian-pa:{code}' instead"
        yield Warned((name, "riuso", "codiceIPA"), "IT.riuso.codiceIPA", f"{_GOING} {advice}")


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _at(values: object, path: Path) -> object:
    for step in path:
        if isinstance(step, int):
            values = values[step] if isinstance(values, list) else None
        else:
            values = _mapping(values).get(step)
    return values
