"""What a city should mind about a version that was chosen."""

from collections.abc import Mapping
from typing import Any

from registry.kit.errors import Bilingual
from registry.resolution import wording
from registry.resolution.queries import VersionFacts
from registry.resolution.resolving import Broken
from registry.resolution.shelves import Catalogue

Warned = tuple[str, Bilingual]
"""One word of the wire, and a sentence."""


def breaks(catalogue: Catalogue, broken: Broken, running: Mapping[int, int]) -> Warned:
    """That something else the city runs does not go with it."""
    shelf, wanted = catalogue.shelf(broken.component), wording.asked_for(broken.ask.specifier)
    runs = f"{shelf.name} {catalogue.number(broken.component, running[broken.component])}"
    return "breaks", Bilingual(
        f"城市在运行的 {runs} 要求 {wanted.zh}，没有能与之配合的版本",
        f"{runs}, which the city runs, asks for {wanted.en}, and no version of it goes with this",
    )


def warnings_of(facts: VersionFacts) -> list[Warned]:
    """What the catalogue says of the version and its component."""
    found = []
    if facts.is_yanked:
        found.append(("yanked", Bilingual("此版本已撤回，宜更换", "this version was yanked: better change it")))
    if facts.status in {"deprecated", "retired"}:
        found.append((facts.status, _ending(facts)))
    if facts.platform_requirements:
        needed = "、".join(_platform(entry) for entry in facts.platform_requirements)
        check = Bilingual(f"请核对运行环境：{needed}", f"check what it runs on: {needed.replace('、', ', ')}")
        found.append(("platform", check))
    return found


def _ending(facts: VersionFacts) -> Bilingual:
    successor = (facts.deprecation or {}).get("successor")
    zh, en = ("已弃用", "deprecated") if facts.status == "deprecated" else ("已退役", "retired")
    if successor is None:
        return Bilingual(f"组件{zh}", f"the component is {en}")
    return Bilingual(f"组件{zh}：由 {successor} 接替", f"the component is {en}: {successor} takes its place")


def _platform(entry: Mapping[str, Any]) -> str:
    return f"{entry['product']} {entry['specifier']}".strip()
