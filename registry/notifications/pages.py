"""The pages of the slice."""

from flask import Blueprint

blueprint = Blueprint("notifications_pages", __name__)
