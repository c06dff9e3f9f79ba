"""Questions about organisations."""

from collections.abc import Collection
from functools import cache

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from registry.kit.errors import NotFound, PayloadInvalid
from registry.organisations.errors import NotInForce
from registry.organisations.models import Organisation


def find_organisation(session: Session, slug: str, *, for_change: bool = False) -> Organisation | None:
    """An organisation whatever its status. `for_change` lets nobody else change it until this transaction has ended."""
    query = select(Organisation).where(Organisation.slug == slug)
    if for_change:
        query = query.with_for_update(of=Organisation).execution_options(populate_existing=True)
    return session.scalar(query)


def get_organisation(
    session: Session, slug: str, *, named_at: str | None = None, for_change: bool = False
) -> Organisation:
    """An organisation. `named_at` points to the field that named it: an unknown one is then that field's mistake."""
    organisation = find_organisation(session, slug, for_change=for_change)
    if organisation is None and named_at is not None:
        raise PayloadInvalid.of(named_at, f"没有登记过单位“{slug}”。", f"No organisation '{slug}' is registered.")
    if organisation is None:
        raise NotFound(what=slug)
    return organisation


def get_in_force(session: Session, slug: str, *, named_at: str | None = None) -> Organisation:
    """An organisation that may act: neither a draft nor merged into another. Raises NotInForce."""
    organisation = get_organisation(session, slug, named_at=named_at)
    if organisation.status != "registered":
        raise NotInForce(slug=slug, status=organisation.status)
    return organisation


def successor_of(session: Session, organisation: Organisation) -> Organisation:
    """Where a merged organisation leads in the end; any other leads to itself. Merging never makes a ring."""
    while organisation.successor_id is not None:
        organisation = session.get_one(Organisation, organisation.successor_id)
    return organisation


def count_open_drafts(session: Session, organisation_id: int) -> int:
    """How many drafts an organisation has entered that nobody has approved or merged yet."""
    entered = select(func.count()).where(Organisation.entered_by_id == organisation_id, Organisation.status == "draft")
    return session.scalar(entered) or 0


def slugs_after(session: Session, slug: str, limit: int) -> list[str]:
    """The next slugs in their order: for reading all organisations batch by batch."""
    return list(
        session.scalars(
            select(Organisation.slug).where(Organisation.slug > slug).order_by(Organisation.slug).limit(limit)
        )
    )


def list_for_directory(session: Session, slugs: Collection[str]) -> list[Organisation]:
    """Organisations by slug, as the index of the directory is fed."""
    return list(session.scalars(select(Organisation).where(Organisation.slug.in_(slugs))))


def ids_acted_for(session: Session, organisation_id: int) -> frozenset[int]:
    """An organisation, every unit below it, and those that merged into it: somebody must answer for what is theirs."""
    return frozenset(session.scalars(_acted_for(), {"organisation": organisation_id}))


@cache
def _acted_for() -> Select[int]:
    """Put together once: every request with a token asks this, and putting it together costs more than the answer."""
    own = Organisation.id == bindparam("organisation")
    below = select(Organisation.id).where(own).cte("below", recursive=True)
    inherited = or_(Organisation.parent_id == below.c.id, Organisation.successor_id == below.c.id)
    below = below.union(select(Organisation.id).where(inherited))
    return select(below.c.id)


def slugs_of(session: Session, ids: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(Organisation.id, Organisation.slug).where(Organisation.id.in_(ids)))
    return {identifier: slug for identifier, slug in rows}


def names_of(session: Session, slugs: Collection[str]) -> dict[str, dict[str, str]]:
    """Names, by language, of the organisations with these slugs."""
    rows = session.execute(select(Organisation.slug, Organisation.name).where(Organisation.slug.in_(slugs)))
    return {slug: name for slug, name in rows}


def holds_demonstration(session: Session) -> bool:
    """Whether any organisation is made up: then demonstration records stand among the real ones."""
    return session.scalar(select(Organisation.id).where(Organisation.is_demo.is_(True)).limit(1)) is not None
