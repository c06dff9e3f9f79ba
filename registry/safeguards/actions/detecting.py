"""Raising flags for what the detectors find, each once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.events.models import Consumer
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.sweeping import SWEEPER, LookedFirst
from registry.organisations.models import Organisation
from registry.safeguards.actions.telling import tell
from registry.safeguards.findings import Finding
from registry.safeguards.models import Flag, FlagParty
from registry.safeguards.queries.detectors import DETECTORS

_LOOKED: Final = "safeguards"
"""The row that says on which day the detectors last went through everything."""


def detect(session: Session, actor: Actor) -> list[Flag]:
    """Let every detector look, and raise a flag for what was not raised before. For administrators."""
    actor.require_scope("platform:admin")
    return [_raise_flag(session, actor, finding) for finding in list(_new(session, _findings(session)))]


def _look(session: Session) -> list[Finding] | None:
    return None if _has_looked(session) else list(_new(session, _findings(session)))


def _raise_found(session: Session, findings: Sequence[Finding]) -> int:
    if _has_looked(session):
        return 0
    raised = [_raise_flag(session, SWEEPER, finding) for finding in list(_new(session, findings))]
    session.merge(Consumer(name=_LOOKED, position=today_of(session).toordinal()))
    return len(raised)


daily_look: Final = LookedFirst(_look, _raise_found)
"""The same by itself, once a day. The detectors go through everything: nobody's writing waits for that."""


def _has_looked(session: Session) -> bool:
    looked = session.get(Consumer, _LOOKED)
    return looked is not None and looked.position >= today_of(session).toordinal()


def _findings(session: Session) -> Iterator[Finding]:
    return (finding for detector in DETECTORS for finding in detector(session))


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
