"""The page of an adoption, with what was typed into a form that was declined."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import orjson
from flask import render_template, request

from registry.adoption import queries
from registry.adoption.models import Adoption
from registry.adoption.vocabulary import BASELINE_KINDS, CONTRIBUTIONS, LEVELS
from registry.catalogue.queries import list_versions
from registry.kit.actor import Actor
from registry.kit.errors import Refusal
from registry.kit.money import CURRENCIES
from registry.web.context import current_actor, current_session

VERSIONS_OFFERED: Final = 20

Form = Mapping[str, str]


def show_adoption(adoption_id: UUID, typed: Form | None = None, refusal: Refusal | None = None) -> str:
    """The page of an adoption. After a form of it was declined: with what was typed and why it was declined.

    Its parts are templates of their own, fed by template globals; `may_change` tells them whether the caller holds the
    adoption. A form of a part is sent to an address of its own, which shows this page again when it is declined.
    """
    session, actor = current_session(), current_actor()
    adoption = queries.get_adoption(session, actor, adoption_id)
    return render_template(
        "adoption.html",
        adoption=adoption,
        document=orjson.loads(adoption.document),
        numbers=[row[0] for row in list_versions(session, adoption.component_id, limit=VERSIONS_OFFERED).items],
        may_change=may_change(actor, adoption),
        levels=LEVELS,
        contributions=CONTRIBUTIONS,
        currencies=CURRENCIES,
        baseline_kinds=BASELINE_KINDS,
        typed=typed or {},
        chosen={name: request.form.getlist(name) for name in ("levels", "contributions")},
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
    )


def may_change(actor: Actor, adoption: Adoption) -> bool:
    """Whether the caller holds the adoption and may change it."""
    holds = bool({adoption.adopter_id, adoption.beneficiary_id} & actor.acts_for)
    return actor.holds("adoption:write") and not actor.stages_only and (holds or actor.is_administrator)


def filled(form: Form) -> dict[str, Any]:
    """A form in the words of the API: what was left empty is left out, the mark against forgery too."""
    plain = {field: text.replace("\r\n", "\n").strip() for field, text in form.items() if field != "csrf_token"}
    return {field: text for field, text in plain.items() if text}
