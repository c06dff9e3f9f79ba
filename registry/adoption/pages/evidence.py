"""The part of an adoption's page that shows what stands behind it: evidence, and another side's word."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from registry.adoption import actions
from registry.adoption.models import Adoption, Evidence
from registry.adoption.pages.blueprint import blueprint
from registry.adoption.pages.showing import filled, show_adoption
from registry.adoption.proof_documents import confirmation_document, evidence_document
from registry.adoption.queries import is_assessor
from registry.adoption.queries.confirmations import list_confirmations
from registry.adoption.queries.evidence import adoptions_with, get_evidence_file, list_evidence, sees_evidence
from registry.adoption.vocabulary import EVIDENCE_KINDS
from registry.artifacts.api.incoming import discarded_on_failure, scanner, storage, transfers
from registry.artifacts.api.sending import as_file
from registry.artifacts.receiving import take_in
from registry.artifacts.storage import PIECE
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, Refusal
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas import evidence as wire

SHOWN: Final = 100

Form = Mapping[str, str]


@blueprint.get("/adoptions/<uuid:adoption_id>/evidence/<uuid:evidence_id>/file")
def evidence_file(adoption_id: UUID, evidence_id: UUID) -> Response:
    """The bytes of a piece of evidence, for who is signed in and sees it."""
    found = get_evidence_file(current_session(), current_actor(), adoption_id, evidence_id)
    return as_file(found, storage(), transfers())


@blueprint.post("/adoptions/<uuid:adoption_id>/evidence")
def evidence_changed(adoption_id: UUID) -> ResponseReturnValue:
    """Do what one of the part's forms asks, and show the page again."""
    form = filled(request.form.to_dict())
    try:
        act = _ACTS.get(form.get("act", ""))
        if act is None:
            raise NotFound(what=form.get("act", ""))
        act(adoption_id, form)
    except Refusal as refusal:
        current_session().rollback()
        return show_adoption(adoption_id, form, refusal), refusal.status
    return redirect(f"/adoptions/{adoption_id}#evidence", code=303)


@blueprint.app_template_global("evidence_of")
def evidence_of(adoption: Adoption) -> list[dict[str, Any]] | None:
    """What proves an adoption; None to those who do not see it."""
    session, actor = current_session(), current_actor()
    if not sees_evidence(actor, adoption):
        return None
    found = list_evidence(session, adoption.id, limit=SHOWN).items
    return [_shown(session, actor, adoption, row) for row in found]


def _shown(session: Session, actor: Actor, adoption: Adoption, evidence: Evidence) -> dict[str, Any]:
    """A piece with whether the caller, if it stands on another side, may decide on it."""
    reviews = actor.is_administrator or is_assessor(actor)
    same_as = None
    if actor.is_administrator and evidence.digest is not None:
        same_as = adoptions_with(session, evidence.digest, adoption.id)
    may_decide = evidence.status == "submitted" or (evidence.status == "held" and reviews)
    return {**evidence_document(adoption, evidence, same_as), "may_decide": may_decide}


@blueprint.app_template_global("confirmations_of")
def confirmations_of(adoption: Adoption) -> list[dict[str, Any]]:
    """What others say of it, each with whether the caller may take it back."""
    actor = current_actor()
    page = list_confirmations(current_session(), actor, adoption, limit=SHOWN)
    return [
        {
            **confirmation_document(adoption, row),
            "is_own": actor.is_administrator or row.organisation_id in actor.acts_for,
        }
        for row in page.items
    ]


@blueprint.app_template_global("may_vouch")
def may_vouch(adoption: Adoption) -> bool:
    """Whether the caller stands on another side and may confirm it and decide on evidence."""
    try:
        actions.require_confirmer(current_session(), current_actor(), adoption)
    except Refusal:
        return False
    return True


@blueprint.app_template_global("evidence_kinds")
def evidence_kinds() -> tuple[str, ...]:
    return EVIDENCE_KINDS


def _prove(adoption_id: UUID, form: Form) -> None:
    file = request.files.get("file")
    if file is not None and file.filename:
        _keep(adoption_id, file, form)
        return
    payload = load_payload(wire.EvidenceAddSchema(), _chosen(form, "kind", "title", "url"))
    actions.add_evidence(current_session(), current_actor(), adoption_id=adoption_id, **payload)


def _keep(adoption_id: UUID, file: FileStorage, form: Form) -> None:
    """A file from a form, which is small: the form came in whole before anything was asked."""
    session, actor = current_session(), current_actor()
    told = load_payload(wire.EvidenceUploadArguments(), _chosen(form, "kind", "title"))
    limit = actions.file_limit(session, actor, adoption_id, 0)
    received = take_in(storage(), scanner(), _pieces(file), limit=limit)
    with discarded_on_failure(received):
        actions.put_evidence_file(
            session,
            actor,
            storage(),
            adoption_id=adoption_id,
            filename=file.filename or "",
            received=received,
            media_type=file.mimetype,
            **told,
        )


def _pieces(file: FileStorage) -> Iterator[bytes]:
    while piece := file.stream.read(PIECE):
        yield piece


def _decide(adoption_id: UUID, form: Form) -> None:
    payload = load_payload(wire.EvidenceDecisionSchema(), _chosen(form, "decision", "note"))
    evidence_id = _identifier(form, "evidence")
    actions.decide_evidence(
        current_session(), current_actor(), adoption_id=adoption_id, evidence_id=evidence_id, **payload
    )


def _confirm(adoption_id: UUID, form: Form) -> None:
    payload = load_payload(wire.ConfirmationMakeSchema(), _chosen(form, "verdict", "version", "note"))
    actions.confirm_adoption(current_session(), current_actor(), adoption_id=adoption_id, **payload)


def _withdraw(adoption_id: UUID, form: Form) -> None:
    payload = load_payload(wire.ConfirmationWithdrawalSchema(), _chosen(form, "reason"))
    confirmation_id = _identifier(form, "confirmation")
    actions.withdraw_confirmation(
        current_session(), current_actor(), adoption_id=adoption_id, confirmation_id=confirmation_id, **payload
    )


_ACTS: Final[Mapping[str, Callable[[UUID, Form], None]]] = {
    "prove": _prove,
    "decide_evidence": _decide,
    "confirm": _confirm,
    "withdraw": _withdraw,
}
"""What the part's buttons do, by their names."""


def _chosen(form: Form, *names: str) -> dict[str, str]:
    return {name: form[name] for name in names if name in form}


def _identifier(form: Form, name: str) -> UUID:
    try:
        return UUID(form.get(name, ""))
    except ValueError as error:
        raise NotFound(what=form.get(name, "")) from error
