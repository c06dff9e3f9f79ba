"""The registry that is measured: a data folder filled with synthetic components by the documented command."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import corpus
from benchmarks.servers import Served, run, serve
from registry.app import open_database
from registry.kit.actor import CONSOLE
from registry.kit.database import Database
from registry.operations.starting import prepare
from registry.organisations.actions import register_organisation
from registry.settings import Settings


@dataclass
class World:
    """A filled registry, and its servers once something asks for them."""

    folder: Path
    components: int
    rounds: int
    seconds: float
    stack: ExitStack
    database_url: str | None = None
    import_seconds: float | None = None
    served: dict[str, Served] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """As an operator sets it, but for the limits, which a benchmark would meet at once."""
        return {
            **os.environ,
            "REGISTRY_DATA": str(self.folder),
            "REGISTRY_DATABASE_URL": self.database_url or f"sqlite:///{self.folder / 'registry.sqlite3'}",
            "REGISTRY_READS_PER_MINUTE": "1000000000",
            "REGISTRY_WRITES_PER_MINUTE": "1000000000",
        }

    def fill(self) -> None:
        """Make the database, register the publishers and import the components; only the import is timed.

        A folder that an earlier run filled is taken as it is.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.database_url is None and (self.folder / "registry.sqlite3").exists():
            return
        lines = self.folder / "components.jsonl"
        corpus.write(lines, self.components)
        with self.database() as database:
            prepare(database)
            with database.writing() as session:
                for slug in corpus.PUBLISHERS:
                    name = {"zh": f"示例·{slug}", "en": f"Demo {slug}"}
                    register_organisation(session, CONSOLE, slug=slug, kind="city", name=name)
        self.import_seconds = run(self.environment, "import", str(lines))
        lines.unlink()

    def server(self, application: str = "wsgi:app") -> Served:
        """The server of an application, started when it is asked for first."""
        if application not in self.served:
            log = self.folder / "server.log"
            self.served[application] = self.stack.enter_context(serve(application, self.environment, log))
        return self.served[application]

    def stop_servers(self) -> None:
        self.stack.close()
        self.served.clear()

    @contextmanager
    def database(self) -> Iterator[Database]:
        """The database, opened in this process."""
        data = Settings(data=self.folder, database_url=self.environment["REGISTRY_DATABASE_URL"], secret="")
        opened = open_database(data)
        try:
            yield opened
        finally:
            opened.dispose()


def address_of(number: int) -> str:
    """Where the API keeps a synthetic component."""
    made = corpus.component(number)
    return f"/api/v1/components/{made['publisher']}/{made['name']}"
