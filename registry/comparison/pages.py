"""Comparing versions and components, as pages."""

from flask import Blueprint

blueprint = Blueprint("comparison_pages", __name__)
