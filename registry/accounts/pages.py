"""Signing in with a browser, and out."""

from typing import Final

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.accounts import actions
from registry.kit.errors import TokenInvalid
from registry.web.context import COOKIE, current_actor, current_session

blueprint = Blueprint("accounts_pages", __name__)

COOKIE_SECONDS: Final = actions.BROWSER_HOURS * 3600


@blueprint.get("/sign-in")
def sign_in() -> str:
    """Where a token is shown once to this browser."""
    return render_template("sign_in.html", goes_to=_local(request.args.get("next")), refusal=None)


@blueprint.post("/sign-in")
def signed_in() -> ResponseReturnValue:
    """The token is looked at once; the browser keeps a cookie that stands for it and ends with it."""
    goes_to = _local(request.form.get("next"))
    try:
        cookie = actions.sign_in(current_session(), secret=request.form.get("token", "").strip())
    except TokenInvalid as refusal:
        return render_template("sign_in.html", goes_to=goes_to, refusal=refusal), refusal.status
    response: Response = make_response(redirect(goes_to, code=303))
    response.set_cookie(COOKIE, cookie, COOKIE_SECONDS, secure=request.is_secure, httponly=True, samesite="Lax")
    return response


@blueprint.post("/sign-out")
def signed_out() -> ResponseReturnValue:
    """End it, here and on the server."""
    actions.sign_out(current_session(), cookie=request.cookies.get(COOKIE, ""))
    response: Response = make_response(redirect("/", code=303))
    response.delete_cookie(COOKIE, secure=request.is_secure, httponly=True, samesite="Lax")
    return response


@blueprint.app_template_global("signed_in_as")
def signed_in_as() -> str | None:
    """The slug of the organisation this browser is signed in for."""
    return current_actor().organisation


def _local(address: str | None) -> str:
    """An address of our own, else the start: nobody is led elsewhere by a link to the sign-in."""
    if address and address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable():
        return address
    return "/"
