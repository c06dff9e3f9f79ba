"""Taxonomies as such: entering one, and what it is called."""

from collections.abc import Mapping

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.taxonomies import queries
from registry.taxonomies.documents import render_taxonomy
from registry.taxonomies.errors import TaxonomyTaken
from registry.taxonomies.models import Taxonomy


def found_taxonomy(
    session: Session,
    actor: Actor,
    *,
    code: str,
    name: Mapping[str, str],
    source: Mapping[str, str],
    base: str | None = None,
    owner: str | None = None,
    is_demo: bool = False,
) -> Taxonomy:
    """Enter a taxonomy, as yet without concepts: a national one, or with `base` a province's overlay upon one.

    Administrators enter any; the authority of a province an overlay of its own. Raises TaxonomyTaken.
    """
    below, province = _overlay(session, actor, base, owner)
    if province is None:
        actor.require_scope("platform:admin")
    taxonomy = Taxonomy(
        code=code,
        name=dict(name),
        source=dict(source),
        base_id=below.id if below else None,
        owner_id=province.id if province else None,
        is_demo=is_demo or bool(province and province.is_demo),
        created_at=now_of(session),
    )
    taxonomy.base, taxonomy.owner = below, province
    session.add(taxonomy)
    taken = TaxonomyTaken(taxonomy=code)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    record_change(session, actor, taxonomy, "taxonomy.founded", base=base)
    return taxonomy


def describe_taxonomy(
    session: Session,
    actor: Actor,
    *,
    taxonomy: str,
    name: Mapping[str, str],
    source: Mapping[str, str],
    expected_tag: str,
) -> Taxonomy:
    """Give a taxonomy another name or source; its concepts change by editions only. Raises Stale."""
    row = queries.get_taxonomy(session, taxonomy, for_change=True)
    require_steward(actor, row)
    check_tag(render_taxonomy(row, queries.current_taxonomies(session).get(taxonomy)).etag, expected_tag)
    row.name, row.source = dict(name), dict(source)
    session.flush()
    session.info.pop("taxonomies", None)
    record_change(session, actor, row, "taxonomy.described")
    return row


def require_steward(actor: Actor, taxonomy: Taxonomy) -> None:
    """Refuse all but administrators and, for an overlay, its owner."""
    if taxonomy.owner_id is None or actor.is_administrator:
        actor.require_scope("platform:admin")
    else:
        actor.require("catalogue:write", taxonomy.owner_id)


def record_change(session: Session, actor: Actor, taxonomy: Taxonomy, type: str, **data: object) -> None:
    """One fact about a taxonomy: whatever changes here is for everybody to know."""
    record(
        session,
        actor,
        type=type,
        subject=taxonomy.code,
        organisation_id=taxonomy.owner_id,
        data={"taxonomy": taxonomy.code, **data},
    )


def _overlay(
    session: Session, actor: Actor, base: str | None, owner: str | None
) -> tuple[Taxonomy | None, Organisation | None]:
    """The taxonomy below and the province's authority, for an overlay; nothing for others."""
    if base is None:
        if owner is not None:
            zh, en = "只有省级扩展（给出 base）才有所有者。", "Only an overlay, which names its base, has an owner."
            raise PayloadInvalid.of("/owner", zh, en)
        return None, None
    slug = owner or actor.organisation
    if slug is None:
        raise PayloadInvalid.of("/owner", "请给出省级主管单位。", "Name the authority of the province.")
    province = get_organisation(session, slug, named_at="/owner")
    if not actor.is_administrator:
        actor.require("catalogue:write", province.id)
    if province.kind != "authority" or province.division_code is None:
        zh, en = f"“{slug}”不是某一区划的主管单位。", f"'{slug}' is not the authority of a division."
        raise PayloadInvalid.of("/owner", zh, en)
    below = queries.find_taxonomy(session, base)
    if below is None or below.base_id is not None or base not in queries.current_taxonomies(session):
        zh, en = f"没有可供扩展的全国分类表“{base}”。", f"There is no national taxonomy '{base}' in force to lie upon."
        raise PayloadInvalid.of("/base", zh, en)
    return below, province
