"""What the words of many rows stand for: bodies, components, versions, looked up in sets."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import select, text, tuple_
from sqlalchemy.orm import Session, joinedload

from registry.adoption.actions.entitling import adoptable_component, beneficiary_of, operator_named
from registry.adoption.actions.stepping import chosen_version
from registry.adoption.models import Adoption, AdoptionPolicy
from registry.catalogue.lifecycle import GONE
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import get_component
from registry.catalogue.versioning import VersionUnreadable, read_version
from registry.catalogue.visibility import visible_to
from registry.kit.actor import Actor
from registry.kit.errors import Moved, NotFound, Refusal
from registry.landscapes.rows import Wish
from registry.organisations.models import Organisation

K = TypeVar("K")
V = TypeVar("V")

Ended = dict[tuple[int, int], set[int | None]]
"""By (beneficiary, component), the versions at which an adoption has ended."""


class Sides:
    """The bodies and operators that a file names, with the right to adopt for them: asked once for each name."""

    def __init__(self, actor: Actor, body: Organisation) -> None:
        self.actor = actor
        self.body = body
        self._beneficiaries: dict[str | None, Organisation | Refusal] = {}
        self._operators: dict[str | None, Organisation | Refusal | None] = {}
        self._with_policy: dict[int, bool] = {}

    def beneficiary(self, session: Session, slug: str | None) -> Organisation:
        """Whose use it is. Raises what beginning one adoption would."""
        return _once(self._beneficiaries, slug, lambda: beneficiary_of(session, self.body, slug))

    def operator(self, session: Session, slug: str | None) -> Organisation | None:
        return _once(self._operators, slug, lambda: operator_named(session, slug))

    def has_policy(self, session: Session, beneficiary: Organisation) -> bool:
        """Whether a policy holds for a body, its own or its city's: then each row is held against it."""
        found = self._with_policy.get(beneficiary.id)
        if found is None:
            holders = {beneficiary.id, beneficiary.city_id or beneficiary.id}
            query = select(AdoptionPolicy.organisation_id).where(AdoptionPolicy.organisation_id.in_(holders)).limit(1)
            found = self._with_policy[beneficiary.id] = session.scalar(query) is not None
        return found


def _once(known: dict[K, V | Refusal], name: K, ask: Callable[[], V]) -> V:
    if name not in known:
        try:
            known[name] = ask()
        except Refusal as refusal:
            known[name] = refusal
    found = known[name]
    if isinstance(found, Refusal):
        raise found
    return found


class Standing(NamedTuple):
    """An adoption that is in force, as far as a row can differ from it."""

    public_id: UUID
    stage: str
    stage_since: date
    version_id: int | None
    mode: str
    scenario: str | None
    operator_id: int | None
    record: dict[str, Any]


class Named:
    """The components and versions that some rows name, read in a few statements and held while they are used."""

    def __init__(self, session: Session, actor: Actor, wishes: Sequence[Wish]) -> None:
        self.session = session
        self.actor = actor
        self._components = _components_named(session, actor, {wish.component for wish in wishes})
        self._others: dict[str, Component | Refusal] = {}
        self._versions = _versions_named(session, self._components, wishes)

    def component(self, full_name: str) -> Component:
        """A component that the caller sees, under its present name or an old one. Raises PayloadInvalid."""
        return self._components.get(full_name) or _once(self._others, full_name, lambda: self._other(full_name))

    def _other(self, full_name: str) -> Component:
        try:
            return get_component(self.session, self.actor, full_name, for_use=True)
        except Moved as moved:
            return get_component(self.session, self.actor, str(moved.facts["now"]), for_use=True)
        except NotFound:
            # Said in the words in which beginning one adoption says it.
            return adoptable_component(self.session, self.actor, full_name)

    def version(self, component: Component, number: str) -> ComponentVersion:
        """A version by any spelling. Raises PayloadInvalid where there is none; it may be yanked."""
        found = self._versions.get((component.id, number))
        return found or chosen_version(self.session, component, number)


def _components_named(session: Session, actor: Actor, names: Collection[str]) -> dict[str, Component]:
    """Those that the caller sees, held for use in the order of their ids, so that two imports never wait in a ring."""
    found = session.scalars(
        select(Component)
        .where(Component.full_name.in_(names), Component.status.not_in(GONE), visible_to(actor))
        .options(joinedload(Component.publisher, innerjoin=True))
        .order_by(Component.id)
        .with_for_update(of=Component, read=True)
    )
    return {component.full_name: component for component in found}


def _versions_named(
    session: Session, components: dict[str, Component], wishes: Sequence[Wish]
) -> dict[tuple[int, str], ComponentVersion]:
    keys: dict[tuple[int, bytes], list[str]] = {}
    for wish in wishes:
        component = components.get(wish.component)
        key = _sort_key(wish.version) if component is not None and wish.version else None
        if component is not None and wish.version and key is not None:
            keys.setdefault((component.id, key), []).append(wish.version)
    if not keys:
        return {}
    pair = tuple_(ComponentVersion.component_id, ComponentVersion.sort_key)
    rows = session.scalars(select(ComponentVersion).where(pair.in_(list(keys))))
    return {
        (row.component_id, spelling): row for row in rows for spelling in keys[row.component_id, bytes(row.sort_key)]
    }


@lru_cache(maxsize=4096)
def _sort_key(number: str) -> bytes | None:
    try:
        return read_version(number).sort_key
    except VersionUnreadable:
        return None


def standing_of(session: Session, pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], Standing]:
    """The adoptions in force by (beneficiary, component)."""
    if not pairs:
        return {}
    rows = session.execute(
        select(
            Adoption.beneficiary_id,
            Adoption.component_id,
            Adoption.public_id,
            Adoption.stage,
            Adoption.stage_since,
            Adoption.version_id,
            Adoption.mode,
            Adoption.scenario,
            Adoption.operator_id,
            Adoption.record,
        ).where(
            tuple_(Adoption.beneficiary_id, Adoption.component_id).in_(list(pairs)),
            # As it stands in the index of what is in force: a parameter would hide that from the planner.
            text("stage <> 'retired'"),
        )
    )
    return {(row[0], row[1]): Standing(*row[2:]) for row in rows}


def retired_of(session: Session, pairs: Collection[tuple[int, int]]) -> Ended:
    """What has ended of these, at which versions."""
    if not pairs:
        return {}
    rows = session.execute(
        select(Adoption.beneficiary_id, Adoption.component_id, Adoption.version_id).where(
            tuple_(Adoption.beneficiary_id, Adoption.component_id).in_(list(pairs)), Adoption.stage == "retired"
        )
    )
    found: Ended = {}
    for beneficiary, component, version in rows:
        found.setdefault((beneficiary, component), set()).add(version)
    return found
