"""What adopters say of components, as pages."""

from flask import Blueprint

blueprint = Blueprint("collaboration_pages", __name__)
