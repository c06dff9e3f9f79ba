"""What is kept of the figures: always what a recount finds, whatever happened and however it was followed."""

import random
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from registry.adoption.actions import adopt_component, move_adoption
from registry.adoption.actions.handing_over import hand_over
from registry.adoption.lifecycle import MOVES
from registry.adoption.models import Adoption, AdoptionStep, CreditSegment, Independence
from registry.catalogue import actions as catalogue
from registry.catalogue.models import Component, ComponentVersion
from registry.events.actions import record
from registry.events.queries import consumer_position, head_position
from registry.kit.actor import CONSOLE
from registry.kit.clock import day_of, today_of
from registry.kit.errors import Refusal
from registry.organisations.actions import add_division, assign_class, register_organisation
from registry.statistics import actions, queries
from registry.statistics.actions.following import lock_consumer
from registry.statistics.asking import Question
from registry.statistics.following import StatisticsFollower
from registry.statistics.models import Movement, Span
from registry.statistics.queries.distinct import cities_counted, components_reused
from registry.statistics.queries.kept import amounts, amounts_now
from registry.statistics.queries.recounting import differences_on
from registry.stewardship.actions.transferring import answer_transfer, offer_transfer
from tests.build import Registry, description
from tests.naive_reuse import World, by

CITIES = ("yunling", "haina", "qiuyuan", "shaquan", "lingu")
CLASSES = ("leading", "progressing", "foundational")
KINDS = ("application", "service", "standard")
DOMAINS: tuple[list[str], ...] = (["A4"], ["A5", "A4"], ["B1"], [])


