"""Refusing an identity token: the same words for whatever is wrong, and the reason for the operator alone."""

from typing import Any

import structlog

from registry.publishing.errors import IdentityTokenRefused

log = structlog.get_logger("registry.publishing")


def refused(reason: str, **facts: Any) -> IdentityTokenRefused:
    """The one refusal, its reason told to the log alone."""
    log.warning("identity_token_refused", reason=reason, **facts)
    return IdentityTokenRefused()
