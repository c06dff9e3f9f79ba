"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("cases_pages", __name__)
