"""Divisions of GB/T 2260, and local additions."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid
from registry.organisations import queries
from registry.organisations.errors import (
    DivisionTaken,
)
from registry.organisations.models import (
    Division,
)


def add_division(
    session: Session,
    actor: Actor,
    *,
    code: str,
    name: str,
    kind: str,
    parent_code: str | None,
    is_city: bool = False,
    is_demo: bool = False,
) -> Division:
    """Add a division that the shipped edition lacks (a district, a fictional one). Administrators only."""
    actor.require_scope("platform:admin")
    if queries.find_division(session, code):
        raise DivisionTaken(code=code)
    check_division(session, parent_code, pointer="/parent_code")
    division = Division(
        code=code,
        name=name,
        kind=kind,
        parent_code=parent_code,
        is_city=is_city,
        edition="local",
        is_demo=is_demo,
        valid_from=today_of(session),
    )
    session.add(division)
    session.flush()
    record(
        session,
        actor,
        type="division.added",
        subject=code,
        organisation_id=None,
        data={"code": code, "name": name},
    )
    return division


def load_divisions(session: Session, rows: Iterable[Mapping[str, str]], *, edition: str, valid_from: date) -> int:
    """Fill the table of divisions from the shipped list; codes that are there already stay as they are."""
    known = queries.division_codes(session)
    missing = [row for row in rows if row["code"] not in known]
    session.add_all(
        Division(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            parent_code=row["parent_code"] or None,
            is_city=row["is_city"] == "1",
            edition=edition,
            valid_from=valid_from,
        )
        for row in missing
    )
    session.flush()
    return len(missing)


def check_division(session: Session, code: str | None, pointer: str = "/division_code") -> None:
    """Raises PayloadInvalid at `pointer` unless the division is known; none given is well."""
    if code is not None and queries.find_division(session, code) is None:
        raise PayloadInvalid.of(
            pointer,
            f"区划代码 {code} 不在 GB/T 2260 代码表中；管理员可以补充。",
            f"The division {code} is not in the table of GB/T 2260; administrators may add it.",
        )
