"""What every hostile input finds in place, and the rule that holds for every answer to one."""

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text
from werkzeug.test import TestResponse

from registry.kit.database import Base
from tests.build import Client, Registry

MOST_SECONDS: Final = 2.0
UNCOUNTED: Final = frozenset({"write_budgets"})
"""What a refused request may move: its own budget, so that refusals are limited too."""

_INSIDE: Final = (
    re.compile(r"Traceback|site-packages|\bFile \"|\.py\b|sqlite3|psycopg|sqlalchemy|werkzeug", re.I),
    re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE)\b.+\b(FROM|INTO|SET|WHERE)\b", re.S),
    re.compile(r"only for tests"),
    re.compile(re.escape(str(Path(__file__).resolve().parents[2]))),
)
"""Signs of a stack, of SQL, of a secret and of a path in an answer."""


class Scene:
    """Two cities, a published component that mentions 水位, a draft nobody else may know of, and callers that watch."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.yunling = registry.city("yunling")
        self.haina = registry.city("haina")
        self.administrator = registry.administrator()
        self.anyone = registry.anyone
        registry.component(
            self.yunling,
            "water-gauge",
            "1.0.0",
            title={"zh": "水位监测", "en": "Water level gauge"},
            summary={"zh": "水位与雨量站点接入。", "en": "Connects water level and rainfall stations."},
        )
        registry.component(
            self.yunling, "hidden", title={"zh": "秘藏", "en": "Zyzzyva"}, summary={"en": "Nobody else may read this."}
        )
        self.numbers = count(1)

    def component(self, *versions: str, **changes: Any) -> str:
        """A component of yunling's that no other case touches; its full name."""
        return self.registry.component(self.yunling, f"case-{next(self.numbers)}x", *versions, **changes)

    def send(
        self,
        caller: Client,
        method: str,
        path: str,
        json: Any = None,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> TestResponse:
        """One request, held to the general rule."""
        before, began = self.state(), time.monotonic()
        sent: dict[str, Any] = {"data": body} if body is not None else {"json": json}
        answer = caller.call(method, path, headers=headers, **sent)
        seconds = time.monotonic() - began
        said = f"{path} {headers} {json} {body!r}"
        check_general_rule(answer, seconds, said, is_api=path.startswith("/api/"))
        if answer.status_code >= 400:
            assert self.state() == before, f"{answer.status_code}, and yet the state changed"
        return answer

    def hasty_registry(self, writes_per_minute: int) -> AbstractContextManager[Registry]:
        """A second process on the same database, with a smaller budget."""
        url = self.registry.database.url.render_as_string(hide_password=False)
        return Registry.open(
            url, self.registry.data / "second", self.registry.clock, writes_per_minute=writes_per_minute
        )

    def state(self) -> list[Any]:
        """How many rows every table holds, and every tag: whatever changes, changes this."""
        tables = [name for name in Base.metadata.tables if name not in UNCOUNTED]
        counts = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in tables)  # noqa: S608 — our own names
        with self.registry.database.reading() as session:
            found: list[Any] = [tuple(session.execute(text(f"SELECT {counts}")).one())]
            for name, table in Base.metadata.tables.items():
                if "etag" in table.columns:
                    key = next(iter(table.primary_key.columns)).name
                    query = f'SELECT etag FROM "{name}" ORDER BY "{key}"'  # noqa: S608 — our own names
                    found.append(session.execute(text(query)).scalars().all())
            return found


def check_general_rule(answer: TestResponse, seconds: float, said: str, *, is_api: bool = True) -> None:
    """Never a 5xx, never the inside shown, problem+json on a refusal, and an answer in time.

    `said` is what the caller sent: its own words may come back.
    """
    body = answer.get_data(as_text=True)
    assert answer.status_code < 500, body
    assert seconds < MOST_SECONDS
    check_shows_nothing_inside(body, said)
    if answer.status_code >= 400 and is_api:
        assert answer.content_type == "application/problem+json"
        problem = answer.get_json()
        assert {"type", "title", "status", "detail", "instance", "code"} <= problem.keys()
        assert problem["status"] == answer.status_code
        if answer.status_code == 422:
            assert problem.get("errors") or problem["code"] != "payload_invalid", "a 422 names what is wrong"


def check_shows_nothing_inside(body: str, said: str) -> None:
    """Neither a stack nor SQL, neither a secret nor a path, unless the caller said it first."""
    for sign in _INSIDE:
        found = sign.search(body)
        assert found is None or found.group() in said, f"the answer shows {found.group()!r}"


@contextmanager
def days_later(scene: Scene, days: float) -> Iterator[None]:
    """Let the clock stand some days later (or earlier) for a while."""
    clock = scene.registry.clock
    now = clock.now()
    clock.set(now + timedelta(days=days))
    try:
        yield
    finally:
        clock.set(now)
