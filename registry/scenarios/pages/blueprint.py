"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("scenarios_pages", __name__)
