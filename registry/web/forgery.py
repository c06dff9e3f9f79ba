"""Forms of pages are accepted from our own pages only: another site must not act with a reader's cookie."""

import hashlib
import hmac
from typing import Final
from urllib.parse import urlsplit

from flask import Request, request
from markupsafe import Markup

from registry.kit.errors import Bilingual, Refusal
from registry.web.context import COOKIE, services

FIELD: Final = "csrf_token"


class ForeignForm(Refusal):
    status = 403
    title = Bilingual("表单不是从本站提交的", "The form was not sent from this site")
    sentence = Bilingual(
        "为防止他人冒用您的登录，只接受从本站页面提交的表单。请回到页面重新打开后再提交。",
        "So that nobody acts in your name, only forms of this site's own pages are accepted. Open the page again, "
        "then send it.",
    )


def check_form(asked: Request) -> None:
    """Raises ForeignForm unless a form comes from a page of ours and, once signed in, carries its mark."""
    if not _is_from_here(asked):
        raise ForeignForm()
    cookie = asked.cookies.get(COOKIE)
    sent = asked.form.get(FIELD, "").encode("utf-8", "replace")
    if cookie and not hmac.compare_digest(mark_of(cookie).encode(), sent):
        raise ForeignForm()


def _is_from_here(asked: Request) -> bool:
    """By Origin, which every browser sends with a form; by Referer or Sec-Fetch-Site where it was taken off."""
    origin = asked.headers.get("Origin")
    if origin is None:
        origin = asked.headers.get("Referer")
    if origin is None:
        return asked.headers.get("Sec-Fetch-Site") in {"same-origin", "none"}
    return urlsplit(origin).netloc.casefold() == asked.host.casefold()


def mark_of(cookie: str) -> str:
    """What a form must carry: only who knows the cookie and our secret can make it."""
    secret = services().settings.secret.encode()
    return hmac.new(secret, b"form:" + cookie.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def csrf_field() -> Markup:
    """The hidden field of every form."""
    cookie = request.cookies.get(COOKIE)
    value = mark_of(cookie) if cookie else ""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, value)
