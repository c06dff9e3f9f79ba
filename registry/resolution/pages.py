"""Resolving requirements, as pages."""

from flask import Blueprint

blueprint = Blueprint("resolution_pages", __name__)
