"""What one rule says, and the words for who is told. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from registry.kit.errors import Bilingual

WHO: Final = {
    "adopters": "bodies of the adoptions of the component that have not ended, but not its publisher",
    "running": "bodies of the adoptions of the component that have not ended",
    "running_version": "bodies of the adoptions that are at that very version and have not ended",
    "affected": "bodies of the adoptions that are at a version the advisory affects and have not ended",
    "version_unknown": "bodies of the adoptions of the component whose version is unknown and that have not ended",
    "bodies": "the body that adopted, and the one whose use it is",
    "beneficiary": "the one whose use it is, where another body adopted on its behalf",
    "publisher": "the publisher of the component",
    "publisher_that_sees": "the publisher of the component, where it is a city or an authority",
    "publisher_that_does_not": "the publisher of the component, where it may not see which city runs what",
    "report_owner": "who holds the report that a city asks to read",
    "seconders": "who seconds the demand",
    "offerer": "who offered the component for the demand",
}
"""Who is told, by the words of the table. `the X` is the organisation, or are the organisations, that the event names
as X. Everybody is told once of each thing, and whoever did it is not, unless it alone is concerned."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: of events of a type, who is told, how urgent it is, in which words.

    `when` are values of the event's data without which the line does not hold. In `text`, `todo` and `address`
    `{names}` stand for facts of the event: its data, with components and organisations called by name in the texts.
    `by_severity` takes the urgency from the severity of the advisory.
    """

    type: str
    who: str
    urgency: str
    text: Bilingual
    address: str
    todo: Bilingual | None = None
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kind: str = ""
    by_severity: bool = False
    is_about_component: bool = False

    def __post_init__(self) -> None:
        if not self.kind:
            object.__setattr__(self, "kind", self.type.replace(".", "_"))

    def holds_for(self, data: Mapping[str, Any]) -> bool:
        """Whether an event with this data falls under the line."""
        return all(data.get(key) in words for key, words in self.when.items())

    def urgency_for(self, data: Mapping[str, Any]) -> str:
        """How urgent it is: as the line says, or as severe as the advisory."""
        if not self.by_severity:
            return self.urgency
        return {"critical": "critical", "high": "high", "low": "low", "none": "low"}.get(
            str(data.get("severity")), self.urgency
        )
