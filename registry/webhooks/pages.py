"""The pages of the slice."""

from flask import Blueprint

blueprint = Blueprint("webhooks_pages", __name__)
