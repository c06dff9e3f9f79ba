"""A backup is one file; restoring it puts the database back and lets the index be fed again."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Final

from registry.kit.database import Database
from registry.kit.errors import Bilingual, Refusal

_SQLITE_HEADER: Final = b"SQLite format 3\x00"


class BackupUnusable(Refusal):
    title = Bilingual("备份不可用", "The backup cannot be used")
    sentence = Bilingual("{file}：{reason}", "{file}: {reason}")


class ToolMissing(Refusal):
    title = Bilingual("缺少工具", "A tool is missing")
    sentence = Bilingual("需要 {tool}：请安装 PostgreSQL 客户端。", "{tool} is needed: install the PostgreSQL client.")


def back_up(database: Database, file: Path) -> int:
    """Write a consistent copy while the service goes on; the number of bytes.

    An existing file is replaced only once the new one is whole.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        if database.is_sqlite:
            _copy_sqlite(database, draft)
        else:
            _run("pg_dump", "--format=custom", "--no-owner", f"--file={draft}", _libpq(database))
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return file.stat().st_size


def restore(database: Database, file: Path) -> None:
    """Put a backup in place of what the database holds. The service must not be running meanwhile."""
    if not file.is_file():
        raise BackupUnusable(file=file.name, reason="no such file")
    if database.is_sqlite:
        _restore_sqlite(database, file)
    else:
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error",
             f"--dbname={_libpq(database)}", str(file))  # fmt: skip


def _copy_sqlite(database: Database, target: Path) -> None:
    # pages=-1 copies everything in one step: in smaller steps it never ends while others write.
    source = sqlite3.connect(str(database.url.database))
    copy = sqlite3.connect(target)
    try:
        source.backup(copy, pages=-1)
    finally:
        copy.close()
        source.close()


def _restore_sqlite(database: Database, file: Path) -> None:
    with file.open("rb") as opened:
        if opened.read(len(_SQLITE_HEADER)) != _SQLITE_HEADER:
            raise BackupUnusable(file=file.name, reason="not a backup of the embedded database")
    source = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        found = source.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise BackupUnusable(file=file.name, reason=found)
        database.dispose()
        target = sqlite3.connect(str(database.url.database))
        try:
            source.backup(target, pages=-1)
        finally:
            target.close()
    except sqlite3.DatabaseError as error:
        raise BackupUnusable(file=file.name, reason=str(error)) from error
    finally:
        source.close()


def _libpq(database: Database) -> str:
    return database.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(tool: str, *arguments: str) -> None:
    path = shutil.which(tool) or _beside_server(tool)
    if path is None:
        raise ToolMissing(tool=tool)
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise BackupUnusable(file=tool, reason=done.stderr.strip().splitlines()[-1] if done.stderr else "failed")


def _beside_server(tool: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"))
    return str(found[-1]) if found else None
