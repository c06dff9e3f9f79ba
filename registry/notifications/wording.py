"""The words of messages: notices for one reader, and the code that confirms an address. Pure."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from registry.kit.clock import SHANGHAI
from registry.kit.errors import Bilingual
from registry.kit.texts import choose
from registry.notifications.models import Notice
from registry.notifications.vocabulary import URGENCIES
from registry.web.labels import label

HTML_LANGUAGES: Final = {"zh": "zh-Hans", "en": "en"}

_SUBJECT_OF_ONE: Final = Bilingual("［{urgency}］{text}", "[{urgency}] {text}")
_SUBJECT: Final = Bilingual(
    "［{urgency}］{count} 条消息：{organisation}", "[{urgency}] {count} notices for {organisation}"
)
_GREETING: Final = Bilingual("{organisation} 的消息：", "Notices for {organisation}:")
_TODO: Final = Bilingual("待办：{todo}", "To do: {todo}")
_INBOX: Final = Bilingual("收件箱", "Inbox")
_LEAVE: Final = Bilingual("退订", "Unsubscribe")
_CODE_SUBJECT: Final = Bilingual("确认码：订阅 {organisation} 的消息", "Your code: notices for {organisation}")
_CODE: Final = Bilingual(
    "有人为 {organisation} 在城市共性组件登记平台用此地址订阅消息。确认码：{code}，24 小时内有效。\n"
    "如非本人操作，不必理会：未确认的地址不会收到任何消息，并将被删除。",
    "Somebody subscribed this address to the notices of {organisation} in the registry of shared components for "
    "cities. The code is {code}; it is good for 24 hours.\n"
    "If it was not you, do nothing: an address that is not confirmed is sent nothing more and is removed.",
)


class Worded(NamedTuple):
    """A message in one language."""

    subject: str
    text: str
    html: str


def word_notices(
    notices: Sequence[Notice], *, organisation: dict[str, str], language: str, root: str, unsubscribe: str
) -> Worded:
    """The notices of one message, the oldest first. `root` is the address of the registry, without which no links."""
    name = choose(organisation, language)
    lines, items = [_GREETING.in_language(language).format(organisation=name), ""], []
    for notice in notices:
        text, told = choose(notice.text, language), _said_with(notice, language)
        lines += [f"• {text}", f"  {told}"]
        link = f"{root}{notice.address}" if root else ""
        if link:
            lines.append(f"  {link}")
        shown = Markup('<a href="{}">{}</a>').format(link, text) if link else Markup("{}").format(text)
        items.append(Markup("<li>{}<br><small>{}</small></li>").format(shown, told))
    greeting = Markup("<p>{}</p>").format(lines[0])
    body = greeting + Markup("<ul>") + Markup("").join(items) + Markup("</ul>") + _foot(language, root, unsubscribe)
    if root:
        lines += ["", f"{_INBOX.in_language(language)}: {root}/inbox"]
    if unsubscribe:
        lines.append(f"{_LEAVE.in_language(language)}: {unsubscribe}")
    return Worded(_subject(notices, name, language), "\n".join(lines) + "\n", _page(body, language))


def word_code(code: str, *, organisation: dict[str, str], language: str) -> Worded:
    """The message that proves who reads at an address."""
    name = choose(organisation, language)
    text = _CODE.in_language(language).format(organisation=name, code=code)
    paragraphs = Markup("").join(Markup("<p>{}</p>").format(part) for part in text.split("\n"))
    subject = _CODE_SUBJECT.in_language(language).format(organisation=name)
    return Worded(subject, text + "\n", _page(paragraphs, language))


def brief(notice: Notice, language: str, root: str) -> dict[str, Any]:
    """One notice for a program."""
    return {
        "id": str(notice.public_id),
        "kind": notice.kind,
        "urgency": notice.urgency,
        "text": choose(notice.text, language),
        "todo": choose(notice.todo, language) or None,
        "address": f"{root}{notice.address}",
    }


def _subject(notices: Sequence[Notice], organisation: str, language: str) -> str:
    gravest = min((notice.urgency for notice in notices), key=URGENCIES.index)
    urgency = label("notice_urgency", gravest, language)
    if len(notices) == 1:
        return _SUBJECT_OF_ONE.in_language(language).format(urgency=urgency, text=choose(notices[0].text, language))
    return _SUBJECT.in_language(language).format(urgency=urgency, count=len(notices), organisation=organisation)


def _said_with(notice: Notice, language: str) -> str:
    """The day, how urgent it is, and what to do."""
    parts = [
        notice.created_at.astimezone(SHANGHAI).date().isoformat(),
        label("notice_urgency", notice.urgency, language),
    ]
    if notice.todo:
        parts.append(_TODO.in_language(language).format(todo=choose(notice.todo, language)))
    return " · ".join(parts)


def _foot(language: str, root: str, unsubscribe: str) -> Markup:
    links = [(f"{root}/inbox", _INBOX)] if root else []
    links += [(unsubscribe, _LEAVE)] if unsubscribe else []
    shown = (Markup('<a href="{}">{}</a>').format(to, text.in_language(language)) for to, text in links)
    return Markup("<p>{}</p>").format(Markup(" · ").join(shown))


def _page(body: Markup, language: str) -> str:
    return str(
        Markup('<!doctype html><html lang="{}"><meta charset="utf-8"><body>{}</body></html>\n').format(
            HTML_LANGUAGES[language], body
        )
    )
