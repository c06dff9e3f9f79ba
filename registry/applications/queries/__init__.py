"""Questions about agreements and applications. An application concerns few: to everybody else it is not there."""

from registry.applications.queries.agreements import (
    agreement_in_force,
    find_in_force,
    get_agreement,
    latest_number,
    list_agreements,
)
from registry.applications.queries.applications import (
    count_waiting,
    document_for,
    get_application,
    list_applications,
    sees_all_of,
    waiting_for,
)
from registry.applications.queries.costs import amounts_paid
from registry.applications.queries.due import steps_due, trials_due
from registry.applications.queries.routes import route_for

__all__ = [
    "agreement_in_force",
    "amounts_paid",
    "count_waiting",
    "document_for",
    "find_in_force",
    "get_agreement",
    "get_application",
    "latest_number",
    "list_agreements",
    "list_applications",
    "route_for",
    "sees_all_of",
    "steps_due",
    "trials_due",
    "waiting_for",
]
