"""Which components are recommended against a gap, in which order and why (S17, S36, S72). Pure.

The order, in which no price and no payment counts:

1. what is used for the very scenario;
2. what lies in the very domain, before what lies in a domain that helps against the type of problem;
3. for a foundational city: what its publisher says is ready for such cities;
4. what more cities like this one run; 5. what more cities run; 6. the better documented; 7. by name.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from registry.kit.errors import Bilingual

NAMED: Final = 3
"""So many cities like the reader's are named with why they are alike."""


class AlikeCity(NamedTuple):
    """A city like the reader's that runs a component, with why it is like it."""

    name: Bilingual
    reasons: Sequence[Bilingual]


class Candidate(NamedTuple):
    """A component that might help."""

    component: str
    serves_scenario: bool
    in_domain: bool
    is_foundational_ready: bool
    alike: Sequence[AlikeCity]
    adopters: int
    quality: int
    missing: Sequence[str] = ()


def in_order(candidates: Iterable[Candidate], *, is_foundational: bool) -> list[Candidate]:
    """The candidates, the first to look at first."""
    return sorted(
        candidates,
        key=lambda each: (
            not each.serves_scenario,
            not each.in_domain,
            is_foundational and not each.is_foundational_ready,
            -len(each.alike),
            -each.adopters,
            -each.quality,
            each.component,
        ),
    )


def reasons_for(candidate: Candidate, *, is_foundational: bool) -> list[Bilingual]:
    """Why a component is recommended, each in a sentence."""
    found = []
    if candidate.serves_scenario:
        found.append(Bilingual("用于同一场景。", "It is used for the same scenario."))
    if candidate.in_domain:
        found.append(Bilingual("属于同一领域。", "It lies in the same domain."))
    elif not candidate.serves_scenario:
        found.append(Bilingual("所属领域有助于解决此类问题。", "Its domain helps against problems of this type."))
    if is_foundational and candidate.is_foundational_ready:
        found.append(
            Bilingual("发布方声明适合基础薄弱城市。", "Its publisher says that it is ready for foundational cities.")
        )
    if candidate.alike:
        found.append(_alike(candidate.alike))
    if candidate.adopters:
        number = candidate.adopters
        en = "One city runs it." if number == 1 else f"{number} cities run it."
        found.append(Bilingual(f"共有 {number} 座城市在用。", en))
    if candidate.missing:
        named = ", ".join(candidate.missing)
        found.append(Bilingual(f"须先运行：{named}。", f"It needs first: {named}."))
    return found


def _alike(cities: Sequence[AlikeCity]) -> Bilingual:
    zh = "、".join(_named(each, "zh") for each in cities[:NAMED])
    en = ", ".join(_named(each, "en") for each in cities[:NAMED])
    number = len(cities)
    verb = "city like yours runs it" if number == 1 else "cities like yours run it"
    return Bilingual(f"与贵市相似的 {number} 座城市在用：{zh}。", f"{number} {verb}: {en}.")


def _named(city: AlikeCity, language: str) -> str:
    reasons = [each.in_language(language) for each in city.reasons]
    name = city.name.in_language(language)
    if not reasons:
        return name
    return f"{name}（{'、'.join(reasons)}）" if language == "zh" else f"{name} ({', '.join(reasons)})"
