"""Why going from one version to another is judged as it is: each reason in a sentence. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from registry.comparison.numbers import NumberSays
from registry.comparison.requirements import RequirementChanges, platforms_ask_more
from registry.kit.errors import Bilingual


class Released(NamedTuple):
    """A version, as far as it is compared. `artifacts` are `{filename, role, size, digest}` of those that are there."""

    number: str
    published_at: datetime
    is_yanked: bool
    notes: Mapping[str, str]
    requires: Sequence[Mapping[str, Any]]
    platforms: Sequence[str]
    platform_requirements: Sequence[Mapping[str, Any]]
    external_requirements: Sequence[Mapping[str, Any]]
    artifacts: Sequence[Mapping[str, Any]]


class InterfaceVerdict(NamedTuple):
    """What is known of the interface. `why` says in both languages why it is `unknown`, where no change does."""

    verdict: str
    changes: list[dict[str, Any]]
    total: int
    why: Bilingual | None = None


class Reason(NamedTuple):
    """A sentence for the overall verdict, and the verdict that it speaks for."""

    verdict: str
    text: Bilingual


class Words(NamedTuple):
    """Words that came and went, such as those for platforms."""

    added: list[str]
    removed: list[str]


_INTERFACE: Final = {
    "breaking": Bilingual("接口有 {n} 处不兼容的变化", "the interface has {n} breaking changes"),
    "unknown": Bilingual("接口是否兼容无法判断", "whether the interface is compatible cannot be judged"),
    "compatible": Bilingual("接口的变化都兼容", "the interface changed in compatible ways only"),
    "none": Bilingual("接口没有变化", "the interface did not change"),
}
_NUMBER: Final = {
    "breaking": Bilingual(
        "缺少可比较的接口文档，只能看版本号：{step}，意味着可能不兼容",
        "there are no interface documents to compare, so the number speaks alone: {step}, which may break",
    ),
    "unknown": Bilingual(
        "缺少可比较的接口文档，而预发布版本不作承诺",
        "there are no interface documents to compare, and a pre-release promises nothing",
    ),
    "compatible": Bilingual(
        "缺少可比较的接口文档，只能看版本号：{step}，承诺兼容",
        "there are no interface documents to compare, so the number speaks alone: {step}, which promises to fit",
    ),
    "none": Bilingual("版本相同", "it is the same version"),
}
STEPS: Final = {
    "major": Bilingual("主版本变化", "a major step"),
    "minor": Bilingual("次版本变化", "a minor step"),
    "patch": Bilingual("修订版本变化", "a patch"),
    "prerelease": Bilingual("预发布版本变化", "another pre-release"),
    "same": Bilingual("相同", "the same"),
}
_BROKEN_PROMISE: Final = Bilingual(
    "注意：版本号（{step}）承诺兼容，接口却不兼容",
    "Beware: the number ({step}) promises to be compatible, but the interface breaks",
)
_BETTER: Final = Bilingual(
    "版本号（{step}）提示可能不兼容，但比较接口未发现不兼容",
    "the number ({step}) warns of a break, but comparing the interfaces shows none",
)
_NEEDS: Final = Bilingual(
    "需要的组件、软件或版本比以前多或更严：请先核对贵市在用的",
    "it needs more components, products or newer ones than before: check what you run first",
)
_PLATFORM: Final = Bilingual(
    "对平台的要求提高：请核对贵市的环境", "it asks more of the platform: check your environment"
)
_DROPPED: Final = Bilingual("不再支持的平台：{names}", "no longer runs on: {names}")
YANKED: Final = Bilingual("目标版本已撤回：不要新采用", "the version to go to is yanked: do not newly adopt it")


def about_interface(interface: InterfaceVerdict, says: NumberSays, breaks: bool) -> Iterator[Reason]:
    """What the interfaces or, without them, the numbers say; a promise that is broken first."""
    step = STEPS[says.step]
    if breaks:
        yield Reason("breaking", _filled(_BROKEN_PROMISE, step))
    if interface.why is not None:
        yield Reason(says.verdict, _filled(_NUMBER[says.verdict], step))
        return
    count = sum(change["verdict"] == interface.verdict for change in interface.changes)
    text = _INTERFACE[interface.verdict]
    yield Reason(interface.verdict, Bilingual(text.zh.format(n=count), text.en.format(n=count)))
    if says.verdict == "breaking" and interface.verdict in {"none", "compatible"}:
        yield Reason(interface.verdict, _filled(_BETTER, step))


def about_surroundings(
    old: Released,
    new: Released,
    requires: RequirementChanges,
    platforms: RequirementChanges,
    externals: RequirementChanges,
    words: Words,
) -> Iterator[Reason]:
    """What a version needs around it, as far as it needs more."""
    if old.platforms and new.platforms and words.removed:
        names = ", ".join(words.removed)
        yield Reason("breaking", Bilingual(_DROPPED.zh.format(names=names), _DROPPED.en.format(names=names)))
    if requires.asks_more or externals.asks_more:
        yield Reason("unknown", _NEEDS)
    if platforms_ask_more(old.platform_requirements, platforms, new.platform_requirements):
        yield Reason("unknown", _PLATFORM)


def _filled(text: Bilingual, step: Bilingual) -> Bilingual:
    return Bilingual(text.zh.format(step=step.zh), text.en.format(step=step.en))
