"""Feeding the indexes anew from the command line."""

import time
from collections.abc import Iterable, Iterator

import click

from registry.catalogue.actions.requirements import hold_graph, recount_edges
from registry.directory.feed import OrganisationFeed
from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.terminal import say, with_progress
from registry.search.engine import SearchEngine


@click.command()
@json_option
@pass_console
def reindex(console: Console, as_json: bool) -> None:
    """Feed the search indexes anew, components and organisations, and count anew which components need which."""
    started = time.perf_counter()
    with console.database.writing() as session:
        hold_graph(session)
        recount_edges(session)
    components = SearchEngine(console.database, console.data / "index").rebuild(_watched)
    organisations = SearchEngine(console.database, console.data / "directory", OrganisationFeed()).rebuild(_watched)
    seconds = time.perf_counter() - started
    left = components is None or organisations is None
    if as_json:
        counts = {"components": components, "organisations": organisations}
        say_json({**counts, "seconds": round(seconds, 3), "left_to_service": left})
    elif left:
        say(
            "索引由运行中的服务使用：已移除，服务正在自行重建。",
            "The running service holds the index: it was taken away, and the service is building it anew.",
        )
    else:
        say(
            f"已索引 {components} 个组件、{organisations} 个单位，用时 {seconds:.1f} 秒。",
            f"{components} components indexed, {organisations} organisations, in {seconds:.1f} s.",
        )


def _watched(batches: Iterable[list[str]]) -> Iterator[list[str]]:
    return with_progress(batches, "reindex")
