"""Trusted publishing and staged releases, as pages."""

from flask import Blueprint

blueprint = Blueprint("publishing_pages", __name__)
