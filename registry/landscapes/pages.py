"""The pages of the slice."""

from flask import Blueprint

blueprint = Blueprint("landscapes_pages", __name__)
