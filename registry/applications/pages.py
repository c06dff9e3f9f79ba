"""The pages of the slice."""

from flask import Blueprint

blueprint = Blueprint("applications_pages", __name__)
