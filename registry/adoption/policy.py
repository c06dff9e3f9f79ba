"""What a city asks of what it takes into use, and what of it is met. Pure.

A policy is a mapping in the words of the wire; a rule it does not hold asks for nothing:

- `minimum_severity`: an advisory in force on the version of this severity or above stands in the way; one below it, or
  one that nobody rated, is told.
- `yank_reasons`: a version that was yanked for one of these reasons is taken into use no further, even where it stands
  in a plan already. (A yanked version is never newly chosen, whatever the policy says.)
- `cool_down_days`: a version must have been out that long. One that repairs what is wrong with the version that runs
  need not wait: that is told.
- `licenses`: the component's licence must be one of these. Of a choice (OR) one suffices, of what applies together
  (AND) each must be there. They are compared as SPDX spells them; `GPL-2.0-or-later` is not `GPL-2.0-only`.
- `security_level`: the component must be made for this level of security protection (等级保护) or a higher one (S80).
- `required_confirmations`: what somebody must have vouched for, see CONFIRMATIONS.

What cannot be judged because no version is named is told, not refused: cities may record what runs at a version they do
not know.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from registry.advisories.scoring import rank_of
from registry.kit.errors import Bilingual
from registry.sboms.expressions import fold, read_terms

MET: Final = "met"
WARNED: Final = "warned"
UNMET: Final = "unmet"

RULES: Final = (
    "minimum_severity",
    "yank_reasons",
    "cool_down_days",
    "licenses",
    "security_level",
    "required_confirmations",
)

CONFIRMATIONS: Final = {
    "conformance": Bilingual("经核验的标准符合性", "conformance to a standard that somebody else verified"),
    "signature": Bilingual("发布方对最新清单的有效签名", "a good signature over its latest manifest"),
    "sbom": Bilingual("软件物料清单", "a bill of materials"),
    "security_report": Bilingual("测试报告或安全说明", "a test report or a security statement"),
}
"""Proofs a policy may ask for: of the version, but for the report, which the component's description names."""


class Finding(NamedTuple):
    """What one rule says: `met`, `warned` or `unmet`, and why."""

    rule: str
    verdict: str
    why: Bilingual

    def document(self) -> dict[str, Any]:
        return {"rule": self.rule, "verdict": self.verdict, "why": self.why._asdict()}


class Warning(NamedTuple):
    """An advisory in force on the version."""

    identifier: str
    severity: str | None


class Taken(NamedTuple):
    """What is to be taken into use: the component, and the version as far as one is named.

    `confirmed` are the confirmations that are there; `repairs` the advisories on the version that runs now which this
    one is free of.
    """

    license: str
    security_level: int | None
    version: str | None = None
    published_on: date | None = None
    yank_reason: str | None = None
    advisories: Sequence[Warning] = ()
    repairs: Sequence[str] = ()
    confirmed: frozenset[str] = frozenset()


def judge(rules: Mapping[str, Any], taken: Taken, today: date) -> list[Finding]:
    """What each rule of a policy says of what is to be taken into use, in the order of RULES."""
    found: list[Finding] = []
    for rule in RULES:
        asked = rules.get(rule)
        if asked is not None and asked != []:
            found += _JUDGES[rule](asked, taken, today)
    return found


def unmet(findings: Sequence[Finding]) -> list[Finding]:
    """What stands in the way."""
    return [finding for finding in findings if finding.verdict == UNMET]


def _severity(asked: str, taken: Taken, _today: date) -> list[Finding]:
    rule = "minimum_severity"
    if taken.version is None:
        return [_unknown(rule)]
    if not taken.advisories:
        return [_found(rule, MET, "没有有效的安全通告影响该版本", "no advisory in force affects the version")]
    blocking = [each.identifier for each in taken.advisories if rank_of(each.severity) >= rank_of(asked)]
    named = ", ".join(blocking or [each.identifier for each in taken.advisories])
    if blocking:
        zh, en = f"受 {named} 影响，达到 {asked} 级", f"affected by {named}, which reaches '{asked}'"
        return [_found(rule, UNMET, zh, en)]
    return [_found(rule, WARNED, f"受 {named} 影响，低于 {asked} 级", f"affected by {named}, which is below '{asked}'")]


