"""The calendar as a page: everybody reads it, administrators change it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.kit.clock import today_of
from registry.kit.errors import NotFound, Refusal
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from registry.workdays import actions, queries
from registry.workdays.documents import render_day
from schemas.base import Day
from schemas.workdays import WorkdaySetSchema

blueprint = Blueprint("workdays_pages", __name__)

SetDaySchema = WorkdaySetSchema.from_dict({"day": Day(required=True)}, name="WorkdayFormSchema")


@blueprint.get("/workdays")
def calendar() -> str:
    """The days of this year and the next on which the week does not hold."""
    return _page({}, None)


@blueprint.post("/workdays")
def changed() -> ResponseReturnValue:
    """Enter a day, or let the week hold again on one; then the calendar again."""
    typed = request.form.to_dict()
    try:
        _remove(typed) if typed.get("act") == "remove" else _set(typed)
    except Refusal as refusal:
        current_session().rollback()
        return _page(typed, refusal), refusal.status
    return redirect("/workdays", code=303)


def _set(typed: Mapping[str, str]) -> None:
    name = {language: typed.get(f"name_{language}", "").strip() for language in ("zh", "en")}
    payload = load_payload(
        SetDaySchema(),
        {
            "day": typed.get("day", ""),
            "is_working": typed.get("is_working") == "yes",
            "name": {language: text for language, text in name.items() if text},
        },
    )
    session, day = current_session(), payload["day"]
    known = queries.find_day(session, day)
    tag = render_day(known).etag if known else None
    actions.set_day(session, current_actor(), **payload, expected_tag=tag)


def _remove(typed: Mapping[str, str]) -> None:
    try:
        day = date.fromisoformat(typed.get("day", ""))
    except ValueError as error:
        raise NotFound(what=typed.get("day", "")) from error
    session = current_session()
    actions.remove_day(session, current_actor(), day=day, expected_tag=render_day(queries.get_day(session, day)).etag)


def _page(typed: Mapping[str, str], refusal: Refusal | None) -> str:
    session = current_session()
    since = today_of(session).replace(month=1, day=1)
    errors: dict[str, Any] = {error.pointer: error for error in refusal.errors} if refusal else {}
    return render_template(
        "workdays.html",
        days=queries.list_days(session, since=since),
        since=since,
        typed=typed,
        refusal=refusal,
        errors=errors,
        may_change=current_actor().is_administrator,
    )
