"""The pages of screening."""

from flask import Blueprint

blueprint = Blueprint("screening_pages", __name__)
