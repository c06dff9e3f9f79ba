"""What is in force: every taxonomy in its current edition."""

from collections import OrderedDict
from threading import Lock
from typing import Any, Final, NamedTuple

from sqlalchemy import Engine, select, text
from sqlalchemy import event as listen
from sqlalchemy.orm import Session
from sqlalchemy.orm import aliased as another

from registry.kit.errors import Busy
from registry.kit.texts import choose
from registry.organisations.models import Organisation
from registry.taxonomies.models import Concept, Taxonomy, TaxonomyRelease

ACTIVATION_LOCK: Final = 7_160_004
"""The advisory lock, on PostgreSQL, between an edition that becomes current and descriptions checked against the one
before. On SQLite the writer lock serves."""

KEPT_RELEASES: Final = 200


class CurrentConcept(NamedTuple):
    """One entry of an edition of a taxonomy."""

    code: str
    group: str
    broader: str | None
    name: dict[str, str]
    definition: dict[str, str]
    examples: list[str]


class CurrentTaxonomy(NamedTuple):
    """A taxonomy as it stands: its concepts by code, in their order, and where it comes from.

    `field` is the part of a description that holds its concepts; `base` the taxonomy it lies over, `owner` whose
    overlay it is.
    """

    code: str
    field: str | None
    base: str | None
    owner: str | None
    edition: str
    name: dict[str, str]
    source: dict[str, str]
    concepts: dict[str, CurrentConcept]


def current_taxonomies(session: Session) -> dict[str, CurrentTaxonomy]:
    """Every taxonomy in its current edition, by code. Asked once a unit of work, which checks against one state.

    A unit of work that writes keeps other editions from becoming current until it has ended; raises Busy while one
    is about to.
    """
    known: dict[str, CurrentTaxonomy] | None = session.info.get("taxonomies")
    if known is None:
        _hold_editions(session)
        known = session.info["taxonomies"] = _read_current(session)
    return known


def concept_name(session: Session, taxonomy: str, code: str, language: str) -> str:
    """What a concept is called; the code where it is in no taxonomy."""
    found = current_taxonomies(session).get(taxonomy)
    concept = found.concepts.get(code) if found else None
    if concept is None:
        return code
    name = choose(concept.name, language)
    return f"{code} {name}" if concept.group else name


def read_concepts(session: Session, release_id: int) -> dict[str, CurrentConcept]:
    """The concepts of any edition by code, in their order."""
    rows = session.scalars(select(Concept).where(Concept.release_id == release_id).order_by(Concept.place))
    return {
        row.code: CurrentConcept(row.code, row.group, row.broader, row.name, row.definition, row.examples)
        for row in rows
    }


@listen.listens_for(Session, "after_commit")
@listen.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("taxonomies", None)


def _hold_editions(session: Session) -> None:
    """Trying, not waiting: an activation may wait for a component that this unit of work has locked already."""
    bind = session.get_bind()
    if bind.dialect.name != "postgresql" or not bind.get_execution_options().get("registry_writes"):
        return
    if not session.scalar(text("SELECT pg_try_advisory_xact_lock_shared(:key)"), {"key": ACTIVATION_LOCK}):
        raise Busy()


_BASE = another(Taxonomy)
_CURRENT: Final = (
    select(
        Taxonomy.code,
        Taxonomy.field,
        Taxonomy.name,
        Taxonomy.source,
        _BASE.code.label("base"),
        Organisation.slug.label("owner"),
        TaxonomyRelease.id.label("release_id"),
        TaxonomyRelease.edition,
        TaxonomyRelease.revision,
        TaxonomyRelease.released_at,
    )
    .join(TaxonomyRelease, TaxonomyRelease.taxonomy_id == Taxonomy.id)
    .outerjoin(_BASE, _BASE.id == Taxonomy.base_id)
    .outerjoin(Organisation, Organisation.id == Taxonomy.owner_id)
    .where(TaxonomyRelease.status == "current")
    .order_by(Taxonomy.id)
)


def _read_current(session: Session) -> dict[str, CurrentTaxonomy]:
    return {
        row.code: CurrentTaxonomy(
            code=row.code,
            field=row.field,
            base=row.base,
            owner=row.owner,
            edition=row.edition,
            name=row.name,
            source=row.source,
            concepts=_kept_concepts(session, row.release_id, (row.code, row.edition, row.revision, row.released_at)),
        )
        for row in session.execute(_CURRENT)
    }


# The concepts of an edition are read once a process: which edition is current, at which revision, is asked each time,
# so that every process turns to a new one at the same moment. The key says more than an id, which
# SQLite may give again once a made-up overlay has been removed.
_kept: OrderedDict[tuple[Any, ...], dict[str, CurrentConcept]] = OrderedDict()
_keeping: Final = Lock()


def _kept_concepts(session: Session, release_id: int, state: tuple[Any, ...]) -> dict[str, CurrentConcept]:
    bind = session.get_bind()
    engine = bind if isinstance(bind, Engine) else bind.engine
    key = (str(engine.url), release_id, *state)
    found = _kept.get(key)
    if found is None:
        found = read_concepts(session, release_id)
        with _keeping:
            _kept[key] = found
            while len(_kept) > KEPT_RELEASES:
                _kept.popitem(last=False)
    return found
