"""Words that mean the same."""

import click

from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table


@click.group()
def synonyms() -> None:
    """Words that mean the same to search; administrators change them."""


@synonyms.command("list")
@click.argument("word", required=False)
@json_option
@pass_console
def list_synonyms(console: Console, word: str | None, as_json: bool) -> None:
    """List the sets, or those that hold WORD."""
    sets = [item for item in console.items("/search/synonyms") if word is None or word in item["words"]]
    if as_json:
        say_json({"items": sets})
        return
    show_table(("id", "words"), ((item["id"], ", ".join(item["words"])) for item in sets))


@synonyms.command("add")
@click.argument("words", nargs=-1, required=True)
@click.option("--note", help="Why they mean the same")
@json_option
@pass_console
def add(console: Console, words: tuple[str, ...], note: str | None, as_json: bool) -> None:
    """Enter WORDS that mean the same, each in quotes where it holds spaces."""
    made = console.post("/search/synonyms", {"words": list(words), **({"note": note} if note else {})})
    if as_json:
        say_json(made)
        return
    say(f"已录入：{made['id']}", f"Entered: {made['id']}")


@synonyms.command("remove")
@click.argument("identifier")
@json_option
@pass_console
def remove(console: Console, identifier: str, as_json: bool) -> None:
    """Take the set with this id away."""
    console.delete(f"/search/synonyms/{identifier}")
    if as_json:
        say_json({"removed": identifier})
        return
    say(f"已删除：{identifier}", f"Removed: {identifier}")
