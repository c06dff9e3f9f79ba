"""Everything an organisation owns as one archive, written as it is sent: never whole in memory."""

import csv
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, Final

import orjson
from sqlalchemy.orm import Session

from registry.artifacts.errors import BytesMissing
from registry.artifacts.storage import Storage
from registry.kit.actor import GOVERNMENT_KINDS
from registry.kit.clock import format_instant, now_of
from registry.kit.database import Database
from registry.kit.spreadsheets import guarded
from registry.landscapes.queries.owned import OWNED, list_files, list_own_events, list_owned
from registry.organisations.models import Organisation
from registry.organisations.queries import ids_acted_for

_IN_MEMORY: Final = 4 * 1024 * 1024
_PIECE: Final = 256 * 1024

README: Final = """# {slug}

本压缩包是 {slug} 及其下属单位在登记系统中的全部数据，生成于 {moment}。
- data/*.jsonl：每行一个 JSON 对象；data/*.csv：同样的内容，供电子表格使用（以 = + - @ 开头的单元格前加了单引号）。
- files/：佐证材料、安全报告、组件制品和导入表格的原始文件。
- manifest.json：每个文件的 SHA-256、字节数和行数；最后写入，缺少它说明下载不完整。
- 不含任何密钥：登记系统本身不保存令牌、签名密钥和 Webhook 密钥的明文。金额单位为分（_fen）。

This archive is everything that {slug} and those below it own in the registry, as of {moment}.
- data/*.jsonl: one JSON object a line; data/*.csv: the same for spreadsheets (a quote mark leads cells that begin with
  = + - @).
- files/: evidence, security reports, artifacts and imported tables, as they came.
- manifest.json: SHA-256, bytes and rows of each file. It is written last: an archive without it was cut short.
- No secrets: the registry keeps no token, signing key or webhook secret in clear. Amounts are in fen (`_fen`).
"""


class _Outlet(io.RawIOBase):
    """Where the archive is written to: what has gathered is taken from here and sent."""

    def __init__(self) -> None:
        self._gathered: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._gathered.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        taken = b"".join(self._gathered)
        self._gathered.clear()
        return taken


class Archive:
    """Writes the members of an archive one by one, and keeps their digests for the manifest."""

    def __init__(
        self, session: Session, storage: Storage, *, slug: str, ids: Sequence[int], is_government: bool
    ) -> None:
        self.session = session
        self.storage = storage
        self.slug = slug
        self.ids = ids
        self.is_government = is_government
        self._outlet = _Outlet()
        self._zip = zipfile.ZipFile(self._outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._members: list[dict[str, Any]] = []

    def pieces(self) -> Iterator[bytes]:
        """The archive, piece by piece."""
        moment = format_instant(now_of(self.session))
        yield from self._write("README.md", [README.format(slug=self.slug, moment=moment).encode()])
        for name in OWNED:
            yield from self._table(name, list_owned(self.session, name, self.ids))
        own = list_own_events(self.session, self.ids, is_government=self.is_government)
        yield from self._table("events", own)
        for kept in list_files(self.session, self.ids):
            try:
                yield from self._write(kept.path, self.storage.open(kept.digest))
            except BytesMissing:
                # The storage has lost it: the row in data/ still says that it was there.
                continue
        manifest = {"organisation": self.slug, "made_at": moment, "files": self._members}
        yield from self._write("manifest.json", [orjson.dumps(manifest, option=orjson.OPT_INDENT_2)])
        self._zip.close()
        yield self._outlet.take()

    def _table(self, name: str, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
        """One table in both forms. The lines are kept on this machine's disk while the second form is written."""
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as lines:
            columns: dict[str, None] = {}
            count = 0
            for row in rows:
                columns.update(dict.fromkeys(row))
                lines.write(orjson.dumps(row, default=str) + b"\n")
                count += 1
            if not count:
                return
            lines.seek(0)
            yield from self._write(f"data/{name}.jsonl", iter(lambda: lines.read(_PIECE), b""), rows=count)
            lines.seek(0)
            yield from self._write(f"data/{name}.csv", _as_csv(lines, list(columns)), rows=count)

    def _write(self, path: str, pieces: Iterable[bytes], *, rows: int | None = None) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        with self._zip.open(path, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                member.write(piece)
                yield self._outlet.take()
        told = {"path": path, "sha256": digest.hexdigest(), "bytes": size}
        self._members.append(told if rows is None else {**told, "rows": rows})
        yield self._outlet.take()


def _as_csv(lines: IO[bytes], columns: list[str]) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    text_mark = b"\xef\xbb\xbf"
    for line in lines:
        row = orjson.loads(line)
        writer.writerow(guarded(_cell(row.get(column))) for column in columns)
        if text.tell() > _PIECE:
            yield text_mark + text.getvalue().encode()
            text_mark = b""
            text.seek(0)
            text.truncate()
    yield text_mark + text.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return orjson.dumps(value).decode()


def stream_archive(database: Database, storage: Storage, organisation: Organisation) -> Iterator[bytes]:
    """The archive of an organisation and of those below it, of one moment, however long it takes to send."""
    with database.open_snapshot() as session:
        ids = sorted(ids_acted_for(session, organisation.id))
        is_government = organisation.kind in GOVERNMENT_KINDS
        archive = Archive(session, storage, slug=organisation.slug, ids=ids, is_government=is_government)
        yield from (piece for piece in archive.pieces() if piece)
