"""Advisories, as pages."""

from flask import Blueprint

blueprint = Blueprint("advisories_pages", __name__)
