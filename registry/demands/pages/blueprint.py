"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("demands_pages", __name__)
