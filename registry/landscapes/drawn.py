"""The drawing of a body's landscape, in words of the reader's language."""

from typing import Any

from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.texts import choose
from registry.landscapes.plotting import SHOWN, Words, count_cells, plot
from registry.landscapes.queries.landscapes import UNSPECIFIED, whole_landscape
from registry.organisations.models import Organisation
from registry.taxonomies.queries import current_taxonomies
from registry.web.labels import label

_TITLES = {"zh": "{here}的采用全景", "en": "What {here} runs"}
_BESIDE = {"zh": "{here}与{there}的采用全景", "en": "What {here} and {there} run"}
_SAID = {
    "zh": "按领域与阶段排列；圆的大小表示采用数量。共 {total} 项。",
    "en": "By domain and stage; the size of a circle is how many uses stand there. {total} in all.",
}
_NO_DOMAIN = {"zh": "未指明", "en": "Not said"}


def draw_landscape(
    session: Session, actor: Actor, here: Organisation, there: Organisation | None, *, language: str, **filters: Any
) -> str:
    """SVG of one landscape, or of two beside one another."""
    mine = _cells(session, actor, here, filters)
    theirs = _cells(session, actor, there, filters) if there is not None else None
    names = {"here": choose(here.name, language), "there": choose(there.name, language) if there else ""}
    total = sum(mine.values()) + sum((theirs or {}).values())
    words = Words(
        title=(_TITLES if there is None else _BESIDE)[language].format(**names),
        description=_SAID[language].format(total=total),
        domains=domain_names(session, language),
        stages={stage: label("stage", stage, language) for stage in SHOWN},
        here=names["here"],
        there=names["there"] or None,
    )
    return plot(mine, theirs, words)


def domain_names(session: Session, language: str) -> dict[str, str]:
    """Domains by code, as people read them."""
    concepts = current_taxonomies(session)["domains"].concepts
    named = {code: choose(concept.name, language) for code, concept in concepts.items()}
    return {**named, UNSPECIFIED: _NO_DOMAIN[language]}


def _cells(session: Session, actor: Actor, body: Organisation, filters: dict[str, Any]) -> dict[tuple[str, str], int]:
    entries = whole_landscape(session, actor, body, **filters)
    return count_cells((entry.domain, entry.stage) for entry in entries)
