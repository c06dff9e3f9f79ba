"""Atom feeds (RFC 4287): what happened to components, as programs that follow news read it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from registry.feeds.queries import News
from registry.kit.clock import format_instant
from registry.kit.errors import Bilingual
from registry.kit.texts import choose
from registry.web.labels import label

NOTHING_YET: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""A feed must say when it changed, also one in which nothing has ever stood."""

_TITLES: Final = {
    "component.listed": Bilingual("{title} 已上架", "{title} was listed"),
    "component.deprecated": Bilingual("{title} 已弃用", "{title} was deprecated"),
    "component.deprecation_withdrawn": Bilingual("{title} 取消弃用", "{title} is no longer deprecated"),
    "component.retired": Bilingual("{title} 已停用", "{title} was retired"),
    "version.published": Bilingual("{title} 发布 {number}", "{title} {number} was published"),
    "version.yanked": Bilingual("{title} 撤回 {number}", "{title} {number} was yanked"),
    "version.yank_withdrawn": Bilingual("{title} 取消撤回 {number}", "{title} {number} is no longer yanked"),
}
CATALOGUE: Final = Bilingual("共性组件登记：最新动态", "Shared components for cities: news")
_NEWS_OF: Final = Bilingual("{name}：最新动态", "{name}: news")
_RESOLVED: Final = Bilingual("解决：{titles}。感谢{reporters}。", "Resolves: {titles}. Thanks to {reporters}.")
_SUCCESSOR: Final = Bilingual("接替组件：{name}", "Use instead: {name}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news; its id is that of the event, and so never changes."""

    id: str
    title: str
    updated: str
    author: str
    link: str
    category: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, the newest first."""

    id: str
    title: str
    updated: str
    language: str
    address: str
    page: str
    entries: tuple[Entry, ...]


def feed_of(
    news: Iterable[News], *, id: str, title: str, address: str, page: str, root: str, language: str, since: datetime
) -> Feed:
    """A feed in one language. `since` is when what it is about began: the feed's own date while it is empty."""
    entries = tuple(_entry(each, root, language) for each in news)
    updated = entries[0].updated if entries else format_instant(since)
    return Feed(id, title, updated, language, address, page, entries)


def id_of(thing: UUID) -> str:
    return f"urn:uuid:{thing}"


def id_of_address(address: str) -> str:
    """A lasting identifier for a feed that is about no record of its own."""
    return id_of(uuid5(NAMESPACE_URL, address))


def title_for(name: Mapping[str, str], language: str) -> str:
    return _NEWS_OF.in_language(language).format(name=choose(name, language))


def _entry(news: News, root: str, language: str) -> Entry:
    component = news.component
    page = f"{root}/components/{component.full_name}"
    title = choose(component.details["title"], language)
    return Entry(
        id=id_of(news.id),
        title=_TITLES[news.type].in_language(language).format(title=title, number=news.number),
        updated=format_instant(news.at),
        author=choose(component.publisher.name, language),
        link=f"{page}/versions/{news.number}" if news.number else page,
        category=news.type,
        summary=_summary(news, language),
    )


def _summary(news: News, language: str) -> str:
    """What its publisher said with it: the notes, the reason, or what the component does."""
    data: Mapping[str, Any] = news.data
    if news.type == "version.published":
        return " ".join(filter(None, (choose(news.notes, language), _resolved(news, language))))
    if news.type == "version.yanked":
        reason = label("yank_reason", str(data.get("reason")), language)
        return ": ".join(filter(None, (reason, data.get("message"))))
    if news.type == "component.deprecated":
        successor = data.get("successor")
        instead = _SUCCESSOR.in_language(language).format(name=successor) if successor else None
        return " ".join(filter(None, (data.get("reason"), data.get("message"), instead)))
    return choose(news.component.details["summary"], language)


def _resolved(news: News, language: str) -> str | None:
    """What a version resolves of what adopters reported, and whom it thanks."""
    if not news.resolved:
        return None
    reporters = dict.fromkeys(choose(row.organisation.name, language) for row in news.resolved)
    told = {"titles": "; ".join(row.title for row in news.resolved), "reporters": ", ".join(reporters)}
    return _RESOLVED.in_language(language).format(**told)
