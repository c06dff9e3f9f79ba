"""What a city should do about a version it runs, by when, and what it has made of that. Pure.

Advice of one adoption and the adoptions themselves stand in the order of urgency: by severity, then what is overdue,
then by the day it is due. Advisories bring their own severity, unrated ones count as medium. Beside them a quarantine
weighs as much as a critical advisory, a version yanked for its security as a high one; other yanks, a retirement and an
end of support that has passed as a medium one; a deprecation and an end of support that is near as a low one. A newer
version and a version nobody knows come last.
"""

from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from registry.adoption.due_days import UNRATED
from registry.adoption.warnings import Warned
from registry.advisories.scoring import rank_of
from registry.comparison.upgrades import Upgrade
from registry.kit.errors import Bilingual

SUPPORT_NOTICE_DAYS: Final = 180
"""So long before support ends it is told: half a year is what a tender takes."""


class Installed(NamedTuple):
    """An adoption as far as its version goes. `latest` is the component's latest version by the stated policy;
    `compatible` and `breaking` the newest above it that is shown to be compatible, and the newest beyond that is not.
    `doubts` are the advisories in force on any version, where it is not known which one runs.
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
    yank_reason: str | None = None
    yank_message: str | None = None
    sunset_on: date | None = None
    support_until: date | None = None
    doubts: tuple[str, ...] = ()


class Answered(NamedTuple):
    """What a body has made of a piece of advice: taken note of it, or put it off until a day, for a reason."""

    response: str
    until_on: date | None
    reason: str | None
    recorded_at: datetime

    def hides(self, today: date) -> bool:
        """Whether the advice stays out of sight today."""
        return self.until_on is not None and today < self.until_on


class Advice(NamedTuple):
    """What is the matter, in one word of the wire, and what to do about it.

    `about` tells advice of one code apart: an advisory, a version, a day, or the component. When it changes, or what it
    names is amended (`changed_at`), what was made of it before holds no longer.
    """

    code: str
    about: str
    text: Bilingual
    weight: int
    severity: str | None = None
    due_on: date | None = None
    is_overdue: bool = False
    changed_at: datetime | None = None
    answered: Answered | None = None

    @property
    def urgency(self) -> tuple[int, bool, date]:
        """Sorts the most urgent first."""
        return -self.weight, not self.is_overdue, self.due_on or date.max


class Update(NamedTuple):
    """An adoption that needs attention, with what to do, the most urgent first."""

    installed: Installed
    advice: list[Advice]

    @property
    def place(self) -> tuple[int, bool, str, str, str]:
        """Sorts the most urgent first, each in one place: by its most urgent advice, then by the component."""
        weight, in_time, due_on = self.advice[0].urgency
        return weight, in_time, due_on.isoformat(), self.installed.component, str(self.installed.adoption)


LEVELS: Final = {
    "critical": Bilingual("严重", "critical"),
    "high": Bilingual("高危", "high"),
    "medium": Bilingual("中危", "medium"),
    "low": Bilingual("低危", "low"),
    "none": Bilingual("无危害", "none"),
    None: Bilingual("未评级", "not rated"),
}
"""How severe, as it is said in a sentence."""

YANKS: Final = {
    "other": Bilingual("其他原因", "other"),
    "invalid": Bilingual("不可用", "it does not work"),
    "security": Bilingual("安全问题", "security"),
    "deprecated": Bilingual("已弃用", "deprecated"),
    "renamed": Bilingual("已更名", "renamed"),
}
"""Why a version was yanked, as it is said in a sentence."""


def advise(installed: Installed, today: date) -> list[Advice]:
    """What to do, the most urgent first; empty when all is well. An unknown version is said to be one."""
    found = [_warning(warned, today) for warned in installed.advisories]
    found += _about_the_component(installed, today)
    if installed.is_yanked:
        found.append(_yanked(installed))
    if installed.version is None:
        found.append(_unknown(installed))
    elif installed.is_behind and not installed.is_yanked:
        safely = _how_far(installed)
        zh, en = f"落后：已有 {installed.latest}{safely.zh}", f"behind: {installed.latest} is out{safely.en}"
        found.append(Advice("behind", str(installed.latest), Bilingual(zh, en), rank_of(None)))
    return sorted(found, key=lambda advice: advice.urgency)


def _about_the_component(installed: Installed, today: date) -> list[Advice]:
    component, found = installed.component, []
    if installed.is_quarantined:
        zh = "已被隔离：在安全管理员解除之前不要扩大使用或升级，并向发布方了解原因"
        en = "quarantined: neither spread nor upgrade it until security administrators lift that; ask its publisher"
        found.append(Advice("quarantined", component, Bilingual(zh, en), rank_of("critical")))
    if installed.status == "deprecated":
        sunset = installed.sunset_on
        text = _gone(
            Bilingual(f"已弃用，保留至 {sunset}", f"deprecated, kept until {sunset}")
            if sunset
            else Bilingual("已弃用", "deprecated"),
            installed.successor,
        )
        late = sunset is not None and sunset < today
        about = sunset.isoformat() if sunset else component
        found.append(Advice("deprecated", about, text, rank_of("low"), due_on=sunset, is_overdue=late))
    if installed.status == "retired":
        text = _gone(Bilingual("已退役", "retired"), installed.successor)
        found.append(Advice("retired", component, text, rank_of("medium")))
    elif installed.support_until is not None and installed.support_until <= today + timedelta(SUPPORT_NOTICE_DAYS):
        found.append(_support(installed.support_until, today))
    return found


def _support(until: date, today: date) -> Advice:
    if until < today:
        text = Bilingual(
            f"支持已于 {until} 终止：请与发布方商定后续支持，或改用其他组件",
            f"its support ended on {until}: agree with its publisher on what follows, or move to another component",
        )
    else:
        text = Bilingual(
            f"支持至 {until}：请在此之前商定后续支持",
            f"supported until {until}: agree on what follows before that day",
        )
    ended = until < today
    weight = rank_of("medium" if ended else "low")
    return Advice("support_ends", until.isoformat(), text, weight, due_on=until, is_overdue=ended)


def _yanked(installed: Installed) -> Advice:
    latest, reason = installed.latest, installed.yank_reason
    target = Bilingual(latest or "其他版本", latest or "another version")
    why = YANKS.get(reason or "other", YANKS["other"])
    zh, en = f"已撤回（{why.zh}）：请改用 {target.zh}", f"yanked ({why.en}): move to {target.en}"
    weight = rank_of("high" if reason == "security" else "medium")
    return Advice("yanked", str(installed.version), Bilingual(zh, en), weight)


def _unknown(installed: Installed) -> Advice:
    zh, en = "版本未知：请登记在用版本", "version unknown: record which one runs"
    if installed.doubts:
        named = ", ".join(installed.doubts)
        zh, en = f"{zh}；可能受 {named} 影响", f"{en}; it may be affected by {named}"
    return Advice("version_unknown", installed.component, Bilingual(zh, en), rank_of(None))


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


def _warning(warned: Warned, today: date) -> Advice:
    level = LEVELS[warned.severity]
    if warned.move_to is None:
        zh, en = "尚无修复版本，请按通告所述规避", "no fix yet: see the workaround"
    else:
        zh = f"请改用 {warned.move_to}（可升级到的首个修复版本）"
        en = f"move to {warned.move_to}, the first fixed version you can reach"
    zh = f"受安全通告 {warned.identifier} 影响（{level.zh}）：{zh}"
    return Advice(
        code="advisory",
        about=warned.identifier,
        text=Bilingual(zh, f"affected by {warned.identifier} ({level.en}): {en}"),
        weight=rank_of(warned.severity or UNRATED),
        severity=warned.severity,
        due_on=warned.due_on,
        is_overdue=warned.due_on is not None and warned.due_on < today,
        changed_at=warned.modified_at,
    )


def _gone(what: Bilingual, successor: str | None) -> Bilingual:
    if successor is None:
        return what
    return Bilingual(f"{what.zh}：请改用 {successor}", f"{what.en}: move to {successor}")
