"""Names that are never cut apart."""

from urllib.parse import quote

import click

from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table


@click.group()
def dictionary() -> None:
    """Names that search never cuts apart; administrators change them."""


@dictionary.command("list")
@json_option
@pass_console
def list_dictionary(console: Console, as_json: bool) -> None:
    """List the names that administrators have entered."""
    words = list(console.items("/search/dictionary"))
    if as_json:
        say_json({"items": words})
        return
    show_table(("word", "since"), ((item["word"], item["created_at"]) for item in words))


@dictionary.command("add")
@click.argument("word")
@json_option
@pass_console
def add(console: Console, word: str, as_json: bool) -> None:
    """Enter WORD, a name of two Chinese characters or more. The index is fed anew in the background."""
    made = console.post("/search/dictionary", {"word": word})
    if as_json:
        say_json(made)
        return
    say(f"已录入：{made['word']}", f"Entered: {made['word']}")


@dictionary.command("remove")
@click.argument("word")
@json_option
@pass_console
def remove(console: Console, word: str, as_json: bool) -> None:
    """Take WORD out of the dictionary."""
    console.delete(f"/search/dictionary/{quote(word)}")
    if as_json:
        say_json({"removed": word})
        return
    say(f"已删除：{word}", f"Removed: {word}")
