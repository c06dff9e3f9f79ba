"""Counting the credit of every adoption anew, as `credit rebuild` does."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert, select

from benchmarks.report import Line
from benchmarks.world import World
from registry.adoption.actions import credit_next_anew
from registry.adoption.models import Adoption, AdoptionReach, AdoptionStep, Attestation, Confirmation, UsageMonth
from registry.adoption.usage import months_after
from registry.app import open_database
from registry.catalogue.models import Component
from registry.kit.actor import CONSOLE
from registry.kit.clock import now_of, today_of
from registry.kit.database import Database
from registry.kit.identity import new_id
from registry.operations.starting import prepare
from registry.organisations.actions import register_organisation
from registry.organisations.models import Organisation
from registry.settings import Settings

CITIES: Final = 100
ADOPTIONS_EACH: Final = 100
GOAL: Final = 1_000
MONTHS: Final = 6
ATTESTATIONS: Final = 3


def measure_crediting(world: World) -> Iterator[Line]:
    """Adoptions a second: three steps, a confirmation, reach, six months of usage and three attestations each."""
    with tempfile.TemporaryDirectory(prefix="registry-bench-") as folder, _filled(Path(folder)) as database:
        _rebuild(database)
        started = time.perf_counter()
        counted = _rebuild(database)
        rate = counted / (time.perf_counter() - started)
    yield Line(f"credit of {counted:,} adoptions anew", "", f"{rate:,.0f}/s", None, f"≥ {GOAL:,}/s", rate >= GOAL)


def _rebuild(database: Database) -> int:
    counted = after = 0
    while True:
        with database.writing() as session:
            chosen = credit_next_anew(session, after=after)
        if not chosen:
            return counted
        counted += len(chosen)
        after = chosen[-1]


@contextmanager
def _filled(folder: Path) -> Iterator[Database]:
    """Cities that each run every component of one of them."""
    database = open_database(Settings(data=folder, database_url=f"sqlite:///{folder}/registry.sqlite3", secret=""))
    try:
        prepare(database)
        with database.writing() as session:
            for number in range(CITIES):
                name = {"zh": f"示例·{number}", "en": f"Demo {number}"}
                register_organisation(session, CONSOLE, slug=f"city{number}", kind="city", name=name)
            session.flush()
            cities = list(session.scalars(select(Organisation.id).order_by(Organisation.id)))
            now, connection = now_of(session), session.connection()
            connection.execute(insert(Component), [_component(cities[0], each, now) for each in range(ADOPTIONS_EACH)])
            rows = _Rows(cities, now, today_of(session))
            for table, made in rows.tables():
                connection.execute(insert(table), made)
        yield database
    finally:
        database.dispose()


def _component(publisher_id: int, number: int, now: Any) -> dict[str, Any]:
    text = f"c{number}"
    names = {"name": text, "name_skeleton": text, "full_name": f"city0/{text}"}
    times = {"created_at": now, "updated_at": now}
    return {"id": number + 1, "publisher_id": publisher_id, "status": "listed", "details": {}, **names, **times}


class _Rows:
    """The facts of every adoption, a year back."""

    def __init__(self, cities: list[int], now: Any, today: Any) -> None:
        self.cities = cities
        self.begun = now - timedelta(days=365)
        self.today = today
        self.ids = range(1, CITIES * ADOPTIONS_EACH + 1)

    def tables(self) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        yield Adoption, [self._adoption(each) for each in self.ids]
        yield AdoptionStep, [row for each in self.ids for row in self._steps(each)]
        yield Confirmation, [self._confirmation(each) for each in self.ids]
        yield AdoptionReach, [self._of(each, departments=6, levels=3, recorded_at=self._after(10)) for each in self.ids]
        yield UsageMonth, [row for each in self.ids for row in self._months(each)]
        yield Attestation, [row for each in self.ids for row in self._attestations(each)]

    def _of(self, adoption: int, **more: Any) -> dict[str, Any]:
        return {"adoption_id": adoption, **more}

    def _after(self, days: int) -> Any:
        return self.begun + timedelta(days=days)

    def _adoption(self, number: int) -> dict[str, Any]:
        city = self.cities[(number - 1) // ADOPTIONS_EACH]
        sides = {"adopter_id": city, "beneficiary_id": city, "city_id": city}
        stage = {"stage": "live", "stage_since": self.today, "mode": "new", "created_at": self.begun}
        return {
            "id": number,
            "public_id": new_id(),
            "component_id": (number - 1) % ADOPTIONS_EACH + 1,
            **sides,
            **stage,
        }

    def _steps(self, adoption: int) -> Iterator[dict[str, Any]]:
        for days, stage in ((0, "planned"), (5, "approved"), (20, "live")):
            recorded = {"recorded_at": self._after(days), "recorded_by": "bench"}
            yield self._of(adoption, stage=stage, on=self._after(days).date(), evidence=[], **recorded)

    def _confirmation(self, adoption: int) -> dict[str, Any]:
        said = {"organisation_id": self.cities[0], "confirmer": "publisher", "verdict": "confirmed"}
        recorded = {"recorded_at": self._after(30), "recorded_by": "bench", "public_id": new_id()}
        return self._of(adoption, **said, **recorded)

    def _months(self, adoption: int) -> Iterator[dict[str, Any]]:
        for back in range(1, MONTHS + 1):
            month = months_after(self.today, -back)
            yield self._of(adoption, month=month, recorded_month=months_after(month, 1), calls=1000 * back)

    def _attestations(self, adoption: int) -> Iterator[dict[str, Any]]:
        for number in range(ATTESTATIONS):
            at = self._after(60 + 100 * number)
            signed = {"public_id": new_id(), "method": "signed", "usage": "1000", "recorded_by": "bench"}
            yield self._of(adoption, on=at.date(), recorded_at=at, **signed)
