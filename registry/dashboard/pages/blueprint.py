"""Where the dashboard's pages are registered."""

from flask import Blueprint

blueprint = Blueprint("dashboard", __name__)
