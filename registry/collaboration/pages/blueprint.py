"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("collaboration_pages", __name__)
