"""Registering many components at once: the same rules as one by one, a batch in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from registry.catalogue import stewards
from registry.catalogue.actions.describing import audience_rows, described, is_restricted
from registry.catalogue.actions.requirements import Requires, checked_requires, hold_graph
from registry.catalogue.actions.versions import readable
from registry.catalogue.describing import is_listable
from registry.catalogue.documents import render_component, render_version
from registry.catalogue.errors import NameTaken
from registry.catalogue.models import (
    Component,
    ComponentCount,
    ComponentEdge,
    ComponentStatus,
    ComponentVersion,
    Requirement,
)
from registry.catalogue.naming import check_name
from registry.catalogue.quality import score_of
from registry.catalogue.reviewing import OWNER, route_of
from registry.catalogue.visibility import admitted_to
from registry.events.actions import record
from registry.events.audience import PARTIES, PUBLIC
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid, Refusal
from registry.kit.identity import new_id
from registry.kit.policy import policy_of
from registry.organisations.models import Organisation
from registry.organisations.naming import skeleton
from registry.organisations.queries import get_organisation

_COMPONENTS, _STATUSES, _COUNTS, _VERSIONS, _REQUIREMENTS, _EDGES = (
    model.metadata.tables[model.__tablename__]
    for model in (Component, ComponentStatus, ComponentCount, ComponentVersion, Requirement, ComponentEdge)
)

Row = dict[str, Any]
"""A row to be inserted: column → value."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A component to enter: its publisher's slug, its name, its description, and its first version if it has one."""

    publisher: str
    name: str
    details: Mapping[str, Any]
    version: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry: its full name, or the refusal."""

    full_name: str
    refusal: Refusal | None = None


def register_components(session: Session, actor: Actor, entries: Sequence[Entry]) -> list[Outcome]:
    """Enter a batch. Each entry is accepted or refused by itself; the order of the outcomes is that of the entries.

    An entry with a version is listed like one whose first version is published (or submitted, where the review is on).
    A version requires components that are there or came before it in the batch: nothing needs what is only being
    entered, so there can be no circle.
    """
    if any(entry.version and entry.version.get("requires") for entry in entries):
        hold_graph(session)
    batch = _Batch(session, actor, entries)
    outcomes = [batch.take(entry) for entry in entries]
    batch.write()
    return outcomes


class _Batch:
    """Collects the rows of a batch, so that each table is written once."""

    def __init__(self, session: Session, actor: Actor, entries: Sequence[Entry]) -> None:
        self.session, self.actor = session, actor
        self.now = now_of(session)
        self.listed = "in_review" if policy_of(session).listing_review else "listed"
        self.owners: dict[str, Organisation] = {}
        wanted = {skeleton(entry.name) for entry in entries}
        rows = session.execute(
            # By publisher too, or no index would serve and every batch would read the whole catalogue.
            select(Component.publisher_id, Component.name_skeleton, Component.name)
            .join(Organisation, Organisation.id == Component.publisher_id)
            .where(Organisation.slug.in_({entry.publisher for entry in entries}), Component.name_skeleton.in_(wanted))
        )
        self.taken = {(publisher, folded): name for publisher, folded, name in rows}
        self.old_names = stewards.old_names(session, {entry.publisher for entry in entries})
        self.rows: list[tuple[Row, Row | None]] = []
        self.needs: dict[str, Requires] = {}

    def take(self, entry: Entry) -> Outcome:
        full_name = f"{entry.publisher}/{entry.name}"
        try:
            self._accept(entry, full_name)
        except Refusal as refusal:
            return Outcome(full_name, refusal)
        return Outcome(full_name)

    def _accept(self, entry: Entry, full_name: str) -> None:
        owner = self._owner(entry.publisher)
        self.actor.require("catalogue:write", owner.id, entry.name)
        check_name(entry.name)
        key = (owner.id, skeleton(entry.name))
        if key in self.taken:
            raise NameTaken(component=full_name, existing=self.taken[key])
        if (old := self.old_names.get((entry.publisher, key[1]))) is not None:
            raise NameTaken(component=full_name, existing=old)
        details = described(self.session, self.actor, owner, entry.name, entry.details)
        needs = self._needs(entry.version or {}, restricted=is_restricted(details))
        version = self._version(entry.version, needs) if entry.version else None
        complete = is_listable(details)
        # What is shared within a cluster its owner's own word lists.
        handed_in = "listed" if route_of(details.get("sharing_scope")) == OWNER else self.listed
        status = handed_in if version is not None and complete else "draft"
        is_listed = status == "listed"
        component = {
            "public_id": new_id(),
            "publisher_id": owner.id,
            "name": entry.name,
            "name_skeleton": key[1],
            "full_name": full_name,
            "status": status,
            "is_restricted": is_restricted(details),
            "details": details,
            "based_on": details.get("based_on"),
            "is_demo": owner.is_demo,
            "created_at": self.now,
            "updated_at": self.now,
            "listed_at": self.now if is_listed else None,
            "confirmed_at": self.now if is_listed else None,
            "is_unconfirmed": False,
        }
        latest = version["number"] if version else None
        component["quality"] = quality = score_of(details, has_requirements=bool(needs.components))
        rendered = render_component(Component(**component), entry.publisher, latest, quality=quality)
        component["document"], component["etag"] = rendered
        if version is not None:
            version["document"], version["etag"] = render_version(
                ComponentVersion(**version), full_name, needs.documents
            )
        self.taken[key] = entry.name
        self.needs[full_name] = needs
        self.rows.append((component, version))

    def _owner(self, slug: str) -> Organisation:
        if slug not in self.owners:
            self.owners[slug] = get_organisation(self.session, slug)
        return self.owners[slug]

    def _needs(self, given: Mapping[str, Any], *, restricted: bool) -> Requires:
        if any(requirement["component"] in self.needs for requirement in given.get("requires", ())):
            # What it requires came just before it and has to be there first.
            self.write()
        return checked_requires(
            self.session,
            self.actor,
            None,
            is_restricted=restricted,
            requires=given.get("requires", ()),
            platform_requirements=given.get("platform_requirements", ()),
            external_requirements=given.get("external_requirements", ()),
        )

    def _version(self, given: Mapping[str, Any], needs: Requires) -> Row:
        if "signature" in given:
            raise PayloadInvalid.of(
                "/version/signature",
                "尚未登记的组件没有可签名的清单：请在导入后签名（sign）。",
                "A component that is not registered yet has no manifest to sign: sign it once it is there.",
            )
        reading = readable(given["number"])
        return {
            "public_id": new_id(),
            "number": reading.number,
            "label": given.get("label"),
            "sort_key": reading.sort_key,
            "is_prerelease": reading.is_prerelease,
            "notes": dict(given.get("notes", {})),
            "platforms": list(given.get("platforms", ())),
            "platform_requirements": needs.platforms,
            "external_requirements": needs.externals,
            "published_at": self.now,
        }

    def write(self) -> None:
        """Each table in one statement, without objects: they would take four times as long."""
        if not self.rows:
            return
        session = self.session
        entered = session.execute(
            _COMPONENTS.insert().returning(_COMPONENTS.c.full_name, _COMPONENTS.c.id),
            [component for component, _ in self.rows],
        )
        ids: dict[str, int] = {row.full_name: row.id for row in entered}
        counts = [{"component_id": identity, "adopters": 0, "adoptions": 0} for identity in ids.values()]
        session.execute(_COUNTS.insert(), counts)
        statuses = [
            {"component_id": ids[row["full_name"]], "status": row["status"], "recorded_at": self.now}
            for row, _ in self.rows
        ]
        session.execute(_STATUSES.insert(), statuses)
        descriptions = {ids[component["full_name"]]: component["details"] for component, _ in self.rows}
        for table, rows in audience_rows(session, descriptions).items():
            if rows:
                session.execute(table.insert(), rows)
        versions = [
            {**version, "component_id": ids[component["full_name"]]} for component, version in self.rows if version
        ]
        if versions:
            session.execute(_VERSIONS.insert(), versions)
            self._note_needs(ids)
            self._note_latest(list(ids.values()))
        for component, version in self.rows:
            readers = admitted_to(session, ids[component["full_name"]]) if component["is_restricted"] else frozenset()
            self._record(component, version, readers)
        self.rows.clear()
        self.needs.clear()

    def _note_needs(self, ids: Mapping[str, int]) -> None:
        """What the versions of the batch require: each component has one version, so each edge stands for one."""
        needs = {name: needs for name, needs in self.needs.items() if needs.components}
        if not needs:
            return
        rows = self.session.execute(
            select(ComponentVersion.component_id, ComponentVersion.id).where(
                ComponentVersion.component_id.in_([ids[name] for name in needs])
            )
        )
        versions = {component_id: version_id for component_id, version_id in rows}
        required = [(ids[name], target.id, spec) for name, row in needs.items() for target, spec in row.components]
        self.session.execute(
            _REQUIREMENTS.insert(),
            [{"version_id": versions[own], "component_id": other, "specifier": spec} for own, other, spec in required],
        )
        self.session.execute(
            _EDGES.insert(), [{"dependent_id": own, "required_id": other, "versions": 1} for own, other, _ in required]
        )

    def _note_latest(self, ids: Sequence[int]) -> None:
        """A component of the batch has one version at most, which is its latest: one statement says so for all."""
        only = select(ComponentVersion.id).where(ComponentVersion.component_id == Component.id).scalar_subquery()
        self.session.execute(
            update(Component)
            .where(Component.id.in_(ids))
            .values(latest_version_id=only)
            .execution_options(synchronize_session=False)
        )

    def _record(self, component: Row, version: Row | None, readers: frozenset[int]) -> None:
        is_public = component["status"] == "listed" and not component["is_restricted"]
        audience = PUBLIC if is_public else PARTIES
        name, owner = component["full_name"], component["publisher_id"]
        facts = [("component.registered", name, {"component": name, "status": component["status"]})]
        if version is not None:
            subject = f"{name}/versions/{version['number']}"
            facts.append(("version.published", subject, {"component": name, "version": version["number"]}))
        for type, subject, data in facts:
            record(
                self.session,
                self.actor,
                type=type,
                subject=subject,
                organisation_id=owner,
                audience=audience,
                readers=readers if component["status"] == "listed" else (),
                data=data,
            )
