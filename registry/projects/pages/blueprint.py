"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("projects_pages", __name__)
