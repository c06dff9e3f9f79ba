"""Everything that an organisation and those below it own, table by table, as it stands: for taking it along.

Tables are named, not imported: slices above this one keep theirs here too. What is secret, derived or of others is not
asked for; identifiers within the database give way to those that the world knows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Column, ColumnElement, LargeBinary, ScalarSelect, Table, and_, exists, or_, select
from sqlalchemy.orm import Session

from registry.events.audience import GOVERNMENT, PARTIES, PUBLIC
from registry.kit.database import Base

PORTION: Final = 500

Ids = Sequence[int]
Condition = Callable[[Ids], ColumnElement[bool]]

_NAMED_BY: Final = {
    "organisations": "slug",
    "components": "full_name",
    "component_versions": "number",
    "people": "login",
    "divisions": "code",
}
"""What a row of these is called by everybody; a row of any other table by its public identifier, if it has one."""

_NEVER: Final = frozenset(
    {"document", "etag", "actor", "slug_skeleton", "name_skeleton", "filename_key", "confirmation"}
)
"""Columns that are rendered from others, or are the registry's own affair; bytes are left out besides (digests of
secrets). Secrets themselves are not kept by the registry at all."""


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _by(name: str, *columns: str) -> Condition:
    """Rows whose organisation is in one of these columns."""
    return lambda ids: or_(*(_table(name).c[column].in_(ids) for column in columns))


def _through(name: str, column: str, parent: str, condition: Condition) -> Condition:
    """Rows that hang on rows of another table that are owned."""
    return lambda ids: _table(name).c[column].in_(select(_table(parent).c.id).where(condition(ids)))


_COMPONENT: Final = _by("components", "publisher_id")
_VERSION: Final = _through("component_versions", "component_id", "components", _COMPONENT)
_ADOPTION: Final = _by("adoptions", "adopter_id", "beneficiary_id", "city_id")
_APPLICATION: Final = _by("applications", "applicant_id")
_ITEM: Final = _through("application_items", "application_id", "applications", _APPLICATION)
_WEBHOOK: Final = _by("webhooks", "organisation_id")
_IMPORT: Final = _by("landscape_imports", "organisation_id")


def _of_adoption(name: str) -> Condition:
    return _through(name, "adoption_id", "adoptions", _ADOPTION)


def _of_version(name: str) -> Condition:
    return _through(name, "version_id", "component_versions", _VERSION)


def _of_component(name: str) -> Condition:
    return _through(name, "component_id", "components", _COMPONENT)


OWNED: Final[Mapping[str, Condition]] = {
    "organisations": _by("organisations", "id"),
    "city_class_assignments": _by("city_class_assignments", "organisation_id"),
    "memberships": _by("memberships", "organisation_id"),
    "tokens": _by("tokens", "organisation_id"),
    "signing_keys": _by("signing_keys", "organisation_id"),
    "trusted_publishers": _by("trusted_publishers", "organisation_id"),
    "components": _COMPONENT,
    "component_versions": _VERSION,
    "artifacts": _of_version("artifacts"),
    "conformance_claims": _of_version("conformance_claims"),
    "sboms": _of_version("sboms"),
    "advisories": _of_component("advisories"),
    "feedback": lambda ids: or_(_by("feedback", "organisation_id")(ids), _of_component("feedback")(ids)),
    "pairings": _by("pairings", "helper_id", "helped_id"),
    "screenings": _by("screenings", "organisation_id"),
    "adoptions": _ADOPTION,
    "adoption_evidence": _of_adoption("adoption_evidence"),
    "adoption_confirmations": lambda ids: or_(
        _of_adoption("adoption_confirmations")(ids), _by("adoption_confirmations", "organisation_id")(ids)
    ),
    "adoption_contracts": _of_adoption("adoption_contracts"),
    "adoption_costs": _of_adoption("adoption_costs"),
    "operating_reports": lambda ids: or_(
        _of_adoption("operating_reports")(ids), _by("operating_reports", "organisation_id")(ids)
    ),
    "adoption_ratings": _of_adoption("adoption_ratings"),
    "adoption_reaches": _of_adoption("adoption_reaches"),
    "attestations": _of_adoption("attestations"),
    "usage_reports": _of_adoption("usage_reports"),
    "usage_days": _of_adoption("usage_days"),
    "credit_segments": _of_adoption("credit_segments"),
    "adoption_independences": _of_adoption("adoption_independences"),
    "update_responses": _of_adoption("update_responses"),
    "adoption_policies": _by("adoption_policies", "organisation_id"),
    "adoption_claims": _by("adoption_claims", "claimant_id", "adopter_id"),
    "applications": _APPLICATION,
    "application_items": _ITEM,
    "application_steps": _through("application_steps", "item_id", "application_items", _ITEM),
    "landscape_certifications": _by("landscape_certifications", "organisation_id"),
    "landscape_imports": _IMPORT,
    "landscape_rows": _through("landscape_rows", "import_id", "landscape_imports", _IMPORT),
    "peer_questions": _by("peer_questions", "asker_id", "asked_id"),
    "security_reports": _by("security_reports", "owner_id"),
    "report_requests": _by("report_requests", "city_id"),
    "webhooks": _WEBHOOK,
    "webhook_deliveries": _through("webhook_deliveries", "webhook_id", "webhooks", _WEBHOOK),
    "notices": _by("notices", "organisation_id"),
    "notice_subscriptions": _by("notice_subscriptions", "organisation_id"),
}

_DOCUMENTS: Final = frozenset({"organisations", "components", "component_versions", "artifacts", "adoptions"})
"""These are taken along as the API sends them: with history, requirements and everything else that hangs on them."""


def list_owned(session: Session, name: str, ids: Ids) -> Iterator[dict[str, Any]]:
    """The rows of a table that these organisations own, one after the other, in the order of the table's key."""
    table = _table(name)
    if name in _DOCUMENTS:
        columns: list[Any] = [table.c.document]
    else:
        columns = [_shown(column) for column in table.columns if _is_told(table, column)]
    query = select(*columns).where(OWNED[name](ids)).order_by(*table.primary_key.columns)
    for row in session.execute(query.execution_options(yield_per=PORTION)):
        yield orjson.loads(row[0]) if name in _DOCUMENTS else dict(row._mapping)


