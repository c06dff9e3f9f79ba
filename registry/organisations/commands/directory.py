"""Finding organisations, describing them, and deciding on drafts, from the command line."""

from typing import Any

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose
from registry.organisations.commands.registering import organisations
from registry.organisations.vocabulary import CITY_CLASSES, GENES, KINDS, SIZE_BANDS, UNITS


@organisations.command("search")
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--class", "class", type=click.Choice(CITY_CLASSES))
@click.option("--size-band", type=click.Choice(SIZE_BANDS))
@click.option("--offers", help="A component, a domain's code, or words: who publishes or supplies it")
@click.option("--uses", help="A component: who runs it (for cities and administrators)")
@click.option("--limit", type=click.IntRange(1, 100), default=20)
@json_option
@pass_console
def search_all(console: Console, /, words: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Search organisations by name in Chinese, English or pinyin, and by what they offer or use."""
    found = console.get("/organisations", q=" ".join(words), **options)
    if as_json:
        say_json({name: found[name] for name in ("items", "total", "corrected")})
        return
    if found["corrected"]:
        say(f"已理解为：{found['corrected']}", f"Read as: {found['corrected']}")
    rows = ((item["slug"], item["kind"], choose(item["name"], language()), item["status"]) for item in found["items"])
    show_table(("slug", "kind", "name", "status"), rows, title=f"{found['total']} found")


@organisations.command()
@click.argument("slug")
@json_option
@pass_console
def peers(console: Console, slug: str, as_json: bool) -> None:
    """The cities most like the city SLUG, and why."""
    found = list(console.items(f"/organisations/{slug}/peers"))
    if as_json:
        say_json(found)
        return
    rows = (
        (
            peer["slug"],
            choose(peer["name"], language()),
            f"{peer['similarity']:.3f}",
            "; ".join(reason["sentence"][language()] for reason in peer["reasons"]),
        )
        for peer in found
    )
    show_table(("slug", "name", "likeness", "because"), rows)


@organisations.command()
@click.argument("slug")
@click.option("--name-zh", help="Name in Chinese")
@click.option("--name-en", help="Name in English")
@click.option("--about-zh", help="About it, in Chinese")
@click.option("--about-en", help="About it, in English")
@click.option("--size-band", type=click.Choice(SIZE_BANDS))
@click.option("--gene", "genes", multiple=True, metavar="GENE=WORD,WORD", help=f"One of {', '.join(GENES)}")
@click.option("--division", "division_code", help="Code of GB/T 2260; administrators only")
@click.option("--uscc", help="Unified social credit code; administrators only")
@json_option
@pass_console
def describe(console: Console, /, slug: str, as_json: bool, **options: Any) -> None:
    """Change what the organisation SLUG says of itself; what is not given stays."""
    changes = given(
        name=given(zh=options["name_zh"], en=options["name_en"]),
        profile=_profile(options),
        **{field: options[field] for field in ("size_band", "division_code", "uscc")},
    )
    if not changes:
        raise click.UsageError("Give at least one thing to change.")
    _tell(console.patch(f"/organisations/{slug}", changes), as_json, f"已更新 {slug}。", f"Changed {slug}.")


@organisations.command()
@click.argument("slug")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--name-zh", help="Name in Chinese")
@click.option("--name-en", help="Name in English")
@click.option("--unit", type=click.Choice(UNITS), help="For a city: what it is")
@click.option("--division", "division_code", help="Code of GB/T 2260")
@click.option("--size-band", type=click.Choice(SIZE_BANDS))
@json_option
@pass_console
def draft(
    console: Console, /, slug: str, name_zh: str | None, name_en: str | None, as_json: bool, **options: str | None
) -> None:
    """Enter a missing organisation as a draft that everybody sees."""
    body = {"slug": slug, "name": given(zh=name_zh, en=name_en), **given(**options)}
    _tell(console.post("/organisations/drafts", body), as_json, f"已提交草稿 {slug}。", f"Entered the draft {slug}.")


@organisations.command()
@click.argument("slug")
@json_option
@pass_console
def approve(console: Console, slug: str, as_json: bool) -> None:
    """Approve the draft SLUG: it is registered. Administrators only."""
    _tell(console.post(f"/organisations/{slug}/approval"), as_json, f"已批准 {slug}。", f"Approved {slug}.")


@organisations.command()
@click.argument("slug")
@click.argument("into")
@click.option("--on", metavar="YYYY-MM-DD", help="The day since which INTO stands for it; today unless said")
@json_option
@pass_console
def merge(console: Console, slug: str, into: str, on: str | None, as_json: bool) -> None:
    """Merge SLUG into INTO: its address leads there, its tokens end. Administrators only."""
    done = console.post(f"/organisations/{slug}/merge", {"into": into, **given(on=on)})
    _tell(done, as_json, f"已将 {slug} 并入 {into}。", f"Merged {slug} into {into}.")


def _profile(options: dict[str, Any]) -> dict[str, Any]:
    genes: dict[str, list[str]] = {}
    for option in options["genes"]:
        gene, _, words = option.partition("=")
        if gene not in GENES:
            raise click.UsageError(f"--gene takes one of {', '.join(GENES)}, as in economy=制造业,旅游业")
        genes[gene] = [word.strip() for word in words.replace("，", ",").split(",") if word.strip()]
    return given(about=given(zh=options["about_zh"], en=options["about_en"]), genes=genes)


def _tell(document: Any, as_json: bool, zh: str, en: str) -> None:
    if as_json:
        say_json(document)
    else:
        say(zh, en)
