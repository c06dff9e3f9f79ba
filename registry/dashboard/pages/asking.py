"""What a reader of the dashboard asks: a plain form whose address can be kept and sent on."""

from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from flask import current_app, request
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import SHANGHAI, today_of
from registry.kit.errors import Refusal
from registry.kit.texts import choose
from registry.statistics.asking import Question, read_question
from registry.statistics.following import StatisticsFollower
from registry.statistics.queries.overview import concept_names, require_wide
from registry.statistics.queries.places import province_names
from registry.statistics.wording import wording
from registry.web.context import current_language
from registry.web.wording import load_payload
from schemas.statistics import INTERVALS, SeriesArguments

FIELDS: Final = ("as_of", "known_at", "from", "to", "domain", "province", "city_class", "interval")


class Asked(NamedTuple):
    """The question of a page; what was typed, as it goes into addresses; and why something of it was not followed."""

    question: Question
    typed: dict[str, str]
    refusal: Refusal | None

    @property
    def status(self) -> int:
        """Of the page: what was asked is refused, and the page says why beside the figures of today."""
        return self.refusal.status if self.refusal else 200


def read_asked(session: Session, actor: Actor) -> Asked:
    """What the address asks. What cannot be followed is said on the page, which then shows today's figures."""
    follower: StatisticsFollower = current_app.extensions["registry.statistics"]
    follower.current()
    # Who signed in was looked up before the figures were brought forward: what is read from here on is of after it.
    session.rollback()
    typed = {name: value for name in FIELDS if (value := request.args.get(name, "").strip())}
    today = today_of(session)
    try:
        question = read_question(load_payload(SeriesArguments(), _on_the_wire(typed)), today)
        require_wide(actor, question)
    except Refusal as refusal:
        return Asked(read_question({}, today), {}, refusal)
    return Asked(question, typed, None)


def choices(session: Session, actor: Actor) -> dict[str, dict[str, str]]:
    """What can be chosen in the form, by field; province and class for those who may see which city runs what."""
    language = current_language()
    found = {
        "interval": dict.fromkeys(INTERVALS, ""),
        "domain": {code: choose(name, language) for code, name in concept_names(session, "domains").items()},
    }
    if actor.sees_landscapes:
        found["province"] = {code: choose(name, language) for code, name in sorted(province_names(session).items())}
        classes = wording().labels["city_class"]
        found["city_class"] = {code: choose(name, language) for code, name in classes.items()}
    return found


def _on_the_wire(typed: dict[str, str]) -> dict[str, Any]:
    """A day is typed into a form where the API takes an instant: its end."""
    known = typed.get("known_at")
    if known is None:
        return dict(typed)
    try:
        moment = datetime.combine(date.fromisoformat(known), time(23, 59, 59), SHANGHAI).isoformat()
    except ValueError:
        moment = known
    return {**typed, "known_at": moment}