class History:
    """Things that happen at random, each through the real action; what an action declines just does not happen."""

    def __init__(self, registry: Registry, seed: int) -> None:
        self.registry = registry
        self.chance = random.Random(seed)
        self.names = 0

    def begin(self) -> None:
        with self.registry.database.writing() as session:
            for province in ("990100", "990200"):
                add_division(
                    session, CONSOLE, code=province, name=f"示例省{province}", kind="province", parent_code=None
                )
            for nth, slug in enumerate(CITIES):
                code = f"99{nth % 2 + 1:02}0{nth + 1}"
                parent = f"99{nth % 2 + 1:02}00"
                add_division(session, CONSOLE, code=code, name=f"示例市·{slug}", kind="city", parent_code=parent)
                _organisation(session, slug, division_code=None if slug == "lingu" else code)
            _organisation(session, "yunling-traffic", unit="department", parent="yunling")
            _organisation(session, "province-bureau", kind="authority")

    def go_on(self, steps: int) -> None:
        happenings: tuple[Callable[[Session], Any], ...] = (
            self._register,
            self._publish,
            self._yank,
            self._end_component,
            self._classify,
            self._hand_over,
            self._transfer,
            *[self._describe] * 3,
            *[self._adopt] * 4,
            *[self._move] * 7,
        )
        for _ in range(steps):
            self.registry.clock.set(self.registry.clock.now() + timedelta(hours=self.chance.randrange(30)))
            happening = self.chance.choice(happenings)
            try:
                with self.registry.database.writing() as session:
                    happening(session)
            except Refusal:
                continue

    def _register(self, session: Session) -> None:
        self.names += 1
        publisher = self.chance.choice((*CITIES, "yunling-traffic", "province-bureau"))
        catalogue.register_component(
            session,
            CONSOLE,
            publisher=publisher,
            name=f"part-{self.names:03}z",
            details=self._details(),
        )
        if self.chance.random() < 0.8:
            catalogue.publish_version(session, CONSOLE, component=f"{publisher}/part-{self.names:03}z", number="1.0")

    def _details(self) -> dict[str, Any]:
        return description(kind=self.chance.choice(KINDS), domains=self.chance.choice(DOMAINS))

    def _describe(self, session: Session) -> None:
        component = self._component(session)
        catalogue.describe_component(
            session, CONSOLE, component=component.full_name, details=self._details(), expected_tag=component.etag
        )

    def _publish(self, session: Session) -> None:
        number = f"{self.chance.randrange(9)}.{self.chance.randrange(9)}"
        catalogue.publish_version(session, CONSOLE, component=self._component(session).full_name, number=number)

    def _yank(self, session: Session) -> None:
        component = self._component(session)
        query = select(ComponentVersion.number).where(ComponentVersion.component_id == component.id)
        number = self.chance.choice([*session.scalars(query.order_by(ComponentVersion.id)), "9.9.9"])
        if self.chance.random() < 0.3:
            catalogue.withdraw_yank(session, CONSOLE, component=component.full_name, number=number)
        else:
            catalogue.yank_version(session, CONSOLE, component=component.full_name, number=number, reason="other")

    def _end_component(self, session: Session) -> None:
        component, chance = self._component(session), self.chance.random()
        if chance < 0.4:
            catalogue.deprecate_component(
                session, CONSOLE, component=component.full_name, reason="other", message="改用新组件"
            )
        elif chance < 0.7:
            catalogue.withdraw_deprecation(session, CONSOLE, component=component.full_name)
        elif chance < 0.85:
            catalogue.retire_component(session, CONSOLE, component=component.full_name)
        else:
            catalogue.remove_component(session, CONSOLE, component=component.full_name, expected_tag=component.etag)

    def _classify(self, session: Session) -> None:
        """Some classes are recorded late: they held for days already."""
        day = day_of(self.registry.clock.now()) - timedelta(days=self.chance.choice((0, 0, 3, 20)))
        city_class = self.chance.choice(CLASSES)
        assign_class(session, CONSOLE, slug=self.chance.choice(CITIES), city_class=city_class, valid_from=day)

    def _adopt(self, session: Session) -> None:
        adopt_component(
            session,
            CONSOLE,
            adopter=self.chance.choice((*CITIES, "yunling-traffic")),
            component=self._component(session).full_name,
            version=self.chance.choice((None, "1.0")),
            mode="new",
        )

    def _move(self, session: Session) -> None:
        query = select(Adoption.public_id, Adoption.stage).where(Adoption.stage != "retired").order_by(Adoption.id)
        adoption, stage = self.chance.choice(session.execute(query).all() or [(None, "retired")])
        # Forward more often than out, so that much comes to run.
        legal = [word for word in MOVES[stage] if word != "retired" or self.chance.random() < 0.2]
        if adoption is not None and legal:
            # Some steps are recorded days after they were taken.
            day = day_of(self.registry.clock.now()) - timedelta(days=self.chance.choice((0, 0, 1, 9)))
            move_adoption(session, CONSOLE, adoption_id=adoption, to=self.chance.choice(legal), on=day)

    def _transfer(self, session: Session) -> None:
        component = self._component(session)
        offer_transfer(session, CONSOLE, component=component.full_name, to=self.chance.choice(CITIES))
        answer_transfer(session, CONSOLE, component=component.full_name, accept=True)

    def _hand_over(self, session: Session) -> None:
        adoption = self.chance.choice([*session.scalars(select(Adoption.public_id).order_by(Adoption.id)), None])
        if adoption is not None:
            hand_over(session, CONSOLE, adoption_id=adoption, to=self.chance.choice(CITIES), reason="区划调整")

    def _component(self, session: Session) -> Component:
        names = session.scalars(select(Component).order_by(Component.id)).all()
        return self.chance.choice(names) if names else Component(full_name="nobody/nothing", etag="", id=0)


def _organisation(session: Session, slug: str, kind: str = "city", **more: Any) -> None:
    register_organisation(session, CONSOLE, slug=slug, kind=kind, name={"zh": f"示例·{slug}"}, **more)


def _follow(registry: Registry, chance: random.Random) -> None:
    """Follow to the head of the log, in portions of any size."""
    followed = 1
    while followed:
        with registry.database.writing() as session:
            followed = actions.catch_up(session, limit=chance.randrange(1, 30))


def _differences(registry: Registry) -> list[queries.Difference]:
    with registry.database.reading() as session:
        return queries.differences(session)


def _kept(registry: Registry) -> dict[tuple[str, str, str, str, date, str], int]:
    """Every movement that is kept, in every grain and under every filter, without those that came to nothing."""
    with registry.database.reading() as session:
        rows = session.execute(
            select(
                Movement.figure,
                Movement.slice,
                Movement.dimension,
                Movement.grain,
                Movement.bucket,
                Movement.key,
                Movement.amount,
            ).where(Movement.amount != 0)
        )
        return {(row[0], row[1], row[2], row[3], row[4], row[5]): row.amount for row in rows}


