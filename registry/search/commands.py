"""Searching, and rebuilding the index, from the command line."""

import time

import click
import orjson
from rich.console import Console as Terminal
from rich.table import Table

from registry.kit.actor import CONSOLE
from registry.kit.console import Console, language, pass_console, say_json
from registry.kit.texts import choose
from registry.search import queries
from registry.search.engine import SearchEngine


@click.command()
@click.argument("words", nargs=-1)
@click.option("--limit", type=click.IntRange(1, 100), default=20)
@click.option("--json", "as_json", is_flag=True)
@pass_console
def search(console: Console, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search the catalogue: Chinese, English, pinyin and typing errors."""
    engine = SearchEngine(console.database, console.data / "index")
    engine.wait_for(engine.head(), 5.0)
    with console.database.reading() as session:
        found = queries.search_components(session, engine, CONSOLE, words=" ".join(words), limit=limit)
    items = [{**orjson.loads(document), **count} for document, count in found.items]
    if as_json:
        say_json({"items": items, "total": found.result.total, "corrected": found.result.corrected})
        return
    if found.result.corrected:
        click.echo(f"Read as: {found.result.corrected}")
    table = Table("component", "title", "latest", "adopters", title=f"{found.result.total} found")
    for item in items:
        name = f"{item['publisher']}/{item['name']}"
        table.add_row(name, choose(item["title"], language()), item["latest_version"] or "–", str(item["adopters"]))
    Terminal().print(table)


@click.command()
@pass_console
def reindex(console: Console) -> None:
    """Feed the search index anew from the catalogue."""
    started = time.perf_counter()
    count = SearchEngine(console.database, console.data / "index").rebuild()
    if count is None:
        click.echo("The running service holds the index: it was taken away, and the service is building it anew.")
    else:
        click.echo(f"{count} components indexed in {time.perf_counter() - started:.1f} s.")
