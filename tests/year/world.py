"""A simulated world: days pass, and on each somebody does something, over the public API."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from tests.year.adopters import Adopters
from tests.year.country import FIRST_DAY
from tests.year.publishers import Publishers
from tests.year.witnesses import Witnesses

TOKENS_LAST = 80
"""Days after which everybody asks for a new token: they end after 90."""


class World(Adopters, Publishers, Witnesses):
    """Thirty cities through a year."""

    def live(self, days: int, acts_a_day: int) -> None:
        """Let days pass, with so many acts on each."""
        acts = self._acts()
        for _ in range(days):
            self._next_day()
            for _ in range(acts_a_day):
                self.random.choices([act for act, _ in acts], [weight for _, weight in acts])[0]()

    def _next_day(self) -> None:
        self.today += timedelta(days=1)
        self.registry.clock.set(datetime.combine(self.today, time(4), tzinfo=UTC))
        self.registry.app.extensions["registry.sweeper"].sweep()
        if (self.today - FIRST_DAY).days % TOKENS_LAST == 0:
            self.renew_tokens()
        for event in self.news():
            use = self.use_of(event["subject"])
            if event["type"] in {"adoption.attestation_due", "adoption.lapsed"}:
                assert use is not None and use.runs
                silent = (self.today - max(use.known.signs)).days
                assert silent >= (150 if event["type"] == "adoption.attestation_due" else 180), (event, silent)
                self.told[event["position"]] = (event["type"], frozenset(use.bodies))
            else:
                concerned = event["data"]["parties"] if event["type"] == "flag.raised" else ()
                self.told[event["position"]] = (event["type"], frozenset(concerned))

    def _acts(self) -> list[tuple[Callable[[], None], int]]:
        return [
            (self.adopt, 10),
            (self.go_on, 22),
            (self.upgrade, 8),
            (self.release, 8),
            (self.yank, 2),
            (self.warn, 3),
            (self.deprecate, 1),
            (self.prove, 7),
            (self.confirm, 8),
            (self.take_back, 1),
            (self.attest, 8),
            (self.report_usage, 8),
            (self.spread, 5),
            (self.end, 3),
            (self.adopt_for_a_city, 2),
            (self.claim, 2),
            (self.apply, 3),
            (self.say, 2),
        ]
