"""Questions about notices, and about the ways they go out."""

from registry.notifications.queries.concerned import concerned_by
from registry.notifications.queries.facts import Happened, doer_of, list_happened, names_in
from registry.notifications.queries.notices import (
    count_unread,
    get_notice,
    list_newest,
    list_notices,
    list_pending,
    require_inbox,
)
from registry.notifications.queries.subscriptions import (
    find_subscription,
    get_subscription,
    list_messages,
    list_subscriptions,
)

__all__ = [
    "Happened",
    "concerned_by",
    "count_unread",
    "doer_of",
    "find_subscription",
    "get_notice",
    "get_subscription",
    "list_happened",
    "list_messages",
    "list_newest",
    "list_notices",
    "list_pending",
    "list_subscriptions",
    "names_in",
    "require_inbox",
]
