"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("services_pages", __name__)
