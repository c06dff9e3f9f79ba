"""What the reader found in a publiccode.yml file, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from registry.catalogue.publiccode.carried import Carried

Severity = Literal["error", "warning"]
Verdict = Literal["valid", "valid_with_warnings", "invalid"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: the line (from 1), the key it is about, how bad it is, and a sentence."""

    line: int
    key: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class PubliccodeFile:
    """A file that was read, however bad it is.

    `document` holds the content with every scalar as the text that was written (an empty or
    null one is None) and is None itself when the file is not a YAML mapping; `extras` are the
    top-level keys the standard does not know; `carried` is what came in comments at its end.
    """

    document: dict[str, object] | None
    diagnostics: tuple[Diagnostic, ...]
    verdict: Verdict
    extras: dict[str, object] = field(default_factory=dict)
    carried: "Carried | None" = None


def verdict_of(diagnostics: Iterable[Diagnostic]) -> Verdict:
    """`invalid` with any error, `valid_with_warnings` with any warning, else `valid`."""
    severities = {diagnostic.severity for diagnostic in diagnostics}
    if "error" in severities:
        return "invalid"
    return "valid_with_warnings" if severities else "valid"
