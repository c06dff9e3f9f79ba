"""The notices of an organisation as entries of a feed. Pure."""

from collections.abc import Iterable, Mapping

from registry.feeds.atom import Entry, id_of
from registry.kit.clock import format_instant
from registry.kit.texts import choose
from registry.notifications.models import Notice


def notice_entries(
    notices: Iterable[Notice], organisation: Mapping[str, str], root: str, language: str
) -> tuple[Entry, ...]:
    """One entry for each notice, in their order; what to do is its summary."""
    return tuple(
        Entry(
            id=id_of(notice.public_id),
            title=choose(notice.text, language),
            updated=format_instant(notice.created_at),
            author=choose(organisation, language),
            link=f"{root}{notice.address}",
            category=notice.kind,
            summary=choose(notice.todo, language),
        )
        for notice in notices
    )
