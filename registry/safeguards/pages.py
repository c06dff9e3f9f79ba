"""The pages of the slice."""

from flask import Blueprint

blueprint = Blueprint("safeguards_pages", __name__)
