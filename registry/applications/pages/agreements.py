"""The agreement as a page."""

from flask import render_template

from registry.applications import queries
from registry.applications.models import Agreement
from registry.applications.pages.blueprint import blueprint
from registry.web.context import current_session


@blueprint.get("/agreement")
def current_agreement() -> str:
    """The version in force."""
    return _page(queries.agreement_in_force(current_session()))


@blueprint.get("/agreement/<int:number>")
def one_agreement(number: int) -> str:
    """Any version: those that were accepted stay to be read."""
    return _page(queries.get_agreement(current_session(), number))


def _page(agreement: Agreement) -> str:
    return render_template("agreement.html", agreement=agreement, versions=queries.list_agreements(current_session()))