def _now(registry: Registry, figure: str, dimension: str) -> dict[str, int]:
    with registry.database.reading() as session:
        return dict(amounts_now(session, figure, "", dimension))


def _spans(registry: Registry) -> set[tuple[Any, ...]]:
    columns = [column for column in Span.__table__.columns if column.key not in {"id", "facets"}]
    with registry.database.reading() as session:
        return {tuple(row) for row in session.execute(select(*columns))}


@pytest.fixture
def lively(registry: Registry) -> Iterator[Registry]:
    """A registry in which 60 things happened, not followed yet."""
    history = History(registry, seed=11)
    history.begin()
    history.go_on(60)
    yield registry


def test_what_is_kept_equals_a_recount_whatever_happened(registry: Registry):
    history = History(registry, seed=5)
    history.begin()

    for _ in range(8):
        history.go_on(history.chance.randrange(10, 80))
        _follow(registry, history.chance)
        assert _differences(registry) == []

    kept, spans = _kept(registry), _spans(registry)
    assert len(_now(registry, "city", "city")) >= 2
    assert {"components", "versions", "adoptions", "reuse", "reached"} <= {cell[0] for cell in kept}
    assert any(span[9] is not None for span in spans), "something was learnt late"

    with registry.database.writing() as session:
        actions.rebuild(session)
    assert _kept(registry) == kept
    assert _spans(registry) == spans


def test_what_is_kept_equals_a_recount_on_any_past_day(lively: Registry):
    _follow(lively, random.Random(3))
    today = lively.clock.now().date()

    with lively.database.reading() as session:
        for ago in range(0, 120, 3):
            assert differences_on(session, today - timedelta(days=ago)) == []


def test_a_component_described_anew_takes_its_running_adoptions_along(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    component = registry.component(yunling, "parking", "1.0", kind="application")
    registry.adoption(haina, component, "approved", "pilot")
    _follow(registry, random.Random(3))

    etag = yunling.get(f"/api/v1/components/{component}").headers["ETag"]
    assert yunling.patch(f"/api/v1/components/{component}", {"kind": "service"}, etag=etag).status_code == 200
    _follow(registry, random.Random(3))

    assert _now(registry, "reuse", "kind") == {"service": 1}
    assert _now(registry, "components", "kind") == {"listed/service": 1}
    assert _differences(registry) == []


def test_a_removed_component_takes_its_versions_along(registry: Registry):
    yunling = registry.city("yunling")
    component = registry.component(yunling, "parking", "1.0", "1.1")
    _follow(registry, random.Random(3))
    before = _now(registry, "versions", "state")

    etag = yunling.get(f"/api/v1/components/{component}").headers["ETag"]
    assert yunling.delete(f"/api/v1/components/{component}", etag=etag).status_code == 204
    _follow(registry, random.Random(3))

    assert before == {"standing": 2}
    assert _now(registry, "versions", "state") == _now(registry, "components", "status") == {}


def test_a_recount_finds_what_is_kept_wrong(lively: Registry):
    _follow(lively, random.Random(3))
    with lively.database.writing() as session:
        kinds = (Movement.figure == "reuse") & (Movement.dimension == "kind") & (Movement.slice == "")
        session.execute(update(Movement).where(kinds).values(amount=Movement.amount + 1))

    found = _differences(lively)

    assert {difference.cell[:2] for difference in found} == {("reuse", "kind")}
    assert "reuse/kind" in str(found[0])


def test_a_rebuild_mends_what_is_kept_wrong(lively: Registry):
    _follow(lively, random.Random(3))
    with lively.database.writing() as session:
        session.execute(delete(Span).where(Span.subject == "adoption"))
        session.execute(delete(Movement).where(Movement.figure == "reached"))

    with lively.database.writing() as session:
        actions.rebuild(session)

    assert _differences(lively) == []


def test_following_the_whole_log_again_changes_nothing(lively: Registry):
    _follow(lively, random.Random(3))
    kept = _kept(lively)
    with lively.database.writing() as session:
        lock_consumer(session).position = 0

    _follow(lively, random.Random(4))

    assert _kept(lively) == kept


def test_followers_at_the_same_time_count_nothing_twice(lively: Registry):
    follower = StatisticsFollower(lively.database)
    threads = [threading.Thread(target=follower.catch_up) for _ in range(4)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert follower.lag() == 0
    assert _differences(lively) == []


def test_a_thread_follows_until_it_is_told_to_stop(lively: Registry):
    follower, stop = StatisticsFollower(lively.database), threading.Event()
    thread = threading.Thread(target=follower.run, args=(stop,))

    thread.start()
    for _ in range(200):
        if follower.lag() == 0:
            break
        stop.wait(0.05)
    stop.set()
    thread.join(10)

    assert (follower.lag(), follower.is_followed, thread.is_alive()) == (0, True, False)


def test_figures_of_a_database_restored_to_an_earlier_moment_are_counted_anew(lively: Registry):
    _follow(lively, random.Random(3))
    with lively.database.writing() as session:
        lock_consumer(session).position = head_position(session) + 1000
        session.execute(delete(Movement).where(Movement.figure == "components"))

    assert StatisticsFollower(lively.database).catch_up() == 0

    assert _differences(lively) == []
    with lively.database.reading() as session:
        assert consumer_position(session, "statistics") == head_position(session)


def test_rows_that_went_with_the_demonstration_leave_the_figures(lively: Registry):
    _follow(lively, random.Random(3))
    with lively.database.writing() as session:
        for table in (AdoptionStep, CreditSegment, Independence, Adoption):
            session.execute(delete(table))
        record(session, CONSOLE, type="demonstration.removed", subject="demonstration", data={}, organisation_id=None)

    _follow(lively, random.Random(4))

    assert _differences(lively) == []
    assert {cell[0] for cell in _kept(lively)}.isdisjoint({"adoptions", "reuse", "city", "pair"})


KEPT = ("stage", "domain", "province", "city_class")

FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"domain": "A4"},
    {"province": "990100"},
    {"city_class": "leading"},
    {"domain": "A5", "city_class": "foundational"},
    {"province": "990200", "city_class": "unclassified"},
    {"domain": "A4", "province": "unknown"},
    {"domain": "A4", "province": "990100", "city_class": "progressing"},
)
"""None, each one, each two, and all three, which are counted from the spans."""


