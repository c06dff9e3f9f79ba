"""How an answer and a conflict read to people, in Chinese and English."""

from collections.abc import Sequence
from typing import Final

from registry.kit.errors import Bilingual
from registry.resolution.changing import Change
from registry.resolution.explaining import Fact
from registry.resolution.resolving import Asker
from registry.resolution.shelves import Ask, Catalogue

NAMED: Final = 3
"""Of how many that ask for the same the names are told; of the others, how many there are."""

REASONS: Final = {
    "installed": Bilingual("城市已在运行，符合全部要求", "the city runs it already, and it fits"),
    "newest_stable": Bilingual("最新的稳定版本", "the newest stable version"),
    "newest_accepted": Bilingual("各方都接受的最新版本", "the newest that all who ask accept"),
    "newest_fitting": Bilingual("能与其余组件配合的最新版本", "the newest that fits the rest"),
    "prerelease": Bilingual("预发布版本，因为有要求", "a pre-release, because one was asked for"),
}

STATES: Final = {
    "hidden": Bilingual("不可见", "not to be seen here"),
    "removed": Bilingual("已删除", "removed"),
    "quarantined": Bilingual("已被安全管理员隔离", "held back by security administrators"),
    "retired": Bilingual("已退役，不再新采用", "retired: nobody newly adopts it"),
    "proposed": Bilingual("尚未由发布方接管", "not taken over by its publisher yet"),
}
UNLISTED: Final = Bilingual("尚未上架", "not listed yet")


def asked_for(specifier: str) -> Bilingual:
    """A specifier within a sentence."""
    return Bilingual(specifier or "任意版本", specifier or "any version")


def named(name: str, specifier: str) -> str:
    """A component with the specifier it is asked for."""
    return f"{name} {specifier}".strip()


def who_asks(catalogue: Catalogue, askers: Sequence[tuple[Asker, str | None]]) -> Bilingual:
    """`You ask for >=1.2, yunling/a 2.0 for <3`; each asker comes with the number of its version."""
    said = [_asker(catalogue, asker, number) for asker, number in askers[:NAMED]]
    more = len(askers) - NAMED
    zh = "，".join(text.zh for text in said) + (f"，另有 {more} 项要求" if more > 0 else "")
    en = ", ".join(text.en for text in said) + (f" and {more} more ask for it" if more > 0 else "")
    return Bilingual(zh, en)


def _asker(catalogue: Catalogue, asker: Asker, number: str | None) -> Bilingual:
    wanted = asked_for(asker.specifier)
    if asker.component is None:
        return Bilingual(f"您要求 {wanted.zh}", f"you ask for {wanted.en}")
    name = catalogue.name(asker.component)
    return Bilingual(f"{name} {number} 要求 {wanted.zh}", f"{name} {number} asks for {wanted.en}")


def obstacle(catalogue: Catalogue, component: int, place: int, ask: Ask, chosen: int) -> Bilingual:
    """Why a better version was passed over: it asks for something else than what was chosen."""
    number, wanted = catalogue.number(component, place), named(catalogue.name(ask.component), ask.specifier)
    has = catalogue.number(ask.component, chosen)
    return Bilingual(
        f"未选 {number}：它要求 {wanted}，而选定的是 {has}",
        f"not {number}, which asks for {wanted}, where {has} was chosen",
    )


def conflict(catalogue: Catalogue, fact: Fact) -> Bilingual:
    """One fact of a conflict, with what can be had where nothing fits."""
    wanted = named(catalogue.name(fact.ask.component), fact.ask.specifier)
    if fact.component is None:
        said = Bilingual(f"您要求 {wanted}", f"you ask for {wanted}")
    else:
        asker = catalogue.name(fact.component)
        numbers = numbers_of([catalogue.number(fact.component, place) for place in fact.places])
        zh, en = ("（可用的版本均如此）", " (as do all versions that come into question)")
        every = fact.is_every and len(fact.places) > 1
        asks = "asks" if len(fact.places) == 1 else "ask"
        said = Bilingual(
            f"{asker} {numbers.zh} 要求 {wanted}{zh if every else ''}",
            f"{asker} {numbers.en} {asks} for {wanted}{en if every else ''}",
        )
    lack = nothing_fits(catalogue, fact.ask)
    return said if lack is None else Bilingual(f"{said.zh}（{lack.zh}）", f"{said.en} ({lack.en})")


