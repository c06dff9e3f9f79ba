"""Beginning many adoptions at once: what somebody else has decided on, written row by row in as few statements as can
be. Every promise of beginning one is kept: its step, its document, its credit, its counts, its event."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from sqlalchemy import insert, select, tuple_
from sqlalchemy.orm import Session

from registry.adoption.actions.crediting import credit_many_anew
from registry.adoption.actions.stepping import is_external, tell_step
from registry.adoption.documents import render_adoption
from registry.adoption.models import Adoption, AdoptionReach, AdoptionStep
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.actions import count_adoption
from registry.catalogue.models import Component, ComponentCount, ComponentVersion
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class Beginning(NamedTuple):
    """An adoption that is to begin, in whichever stage it is. Who may has been asked; nothing of it is in force yet."""

    adopter: Organisation
    beneficiary: Organisation
    component: Component
    version: ComponentVersion | None
    operator: Organisation | None
    stage: str
    since: date
    mode: str
    scenario: str | None
    record: dict[str, Any]
    note: str | None


@dataclass(slots=True)
class _Step:
    """What a step's row and its place in the document take; `AdoptionStep` itself costs several times as much."""

    stage: str
    version_id: int | None
    on: date
    note: str | None
    recorded_at: datetime
    recorded_by: str
    version: ComponentVersion | None
    evidence: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class _Begun:
    """The same of an adoption: it reads as an `Adoption` does."""

    public_id: UUID
    adopter: Organisation
    beneficiary: Organisation
    component: Component
    version: ComponentVersion | None
    operator: Organisation | None
    adopter_id: int
    beneficiary_id: int
    city_id: int
    component_id: int
    version_id: int | None
    operator_id: int | None
    stage: str
    stage_since: date
    mode: str
    scenario: str | None
    record: dict[str, Any]
    attested_on: date | None
    is_demo: bool
    created_at: datetime
    steps: list[_Step]
    trial_ends_on: date | None = None
    reminded_on: date | None = None
    document: bytes = b""
    etag: str = ""


def adopt_many(session: Session, actor: Actor, beginnings: Sequence[Beginning]) -> list[int]:
    """Begin adoptions that were recorded elsewhere before: each enters the stage it is in with one step, on the day on
    which it did. Their ids, in the same order.

    Raises IntegrityError when somebody else began one of them meanwhile.
    """
    if not beginnings:
        return []
    _hold_counts(session, {each.component.id for each in beginnings})
    running = _running_cities(session, beginnings)
    begun = [_begin(session, actor, each) for each in beginnings]
    session.execute(insert(_ADOPTIONS), [_row(each) for each in begun])
    ids = _ids_of(session, begun)
    session.execute(insert(_STEPS), [_step_row(*pair) for pair in zip(ids, begun, strict=True)])
    _record_reaches(session, ids, begun)
    _count(session, begun, running)
    # Those whose use it is are looked at one by one by what follows: read together they are at hand.
    held = session.scalars(
        select(Organisation).where(Organisation.id.in_({each.beneficiary_id for each in begun}))
    ).all()
    credit_many_anew(session, ids)
    del held
    for each in begun:
        tell_step(session, actor, cast(Adoption, each), "adoption.begun", before=None)
    return ids


def _ids_of(session: Session, begun: Sequence[_Begun]) -> list[int]:
    """Asked for afterwards: an insert that answers with ids in order would be sent row by row on SQLite."""
    chosen = select(_ADOPTIONS.c.public_id, _ADOPTIONS.c.id).where(
        _ADOPTIONS.c.public_id.in_([each.public_id for each in begun])
    )
    known = {public_id: identifier for public_id, identifier in session.execute(chosen)}
    return [known[each.public_id] for each in begun]


def _hold_counts(session: Session, component_ids: set[int]) -> None:
    """Who begins or ends elsewhere waits, in an order that is the same for everybody."""
    held = select(ComponentCount.component_id).where(ComponentCount.component_id.in_(component_ids))
    session.execute(held.order_by(ComponentCount.component_id).with_for_update())


def _running_cities(session: Session, beginnings: Sequence[Beginning]) -> set[tuple[int, int]]:
    """The pairs of city and component that count as running already."""
    pairs = {(_city_of(each.beneficiary), each.component.id) for each in beginnings if each.stage in RUNNING}
    if not pairs:
        return set()
    rows = session.execute(
        select(Adoption.city_id, Adoption.component_id)
        .where(tuple_(Adoption.city_id, Adoption.component_id).in_(pairs), Adoption.stage.in_(RUNNING))
        .distinct()
    )
    return {(city_id, component_id) for city_id, component_id in rows}


def _city_of(beneficiary: Organisation) -> int:
    return beneficiary.city_id or beneficiary.id


def _begin(session: Session, actor: Actor, each: Beginning) -> _Begun:
    now, version_id = now_of(session), each.version.id if each.version else None
    step = _Step(each.stage, version_id, each.since, each.note, now, actor.organisation or actor.key, each.version)
    begun = _Begun(
        public_id=new_id(),
        adopter=each.adopter,
        beneficiary=each.beneficiary,
        component=each.component,
        version=each.version,
        operator=each.operator,
        adopter_id=each.adopter.id,
        beneficiary_id=each.beneficiary.id,
        city_id=_city_of(each.beneficiary),
        component_id=each.component.id,
        version_id=version_id,
        operator_id=each.operator.id if each.operator else None,
        stage=each.stage,
        stage_since=each.since,
        mode=each.mode,
        scenario=each.scenario,
        record=each.record,
        attested_on=today_of(session) if each.stage in RUNNING else None,
        is_demo=each.component.is_demo or each.beneficiary.is_demo,
        created_at=now,
        steps=[step],
    )
    begun.document, begun.etag = render_adoption(cast(Adoption, begun))
    return begun


_ADOPTIONS: Final = Adoption.metadata.tables[Adoption.__tablename__]
_STEPS: Final = AdoptionStep.metadata.tables[AdoptionStep.__tablename__]
_COLUMNS: Final = [column.name for column in _ADOPTIONS.columns if column.name != "id"]
_STEP_COLUMNS: Final = [column.name for column in _STEPS.columns if column.name not in {"id", "adoption_id"}]


def _row(each: _Begun) -> dict[str, Any]:
    return {name: getattr(each, name) for name in _COLUMNS}


def _step_row(identifier: int, each: _Begun) -> dict[str, Any]:
    [step] = each.steps
    return {"adoption_id": identifier, **{name: getattr(step, name) for name in _STEP_COLUMNS}}


def _record_reaches(session: Session, ids: Sequence[int], begun: Sequence[_Begun]) -> None:
    reached = [
        {
            "adoption_id": identifier,
            "departments": len(each.record.get("departments", ())),
            "levels": len(each.record.get("levels", ())),
            "recorded_at": each.created_at,
        }
        for identifier, each in zip(ids, begun, strict=True)
        if each.record.get("departments") or each.record.get("levels")
    ]
    if reached:
        session.execute(insert(AdoptionReach), reached)


def _count(session: Session, begun: Sequence[_Begun], running: set[tuple[int, int]]) -> None:
    """A city counts once for a component, however many of its bodies run it."""
    external = [each for each in begun if is_external(cast(Adoption, each))]
    adoptions = Counter(each.component_id for each in external)
    started = {(each.city_id, each.component_id) for each in external if each.stage in RUNNING} - running
    adopters = Counter(component_id for _, component_id in started)
    for component_id, number in sorted(adoptions.items()):
        count_adoption(session, component_id, adopters=adopters[component_id], adoptions=number)
