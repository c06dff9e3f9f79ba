"""The one blueprint of the slice's pages."""

from flask import Blueprint

blueprint = Blueprint("component_pages", __name__)