def nothing_fits(catalogue: Catalogue, ask: Ask) -> Bilingual | None:
    """Why a requirement finds no version at all, naming the nearest that exist; None where it finds one."""
    shelf = catalogue.shelf(ask.component)
    if shelf.accepted(ask.specifier):
        return None
    if shelf.state is not None:
        state = STATES.get(shelf.state, UNLISTED)
        return Bilingual(f"该组件{state.zh}", f"that component is {state.en}")
    if not shelf.offers:
        return Bilingual("该组件还没有版本", "it has no version yet")
    within = shelf.within(ask.specifier)
    near = _told_nearest(catalogue, ask)
    if not within:
        return Bilingual(f"没有符合的版本，{near.zh}", f"no version fits; {near.en}")
    number = shelf.offers[(within & -within).bit_length() - 1].number
    if within & shelf.offered:
        return Bilingual(
            f"符合的只有预发布版本，如 {number}：如需要，请要求预发布版本",
            f"only pre-releases fit, such as {number}: ask for pre-releases if you want one",
        )
    return Bilingual(
        f"符合的版本均已撤回，如 {number}；{near.zh}", f"what fits was yanked, such as {number}; {near.en}"
    )


def _told_nearest(catalogue: Catalogue, ask: Ask) -> Bilingual:
    found = nearest(catalogue, ask)
    if not found:
        return Bilingual("没有其他可选的版本", "there is no other to choose")
    near = numbers_of(found)
    return Bilingual(f"最接近的是 {near.zh}", f"the nearest are {near.en}")


def nearest(catalogue: Catalogue, ask: Ask) -> list[str]:
    """Up to three versions that may be chosen, none where all were yanked: the greatest below what is asked for, the
    least above, the newest.
    """
    shelf = catalogue.shelf(ask.component)
    among = shelf.offered & ~shelf.early or shelf.offered
    numbers = [offer.number for place, offer in enumerate(shelf.offers) if among >> place & 1]
    bound = ask.specifier.split(",")[0].lstrip("<>=!~ ").removesuffix(".*")
    try:
        below, above = shelf.within(f"<{bound}") & among, shelf.within(f">{bound}") & among
    except ValueError:
        # `===` compares texts, which need be no versions; then there is no order to be near in.
        return numbers[:1]
    found = [shelf.offers[above.bit_length() - 1].number] if above else []
    found += [shelf.offers[(below & -below).bit_length() - 1].number] if below else []
    return list(dict.fromkeys([*found, *numbers[:1]]))


def numbers_of(numbers: Sequence[str]) -> Bilingual:
    """Version numbers in a sentence; many are told by the first and the last."""
    if not numbers:
        return Bilingual("（无）", "none")
    if len(numbers) <= NAMED:
        return Bilingual("、".join(numbers), ", ".join(numbers))
    return Bilingual(
        f"{numbers[-1]} 至 {numbers[0]}（{len(numbers)} 个版本）",
        f"{numbers[-1]} to {numbers[0]} ({len(numbers)} versions)",
    )


def change(catalogue: Catalogue, wanted: Sequence[Ask], steps: Change) -> Bilingual:
    """What to ask for instead."""
    said = []
    for place, specifier in steps:
        ask = wanted[place]
        name = catalogue.name(ask.component)
        if specifier is None:
            said.append(Bilingual(f"去掉 {name}", f"leave out {name}"))
        else:
            old, new = asked_for(ask.specifier), asked_for(specifier)
            said.append(
                Bilingual(f"{name} 改为 {new.zh}（原为 {old.zh}）", f"allow {name} {new.en} instead of {old.en}")
            )
    return Bilingual("，并".join(text.zh for text in said), " and ".join(text.en for text in said))
