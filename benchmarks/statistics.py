"""The figures over many adoptions: counting all anew, following an event, and answering questions of any day.

REGISTRY_BENCH_EVENTS says how many steps of adoptions there are; a million unless said. Ten million take an hour.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from benchmarks.report import Line, percentile
from benchmarks.world import World
from registry.adoption.models import Adoption, AdoptionStep, Independence
from registry.app import open_database
from registry.catalogue.models import Component, ComponentStatus
from registry.events.actions import record
from registry.kit.actor import CONSOLE
from registry.kit.clock import now_of, today_of
from registry.kit.database import Database
from registry.kit.identity import new_id
from registry.operations.starting import prepare
from registry.organisations.actions import add_division, assign_class, register_organisation
from registry.organisations.models import Organisation
from registry.settings import Settings
from registry.statistics import actions
from registry.statistics.asking import Question
from registry.statistics.queries.overview import read_overview
from registry.statistics.queries.series import read_series

EVENTS: Final = int(os.environ.get("REGISTRY_BENCH_EVENTS", "1000000"))
STAGES: Final = ("planned", "approved", "pilot", "live", "suspended")
PROVINCES: Final = 31
CITIES: Final = 340
YEARS: Final = 3
CLASSES: Final = ("leading", "progressing", "foundational")
DOMAINS: Final = ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B2", "C1", "C2", "C3")
KINDS: Final = ("service", "library", "application", "algorithm")
PORTION: Final = 20_000
FOLLOWED: Final = 500
ROUNDS: Final = 7


def measure_statistics(world: World) -> Iterator[Line]:
    """Rates and times; the goals are those of the issue: 100,000 events a second, 1 ms an event, 50 ms an answer."""
    with tempfile.TemporaryDirectory(prefix="registry-bench-") as folder, _filled(Path(folder)) as database:
        seconds = _timed(lambda: _rebuild(database))
        rate = EVENTS / seconds
        yield Line(f"figures of {EVENTS:,} events anew", "", f"{rate:,.0f}/s", None, "≥ 100,000/s", rate >= 100_000)
        milliseconds = _followed(database)
        yield Line("following one event", "", f"{milliseconds:.2f} ms", None, "≤ 1 ms", milliseconds <= 1)
        scan = _median(database, _scan)
        for what, ask in _questions(database):
            took = _median(database, ask)
            yield Line(what, f"scan {scan:,.0f} ms", f"{took:.1f} ms", took / scan, "≤ 50 ms", took <= 50)


def _questions(database: Database) -> Iterator[tuple[str, Callable[[Session], Any]]]:
    with database.reading() as session:
        today = today_of(session)
    past, begin = today - timedelta(days=400), today - timedelta(days=1000)
    for what, question in (
        ("overview of today", Question(today, None, today, today)),
        ("overview of a past day", Question(past, None, past, past)),
        ("overview of a past day, two filters", Question(past, None, past, past, domain="A4", city_class="leading")),
        ("overview of a past day as known then", Question(past, past + timedelta(days=3), past, past)),
    ):
        yield what, partial(_overview, question)
    months = Question(today, None, begin, today, "month")
    yield "series of 33 months", partial(_series, months)
    filtered = Question(today, None, begin, today, "month", domain="A4", province="990100")
    yield "series of 33 months, two filters", partial(_series, filtered)


def _overview(question: Question, session: Session) -> Any:
    return read_overview(session, CONSOLE, question)


def _series(question: Question, session: Session) -> Any:
    return read_series(session, CONSOLE, question)


def _scan(session: Session) -> Any:
    """What a figure by class would cost without anything kept: a scan of the steps."""
    return session.execute(text('SELECT stage, count(*) FROM adoption_steps WHERE "on" <= date() GROUP BY stage')).all()


def _rebuild(database: Database) -> None:
    with database.writing() as session:
        actions.rebuild(session)


def _followed(database: Database) -> float:
    """Milliseconds for each of some events, followed in one go as a follower does."""
    with database.writing() as session:
        rows = session.execute(select(Adoption).where(Adoption.stage == "live").limit(FOLLOWED)).scalars().all()
        now, today = now_of(session), today_of(session)
        for adoption in rows:
            adoption.stage, adoption.stage_since = "suspended", today
            step = {"stage": "suspended", "on": today, "recorded_at": now, "recorded_by": "bench"}
            session.add(AdoptionStep(adoption_id=adoption.id, evidence=[], **step))
            subject = f"c/c/adoptions/{adoption.public_id}"
            record(session, CONSOLE, type="adoption.moved", subject=subject, data={}, organisation_id=None)
    seconds = _timed(lambda: _catch_up(database))
    return 1000 * seconds / FOLLOWED


def _catch_up(database: Database) -> None:
    with database.writing() as session:
        while actions.catch_up(session):
            pass


def _median(database: Database, ask: Callable[[Session], Any]) -> float:
    found = []
    for _ in range(ROUNDS):
        with database.reading() as session:
            found.append(_timed(partial(ask, session)))
    return 1000 * percentile(found, 0.5)


def _timed(measured: Callable[[], Any]) -> float:
    started = time.perf_counter()
    measured()
    return time.perf_counter() - started


@contextmanager
def _filled(folder: Path) -> Iterator[Database]:
    database = open_database(Settings(data=folder, database_url=f"sqlite:///{folder}/registry.sqlite3", secret=""))
    try:
        prepare(database)
        chance = random.Random(7)
        with database.writing() as session:
            cities = _cities(session)
            components = _components(session, cities, max(1000, EVENTS // 1000), chance)
            _adopt(session, cities, components, chance)
        yield database
    finally:
        database.dispose()


def _cities(session: Session) -> list[int]:
    for number in range(1, PROVINCES + 1):
        code = f"99{number:02}00"
        add_division(session, CONSOLE, code=code, name=f"示例省{number}", kind="province", parent_code=None)
    for number in range(CITIES):
        top = number % PROVINCES + 1
        code = f"99{top:02}{number // PROVINCES + 1:02}"
        add_division(session, CONSOLE, code=code, name=f"示例市{number}", kind="city", parent_code=f"99{top:02}00")
        name = {"zh": f"示例·{number}"}
        register_organisation(session, CONSOLE, slug=f"city{number}", kind="city", name=name, division_code=code)
        begin = today_of(session) - timedelta(days=365 * YEARS)
        assign_class(session, CONSOLE, slug=f"city{number}", city_class=CLASSES[number % 3], valid_from=begin)
    session.flush()
    # As if they had been classed at the time, and not today.
    session.execute(text("UPDATE city_class_assignments SET recorded_at = valid_from || ' 00:00:00.000000'"))
    return list(session.scalars(select(Organisation.id).order_by(Organisation.id)))


def _components(session: Session, cities: Sequence[int], number: int, chance: random.Random) -> list[int]:
    now = now_of(session)
    begun = now - timedelta(days=365 * YEARS)
    rows: list[dict[str, Any]] = []
    for each in range(1, number + 1):
        details = {
            "kind": chance.choice(KINDS),
            "domains": [chance.choice(DOMAINS)],
            "license": chance.choice(("MulanPSL-2.0", "Apache-2.0", "MIT")),
            "platforms": chance.sample(("linux", "web", "kylin"), 2),
            "actions": ["digital_life"],
        }
        names = {"name": f"c{each}", "name_skeleton": f"c{each}", "full_name": f"bench/c{each}"}
        times = {"created_at": begun, "updated_at": begun, "listed_at": begun}
        rows.append(
            {
                "id": each,
                "publisher_id": chance.choice(cities),
                "status": "listed",
                "details": details,
                **names,
                **times,
            }
        )
    session.execute(insert(Component), rows)
    statuses = [{"component_id": row["id"], "status": "listed", "recorded_at": begun} for row in rows]
    session.execute(insert(ComponentStatus), statuses)
    return list(range(1, number + 1))


def _adopt(session: Session, cities: Sequence[int], components: Sequence[int], chance: random.Random) -> None:
    now, today = now_of(session), today_of(session)
    publishers = {row.id: row.publisher_id for row in session.execute(select(Component.id, Component.publisher_id))}
    pairs = ((city, component) for component in components for city in cities)
    made: dict[Any, list[dict[str, Any]]] = {Adoption: [], AdoptionStep: [], Independence: []}
    events = 0
    for number, (city, component) in enumerate(pairs, 1):
        if events >= EVENTS:
            break
        days = sorted(chance.sample(range(365 * YEARS), len(STAGES)), reverse=True)
        days = days[: chance.choice((2, 4, 4, 5, 5))]
        events += len(days)
        last = today - timedelta(days=days[-1])
        made[Adoption].append(_adoption(number, city, component, STAGES[len(days) - 1], last, now))
        made[AdoptionStep] += [_step(number, *each, chance, today, now) for each in zip(STAGES, days, strict=False)]
        made[Independence].append(_sides(number, city, publishers[component], today - timedelta(days=days[0]), now))
        if len(made[AdoptionStep]) >= PORTION:
            _write(session, made)
    _write(session, made)


def _write(session: Session, made: dict[Any, list[dict[str, Any]]]) -> None:
    for table, rows in made.items():
        if rows:
            session.execute(insert(table), rows)
        rows.clear()


def _adoption(number: int, city: int, component: int, stage: str, since: date, now: datetime) -> dict[str, Any]:
    sides = {"adopter_id": city, "beneficiary_id": city, "city_id": city, "component_id": component}
    state = {"stage": stage, "stage_since": since, "mode": "new", "record": {}, "is_demo": False, "created_at": now}
    return {"id": number, "public_id": new_id(), **sides, **state, "document": b"", "etag": ""}


def _step(adoption: int, stage: str, ago: int, chance: random.Random, today: date, now: datetime) -> dict[str, Any]:
    """One in twenty is recorded some days after it was taken."""
    late = chance.randrange(1, 9) if chance.random() < 0.05 else 0
    recorded = now - timedelta(days=max(0, ago - late))
    day = today - timedelta(days=ago)
    return {
        "adoption_id": adoption,
        "stage": stage,
        "on": day,
        "evidence": [],
        "recorded_at": recorded,
        "recorded_by": "bench",
    }


def _sides(adoption: int, city: int, publisher: int, begun: date, now: datetime) -> dict[str, Any]:
    return {
        "adoption_id": adoption,
        "from_on": begun,
        "factor": 0.0 if city == publisher else 1.0,
        "reason": "different",
        "city_id": city,
        "publisher_id": publisher,
        "publisher_city_id": publisher,
        "recorded_at": now - timedelta(days=365 * YEARS),
    }
