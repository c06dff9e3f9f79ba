"""The pages of standards."""

from flask import Blueprint

blueprint = Blueprint("standards_pages", __name__)
