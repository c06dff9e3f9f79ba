"""Documents in XML from templates, with nothing in them that XML does not allow."""

import re
from typing import Any, Final

from flask import render_template, request

from registry.web.context import services

_NO_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_xml(template: str, **values: Any) -> bytes:
    """The bytes of a template; a character that XML has no way to hold becomes U+FFFD."""
    return _NO_XML.sub("\ufffd", render_template(template, **values)).strip().encode()


def registry_root() -> str:
    """Where this registry is: every address in a document for programs is absolute."""
    return (services().settings.public_url or request.url_root).rstrip("/")
