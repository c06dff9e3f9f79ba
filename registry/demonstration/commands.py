"""The demonstration from the command line."""

from typing import Final

import click

from registry.demonstration.loading import is_empty, is_loaded, load_demonstration
from registry.demonstration.removing import remove_demonstration
from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.errors import Bilingual
from registry.kit.terminal import say, with_progress
from registry.statistics.following import StatisticsFollower

SAID: Final = {
    "removed": Bilingual("已移除 {number} 条演示记录。", "Removed {number} demonstration records."),
    "loaded_already": Bilingual("演示数据已加载。", "The demonstration is loaded already."),
    "registry_in_use": Bilingual(
        "平台上已有登记的组织：未加载演示数据。", "Organisations are registered already: no demonstration was loaded."
    ),
    "loaded": Bilingual(
        "已加载演示数据：虚构的城市、组件与两年模拟采用。演示数据，不代表任何真实城市或企业。",
        "Loaded the demonstration: fictional cities, components and adoptions over two simulated years.\n"
        "演示数据，不代表任何真实城市或企业。",
    ),
}


@click.command()
@click.option("--if-empty", is_flag=True, help="Only when no organisation is registered")
@click.option("--remove", is_flag=True, help="Remove the demonstration instead")
@json_option
@pass_console
def demo(console: Console, if_empty: bool, remove: bool, as_json: bool) -> None:
    """Load the demonstration data (fictional cities only), or remove it.

    演示数据，不代表任何真实城市或企业。
    """
    if remove:
        outcome, number = "removed", remove_demonstration(console.database)
    else:
        outcome, number = _load(console, if_empty=if_empty)
    if as_json:
        say_json({"outcome": outcome, "records": number})
    else:
        said = SAID[outcome]
        say(said.zh.format(number=number), said.en.format(number=number))


def _load(console: Console, *, if_empty: bool) -> tuple[str, int]:
    """What came of it, and how many things were done."""
    with console.database.reading() as session:
        if is_loaded(session):
            return "loaded_already", 0
        if if_empty and not is_empty(session):
            return "registry_in_use", 0
    storage = console.machine.open_storage()
    number = load_demonstration(console.database, storage, lambda steps: with_progress(steps, "demo", total=len(steps)))
    # Counted now: the first start would else count two years while everybody waits to write.
    StatisticsFollower(console.database).catch_up()
    return "loaded", number
