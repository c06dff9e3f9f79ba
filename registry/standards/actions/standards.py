"""Keeping the catalogue of standards."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.standards import queries
from registry.standards.codes import slug_of
from registry.standards.documents import render_standard
from registry.standards.errors import StandardTaken
from registry.standards.models import Standard
from registry.taxonomies.queries import current_taxonomies


def enter_standard(
    session: Session,
    actor: Actor,
    *,
    code: str,
    title: Mapping[str, str],
    kind: str,
    status: str = "in_force",
    scope: Mapping[str, str] | None = None,
    issuer: Mapping[str, str] | None = None,
    published_on: date | None = None,
    in_force_on: date | None = None,
    replaced_by: str | None = None,
    url: str | None = None,
    domains: Sequence[str] = (),
    is_demo: bool = False,
) -> Standard:
    """Add a standard. Administrators only. Raises StandardTaken for one that is there in any spelling."""
    actor.require_scope("platform:admin")
    standard = Standard(
        slug=_free_slug(session, code),
        code=code.strip(),
        title=dict(title),
        kind=kind,
        is_demo=is_demo,
        created_at=now_of(session),
    )
    _describe(
        session,
        standard,
        status=status,
        scope=scope,
        issuer=issuer,
        published_on=published_on,
        in_force_on=in_force_on,
        replaced_by=replaced_by,
        url=url,
        domains=domains,
    )
    session.add(standard)
    taken = StandardTaken(code=code, existing=standard.slug)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    _changed(session, actor, standard, "standard.entered")
    return standard


def describe_standard(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    title: Mapping[str, str],
    kind: str,
    expected_tag: str,
    **more: Any,
) -> Standard:
    """Say otherwise what a standard is; its code stays. Administrators only. Raises Stale."""
    actor.require_scope("platform:admin")
    standard = queries.get_standard(session, slug, for_change=True)
    check_tag(standard.etag, expected_tag)
    standard.title, standard.kind = dict(title), kind
    _describe(session, standard, **more)
    _changed(session, actor, standard, "standard.described")
    return standard


def render(session: Session, standard: Standard) -> None:
    """The document of a standard with what replaced it."""
    successors = [row.slug for row in queries.successors_of(session, standard)]
    standard.document, standard.etag = render_standard(standard, successors)


def _free_slug(session: Session, code: str) -> str:
    slug = slug_of(code)
    if not any(sign.isdigit() or sign.isalpha() for sign in slug):
        zh, en = "标准号须含有字母或数字。", "A code has letters or digits."
        raise PayloadInvalid.of("/code", zh, en)
    existing = queries.find_standard(session, slug)
    if existing is not None and existing.slug == slug:
        raise StandardTaken(code=code, existing=existing.code)
    return slug


def _describe(
    session: Session,
    standard: Standard,
    *,
    status: str,
    scope: Mapping[str, str] | None = None,
    issuer: Mapping[str, str] | None = None,
    published_on: date | None = None,
    in_force_on: date | None = None,
    replaced_by: str | None = None,
    url: str | None = None,
    domains: Sequence[str] = (),
) -> None:
    _check_domains(session, domains)
    standard.status, standard.scope, standard.issuer = status, dict(scope or {}), dict(issuer or {})
    standard.published_on, standard.in_force_on = published_on, in_force_on
    standard.url, standard.domains = url, list(domains)
    standard.replaced_by = _successor(session, standard, replaced_by) if replaced_by else None
    standard.updated_at = now_of(session)


def _check_domains(session: Session, domains: Sequence[str]) -> None:
    known = current_taxonomies(session)["domains"].concepts
    errors = [
        FieldError(f"/domains/{place}", Bilingual(f"没有领域“{code}”。", f"There is no domain '{code}'."))
        for place, code in enumerate(domains)
        if code not in known
    ]
    if errors:
        raise PayloadInvalid(errors=errors)


def _successor(session: Session, standard: Standard, named: str) -> str:
    """The slug of what replaced it: another standard that is there, from which no chain leads back."""
    found = queries.find_standard(session, named)
    if found is None:
        zh, en = f"没有登记过标准“{named}”。", f"There is no standard '{named}'."
        raise PayloadInvalid.of("/replaced_by", zh, en)
    if standard.slug in {found.slug, *(row.slug for row in queries.successors_of(session, found))}:
        zh, en = "替代关系绕回了自身。", "A standard cannot replace itself, not even by way of others."
        raise PayloadInvalid.of("/replaced_by", zh, en)
    return found.slug


def _changed(session: Session, actor: Actor, standard: Standard, type: str) -> None:
    session.flush()
    for row in (standard, *queries.predecessors_of(session, standard)):
        render(session, row)
    session.flush()
    data = {"standard": standard.slug, "code": standard.code, "status": standard.status}
    record(session, actor, type=type, subject=standard.slug, organisation_id=None, data=data)
