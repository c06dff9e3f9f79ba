"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("applications_pages", __name__)
