"""For whom tasks are looked up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from registry.kit.actor import GOVERNMENT_KINDS, Actor
from registry.kit.clock import SHANGHAI, now_of, today_of
from registry.organisations.models import Organisation
from registry.organisations.queries import ids_acted_for
from registry.tasks.telling import Task

BOUND: Final = 50
"""So many tasks of a kind are told; that there are more is said."""


@dataclass(frozen=True)
class Asking:
    """An organisation whose tasks are asked for, and what its questions need.

    `as_itself` is a caller that acts for the organisation, and as an administrator only on its own desk.
    """

    session: Session
    body: Organisation
    as_itself: Actor
    is_administrator: bool

    @classmethod
    def by(cls, session: Session, actor: Actor, body: Organisation) -> "Asking":
        own = actor.is_administrator and actor.organisation_id in {None, body.id}
        as_itself = replace(
            actor,
            organisation_id=body.id,
            organisation=body.slug,
            kind=body.kind,
            acts_for=ids_acted_for(session, body.id),
            scopes=actor.scopes if own else actor.scopes - {"platform:admin"},
        )
        return cls(session, body, as_itself, own)

    @cached_property
    def today(self) -> date:
        return today_of(self.session)

    @cached_property
    def now(self) -> datetime:
        return now_of(self.session)

    @property
    def is_government(self) -> bool:
        """Whether it may see which city runs what."""
        return self.body.kind in GOVERNMENT_KINDS

    def is_ours(self, column: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """That a column names the organisation or a unit of it."""
        return column.in_(self.as_itself.acts_for)

    def rows(self, query: Select[*tuple[Any, ...]]) -> Any:
        """What a question answers, as far as it is told."""
        return self.session.execute(query.limit(BOUND + 1))


Source = Callable[[Asking], Iterator[Task]]
"""One kind of task: one question, bounded."""


def day_of(moment: datetime) -> date:
    """The day of an instant, as it is counted here."""
    return moment.astimezone(SHANGHAI).date()
