"""What a city should do about a version it runs."""

from typing import NamedTuple
from uuid import UUID

from registry.kit.errors import Bilingual


class Installed(NamedTuple):
    """An adoption as far as its version goes. `latest` is the component's latest version by the stated policy."""

    adoption: UUID
    adopter: str
    component: str
    status: str
    version: str | None
    is_yanked: bool
    latest: str | None
    is_behind: bool
    successor: str | None


class Advice(NamedTuple):
    """What is the matter, in one word of the wire, and what to do about it."""

    code: str
    text: Bilingual


def advise(installed: Installed) -> list[Advice]:
    """What to do, the most urgent first; empty when all is well. An unknown version is said to be one."""
    latest, successor = installed.latest, installed.successor
    found: list[Advice] = []
    if installed.is_yanked:
        target = Bilingual(latest or "其他版本", latest or "another version")
        found.append(_advice("yanked", f"已撤回：请改用 {target.zh}", f"yanked: move to {target.en}"))
    if installed.status == "deprecated":
        found.append(_gone("deprecated", "已弃用", successor))
    if installed.status == "retired":
        found.append(_gone("retired", "已退役", successor))
    if installed.version is None:
        found.append(_advice("version_unknown", "版本未知：请登记在用版本", "version unknown: record which one runs"))
    elif installed.is_behind and not installed.is_yanked:
        found.append(_advice("behind", f"落后：已有 {latest}", f"behind: {latest} is out"))
    return found


def _gone(code: str, zh: str, successor: str | None) -> Advice:
    if successor is None:
        return _advice(code, zh, code)
    return _advice(code, f"{zh}：请改用 {successor}", f"{code}: move to {successor}")


def _advice(code: str, zh: str, en: str) -> Advice:
    return Advice(code, Bilingual(zh, en))
