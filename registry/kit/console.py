"""What every command works with.

Commands speak the API's own words, so that each works on this machine's registry and, with `--url`, on one far away.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import click
from sqlalchemy.exc import DBAPIError

from registry.kit.calling import Answer, Caller
from registry.kit.database import Database
from registry.kit.errors import Bilingual, Refusal
from registry.kit.failures import CallFailed, Declined
from registry.kit.sending import FileContent, digest_header
from registry.kit.terminal import explain, given, json_option, language, say_json

__all__ = [
    "Console",
    "Declined",
    "Machine",
    "RefusingGroup",
    "explain",
    "given",
    "json_option",
    "language",
    "pass_console",
    "say_json",
]

DATABASE_FAILED: Final = Bilingual(
    "数据库无法完成操作：{reason}。请确认已执行 python -m registry init，且数据库可以连接。",
    "The database declined: {reason}. Was it prepared with 'python -m registry init', and can it be reached?",
)
LOCAL_ONLY: Final = Bilingual(
    "此命令只能在登记平台所在的机器上执行：请去掉 --url（或取消 REGISTRY_URL）。",
    "This command works only on the machine of the registry itself: leave out --url (or unset REGISTRY_URL).",
)
NOTICED: Final = 5
WAITING: Final = Bilingual("服务要求稍候：等待 {seconds} 秒…", "The registry asks to wait: {seconds} s…")


@dataclass(frozen=True)
class Machine:
    """What a registry stands on, within reach of the commands. `open_storage` gives where artifacts are kept."""

    open_database: Callable[[], Database]
    open_storage: Callable[[], Any]
    data: Path


class Console:
    """A registry to ask and, where it is this machine's own, the machine.

    Addresses are those of the API without `/api/v1`. An answer of 400 or above ends the command with exit code 1 and
    the problem's sentence, unless the command catches `Declined`.
    """

    def __init__(self, open_caller: Callable[[], Caller], machine: Machine | None = None) -> None:
        self._open_caller = open_caller
        self._machine = machine

    def get(self, address: str, **query: Any) -> Any:
        """The JSON at an address; arguments that are None are left out."""
        return self._json(self._caller.call("GET", address, query=query))

    def items(self, address: str, **query: Any) -> Iterator[dict[str, Any]]:
        """Everything in a list, page by page."""
        query = {"limit": 100, **query}
        while True:
            page = self.get(address, **query)
            yield from page["items"]
            if (cursor := page["next"]) is None:
                return
            query["cursor"] = cursor

    def post(self, address: str, json: Any = None, *, key: str | None = None, **query: Any) -> Any:
        """What the answer to a POST says; None when it says nothing.

        To a server it goes with an Idempotency-Key: a fresh one, or `key` where the same request may come again later.
        """
        return self._json(self._caller.call("POST", address, json=json, query=query, key=key))

    def put(self, address: str, json: Any, **query: Any) -> Any:
        """Replace what stands at an address, naming the tag of what is replaced, or create it."""
        tag = self._tag_of(address)
        headers = {"If-None-Match": "*"} if tag is None else {"If-Match": tag}
        return self._json(self._caller.call("PUT", address, json=json, query=query, headers=headers))

    def patch(self, address: str, changes: Mapping[str, Any]) -> Any:
        """Merge changes into what stands at an address now."""
        headers = {"Content-Type": "application/merge-patch+json", "If-Match": self._tag_of(address) or "*"}
        return self._json(self._caller.call("PATCH", address, json=changes, headers=headers))

    def delete(self, address: str, **query: Any) -> Any:
        """Remove what stands at an address, naming its tag where it has one."""
        tag = self._tag_of(address)
        headers = {} if tag is None else {"If-Match": tag}
        return self._json(self._caller.call("DELETE", address, query=query, headers=headers))

    def upload(self, address: str, content: bytes, content_type: str, **query: Any) -> Any:
        """POST a file as it is."""
        headers = {"Content-Type": content_type}
        return self._json(self._caller.call("POST", address, content=content, query=query, headers=headers))

    def download(self, address: str, **query: Any) -> bytes:
        """The bytes at an address, for what is no JSON."""
        return self._caller.call("GET", address, query=query).body

    def put_file(
        self, address: str, file: Path, *, digest: str, media_type: str, watch: Callable[[int], None], **query: Any
    ) -> Any:
        """PUT a file as it is, under its SHA-256 in hexadecimal digits; `watch` is told of each piece on its way.

        Whoever changes the file meanwhile is refused: the registry holds what comes to the digest.
        """
        headers = {"Content-Type": media_type, "Repr-Digest": digest_header(digest)}
        return self._json(self._caller.put_file(address, FileContent(file, watch), query=query, headers=headers))

    @contextmanager
    def opened(self, address: str, *, start: int = 0) -> Iterator[tuple[int, Iterator[bytes]]]:
        """The bytes at an address as they come, from `start` on where the registry can; and where they begin."""
        # Not compressed: a part of what is compressed cannot be joined to the part before.
        headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={start}-"} if start else {})}
        with self._caller.opened(address, headers) as response:
            yield start if response.status_code == 206 else 0, response.iter_raw()

    @property
    def is_remote(self) -> bool:
        """Whether `--url` names the registry, so that only asking is possible."""
        return self._machine is None

    @property
    def machine(self) -> Machine:
        """Where the registry runs. With `--url` it is wrong usage to need it: exit code 2."""
        if self._machine is None:
            raise click.UsageError(LOCAL_ONLY.in_language(language()))
        return self._machine

    @property
    def data(self) -> Path:
        """The data folder; as `machine`."""
        return self.machine.data

    @cached_property
    def database(self) -> Database:
        """The database; as `machine`."""
        return self.machine.open_database()

    def close(self) -> None:
        """Give back what was opened."""
        if "_caller" in self.__dict__:
            self._caller.close()
        if "database" in self.__dict__:
            self.database.dispose()

    @cached_property
    def _caller(self) -> Caller:
        caller = self._open_caller()
        caller.on_wait = _tell_wait
        return caller

    def _tag_of(self, address: str) -> str | None:
        """The present tag; None where there is nothing to read, or nothing with a tag."""
        try:
            # Not compressed: a proxy that compresses makes the tag a weak one, on which no change can build.
            found = self._caller.call("GET", address, headers={"Accept-Encoding": "identity"})
        except Declined as refusal:
            if refusal.status in {404, 405}:
                return None
            raise
        tag: str | None = found.headers.get("ETag")
        return tag

    def _json(self, answer: Answer) -> Any:
        if answer.status == 204:
            return None
        document = answer.document()
        if document is None:
            raise self._caller.unlike_registry(answer)
        return document


def _tell_wait(seconds: int) -> None:
    """A pause that somebody would notice is explained."""
    if seconds >= NOTICED:
        click.echo(WAITING.in_language(language()).format(seconds=seconds), err=True)


pass_console = click.make_pass_decorator(Console)


class RefusingGroup(click.Group):
    """Ends with 1 and a sentence on standard error when the registry declines, its database does, or nobody answers."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(explain(refusal), err=True)
        except Declined as refusal:
            click.echo(refusal.explain(), err=True)
        except CallFailed as failure:
            click.echo(failure.explain(language()), err=True)
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines()[0].rstrip(".")
            click.echo(DATABASE_FAILED.in_language(language()).format(reason=reason), err=True)
        ctx.exit(1)
