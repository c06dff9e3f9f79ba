"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("gaps_pages", __name__)
