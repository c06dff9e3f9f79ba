"""A page for each taxonomy and each of its concepts."""

from flask import Blueprint

from registry.taxonomies.queries import concept_name
from registry.web.context import current_language, current_session

blueprint = Blueprint("taxonomies_pages", __name__)


@blueprint.app_template_global("concept")
def concept(taxonomy: str, code: str) -> str:
    """What a concept is called in the reader's language."""
    return concept_name(current_session(), taxonomy, code, current_language())
