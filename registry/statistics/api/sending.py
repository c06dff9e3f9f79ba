"""How a page of figures leaves: brought up to the log first, then read for the caller."""

from typing import Any

import orjson
from flask import Response

from registry.kit.clock import today_of
from registry.statistics.api.blueprint import statistics_follower
from registry.statistics.asking import read_question
from registry.statistics.queries.reading import read_figures
from registry.web.conditional import send_bytes
from registry.web.context import current_actor, current_session


def send_figures(name: str, arguments: dict[str, Any], **chosen: Any) -> Response:
    """The JSON of the page of figures of this name; `chosen` are the arguments that it alone takes."""
    statistics_follower().current()
    session = current_session()
    question = read_question(arguments, today_of(session))
    return send_bytes(orjson.dumps(read_figures(session, current_actor(), name, question, **chosen)))
