"""What the search index holds of standards."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component, ComponentVersion
from registry.standards.codes import family_of, slug_of
from registry.standards.models import ConformanceClaim, Standard
from registry.standards.queries.conformance import STANDING
from registry.standards.queries.standards import present_edition


class StandardFacts(NamedTuple):
    """The standards of a component as slugs, with and without their year, the codes as texts to be searched, and
    whether conformance is claimed or verified."""

    slugs: Sequence[str] = ()
    texts: Sequence[str] = ()
    conformance: Sequence[str] = ()


def standard_facts(session: Session, components: Sequence[Component]) -> dict[int, StandardFacts]:
    """What components declare and what their versions, those yanked left out, claim; by the component's id."""
    register = _Register(session)
    claims: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = session.execute(
        select(ComponentVersion.component_id, ConformanceClaim.standard_id, ConformanceClaim.status)
        .join(ComponentVersion, ComponentVersion.id == ConformanceClaim.version_id)
        .where(
            ComponentVersion.component_id.in_([component.id for component in components]),
            ConformanceClaim.status.in_(STANDING),
            ComponentVersion.yanked_at.is_(None),
        )
    )
    for component_id, standard_id, status in rows:
        claims[component_id].append((standard_id, status))
    return {
        component.id: _facts(register, component.details.get("standards", ()), claims[component.id])
        for component in components
    }


def _facts(register: "_Register", declared: Iterable[str], claims: Iterable[tuple[int, str]]) -> StandardFacts:
    slugs: dict[str, None] = {}
    texts: dict[str, None] = {}
    claimed = [(register.by_id[standard_id].code, status) for standard_id, status in claims]
    for code in (*declared, *(code for code, _ in claimed)):
        known = register.find(code)
        for spelling in (code, known.code) if known else (code,):
            texts.update(dict.fromkeys((spelling, spelling.replace(" ", ""), family_of(spelling).replace("-", ""))))
            slugs.update(dict.fromkeys((slug_of(spelling), family_of(spelling))))
    slugs.pop("", None)
    return StandardFacts(tuple(slugs), tuple(texts), tuple(sorted({status for _, status in claimed})))


class _Register:
    """Every standard, read once for a batch of components: there are some hundreds at most."""

    def __init__(self, session: Session) -> None:
        rows = session.scalars(select(Standard)).all()
        self.by_id = {row.id: row for row in rows}
        self._by_slug = {row.slug: row for row in rows}
        self._families: dict[str, list[Standard]] = defaultdict(list)
        for row in rows:
            self._families[family_of(row.code)].append(row)

    def find(self, code: str) -> Standard | None:
        slug = slug_of(code)
        return self._by_slug.get(slug) or present_edition(self._families.get(slug, ()))
