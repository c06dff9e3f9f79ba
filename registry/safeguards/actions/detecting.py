"""Raising flags for what the detectors find, each once."""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.events.models import Consumer
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.sweeping import SWEEPER
from registry.organisations.models import Organisation
from registry.safeguards.actions.telling import tell
from registry.safeguards.findings import Finding
from registry.safeguards.models import Flag, FlagParty
from registry.safeguards.queries.detectors import DETECTORS

_LOOKED: Final = "safeguards"
"""The row that says on which day the detectors last went through everything."""


def detect(session: Session, actor: Actor, *, limit: int | None = None) -> list[Flag]:
    """Let every detector look, and raise a flag for what was not raised before. For administrators.

    With `limit`, no more flags than that.
    """
    actor.require_scope("platform:admin")
    return _raise_flags(session, actor, limit)


def sweep(session: Session, limit: int) -> int:
    """The same by itself, once a day; how many flags were raised."""
    today = today_of(session).toordinal()
    looked = session.get(Consumer, _LOOKED)
    if looked is not None and looked.position >= today:
        return 0
    raised = _raise_flags(session, SWEEPER, limit)
    if len(raised) < limit:
        session.merge(Consumer(name=_LOOKED, position=today))
    return len(raised)


def _raise_flags(session: Session, actor: Actor, limit: int | None) -> list[Flag]:
    raised: list[Flag] = []
    for finding in _new(session, (finding for detector in DETECTORS for finding in detector(session))):
        if limit is not None and len(raised) >= limit:
            break
        raised.append(_raise_flag(session, actor, finding))
    return raised


def _new(session: Session, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What no flag was raised for yet."""
    known = set(session.scalars(select(Flag.fingerprint)))
    for finding in findings:
        if finding.fingerprint not in known:
            known.add(finding.fingerprint)
            yield finding


def _raise_flag(session: Session, actor: Actor, finding: Finding) -> Flag:
    flag = Flag(
        game=finding.game,
        fingerprint=finding.fingerprint,
        signals=finding.signals,
        records=finding.records,
        suggested_factor=finding.suggested_factor,
        is_demo=finding.is_demo,
        raised_at=now_of(session),
    )
    flag.parties = [FlagParty(organisation=session.get_one(Organisation, each)) for each in sorted(finding.parties)]
    flag.discounts, flag.appeals = [], []
    session.add(flag)
    session.flush()
    tell(session, actor, flag, "flag.raised")
    return flag
