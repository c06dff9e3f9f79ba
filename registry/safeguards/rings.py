"""Rings of cities that adopt from each other to look good. Pure: see domain rule 4.4.

Cities are nodes; what a city grants another by adopting its components is an edge, weighed by the credit in force. A
ring is a strongly connected component of 2 to 6 cities. One that is greater is looked at again without the edges that
carry less than a fifth of what their city grants. Five signals:

1.  `closed`: at least 60 % of what its cities grant stays among them.
2.  `reciprocal`: a city has at least half of what it grants in the ring back (min(f, b) / f), and at least half of all
    that it grants goes there (f / Σout).
3.  `one_operator`: one operating entity runs at least 80 % of at least two adoptions among them.
4.  `at_once`: all of at least two adoptions among them were begun within 7 days.
5.  `shallow`: no adoption among them goes deeper than 0.4.

Two signals or more make a flag for a reviewer; nothing follows by itself. A pairing or cluster that they are registered
in explains reciprocity: it lowers the score by one half, and never suppresses the flag. The suggested factor is
1 − 0.5 · reciprocity · concentration of the city for which that is least, between 0.5 and 1. Thresholds are our own.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from registry.safeguards.graph import strongly_connected

LEAST_CITIES: Final = 2
MOST_CITIES: Final = 6
STRONG_SHARE: Final = 0.2
CLOSED_SHARE: Final = 0.6
RECIPROCITY: Final = 0.5
CONCENTRATION: Final = 0.5
OPERATOR_SHARE: Final = 0.8
AT_ONCE_DAYS: Final = 7
SHALLOW_DEPTH: Final = 0.4
SIGNALS_NEEDED: Final = 2


class Grant(NamedTuple):
    """The credit that a city (`giver`) grants another (`taker`) by one adoption."""

    adoption: int
    giver: int
    taker: int
    credit: float
    operator: int | None
    begun: date


class Ring(NamedTuple):
    """Cities, the adoptions among them, and what is striking about these."""

    cities: frozenset[int]
    grants: list[Grant]
    signals: list[dict[str, Any]]
    suggested_factor: float

    @property
    def is_flagged(self) -> bool:
        return len(self.signals) >= SIGNALS_NEEDED

    def score(self, *, is_explained: bool) -> float:
        """How striking it is; a registered pairing or cluster makes it half a signal less so."""
        return len(self.signals) - 0.5 * is_explained


DepthOf = Callable[[Collection[int]], float]
"""How deep the deepest of some adoptions goes."""


def find_rings(grants: Collection[Grant], *, depth_of: DepthOf) -> list[Ring]:
    """The rings that are flagged."""
    granted: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for grant in grants:
        granted[grant.giver][grant.taker] += grant.credit
    rings = (_ring(cities, grants, granted, depth_of) for cities in _candidates(granted))
    return [ring for ring in rings if ring.is_flagged]


def suggested_factor(given: float, back: float, out: float) -> float:
    """1 − 0.5 · reciprocity · concentration for a city that grants `given` of `out` in the ring and gets `back`."""
    reciprocity = min(given, back) / given if given else 0.0
    concentration = given / out if out else 0.0
    return min(1.0, max(0.5, 1.0 - 0.5 * reciprocity * concentration))


Granted = dict[int, dict[int, float]]


def _candidates(granted: Granted) -> Iterator[frozenset[int]]:
    for cities in strongly_connected(granted):
        if len(cities) <= MOST_CITIES:
            found = [cities]
        else:
            found = strongly_connected({city: _strong(granted[city], cities) for city in cities})
        yield from (each for each in found if LEAST_CITIES <= len(each) <= MOST_CITIES)


def _strong(given: dict[int, float], cities: frozenset[int]) -> list[int]:
    least = STRONG_SHARE * sum(given.values())
    return [taker for taker, credit in given.items() if taker in cities and credit >= least]


def _ring(cities: frozenset[int], grants: Collection[Grant], granted: Granted, depth_of: DepthOf) -> Ring:
    inside = [grant for grant in grants if {grant.giver, grant.taker} <= cities]
    flows = [_Flow.of(city, cities, granted) for city in sorted(cities)]
    depth = depth_of([grant.adoption for grant in inside])
    signals = [*_closed(flows), *_reciprocal(flows), *_one_operator(inside), *_at_once(inside), *_shallow(depth)]
    return Ring(cities, inside, signals, min(suggested_factor(*flow) for flow in flows))


class _Flow(NamedTuple):
    """What a city grants in the ring, what it has back from there, and all that it grants."""

    given: float
    back: float
    out: float

    @classmethod
    def of(cls, city: int, cities: frozenset[int], granted: Granted) -> "_Flow":
        given = sum(credit for taker, credit in granted[city].items() if taker in cities)
        back = sum(granted[other].get(city, 0.0) for other in cities - {city})
        return cls(given, back, sum(granted[city].values()))


def _closed(flows: Sequence[_Flow]) -> Iterator[dict[str, Any]]:
    share = sum(flow.given for flow in flows) / (sum(flow.out for flow in flows) or 1.0)
    if share >= CLOSED_SHARE:
        yield {"code": "closed", "share": round(share, 4)}


def _reciprocal(flows: Sequence[_Flow]) -> Iterator[dict[str, Any]]:
    flow = min(flows, key=lambda each: suggested_factor(*each))
    if not flow.given:
        return
    reciprocity, concentration = min(flow.given, flow.back) / flow.given, flow.given / flow.out
    if reciprocity >= RECIPROCITY and concentration >= CONCENTRATION:
        yield {
            "code": "reciprocal",
            "reciprocity": round(reciprocity, 4),
            "concentration": round(concentration, 4),
        }


def _one_operator(inside: Sequence[Grant]) -> Iterator[dict[str, Any]]:
    operators = Counter(grant.operator for grant in inside if grant.operator is not None)
    if len(inside) > 1 and operators:
        share = operators.most_common(1)[0][1] / len(inside)
        if share >= OPERATOR_SHARE:
            yield {"code": "one_operator", "share": round(share, 4)}


def _at_once(inside: Sequence[Grant]) -> Iterator[dict[str, Any]]:
    days = [grant.begun for grant in inside]
    if len(days) > 1 and (max(days) - min(days)).days <= AT_ONCE_DAYS:
        yield {"code": "at_once", "days": (max(days) - min(days)).days}


def _shallow(deepest: float) -> Iterator[dict[str, Any]]:
    if deepest <= SHALLOW_DEPTH:
        yield {"code": "shallow", "depth": round(deepest, 4)}
