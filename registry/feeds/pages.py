"""The pages of feeds."""

from flask import Blueprint

blueprint = Blueprint("feeds_pages", __name__)
