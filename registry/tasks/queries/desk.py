"""What waits at the desks of publishers and administrators."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from registry.catalogue.models import Component, ComponentTransfer, SupplierClaim
from registry.kit.errors import Bilingual
from registry.organisations.models import Organisation
from registry.safeguards.models import Appeal, Flag
from registry.stewardship.queries import Waiting, list_waiting
from registry.stewardship.terms import due_on
from registry.tasks.queries.asking import BOUND, Asking, Source, day_of
from registry.tasks.telling import Names, Task, named, urgency_of
from registry.tasks.wording import GAMES

_WAITING: Final = {
    "take_back_listing": ("returned", Bilingual("按退回意见修改“{}”", "Correct {}, which came back with reasons")),
    "sign_off": ("sign_off", Bilingual("签核代为编制的“{}”", "Sign off {}, which was prepared for you")),
    "accept_transfer": ("transfer", Bilingual("接收或谢绝“{}”", "Accept or decline {}, which is offered to you")),
    "confirm_component": ("confirmation", Bilingual("确认“{}”的信息仍然有效", "Confirm that what is said of {} holds")),
    "confirm_supplier": ("supplier", Bilingual("确认“{}”的供应方", "Confirm who supplies {}")),
    "take_over_draft": ("proposal", Bilingual("认领他人录入的“{}”", "Take over {}, which others entered")),
    "review_listing": ("listing", Bilingual("审核“{}”上架", "Review {} for the catalogue")),
    "review_proposal": ("proposal", Bilingual("处理他人录入的“{}”", "Approve or merge {}, which others entered")),
}
"""Kinds of the stewards' desk, by our word for them: what is to be done."""

_FOR_ADMINISTRATORS: Final = frozenset({"review_listing", "review_proposal"})


def at_desk(kind: str) -> Source:
    """A kind of the stewards' desk."""
    waiting, text = _WAITING[kind]

    def told(asking: Asking) -> Iterator[Task]:
        is_review = kind in _FOR_ADMINISTRATORS
        if is_review and not asking.is_administrator:
            return
        page = list_waiting(asking.session, asking.as_itself, kind=waiting, limit=BOUND + 1)
        matters = _matters(asking, waiting, page.items)
        for row in page.items:
            component, about = matters[row.id]
            if waiting == "proposal" and (component.publisher_id in asking.as_itself.acts_for) is is_review:
                continue
            due = due_on(component.confirmed_at) if waiting == "confirmation" and component.confirmed_at else None
            title, urgency = named(text.zh, text.en, _title(component)), urgency_of(due, asking.today)
            yield Task(kind, about, title, day_of(row.since), due, urgency, "/reviews")

    return told


def _title(component: Component) -> Names:
    title: Names = component.details["title"]
    return title


def _matters(asking: Asking, waiting: str, rows: list[Waiting]) -> dict[int, tuple[Component, str]]:
    """The component of each row, and what names the matter: the component, a transfer or a claim."""
    ids = [row.id for row in rows]
    if waiting in {"transfer", "supplier"}:
        table = ComponentTransfer if waiting == "transfer" else SupplierClaim
        query = select(table.id, table.public_id, Component).join(Component, Component.id == table.component_id)
        found = asking.session.execute(query.where(table.id.in_(ids)))
        return {row[0]: (row[2], str(row[1])) for row in found}
    components = asking.session.scalars(select(Component).where(Component.id.in_(ids)))
    return {component.id: (component, component.full_name) for component in components}


def decide_flag(asking: Asking) -> Iterator[Task]:
    """What looks like a game: for administrators."""
    if not asking.is_administrator:
        return
    query = select(Flag.public_id, Flag.game, Flag.raised_at).where(Flag.status == "open").order_by(Flag.id)
    for row in asking.rows(query):
        title = Bilingual(f"审查提示：{GAMES[row.game].zh}", f"Look into a flag: {GAMES[row.game].en}")
        address = f"/flags/{row.public_id}"
        yield Task("decide_flag", str(row.public_id), title, day_of(row.raised_at), None, "normal", address)


def decide_appeal(asking: Asking) -> Iterator[Task]:
    """Objections to what followed from a flag: for administrators."""
    if not asking.is_administrator:
        return
    query = (
        select(Appeal.public_id, Appeal.created_at, Flag.public_id.label("flag"), Organisation.name)
        .join(Flag, Flag.id == Appeal.flag_id)
        .join(Organisation, Organisation.id == Appeal.organisation_id)
        .where(Appeal.status == "open")
        .order_by(Appeal.id)
    )
    for row in asking.rows(query):
        title = named("答复“{}”的申诉", "Answer the appeal of {}", row.name)
        address = f"/flags/{row.flag}"
        yield Task("decide_appeal", str(row.public_id), title, day_of(row.created_at), None, "normal", address)


def review_organisation(asking: Asking) -> Iterator[Task]:
    """Organisations that others entered: for administrators."""
    if not asking.is_administrator:
        return
    query = (
        select(Organisation.slug, Organisation.name, Organisation.created_at)
        .where(Organisation.status == "draft")
        .order_by(Organisation.id)
    )
    for row in asking.rows(query):
        title = named(
            "批准或合并他人录入的单位“{}”", "Approve or merge {}, an organisation that others entered", row.name
        )
        address = f"/organisations/{row.slug}"
        yield Task("review_organisation", row.slug, title, day_of(row.created_at), None, "normal", address)
