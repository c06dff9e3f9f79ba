"""The pages of the slice."""

from flask import Blueprint

blueprint = Blueprint("tasks_pages", __name__)