def _is_told(table: Table, column: Column[Any]) -> bool:
    is_inner = column.name == "id" and "public_id" in table.columns
    return column.name not in _NEVER and not isinstance(column.type, LargeBinary) and not is_inner


def _shown(column: Column[Any]) -> Any:
    """A column under its own name, or what it points at under the name of that."""
    if column.name == "public_id":
        return column.label("id")
    for key in column.foreign_keys:
        named = _named(key.column.table)
        if named is not None and key.column.name == "id":
            target = key.column.table.alias()
            found: ScalarSelect[Any] = select(target.c[named]).where(target.c.id == column).scalar_subquery()
            return found.label(column.name.removesuffix("_id"))
    return column


def _named(table: Any) -> str | None:
    if table.name in _NAMED_BY:
        return _NAMED_BY[table.name]
    return "public_id" if "public_id" in table.columns else None


class Kept(NamedTuple):
    """A file that is in the storage: where it goes in the archive, and by which digest its bytes are found."""

    path: str
    digest: str


_FILES: Final[Mapping[str, Condition]] = {
    "adoption_evidence": OWNED["adoption_evidence"],
    "security_reports": OWNED["security_reports"],
    "artifacts": OWNED["artifacts"],
    "landscape_imports": OWNED["landscape_imports"],
}


def list_files(session: Session, ids: Ids) -> Iterator[Kept]:
    """The files of these organisations. What the law has removed is not there any more."""
    blobs = _table("blobs")
    for name, condition in _FILES.items():
        table = _table(name)
        query = (
            select(table.c.public_id, table.c.filename, table.c.blob_digest)
            .join(blobs, blobs.c.digest == table.c.blob_digest)
            .where(condition(ids), blobs.c.removed_at.is_(None))
            .order_by(table.c.id)
        )
        for public_id, filename, digest in session.execute(query.execution_options(yield_per=PORTION)):
            yield Kept(f"files/{name}/{public_id}/{filename}", digest)


def list_own_events(session: Session, ids: Ids, *, is_government: bool) -> Iterator[dict[str, Any]]:
    """The events of these organisations and those that were told to them, as far as they may read them."""
    events, readers = _table("events"), _table("event_readers")
    told = exists().where(readers.c.position == events.c.position, readers.c.organisation_id.in_(ids))
    open_to = (PUBLIC, GOVERNMENT) if is_government else (PUBLIC,)
    own = and_(events.c.organisation_id.in_(ids), events.c.audience.in_(open_to))
    query = select(events.c.envelope).where(or_(own, and_(events.c.audience == PARTIES, told)))
    ordered = query.order_by(events.c.position).execution_options(yield_per=PORTION)
    for (envelope,) in session.execute(ordered):
        yield orjson.loads(envelope)