@pytest.mark.parametrize("seed", [21, 22])
def test_figures_of_any_day_by_what_was_known_equal_plain_loops(registry: Registry, seed: int):
    history = History(registry, seed=seed)
    history.begin()
    start = day_of(registry.clock.now())
    history.go_on(150)
    _follow(registry, history.chance)
    today = day_of(registry.clock.now())

    with registry.database.reading() as session:
        world = World(session)
        late = 0
        for _ in range(50):
            day = start + timedelta(days=history.chance.randrange((today - start).days + 1))
            known = day + timedelta(days=history.chance.randrange((today - day).days + 1))
            late += _compare(session, world, day, known, history.chance.choice(FILTERS))
            _compare(session, world, day, today, history.chance.choice(FILTERS))

    assert late > 0, "some days were known otherwise then"


def _compare(session: Session, world: World, day: date, known: date, filters: dict[str, str]) -> bool:
    """Hold what is kept against loops; whether what was known then differs from what is known now."""
    today = today_of(session)
    question = Question(day, None if known == today else known, day, day, **filters)
    running = [
        each
        for each in world.running(day, known)
        if all(getattr(each, name) == value for name, value in filters.items())
    ]

    found = amounts(session, "reuse", question)
    for dimension, names in (
        ("stage", ("stage",)),
        ("version", ("version",)),
        ("kind", ("kind",)),
        ("flow", ("publisher_class", "city_class")),
        *((name, (name,)) for name in ("domain", "province", "city_class")),
    ):
        kept = {key: amount for (each, key), amount in found.items() if each == dimension}
        # Under one or two filters only the first four are kept, without those that are filtered by.
        if not filters or len(filters) > 2 or (dimension in KEPT and dimension not in filters):
            assert kept == dict(by(running, *names)), (day, known, filters, dimension)
    assert found["stage", "live"] + found["stage", "pilot"] == len(running)
    assert set(cities_counted(session, "city", question)) == {each.city for each in running}
    assert components_reused(session, question)[0] == len({each.component for each in running})
    if not filters:
        stages = {key: amount for (_, key), amount in amounts(session, "adoptions", question, ("stage",)).items()}
        assert stages == dict(world.stages(day, known))
    return world.running(day, known) != world.running(day, today)
