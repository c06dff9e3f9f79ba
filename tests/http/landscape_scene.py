"""What the tests about landscapes ask for: cities, components, and tables that say what runs where."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from registry.operations.checking import differences
from tests.build import Answer, Client, Registry

API = "/api/v1"
HEADING = ("component", "version", "stage", "since")


def publish(registry: Registry) -> tuple[Client, Client]:
    """A city that publishes two components, and one that runs some."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    registry.component(yunling, "lights", "2.0")
    return yunling, haina


def table(*rows: Sequence[str], heading: Sequence[str] = HEADING, encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    return text.getvalue().encode(encoding)


def send(client: Client, slug: str, content: bytes, *, name: str = "landscape.csv", dry_run: bool = False) -> Answer:
    """Send a table in."""
    address = f"{API}/organisations/{slug}/landscape/imports/{name}"
    return client.call("PUT", address, data=content, query_string={"dry_run": "true" if dry_run else "false"})


def bring_in(client: Client, slug: str, content: bytes, **options: Any) -> dict[str, Any]:
    """Send a table in and wait for its end; the import as it is then."""
    answer = send(client, slug, content, **options)
    assert answer.status_code == 202, answer.get_data(as_text=True)
    found: dict[str, Any] = client.get(answer.headers["Location"]).json
    return found


def rows_of(client: Client, done: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that could not be taken."""
    rows: list[dict[str, Any]] = client.get(f"{API}/landscape-imports/{done['id']}/rows").json["items"]
    return rows


def codes_of(client: Client, done: dict[str, Any]) -> list[tuple[int, str, str]]:
    """Line, column and code of everything that is the matter."""
    return [
        (found["line"], found["column"], found["code"]) for row in rows_of(client, done) for found in row["diagnostics"]
    ]


def outcome_of(done: dict[str, Any]) -> tuple[int, int, int, int]:
    """How many rows began an adoption, changed one, changed nothing, could not be taken."""
    return done["begun"], done["changed"], done["unchanged"], done["dirty"]


def differences_of(registry: Registry) -> list[str]:
    """Where what is kept is not what a recount says."""
    extensions = registry.app.extensions
    for index in ("registry.search", "registry.directory"):
        extensions[index].catch_up()
    return list(differences(registry.database, extensions["registry.search"], extensions["registry.directory"]))
