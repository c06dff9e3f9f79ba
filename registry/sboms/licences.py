"""Whether what a component is made of may be passed on under the component's own licence. Pure.

A package's licence is held against the component's, as if the package became a part of what is passed on. That is
advice, not counsel: a program that only runs beside another asks for nothing, and a bill of materials does not say how
things are joined. So what depends on the joining is `check`, and only what no joining into one work allows `conflict`.

1. Licences without copyleft fit everywhere, but for: Apache-2.0 and GPL version 2 (patent terms), the advertising
   clause of BSD-4-Clause and any GPL. Of MulanPSL-2.0 and GPL version 2 nobody has said it with authority: check.
2. Licences whose copyleft ends at the file (MPL, EPL, CDDL) fit; under the GPL only where they say so themselves.
3. The LGPL fits where the user can replace the library. Its version 3 does not fit GPL version 2 only.
4. The GPL fits the GPL of a version it allows, and nothing else; the AGPL the AGPL, and with care GPL version 3.
5. What is shared inside government only (LicenseRef-Gov-Share) cannot be a part of what anybody may pass on, and what
   must stay open for everybody cannot be a part of it.
6. Of a choice (OR) one that fits is enough; of what applies together (AND) the worst counts. Where only one of the
   licences the component itself offers fits, it is check: the other offer cannot be kept.

Sources: the FSF's list of licences with comments and its matrix of the versions of the GNU licences; the Apache
Software Foundation's third-party licence policy; the texts of MPL-2.0 (3.3), EPL-2.0 (Exhibit A) and GPL-3.0 (13).
"""

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from registry.kit.errors import Bilingual
from registry.sboms.expressions import fold, read_terms
from registry.sboms.families import family_of


class Severity(IntEnum):
    fits = 0
    check = 1
    conflict = 2


class Verdict(NamedTuple):
    """How bad it is, and the code of the reason; `fits` has none."""

    severity: Severity
    reason: str = ""


FITS: Final = Verdict(Severity.fits)

REASONS: Final = {
    "copyleft": Bilingual(
        "其许可证要求含有它的整体以同一许可证发布，而组件的许可证与之不同。",
        "Its licence asks that a work which holds it be passed on under the same licence; the component has another.",
    ),
    "versions": Bilingual(
        "两者的 GNU 许可证版本不能合用：仅限第 2 版与第 3 版互不相容。",
        "The versions of the two GNU licences cannot be combined: version 2 only and version 3 exclude each other.",
    ),
    "narrowed": Bilingual(
        "可以合用，但整体只能按其中一个版本发布，而不是组件所写的任一版本。",
        "They can be combined, but the whole is then under one version, not under any version as the component says.",
    ),
    "network": Bilingual(
        "可以合用，但向网络用户提供服务时也须提供源代码（AGPL 第 13 条）。",
        "They can be combined, but users over a network must then be offered the source, too (AGPL, section 13).",
    ),
    "patents": Bilingual(
        "Apache-2.0 的专利条款对 GPL 第 2 版而言是额外限制，二者不相容；与 GPL 第 3 版相容。",
        "The patent terms of Apache-2.0 are a further restriction to GPL version 2; with version 3 it fits.",
    ),
    "patents_unsettled": Bilingual(
        "其专利终止条款对 GPL 第 2 版是否属额外限制，尚无权威说法。",
        "Whether its patent clause is a further restriction to GPL version 2 nobody has said with authority.",
    ),
    "advertising": Bilingual(
        "其广告条款是 GNU 许可证所不允许的额外限制。",
        "Its advertising clause is a further restriction, which the GNU licences do not allow.",
    ),
    "file_copyleft": Bilingual(
        "其许可证对文件的要求与 GNU 许可证互不相容。",
        "What its licence asks for its files and what the GNU licences ask for the whole exclude each other.",
    ),
    "secondary": Bilingual(
        "只有其作者把 GNU 许可证列为次级许可证时才能合用，请查看其说明。",
        "It fits only if its authors named the GNU licence as a secondary one: look at its notice.",
    ),
    "files": Bilingual(
        "其源文件须继续按其许可证向接收方提供，不受政务共享范围限制。",
        "Its files stay under their own licence and must be offered to whoever receives them, outside government too.",
    ),
    "linking": Bilingual(
        "须以可替换的方式链接（例如动态链接），并附其许可证；若复制进代码则不相容。",
        "It fits where it is linked so that the user can replace it, its licence beside it; not where it is copied in.",
    ),
    "exception": Bilingual(
        "附有例外条款：请核对例外是否涵盖这里的用法。",
        "It comes with an exception: look whether that covers the way it is used here.",
    ),
    "government_only": Bilingual(
        "该包仅限政务部门之间共享，不能作为可对外传播的组件的一部分。",
        "It may be shared inside government only, so it cannot be a part of what anybody may pass on.",
    ),
    "open_for_all": Bilingual(
        "其许可证允许任何接收方再传播，而组件的条款仅限政务部门之间共享。",
        "Its licence lets everybody who receives it pass it on; the component's terms keep it inside government.",
    ),
    "restricted": Bilingual(
        "并非开放许可证，对用途有限制：请阅读其条款。",
        "Its licence is not an open one and limits what it may be used for: read its terms.",
    ),
    "unknown": Bilingual(
        "没有写明许可证，或其许可证不在比较表内：请核对其条款。",
        "No licence is named, or one that this comparison does not know: look at its terms.",
    ),
    "own_unknown": Bilingual(
        "组件自身的许可证无法比较，而该包要求整体以其许可证发布。",
        "The component's own licence cannot be compared, and this one asks the whole to be under its terms.",
    ),
    "one_choice": Bilingual(
        "只与组件提供的部分许可证相容：另一种选择无法兑现。",
        "It fits only some of the licences the component offers: the other offer cannot be kept.",
    ),
}
"""Why, by the code that is kept."""

