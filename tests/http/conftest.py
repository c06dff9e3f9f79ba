"""What the tests about artifacts ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.kit.clock import SimulatedClock
from tests.build import Registry
from tests.http.artifact_scene import Scene, scene_of
from tests.object_storage import object_storage


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with object_storage() as url:
        yield url


@pytest.fixture
def scene(registry: Registry) -> Scene:
    return scene_of(registry)


@pytest.fixture(params=["folder", "bucket"])
def either(request: pytest.FixtureRequest, database_url: str, tmp_path: Path, clock: SimulatedClock) -> Iterator[Scene]:
    """The scene on either storage; an object storage sends nobody on here."""
    chosen = {"storage_url": request.getfixturevalue("bucket"), "storage_redirects": False}
    with Registry.open(
        database_url, tmp_path / "data", clock, **(chosen if request.param == "bucket" else {})
    ) as registry:
        yield scene_of(registry)
