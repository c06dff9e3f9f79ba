"""Keys that organisations sign with, as pages."""

from flask import Blueprint

blueprint = Blueprint("signing_pages", __name__)
