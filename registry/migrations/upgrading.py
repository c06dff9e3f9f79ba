"""Bringing a database to the present schema."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from registry.kit.database import Database
from registry.kit.errors import Bilingual, Refusal

HERE: Final = Path(__file__).parent
MIGRATION_LOCK: Final = 7_160_002


def upgrade(database: Database, revision: str = "head") -> None:
    """Run the missing steps, each database one process at a time; does nothing when there are none."""
    with database.engine.execution_options(registry_writes=True).begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def is_current(database: Database) -> bool:
    """Whether the database is at the newest step."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


class DatabaseNotReady(Refusal):
    status = 503
    title = Bilingual("数据库尚未就绪", "The database is not ready")
    sentence = Bilingual(
        "数据库尚未创建或需要升级，请先运行：python -m registry init",
        "The database is not created yet or needs an upgrade. First run: python -m registry init",
    )


def require_current(database: Database) -> None:
    """Raises DatabaseNotReady, saying what to run, unless the database is at the newest step."""
    if not is_current(database):
        raise DatabaseNotReady()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("path_separator", "os")
    return config
