"""What a city should do about a version it runs."""

from typing import Final, NamedTuple
from uuid import UUID

from registry.adoption.warnings import Warned
from registry.comparison.upgrades import Upgrade
from registry.kit.errors import Bilingual


class Installed(NamedTuple):
    """An adoption as far as its version goes. `latest` is the component's latest version by the stated policy;
    `compatible` and `breaking` the newest above it that is shown to be compatible, and the newest beyond that is not.
    """

    adoption: UUID
    adopter: str
    component: str
    status: str
    version: str | None
    is_yanked: bool
    is_quarantined: bool
    latest: str | None
    is_behind: bool
    successor: str | None
    compatible: Upgrade | None = None
    breaking: Upgrade | None = None
    advisories: tuple[Warned, ...] = ()


class Advice(NamedTuple):
    """What is the matter, in one word of the wire, and what to do about it."""

    code: str
    text: Bilingual


LEVELS: Final = {
    "critical": Bilingual("严重", "critical"),
    "high": Bilingual("高危", "high"),
    "medium": Bilingual("中危", "medium"),
    "low": Bilingual("低危", "low"),
    "none": Bilingual("无危害", "none"),
    None: Bilingual("未评级", "not rated"),
}
"""How severe, as it is said in a sentence."""


def advise(installed: Installed) -> list[Advice]:
    """What to do, the most urgent first; empty when all is well. An unknown version is said to be one."""
    latest, successor = installed.latest, installed.successor
    found = [_warning(warned) for warned in installed.advisories]
    if installed.is_quarantined:
        found.append(
            _advice(
                "quarantined",
                "已被隔离：在安全管理员解除之前不要扩大使用或升级，并向发布方了解原因",
                "quarantined: neither spread nor upgrade it until security administrators lift that; ask its publisher",
            )
        )
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
        safely = _how_far(installed)
        found.append(_advice("behind", f"落后：已有 {latest}{safely.zh}", f"behind: {latest} is out{safely.en}"))
    return found


def _how_far(installed: Installed) -> Bilingual:
    """To which version one can go without breaking what calls it, where that is more than the number says already."""
    compatible, breaking = installed.compatible, installed.breaking
    if breaking is None:
        proved = compatible is not None and compatible.by == "interface"
        return Bilingual("（接口兼容）", " (its interface is compatible)") if proved else Bilingual("", "")
    zh, en = ("不兼容", "breaks") if breaking.verdict == "breaking" else ("是否兼容无法判断", "may break")
    if compatible is None:
        return Bilingual(f"；{breaking.version} {zh}", f"; {breaking.version} {en}")
    return Bilingual(
        f"；可放心升级到 {compatible.version}，{breaking.version} {zh}",
        f"; {compatible.version} is compatible, {breaking.version} {en}",
    )


def _warning(warned: Warned) -> Advice:
    level = LEVELS[warned.severity]
    if warned.move_to is None:
        zh, en = "尚无修复版本，请按通告所述规避", "no fix yet: see the workaround"
    else:
        zh = f"请改用 {warned.move_to}（可升级到的首个修复版本）"
        en = f"move to {warned.move_to}, the first fixed version you can reach"
    zh = f"受安全通告 {warned.identifier} 影响（{level.zh}）：{zh}"
    return _advice("advisory", zh, f"affected by {warned.identifier} ({level.en}): {en}")


def _gone(code: str, zh: str, successor: str | None) -> Advice:
    if successor is None:
        return _advice(code, zh, code)
    return _advice(code, f"{zh}：请改用 {successor}", f"{code}: move to {successor}")


def _advice(code: str, zh: str, en: str) -> Advice:
    return Advice(code, Bilingual(zh, en))
