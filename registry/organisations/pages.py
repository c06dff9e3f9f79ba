"""The pages of organisations."""

from flask import Blueprint

blueprint = Blueprint("organisations_pages", __name__)
