"""Who is told of what: the rules as one table, and the types that tell nobody, each with its reason. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from registry.notifications.rules.adoptions import ADOPTIONS
from registry.notifications.rules.among_organisations import AMONG_ORGANISATIONS
from registry.notifications.rules.catalogue import CATALOGUE
from registry.notifications.rules.demands import DEMANDS
from registry.notifications.rules.nobody import NOBODY
from registry.notifications.rules.projects import PROJECTS
from registry.notifications.rules.rule import WHO, Rule
from registry.notifications.rules.scenarios import SCENARIOS
from registry.notifications.rules.together import TOGETHER

__all__ = ["KINDS", "NOBODY", "RULES", "TYPES", "WHO", "Rule", "rules_for"]

RULES: Final = (*CATALOGUE, *ADOPTIONS, *AMONG_ORGANISATIONS, *TOGETHER, *DEMANDS, *SCENARIOS, *PROJECTS)

TYPES: Final = frozenset(rule.type for rule in RULES)
"""The types of events that tell somebody."""

KINDS: Final = tuple(dict.fromkeys(rule.kind for rule in RULES))
"""The kinds of notices, in the order of the table."""

_BY_TYPE: Final[dict[str, list[Rule]]] = {}
for _rule in RULES:
    _BY_TYPE.setdefault(_rule.type, []).append(_rule)


def rules_for(type: str, data: Mapping[str, Any]) -> list[Rule]:
    """The rules that an event of this type with this data falls under."""
    return [rule for rule in _BY_TYPE.get(type, ()) if rule.holds_for(data)]
