"""Running the service from the command line."""

import os
import signal
import sys
import tempfile
import threading
from pathlib import Path

import click

from registry.app import create_app, open_storage, open_sweeper
from registry.artifacts.collecting import Collector
from registry.directory.feed import OrganisationFeed
from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.terminal import say
from registry.operations import backing_up
from registry.operations.checking import differences
from registry.operations.checking_artifacts import wrong_artifacts
from registry.operations.following import start_followers
from registry.operations.starting import prepare
from registry.search.engine import SearchEngine
from registry.search.index import discard
from registry.settings import Settings


@click.command()
@json_option
@pass_console
def init(console: Console, as_json: bool) -> None:
    """Create or migrate the database and enter the divisions of GB/T 2260. Safe to repeat."""
    added = prepare(console.database)
    if as_json:
        say_json({"ready": True, "divisions": added})
    else:
        say(f"数据库已就绪（录入 {added} 个区划）。", f"The database is ready ({added} divisions entered).")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes")
@json_option
@pass_console
def serve(console: Console, host: str, port: int, workers: int, as_json: bool) -> None:
    """Serve pages and API with a production server."""
    console.database.dispose()
    root = f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}"  # noqa: S104 — only compared
    if as_json:
        say_json({"url": root, "workers": workers})
    else:
        click.echo(f"Catalogue 组件目录   {root}/")
        click.echo(f"Dashboard 复用看板   {root}/dashboard")
        click.echo(f"API                  {root}/api/v1   described at {root}/docs")
        click.echo("A token 令牌         python -m registry tokens issue ORGANISATION --scope catalogue:write")
    sys.stdout.flush()
    # The server takes this process over: a fresh interpreter, so that its workers carry nothing of the command line.
    environment = {"PROMETHEUS_MULTIPROC_DIR": tempfile.mkdtemp(prefix="registry-metrics-"), **os.environ}
    os.execve(sys.executable, serving_command(host, port, workers), environment)  # noqa: S606 — no shell is wanted


def serving_command(host: str, port: int, workers: int) -> list[str]:
    """The command line of the WSGI server: several threads a worker, since one slow upload would stall its readers.

    HTTP/2 without TLS is switched off, and a head of 100 kB is refused (431) instead of read. When a worker dies the
    service ends and its supervisor starts it afresh: granian's own respawning can miss the signal to stop when it
    reaches the workers at the same moment, as Ctrl-C does, and then never ends.
    """
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers-kill-timeout", "5"]
    size = ["--workers", str(workers), "--blocking-threads", "16"]
    protocol = ["--http", "1", "--http1-buffer-size", "32768"]
    return [*server, "--host", host, "--port", str(port), *size, *protocol, "wsgi:app"]


@click.command()
@json_option
@pass_console
def worker(console: Console, as_json: bool) -> None:
    """Keep index and figures up with the log, without serving: for nodes whose servers run elsewhere."""
    console.database.dispose()
    stop = start_followers(create_app(Settings.from_environment()).extensions)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if as_json:
        say_json({"following": True})
    else:
        say("正在跟随日志；按 Ctrl-C 结束。", "Following the log; Ctrl-C ends it.")
    sys.stdout.flush()
    while not stop.wait(1.0):
        pass
    for thread in threading.enumerate():
        if thread.name.endswith("-follower"):
            thread.join(5.0)


@click.command()
@click.option("--bytes", "reads_bytes", is_flag=True, help="Read every file of the storage and hash it anew")
@json_option
@pass_console
@click.pass_context
def check(context: click.Context, console: Console, reads_bytes: bool, as_json: bool) -> None:
    """Prove that counts, figures, documents and index equal a recount and that the storage holds every file; exit 1
    naming what does not.
    """
    engine = SearchEngine(console.database, console.data / "index")
    directory = SearchEngine(console.database, console.data / "directory", OrganisationFeed())
    found = list(differences(console.database, engine, directory))
    with console.database.reading() as session:
        storage = open_storage(Settings.from_environment())
        found += wrong_artifacts(session, storage, reads_bytes=reads_bytes)
    if as_json:
        say_json({"differences": found})
    elif not found:
        say("全部与重新计数一致。", "Everything equals its recount.")
    for difference in () if as_json else found:
        click.echo(difference, err=True)
    if found:
        context.exit(1)


@click.command()
@json_option
@pass_console
def collect(console: Console, as_json: bool) -> None:
    """Remove files that no version and no staged release names, and what cut-off uploads left, once a day old."""
    collected = Collector(console.database, open_storage(Settings.from_environment())).collect()
    if as_json:
        say_json(collected._asdict())
    else:
        say(
            f"已清理 {collected.blobs} 个无引用文件、{collected.leftovers} 个中断的上传。",
            f"Removed {collected.blobs} files that nothing names and {collected.leftovers} cut-off uploads.",
        )


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@pass_console
def backup(console: Console, file: Path, as_json: bool) -> None:
    """Write a consistent copy of the database to FILE while the service goes on."""
    size = backing_up.back_up(console.database, file)
    if as_json:
        say_json({"file": str(file), "bytes": size})
    else:
        say(f"已将 {size:,} 字节写入 {file}。", f"{size:,} bytes written to {file}.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask")
@json_option
@pass_console
def restore(console: Console, file: Path, yes: bool, as_json: bool) -> None:
    """Put the backup FILE in place of the database. Stop the service first."""
    database = console.database
    if not yes:
        click.confirm("Everything in the database is replaced by the backup. Go on?", abort=True, err=as_json)
    backing_up.restore(database, file)
    prepare(database)
    discard(console.data / "index")
    discard(console.data / "directory")
    if as_json:
        say_json({"restored": str(file)})
    else:
        say("已恢复；下次启动时将重建搜索索引。", "Restored; the search index is fed again with the next start.")


@click.command()
@json_option
@pass_console
def sweep(console: Console, as_json: bool) -> None:
    """End what has run out and tell what is due, at once; the service does so every hour."""
    ended = open_sweeper(console.database).sweep()
    if as_json:
        say_json({"ran_out": ended})
    else:
        say(f"{ended} 项到期。", f"{ended} ran out.")
