"""Artifacts, manifests and signatures, as pages."""

from flask import Blueprint

blueprint = Blueprint("artifacts_pages", __name__)
