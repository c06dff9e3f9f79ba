"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("adoption_pages", __name__)
