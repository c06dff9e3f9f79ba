"""What an adoption is worth, on its page."""

from typing import Any

from registry.adoption.credit_documents import worth_document
from registry.adoption.models import Adoption
from registry.adoption.pages.blueprint import blueprint
from registry.adoption.queries.credit import credit_on
from registry.web.context import current_actor, current_session


@blueprint.app_template_global("credit_today")
def credit_today(adoption: Adoption) -> dict[str, Any] | None:
    """Today's credit with its factors; None for who may not see which city runs what."""
    actor = current_actor()
    if not actor.sees_landscapes:
        return None
    return worth_document(credit_on(current_session(), actor, adoption.public_id))