_CHECKS: Final = frozenset(
    {"narrowed", "network", "patents_unsettled", "secondary", "files", "linking", "exception", "restricted", "unknown"}
    | {"own_unknown", "one_choice"}
)

_OPEN: Final = ("permissive", "apache", "mulan", "advertising", "mpl", "epl2", "file", "lgpl2", "lgpl3", "exception")
_GPL: Final = ("gpl2", "gpl2+", "gpl3", "agpl")
_UNTOLD: Final = ("restricted", "unknown")


def _everywhere(reason: str, *, but: tuple[str, ...] = ()) -> dict[str, str]:
    """This reason in a component of any family, but for some."""
    return {own: reason for own in (*_OPEN, *_GPL, *_UNTOLD, "government") if own not in but}


def _copyleft(*fits: str, **instead: str) -> dict[str, str]:
    """A licence for the whole: these fit, some have a reason of their own, the rest may not contain it."""
    found = _everywhere("copyleft", but=fits)
    found |= dict.fromkeys(_UNTOLD, "own_unknown") | {"government": "open_for_all"} | instead
    return {own: reason for own, reason in found.items() if own not in fits}


# A component is found by its family below the package's; where there is no entry the two fit.
_TABLE: Final[dict[str, dict[str, str]]] = {
    "permissive": {},
    "apache": {"gpl2": "patents"},
    "mulan": {"gpl2": "patents_unsettled"},
    "advertising": dict.fromkeys(_GPL, "advertising"),
    "mpl": {"government": "files"},
    "epl2": {**dict.fromkeys(_GPL, "secondary"), "government": "files"},
    "file": {**dict.fromkeys(_GPL, "file_copyleft"), "government": "files"},
    "lgpl2": _everywhere("linking", but=("lgpl2", "lgpl3", *_GPL)),
    "lgpl3": {**_everywhere("linking", but=("lgpl3", "gpl3", "agpl")), "gpl2": "versions", "gpl2+": "narrowed"},
    "gpl2": _copyleft("gpl2") | {"gpl2+": "narrowed", "gpl3": "versions", "agpl": "versions"},
    "gpl2+": _copyleft(*_GPL),
    "gpl3": _copyleft("gpl3", "agpl") | {"gpl2": "versions", "gpl2+": "narrowed"},
    "agpl": _copyleft("agpl") | {"gpl2": "versions", "gpl2+": "network", "gpl3": "network"},
    "exception": _everywhere("exception", but=_GPL),
    "government": _everywhere("government_only", but=("government", *_UNTOLD)),
    "restricted": _everywhere("restricted"),
    "unknown": _everywhere("unknown"),
}


@lru_cache(maxsize=10_000)
def judge(component: str, package: str) -> Verdict:
    """A package under this licence in a component under that one; both are SPDX expressions, or any other text."""
    own = read_terms(component)
    return fold("" if own is None else own, lambda one: _within(one, package), all_of=_worst, any_of=_of_offers)


def _within(own: str, package: str) -> Verdict:
    """A package in a component under a single licence."""
    terms = read_terms(package)
    return fold("" if terms is None else terms, lambda one: _pair(own, one), all_of=_worst, any_of=_best)


def _pair(own: str, foreign: str) -> Verdict:
    if own == foreign and foreign:
        return FITS
    reason = _TABLE[family_of(foreign)].get(family_of(own))
    if reason is None:
        return FITS
    return Verdict(Severity.check if reason in _CHECKS else Severity.conflict, reason)


def _best(verdicts: Iterable[Verdict]) -> Verdict:
    return min(verdicts)


def _worst(verdicts: Iterable[Verdict]) -> Verdict:
    return max(verdicts)


def _of_offers(verdicts: Iterable[Verdict]) -> Verdict:
    """What a component offers as a choice: one that fits is enough, but then the other offer is empty."""
    found = sorted(verdicts)
    best, worst = found[0], found[-1]
    if best.severity == Severity.fits and worst.severity == Severity.conflict:
        return Verdict(Severity.check, "one_choice")
    return best
