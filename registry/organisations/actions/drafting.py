"""Organisations that others enter because they are missing: drafts in everybody's sight until they are decided."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import TokenRequired
from registry.organisations import queries
from registry.organisations.actions.classes import render
from registry.organisations.actions.divisions import check_division
from registry.organisations.actions.registering import check_traits, insert_organisation
from registry.organisations.errors import NotDraft, TooManyDrafts
from registry.organisations.models import Organisation
from registry.organisations.naming import check_slug, skeleton

MOST_DRAFTS: Final = 20


def draft_organisation(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    kind: str,
    name: Mapping[str, str],
    unit: str | None = None,
    division_code: str | None = None,
    size_band: str | None = None,
    profile: Mapping[str, Any] | None = None,
) -> Organisation:
    """Enter an organisation that is missing here, as a draft: anybody with a token may.

    A draft is seen by everybody with its status and with who entered it; it holds no tokens and takes part in nothing.
    Raises TooManyDrafts at `MOST_DRAFTS` of one organisation that nobody has decided, SlugTaken, PayloadInvalid.
    """
    if actor.is_anonymous:
        raise TokenRequired()
    _require_room(session, actor)
    check_slug(slug)
    check_division(session, division_code)
    check_traits(kind, size_band, profile)
    draft = Organisation(
        slug=slug,
        slug_skeleton=skeleton(slug),
        kind=kind,
        unit=(unit or "city") if kind == "city" else None,
        name=dict(name),
        division_code=division_code,
        size_band=size_band,
        profile=dict(profile or {}),
        status="draft",
        entered_by_id=actor.organisation_id,
        is_demo=_is_made_up(session, actor),
        created_at=now_of(session),
    )
    insert_organisation(session, draft)
    if kind == "city":
        draft.city_id = draft.id
    render(session, draft)
    _record(session, actor, draft, "organisation.drafted")
    return draft


def approve_organisation(session: Session, actor: Actor, *, slug: str) -> Organisation:
    """Make a draft a registered organisation. Administrators only. Raises NotDraft.

    Its owner takes it over with the first token, which an administrator issues: before that nobody acts for it.
    """
    actor.require_scope("platform:admin")
    draft = queries.get_organisation(session, slug, for_change=True)
    if draft.status != "draft":
        raise NotDraft(slug=slug, status=draft.status)
    draft.status = "registered"
    render(session, draft)
    _record(session, actor, draft, "organisation.approved")
    return draft


def _require_room(session: Session, actor: Actor) -> None:
    if actor.organisation_id is None or actor.is_administrator:
        return
    if queries.count_open_drafts(session, actor.organisation_id) >= MOST_DRAFTS:
        raise TooManyDrafts(limit=MOST_DRAFTS)


def _is_made_up(session: Session, actor: Actor) -> bool:
    """What a made-up organisation enters is made up, and goes when it goes."""
    enterer = session.get(Organisation, actor.organisation_id) if actor.organisation_id else None
    return enterer is not None and enterer.is_demo


def _record(session: Session, actor: Actor, organisation: Organisation, event: str) -> None:
    record(
        session,
        actor,
        type=event,
        subject=organisation.slug,
        organisation_id=organisation.id,
        data={"slug": organisation.slug, "kind": organisation.kind, "name": organisation.name},
    )
