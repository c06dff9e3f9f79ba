"""The steps of an item's route: laying it out, opening the next one, ending it; and when an application is closed."""

from sqlalchemy.orm import Session

from registry.applications.actions.telling import tell_closed
from registry.applications.models import Application, ApplicationItem, ApplicationStep
from registry.applications.queries import route_for
from registry.applications.routing import WORKING_DAYS, Stop
from registry.applications.vocabulary import ITEM_CLOSED
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.organisations.models import Organisation
from registry.workdays.counting import add_working_days
from registry.workdays.queries import special_days


def hand_of(actor: Actor) -> str:
    """Whose hand it is: the person's, whatever token they hold, or else the token's."""
    return f"person:{actor.person_id}" if actor.person_id is not None else actor.key


def begin_route(session: Session, item: ApplicationItem) -> ApplicationStep:
    """Lay out the route of an item, behind the steps it has taken before, and open its first step."""
    stops = route_for(session, item.application.applicant, item.beneficiary, item.component)
    taken = len(item.steps)
    for position, stop in enumerate(stops, start=taken + 1):
        item.steps.append(_step(session, position, stop))
    session.flush()
    return _opened(session, item.steps[taken])


def open_next(session: Session, item: ApplicationItem) -> ApplicationStep | None:
    """Open the step that waits next; None where the route is at its end."""
    waiting = next((step for step in item.steps if step.status == "waiting"), None)
    if waiting is None:
        return None
    if waiting.kind == "publisher" and waiting.organisation_id != item.component.publisher_id:
        # The component has got another publisher meanwhile, who decides now.
        waiting.organisation = item.component.publisher
    return _opened(session, waiting)


def leave_rest(item: ApplicationItem, reason: str) -> None:
    """Nobody decides the steps any more that nobody has decided."""
    for step in item.steps:
        if step.status in {"waiting", "open"}:
            step.status, step.skipped_for = "skipped", reason


def close_if_done(session: Session, actor: Actor, application: Application) -> None:
    """Close an application of which nothing is open any more."""
    statuses = {item.status for item in application.items}
    if not statuses <= set(ITEM_CLOSED):
        session.flush()
        return
    application.status = "withdrawn" if statuses == {"withdrawn"} else "closed"
    application.closed_at = now_of(session)
    session.flush()
    tell_closed(session, actor, application)


def _step(session: Session, position: int, stop: Stop) -> ApplicationStep:
    status = "waiting" if stop.skipped_for is None else "skipped"
    step = ApplicationStep(position=position, kind=stop.kind, status=status, skipped_for=stop.skipped_for)
    decides = stop.organisation
    step.organisation = session.get_one(Organisation, decides) if decides is not None else None
    return step


def _opened(session: Session, step: ApplicationStep) -> ApplicationStep:
    today = today_of(session)
    step.status, step.opened_at = "open", now_of(session)
    step.due_on = add_working_days(today, WORKING_DAYS[step.kind], special_days(session, today))
    session.flush()
    return step
