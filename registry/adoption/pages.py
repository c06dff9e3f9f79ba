"""The pages of adoptions."""

from flask import Blueprint

blueprint = Blueprint("adoption_pages", __name__)