def _yank(asked: Sequence[str], taken: Taken, _today: date) -> list[Finding]:
    rule, reason = "yank_reasons", taken.yank_reason
    if taken.version is None:
        return [_unknown(rule)]
    if reason is None:
        return [_found(rule, MET, "该版本未被撤回", "the version is not yanked")]
    verdict = UNMET if reason in asked else WARNED
    return [_found(rule, verdict, f"该版本已因 {reason} 撤回", f"the version was yanked for the reason '{reason}'")]


def _cool_down(asked: int, taken: Taken, today: date) -> list[Finding]:
    rule = "cool_down_days"
    if taken.published_on is None:
        return [_unknown(rule)]
    free_on = taken.published_on + timedelta(days=asked)
    if free_on <= today:
        return [_found(rule, MET, f"发布已满 {asked} 天", f"it has been out for {asked} days")]
    if taken.repairs:
        named = ", ".join(taken.repairs)
        zh, en = f"发布未满 {asked} 天，但修复了 {named}", f"out for less than {asked} days, but it repairs {named}"
        return [_found(rule, WARNED, zh, en)]
    zh, en = f"发布未满 {asked} 天，{free_on} 起可用", f"out for less than {asked} days: possible from {free_on} on"
    return [_found(rule, UNMET, zh, en)]


def _license(asked: Sequence[str], taken: Taken, _today: date) -> list[Finding]:
    rule, license = "licenses", taken.license
    if is_allowed(license, asked):
        return [_found(rule, MET, f"许可证 {license} 在允许之列", f"the licence {license} is allowed")]
    return [_found(rule, UNMET, f"许可证 {license} 不在允许之列", f"the licence {license} is not among those allowed")]


def is_allowed(license: str, allowed: Sequence[str]) -> bool:
    """Whether a licence, as an SPDX expression, is covered by those that are allowed, as canonical expressions."""
    known = {each.casefold() for each in allowed}
    if license.casefold() in known:
        return True
    terms = read_terms(license)
    return terms is not None and fold(terms, lambda one: one.casefold() in known, all_of=all, any_of=any)


def _level(asked: int, taken: Taken, _today: date) -> list[Finding]:
    rule, level = "security_level", taken.security_level
    if level is None:
        zh, en = (
            f"组件未写明等级保护级别，要求 {asked} 级",
            f"the component states no level of protection; {asked} is asked",
        )
        return [_found(rule, UNMET, zh, en)]
    verdict = MET if level >= asked else UNMET
    return [
        _found(
            rule, verdict, f"组件为 {level} 级，要求 {asked} 级", f"the component is at level {level}; {asked} is asked"
        )
    ]


def _confirmations(asked: Sequence[str], taken: Taken, _today: date) -> list[Finding]:
    rule, found = "required_confirmations", []
    for kind in asked:
        what = CONFIRMATIONS[kind]
        if kind in taken.confirmed:
            found.append(_found(rule, MET, f"具备{what.zh}", f"there is {what.en}"))
        elif taken.version is None and kind != "security_report":
            found.append(_unknown(rule))
        else:
            found.append(_found(rule, UNMET, f"缺少{what.zh}", f"there is not {what.en}"))
    return found


def _unknown(rule: str) -> Finding:
    return _found(rule, WARNED, "未指明版本，无法判断", "no version is named, so nobody can tell")


def _found(rule: str, verdict: str, zh: str, en: str) -> Finding:
    return Finding(rule, verdict, Bilingual(zh, en))


_JUDGES: Final[dict[str, Callable[[Any, Taken, date], list[Finding]]]] = {
    "minimum_severity": _severity,
    "yank_reasons": _yank,
    "cool_down_days": _cool_down,
    "licenses": _license,
    "security_level": _level,
    "required_confirmations": _confirmations,
}
