"""Bills of materials, as pages."""

from flask import Blueprint

blueprint = Blueprint("sboms_pages", __name__)
