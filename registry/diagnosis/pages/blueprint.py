"""Where the slice's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("diagnosis_pages", __name__)
