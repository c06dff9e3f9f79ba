"""The application of a test: put together once for each process, equipped anew for each test.

Putting it together takes some 40 ms, and as much again for the collector of garbage afterwards. All that an application
works with (database, budgets, followers, storage) comes from `registry.app.equip`, and whatever a test hung on it goes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from flask import Flask

from registry.app import assemble, equip
from registry.kit.clock import Clock
from registry.settings import Settings
from registry.web.application import RegistryFlask

_free: list[tuple[RegistryFlask, dict[str, Any]]] = []


@contextmanager
def application(settings: Settings, clock: Clock | None = None) -> Iterator[Flask]:
    """An application that nobody else has while the block lasts; a test may open several."""
    app, assembled = _free.pop() if _free else _assemble()
    _restore(app, assembled)
    equip(app, settings, clock)
    try:
        yield app
    finally:
        app.extensions["registry"].database.dispose()
        _restore(app, assembled)
        _free.append((app, assembled))


def _assemble() -> tuple[RegistryFlask, dict[str, Any]]:
    app = assemble()
    # What Flask makes when it is first asked for belongs to the application, not to the test that asks first.
    _ = app.jinja_env, app.jinja_loader, app.logger, app.name
    return app, {name: _apart(value) for name, value in vars(app).items()}


def _restore(app: RegistryFlask, assembled: dict[str, Any]) -> None:
    vars(app).clear()
    vars(app).update({name: _apart(value) for name, value in assembled.items()})


def _apart(value: Any) -> Any:
    """A collection is copied, so that what is put into one does not stay."""
    return copy(value) if isinstance(value, dict | list | set) else value
