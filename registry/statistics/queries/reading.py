"""Every document of figures by its name: what the API answers, what is taken out as a table, what pages show."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.errors import NotFound, PayloadInvalid
from registry.statistics.asking import Question
from registry.statistics.queries.adopters import read_adopters
from registry.statistics.queries.at_risk import read_at_risk
from registry.statistics.queries.coverage import read_coverage
from registry.statistics.queries.currency import read_currency
from registry.statistics.queries.first_publishers import read_first_publishers
from registry.statistics.queries.flows import DIMENSIONS, read_flows
from registry.statistics.queries.network import read_network
from registry.statistics.queries.overview import read_overview, require_wide
from registry.statistics.queries.rankings import BY, read_ranking
from registry.statistics.queries.savings import read_savings
from registry.statistics.queries.series import read_series
from registry.statistics.queries.spread import read_spread
from registry.statistics.queries.support import read_support
from registry.statistics.queries.times import read_retention, read_time_to_adopt
from registry.statistics.queries.unused import read_unused

Document = dict[str, Any]
MOST: Final = 1000
"""As many rows as a page of figures gives at once."""


class Page(NamedTuple):
    """A page of figures: who reads it, by what it can be told (the usual way first), and whether it asks how many."""

    read: Callable[..., Document]
    by: tuple[str, ...] = ()
    is_limited: bool = False


READERS: Final[Mapping[str, Page]] = {
    "overview": Page(read_overview),
    "series": Page(read_series),
    "flows": Page(read_flows, tuple(DIMENSIONS)),
    "rankings": Page(read_ranking, tuple(BY), is_limited=True),
    "network": Page(read_network, is_limited=True),
    "spread": Page(read_spread),
    "adopters": Page(read_adopters),
    "time-to-adopt": Page(read_time_to_adopt),
    "retention": Page(read_retention),
    "currency": Page(read_currency),
    "savings": Page(read_savings),
    "unused": Page(read_unused, is_limited=True),
    "at-risk": Page(read_at_risk, is_limited=True),
    "support": Page(read_support),
    "coverage": Page(read_coverage),
    "first-publishers": Page(read_first_publishers),
}
"""By name, in the order in which they are told."""


def read_figures(
    session: Session, actor: Actor, name: str, question: Question, *, by: str | None = None, limit: int = MOST
) -> Document:
    """The document of one page of figures, as this caller may know it.

    Raises NotFound for a name that no page has, PayloadInvalid for a way in which the page cannot be told,
    TokenRequired and LandscapeHidden for filters that could point at a city, and what that page refuses.
    """
    if name not in READERS:
        raise NotFound(what=name)
    page = READERS[name]
    if by is not None and by not in page.by:
        raise PayloadInvalid.of("/by", "此处不能这样划分。", "This cannot be told by that.")
    require_wide(actor, question)
    chosen: dict[str, Any] = {"by": by or page.by[0]} if page.by else {}
    if page.is_limited:
        chosen["limit"] = limit
    return page.read(session, actor, question, **chosen)
