"""Pages of a list on the wire: `items`, `next`, a `Link` header and a tag."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from registry.kit.documents import join_list
from registry.web.conditional import send_bytes
from registry.web.context import services


def read_cursor(arguments: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Where the page begins; a cursor that belongs to other filters is refused."""
    return services().cursors.read(arguments.get("cursor"), _filters(arguments))


def send_page(
    items: Iterable[bytes],
    after: tuple[Any, ...] | None,
    arguments: Mapping[str, Any],
    rest: bytes = b"",
) -> Response:
    """A page of items rendered earlier. `after` holds the sort values of its last item, None on the last page."""
    cursor = services().cursors.write(after, _filters(arguments))
    response = send_bytes(join_list(list(items), cursor, rest))
    if cursor is not None:
        query = {**request.args.to_dict(flat=False), "cursor": [cursor]}
        public = services().settings.public_url
        address = f"{public.rstrip('/')}{request.path}" if public else request.base_url
        target = f"{address}?{urlencode(query, doseq=True)}"
        response.headers["Link"] = f'<{target}>; rel="next"'
    return response


def _filters(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {"path": request.path, **arguments}
