"""The pages of adoptions."""

from registry.adoption.pages import adoption, claims, credit, evidence, liveness, parts, policies, updates  # noqa: F401 — their routes
from registry.adoption.pages.blueprint import blueprint

__all__ = ["blueprint"]
