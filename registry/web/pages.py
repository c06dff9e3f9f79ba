"""What every page shares: the reader's language, security headers, and the words and filters of templates."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask, Response, request
from flask_babel import Babel, format_decimal
from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from registry.kit.clock import SHANGHAI
from registry.kit.texts import choose
from registry.web.context import COOKIE, current_language, current_session
from registry.web.forgery import csrf_field
from registry.web.labels import label
from registry.web.static_files import init_static_files

LANGUAGES: Final = {"zh": "中文", "en": "English"}
"""Each language by its own name."""

HTML_LANGUAGES: Final = {"zh": "zh-Hans", "en": "en"}

POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
"""Nothing from elsewhere, nothing inline."""

LANGUAGE_COOKIE_SECONDS: Final = 365 * 24 * 3600


def init_pages(app: Flask, holds_demonstration: Callable[[Session], bool]) -> None:
    """Wire the pages into the application. `holds_demonstration` says whether any record is made up."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=current_language)
    init_static_files(app)
    app.after_request(_finish_page)
    app.jinja_env.filters.update(
        text=text_in_language,
        plain=plain_text,
        tag=text_language,
        day=day,
        paragraphs=paragraphs,
        web=web_link,
        number=format_decimal,
    )
    app.jinja_env.globals.update(
        language=current_language,
        html_language=lambda: HTML_LANGUAGES[current_language()],
        languages=LANGUAGES,
        in_language=same_page_in,
        label=lambda group, word: label(group, word, current_language()),
        holds_demonstration=lambda: holds_demonstration(current_session()),
        is_partial=wants_partial,
        csrf_field=csrf_field,
    )


def wants_partial() -> bool:
    """Whether htmx asks for a part of the page only, not for the page to restore it."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def same_page_in(wanted: str) -> str:
    """The address of this page, with its query, in another language."""
    query = {**request.args.to_dict(flat=False), "lang": [wanted]}
    return f"{request.path}?{urlencode(query, doseq=True)}"


def text_in_language(text: Mapping[str, str] | None, marked: Callable[[str], Markup] = escape) -> Markup:
    """A text in the reader's language, or marked as the other language it is in, so that it is read aloud rightly."""
    value, tag = plain_text(text), text_language(text)
    if tag.split("-", 1)[0] == current_language():
        return marked(value)
    return Markup('<span lang="{}">{}</span>').format(tag, marked(value))


def text_language(text: Mapping[str, Any] | None) -> str:
    """The language attribute of what `plain` gives for these texts."""
    value = choose(text, current_language())
    tag = next((tag for tag, found in (text or {}).items() if found == value), current_language())
    return HTML_LANGUAGES.get(tag, tag)


def plain_text(text: Mapping[str, str] | None) -> str:
    """The same without markup, for titles and attributes."""
    return choose(text, current_language())


def day(moment: datetime | str | None) -> Markup:
    """The day it was in Shanghai, as 2026-03-02: read the same in both languages."""
    if moment is None:
        return Markup("")
    instant = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    shown = instant.astimezone(SHANGHAI).date().isoformat()
    return Markup('<time datetime="{0}">{0}</time>').format(shown)


def paragraphs(text: str) -> list[str]:
    """A plain text cut at its blank lines."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def web_link(address: str) -> Markup:
    """A link to an address on the web; anything else is shown as it is, and leads nowhere."""
    if not address.lower().startswith(("https://", "http://")):
        return escape(address)
    return Markup('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>').format(address)


def _finish_page(response: Response) -> Response:
    if response.mimetype != "text/html":
        return response
    headers: Any = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("Cache-Control", "private, no-store" if COOKIE in request.cookies else "no-cache")
    response.vary.update(["Cookie", "Accept-Language", "HX-Request"])
    response.content_language.add(HTML_LANGUAGES[current_language()])
    wished = request.args.get("lang")
    if wished in LANGUAGES:
        response.set_cookie(
            "lang", wished, LANGUAGE_COOKIE_SECONDS, secure=request.is_secure, httponly=True, samesite="Lax"
        )
    return response
