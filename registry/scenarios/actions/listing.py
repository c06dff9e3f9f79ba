"""Adding scenarios to a city's list, changing them, removing them for a reason."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.collaboration.models import Scenario
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag
from registry.kit.errors import Busy, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.naming import is_valid_name
from registry.organisations.queries import get_in_force
from registry.scenarios import queries
from registry.scenarios.actions.solving import name_data, replace_solution
from registry.scenarios.actions.telling import tell_item, tell_opening
from registry.scenarios.errors import AlreadyListed, AnotherFeatured
from registry.scenarios.models import ListedScenario
from registry.scenarios.reading import item_tag
from registry.taxonomies.queries import current_taxonomies

OWN_WORDS: Final = ("name", "domain")
"""What only an item in the city's own words says: the common list says it of its scenarios."""


def list_scenario(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    needs: Mapping[str, str],
    scenario: str | None = None,
    code: str | None = None,
    name: Mapping[str, str] | None = None,
    domain: str | None = None,
    data_items: Sequence[Mapping[str, Any]] = (),
    departments: Sequence[str] = (),
    solution: Sequence[Mapping[str, Any]] = (),
    priority: str = "medium",
    status: str = "planned",
    due_on: date | None = None,
    is_featured: bool = False,
    is_demo: bool = False,
) -> ListedScenario:
    """Add a scenario to a city's list from today on: one of the common list, or a code and name of the city's own.

    Raises AlreadyListed, AnotherFeatured, PayloadInvalid.
    """
    city = own_city(session, actor, organisation)
    common = _common(session, scenario, code, name)
    if common is None:
        _check_own(session, code or "", domain)
    listed_as = common.code if common else code or ""
    _check_room(session, city.id, besides=None, featured=is_featured, code=listed_as)
    item = ListedScenario(
        city_id=city.id,
        code=listed_as,
        own_name={} if common else dict(name or {}),
        own_domain=None if common else domain,
        needs=dict(needs),
        departments=list(departments),
        priority=priority,
        status=status,
        due_on=due_on,
        is_featured=is_featured,
        valid_from=today_of(session),
        created_at=now_of(session),
        is_demo=is_demo or city.is_demo,
    )
    item.city, item.scenario = city, common
    item.data_items = name_data(session, actor, data_items)
    _keep(session, item)
    replace_solution(session, actor, item, solution)
    tell_item(session, actor, "scenario_item.added", item)
    return queries.get_listed(session, actor, city, item.code, for_change=True)


def change_listed(
    session: Session, actor: Actor, *, organisation: str, code: str, expected_tag: str, **changed: Any
) -> ListedScenario:
    """Change what an item says: all of its members are given. The solution is dated, so that past days stay as they
    were. Raises Stale, AnotherFeatured, PayloadInvalid.
    """
    city = own_city(session, actor, organisation)
    item = queries.get_listed(session, actor, city, code, for_change=True)
    check_tag(item_tag(session, actor, item), expected_tag)
    _check_room(session, city.id, besides=code, featured=changed["is_featured"], code=code)
    own = {word: changed.pop(word, None) for word in OWN_WORDS}
    if item.scenario_id is None:
        _check_domain(session, own["domain"])
        item.own_name, item.own_domain = dict(own["name"] or item.own_name), own["domain"]
    elif any(own.values()):
        zh, en = "通用清单中的场景，名称与领域不由城市填写。", "The common list says its name and domain."
        raise PayloadInvalid.of(f"/{next(word for word in OWN_WORDS if own[word])}", zh, en)
    solution = changed.pop("solution", ())
    data_items = name_data(
        session, actor, changed.pop("data_items", ()), kept={row.source_id for row in item.data_items if row.source_id}
    )
    for member in ("needs", "departments", "priority", "status", "due_on", "is_featured"):
        setattr(item, member, changed[member])
    item.data_items.clear()
    _keep(session, item)
    item.data_items.extend(data_items)
    replace_solution(session, actor, item, solution)
    tell_item(session, actor, "scenario_item.changed", item)
    return queries.get_listed(session, actor, city, code, for_change=True)


def remove_listed(
    session: Session, actor: Actor, *, organisation: str, code: str, reason: str, expected_tag: str
) -> None:
    """Take an item off the list for a reason. It is kept, and counts until the period ends. What was open, is not."""
    city = own_city(session, actor, organisation)
    item = queries.get_listed(session, actor, city, code, for_change=True)
    check_tag(item_tag(session, actor, item), expected_tag)
    opening = queries.find_opening(session, item)
    if opening is not None:
        opening.ended_at = now_of(session)
    item.valid_to, item.removal_reason = today_of(session), reason
    session.flush()
    tell_item(session, actor, "scenario_item.removed", item)
    if opening is not None:
        tell_opening(session, actor, "scenario_item.closed", item, opening)


def own_city(session: Session, actor: Actor, slug: str) -> Organisation:
    """The city, for whoever may change its list. Raises NotInForce."""
    actor.require_scope("collaboration:write")
    city = queries.get_list_city(session, slug)
    actor.require("collaboration:write", city.id)
    return get_in_force(session, city.slug)


def _common(
    session: Session, scenario: str | None, code: str | None, name: Mapping[str, str] | None
) -> Scenario | None:
    if scenario is None and (code is None or name is None):
        zh, en = (
            "请给出通用清单中的 scenario，或自拟 code 与 name。",
            "Name a scenario, or a code and a name of your own.",
        )
        raise PayloadInvalid.of("/scenario", zh, en)
    wanted = scenario or code
    found = session.scalar(select(Scenario).where(Scenario.code == wanted))
    if scenario is not None and found is None:
        raise PayloadInvalid.of("/scenario", f"没有场景“{scenario}”。", f"There is no scenario '{scenario}'.")
    if scenario is None and found is not None:
        zh = f"“{code}”是通用清单中的场景：请改用 scenario。"
        raise PayloadInvalid.of("/code", zh, f"'{code}' is a scenario of the common list: name it as scenario.")
    if scenario is not None and (code or name):
        zh, en = "scenario 与 code、name 只能给出一种。", "Give a scenario, or a code and a name; not both."
        raise PayloadInvalid.of("/code" if code else "/name", zh, en)
    return found


def _check_own(session: Session, code: str, domain: str | None) -> None:
    if not is_valid_name(code):
        zh = "须以小写字母开头，由小写字母、数字和单个连字符组成，2 至 64 个字符。"
        en = "It begins with a lower-case letter and holds 2 to 64 lower-case letters, digits and single hyphens."
        raise PayloadInvalid.of("/code", zh, en)
    _check_domain(session, domain)


def _check_domain(session: Session, domain: str | None) -> None:
    if domain is not None and domain not in current_taxonomies(session)["domains"].concepts:
        raise PayloadInvalid.of("/domain", f"没有领域“{domain}”。", f"There is no domain '{domain}'.")


def _check_room(session: Session, city_id: int, *, besides: str | None, featured: bool, code: str) -> None:
    """Refuse a code that is listed already, and a second featured scenario."""
    listed = select(ListedScenario.code).where(ListedScenario.city_id == city_id, ListedScenario.valid_to.is_(None))
    if besides is None and session.scalar(listed.where(ListedScenario.code == code)) is not None:
        raise AlreadyListed(code=code)
    present = queries.find_featured(session, city_id) if featured else None
    if present not in {None, besides}:
        raise AnotherFeatured(code=present)


def _keep(session: Session, item: ListedScenario) -> None:
    session.add(item)
    try:
        session.flush()
    except IntegrityError as error:
        # Somebody else took the code or the one featured place at the same moment.
        raise Busy() from error
