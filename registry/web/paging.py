"""Pages of a list on the wire: `items`, `next`, a `Link` header and a tag."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import orjson
from flask import Response, request

from registry.kit.documents import join_list
from registry.kit.paging import page_of
from registry.web.conditional import send_bytes
from registry.web.context import present_request, services

T = TypeVar("T")


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
        asked = present_request()
        query = [
            *((name, value) for name, value in asked.args.items(multi=True) if name != "cursor"),
            ("cursor", cursor),
        ]
        root = services().settings.public_url or f"{asked.scheme}://{asked.host}"
        target = f"{root.rstrip('/')}{quote(asked.path)}?{urlencode(query)}"
        response.headers["Link"] = f'<{target}>; rel="next"'
    return response


def send_short_list(
    rows: Iterable[T],
    arguments: Mapping[str, Any],
    *,
    key: Callable[[T], tuple[Any, ...]],
    document: Callable[[T], Any],
) -> Response:
    """A page of a list that stays short by nature, such as the clusters of a country: read whole, cut by key.

    `key` gives a row's place; the rows are put into its order.
    """
    after = read_cursor(arguments)
    limit: int = arguments["limit"]
    left = [row for row in sorted(rows, key=key) if after is None or key(row) > after]
    page = page_of(left[: limit + 1], limit, key=key)
    return send_page((orjson.dumps(document(row)) for row in page.items), page.after, arguments)


def _filters(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {"path": request.path, **arguments}
