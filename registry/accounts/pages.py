"""Signing in with a browser."""

from flask import Blueprint

blueprint = Blueprint("accounts_pages", __name__)
