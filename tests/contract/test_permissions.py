"""Who may do what: every role against every operation of the OpenAPI document."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from registry.kit.clock import SimulatedClock
from tests.build import Registry
from tests.contract.permission_scene import REVIEWING, PostgresScene, Scene, SqliteScene
from tests.contract.permissions import GUARD, MATRIX, READS, ROLES, WRITES
from tests.databases import SqliteTemplate
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def sqlite_scene(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> SqliteScene:
    return SqliteScene(sqlite_template, tmp_path_factory.mktemp("scene"))


@pytest.fixture(scope="session")
def postgres_scene(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> PostgresScene:
    return PostgresScene(postgres, tmp_path_factory.mktemp("scene"))


@pytest.fixture(params=["sqlite", "postgresql"])
def scene(request: pytest.FixtureRequest, tmp_path: Path, clock: SimulatedClock) -> Iterator[Scene]:
    """A scene of its own for each test: it is built over HTTP once, and copied."""
    data = tmp_path / "data"
    if request.param == "sqlite":
        kept: SqliteScene = request.getfixturevalue("sqlite_scene")
        with Registry.open(kept.copy(data), data, clock, policy=REVIEWING, im_program="true") as registry:
            yield kept.scene.in_registry(registry)
        return
    original: PostgresScene = request.getfixturevalue("postgres_scene")
    name = f"test_{uuid4().hex}"
    try:
        with Registry.open(original.copy(data, name), data, clock, policy=REVIEWING, im_program="true") as registry:
            yield original.scene.in_registry(registry)
    finally:
        original.server.drop_database(name)


def expect_refusal(answer: TestResponse, operation: str, role: str) -> None:
    row, told = MATRIX[operation], (operation, role, answer.get_data(as_text=True))
    if row.hidden:
        assert answer.status_code == 404, told
    elif role == "anyone":
        assert answer.status_code == 401, told
        assert "WWW-Authenticate" in answer.headers, told
    else:
        assert answer.status_code in {403, 404}, told


def test_every_operation_stands_in_the_matrix_and_nothing_else(scene: Scene):
    document = scene.registry.anyone.get("/openapi.json").json

    described = {
        f"{method} {path}"
        for path, item in document["paths"].items()
        for method in item
        if method in {"get", "put", "post", "patch", "delete"}
    }

    assert described == set(MATRIX)


def test_reads(scene: Scene):
    for operation in READS:
        for role in ROLES:
            answer = scene.ask(operation, role)
            if role in MATRIX[operation].allowed:
                assert answer.status_code == 200, (operation, role, answer.get_data(as_text=True))
            else:
                expect_refusal(answer, operation, role)


@pytest.mark.parametrize("operation", WRITES)
def test_a_write(scene: Scene, operation: str):
    allowed = MATRIX[operation].allowed
    refused = [role for role in ROLES if role not in allowed]

    before = scene.position()
    for role in refused:
        expect_refusal(scene.ask(operation, role), operation, role)
    assert scene.position() == before, "what is refused leaves nothing in the log"

    # Those who may come last; the first of them finds that nobody before has had any effect.
    first, *others = [role for role in (*ROLES, *GUARD) if role in allowed]
    answer = scene.ask(operation, first)
    assert answer.status_code in {200, 201, 202, 204}, (operation, first, answer.get_data(as_text=True))
    for role in others:
        assert scene.ask(operation, role).status_code not in {401, 403, 404}, (operation, role)
