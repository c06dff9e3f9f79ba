"""Changes to the register of organisations."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.kit.integrity import broken_constraint
from registry.organisations import queries
from registry.organisations.credit_code import is_credit_code, normalise_credit_code
from registry.organisations.documents import render_organisation
from registry.organisations.errors import (
    ClassNotLater,
    ClusterTaken,
    CreditCodeTaken,
    DivisionTaken,
    SlugTaken,
)
from registry.organisations.models import (
    CityClassAssignment,
    Cluster,
    ClusterMember,
    Division,
    Organisation,
)
from registry.organisations.naming import RESERVED, is_valid_name, skeleton


def register_organisation(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    kind: str,
    name: Mapping[str, str],
    unit: str | None = None,
    division_code: str | None = None,
    parent: str | None = None,
    uscc: str | None = None,
    entity_types: Sequence[str] = (),
    city_class: str | None = None,
    is_demo: bool = False,
) -> Organisation:
    """Enter an organisation. Administrators enter any; a city enters the units below it.

    Raises SlugTaken, CreditCodeTaken, or PayloadInvalid naming the field.
    """
    above = queries.get_organisation(session, parent, named_at="/parent") if parent else None
    _require_right_to_register(actor, above, kind, unit)
    _check_slug(slug)
    _check_division(session, division_code)
    unit = (unit or "city") if kind == "city" else None
    organisation = Organisation(
        slug=slug,
        slug_skeleton=skeleton(slug),
        kind=kind,
        unit=unit,
        name=dict(name),
        division_code=division_code or (above.division_code if above else None),
        parent_id=above.id if above else None,
        city_id=above.city_id if above and unit != "city" else None,
        uscc=_checked_credit_code(uscc),
        entity_types=_checked_entity_types(kind, entity_types),
        is_demo=is_demo,
        created_at=now_of(session),
    )
    _insert_organisation(session, organisation)
    if kind == "city" and organisation.city_id is None:
        # A county or a unit that is entered without its city stands for itself in the figures.
        organisation.city_id = organisation.id
    if city_class:
        _assign(session, actor, organisation, city_class=city_class, valid_from=today_of(session))
    _render(session, organisation)
    record(
        session,
        actor,
        type="organisation.registered",
        subject=slug,
        organisation_id=organisation.id,
        data={"slug": slug, "kind": kind, "name": dict(name)},
    )
    return organisation


def assign_class(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    city_class: str,
    valid_from: date | None = None,
    stage: Mapping[str, str] | None = None,
    foundation: Mapping[str, str] | None = None,
    endowment: Mapping[str, str] | None = None,
    evidence: Sequence[Any] = (),
) -> CityClassAssignment:
    """Put a city into a class from a day on, with the three factors of S16 and the evidence. Administrators only.

    The class before it ends on that day and stays on record. Raises ClassNotLater when the day is not after the
    beginning of the present class.
    """
    actor.require_scope("platform:admin")
    organisation = queries.get_organisation(session, slug)
    assignment = _assign(
        session,
        actor,
        organisation,
        city_class=city_class,
        valid_from=valid_from or today_of(session),
        stage=dict(stage or {}),
        foundation=dict(foundation or {}),
        endowment=dict(endowment or {}),
        evidence=list(evidence),
    )
    _render(session, organisation)
    return assignment


def found_cluster(
    session: Session, actor: Actor, *, slug: str, name: Mapping[str, str], is_demo: bool = False
) -> Cluster:
    """Enter a cluster of cities. Administrators only. Raises ClusterTaken."""
    actor.require_scope("platform:admin")
    if not is_valid_name(slug):
        raise _slug_refused()
    if queries.find_cluster(session, slug):
        raise ClusterTaken(slug=slug)
    cluster = Cluster(slug=slug, name=dict(name), is_demo=is_demo)
    session.add(cluster)
    session.flush()
    record(
        session,
        actor,
        type="cluster.founded",
        subject=slug,
        organisation_id=None,
        data={"slug": slug, "name": dict(name)},
    )
    return cluster


def join_cluster(session: Session, actor: Actor, *, cluster: str, member: str, valid_from: date | None = None) -> None:
    """Make a city a member of a cluster from a day on. Administrators only; joining twice changes nothing."""
    actor.require_scope("platform:admin")
    group = queries.find_cluster(session, cluster)
    if group is None:
        raise NotFound(what=cluster)
    city = queries.get_organisation(session, member, named_at="/member")
    if city.unit != "city":
        raise PayloadInvalid.of("/member", "只有城市可以加入城市群。", "Only cities join clusters.")
    if queries.find_cluster_membership(session, cluster, city.id) is not None:
        return
    session.add(
        ClusterMember(
            cluster_id=group.id,
            organisation_id=city.id,
            valid_from=valid_from or today_of(session),
        )
    )
    record(
        session,
        actor,
        type="cluster.joined",
        subject=cluster,
        organisation_id=city.id,
        data={"cluster": cluster, "member": member},
    )


def leave_cluster(session: Session, actor: Actor, *, cluster: str, member: str, valid_to: date | None = None) -> None:
    """End a city's membership of a cluster on a day; the past stays on record. Administrators only."""
    actor.require_scope("platform:admin")
    city = queries.get_organisation(session, member)
    membership = queries.find_cluster_membership(session, cluster, city.id)
    if membership is None:
        raise NotFound(what=f"{cluster} {member}")
    membership.valid_to = valid_to or today_of(session)
    record(
        session,
        actor,
        type="cluster.left",
        subject=cluster,
        organisation_id=city.id,
        data={"cluster": cluster, "member": member},
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
    _check_division(session, parent_code, pointer="/parent_code")
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


def _require_right_to_register(actor: Actor, above: Organisation | None, kind: str, unit: str | None) -> None:
    """Units below a city are the city's to enter. Anything else is the administrators': whoever makes an authority or a
    city may act for it, and would see and do through it what they may not themselves.
    """
    is_unit_of_city = above is not None and above.kind == kind == "city" and unit not in {None, "city"}
    if above is None or not is_unit_of_city or actor.is_administrator:
        actor.require_scope("platform:admin")
    else:
        actor.require("organisation:manage", above.id)


def _slug_refused() -> PayloadInvalid:
    return PayloadInvalid.of(
        "/slug",
        "标识须以小写字母开头，由小写字母、数字和单个连字符组成，2 至 64 个字符，且不能是保留词。",
        "A slug begins with a lower-case letter and holds lower-case letters, digits and single hyphens, "
        "2 to 64 characters; a few words are reserved.",
    )


def _check_slug(slug: str) -> None:
    if not is_valid_name(slug) or slug in RESERVED:
        raise _slug_refused()


def _check_division(session: Session, code: str | None, pointer: str = "/division_code") -> None:
    if code is not None and queries.find_division(session, code) is None:
        raise PayloadInvalid.of(
            pointer,
            f"区划代码 {code} 不在 GB/T 2260 代码表中；管理员可以补充。",
            f"The division {code} is not in the table of GB/T 2260; administrators may add it.",
        )


def _checked_credit_code(uscc: str | None) -> str | None:
    if uscc is None:
        return None
    code = normalise_credit_code(uscc)
    if not is_credit_code(code):
        raise PayloadInvalid.of(
            "/uscc",
            "统一社会信用代码应为 18 位且校验位正确（GB 32100-2015）。",
            "A unified social credit code has 18 signs and a valid check sign (GB 32100-2015).",
        )
    return code


def _checked_entity_types(kind: str, entity_types: Sequence[str]) -> list[str]:
    if entity_types and kind != "operating_entity":
        raise PayloadInvalid.of(
            "/entity_types", "只有经营主体有主体类型。", "Only operating entities have entity types."
        )
    return list(entity_types)


def _insert_organisation(session: Session, organisation: Organisation) -> None:
    session.add(organisation)
    slug_taken, code_taken = SlugTaken(slug=organisation.slug), CreditCodeTaken(uscc=organisation.uscc)
    try:
        session.flush()
    except IntegrityError as error:
        broken = broken_constraint(error)
        raise (code_taken if broken == "uq_organisations_uscc" else slug_taken) from error


def _assign(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    *,
    city_class: str,
    valid_from: date,
    **grounds: Any,
) -> CityClassAssignment:
    if organisation.unit != "city":
        raise PayloadInvalid.of("/class", "只有城市可以划定类别。", "Only cities are put into classes.")
    if valid_from > today_of(session):
        raise PayloadInvalid.of("/valid_from", "生效日期不能晚于今天。", "The day must not lie in the future.")
    history = queries.list_classes(session, organisation.id)
    present = next((held for held in history if held.valid_to is None), None)
    if present is not None:
        if valid_from <= present.valid_from:
            raise ClassNotLater(since=present.valid_from.isoformat())
        present.valid_to = valid_from
        session.flush()
    assignment = CityClassAssignment(
        organisation_id=organisation.id,
        city_class=city_class,
        valid_from=valid_from,
        assigned_by=actor.organisation or actor.key,
        recorded_at=now_of(session),
        **grounds,
    )
    session.add(assignment)
    session.flush()
    record(
        session,
        actor,
        type="city.classified",
        subject=organisation.slug,
        organisation_id=organisation.id,
        data={"city": organisation.slug, "class": city_class, "valid_from": valid_from.isoformat()},
    )
    return assignment


def _render(session: Session, organisation: Organisation) -> None:
    city_class = queries.class_on(session, organisation.id) if organisation.unit == "city" else None
    organisation.document, organisation.etag = render_organisation(session, organisation, city_class)
