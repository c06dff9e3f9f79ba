"""What the catalogue declines."""

from collections.abc import Sequence
from datetime import date

from registry.kit.errors import Bilingual, Refusal


class NameTaken(Refusal):
    title = Bilingual("名称已被占用", "The name is taken")
    sentence = Bilingual(
        "“{component}”已存在，或与已有名称“{existing}”过于相似；名称永不重复使用。",
        "'{component}' exists already or is too similar to '{existing}'; names are never reused.",
    )


class VersionTaken(Refusal):
    title = Bilingual("版本已发布过", "The version was published already")
    sentence = Bilingual(
        "“{component}”的版本 {number} 已发布过；版本不可更改，请换一个版本号。",
        "Version {number} of '{component}' was already published; versions never change: choose another number.",
    )


class ComponentRetired(Refusal):
    title = Bilingual("组件已停用", "The component is retired")
    sentence = Bilingual("“{component}”已停用，不再接受新版本。", "'{component}' is retired and takes no new versions.")


class ComponentRemoved(Refusal):
    status = 410
    title = Bilingual("组件已删除", "The component was removed")
    sentence = Bilingual(
        "“{component}”已由发布方删除，名称不会再用。",
        "'{component}' was removed by its publisher; its name will not be used again.",
    )


class ComponentInUse(Refusal):
    title = Bilingual("组件正在使用", "The component is in use")
    sentence = Bilingual(
        "“{component}”不能删除：{obstacles_zh}。请改为弃用（POST …/deprecation），已在使用的不受影响。",
        "'{component}' cannot be removed: {obstacles_en}. "
        "Deprecate it instead (POST …/deprecation): who uses it keeps it.",
    )

    def __init__(self, *, component: str, obstacles: Sequence[Bilingual]) -> None:
        """`obstacles` say who or what stands in the way, as far as the caller may know."""
        super().__init__(
            component=component,
            obstacles_zh="；".join(obstacle.zh for obstacle in obstacles),
            obstacles_en="; ".join(obstacle.en for obstacle in obstacles),
        )


class NoticeNeeded(Refusal):
    title = Bilingual("须提前告知使用方", "Those who run it need notice")
    sentence = Bilingual(
        "“{component}”仍有{adopters_zh}在运行，下架须提前 {days} 天告知：{advice_zh}，{possible_on} 起可以停用。",
        "'{component}' is still run by {adopters_en}; delisting takes a notice of {days} days: {advice_en} "
        "It can be retired from {possible_on} on.",
    )

    def __init__(self, *, component: str, adopters: Bilingual, days: int, possible_on: date, was_told: bool) -> None:
        """`possible_on` is the day from which on it can be retired, if `was_told` or if it is deprecated today."""
        ask = Bilingual(
            "今天弃用并写明不早于该日的 sunset_on", "deprecate it today with a sunset_on no earlier than that day."
        )
        wait = Bilingual("告知期未满", "the notice that was given has not passed.")
        advice = wait if was_told else ask
        super().__init__(
            component=component,
            adopters_zh=adopters.zh,
            adopters_en=adopters.en,
            days=days,
            possible_on=possible_on.isoformat(),
            advice_zh=advice.zh,
            advice_en=advice.en,
        )

    @property
    def members(self) -> dict[str, object]:
        return {"possible_on": self.facts["possible_on"]}


class DependencyCycle(Refusal):
    """`path` names the components in order, the first again last."""

    title = Bilingual("依赖成环", "The requirements would go round in a circle")
    sentence = Bilingual(
        "这样会形成循环依赖：{way}。请去掉其中一项依赖。",
        "This would close a circle: {way}. One of these requirements has to go.",
    )

    def __init__(self, *, path: Sequence[str]) -> None:
        super().__init__(path=list(path), way=" → ".join(path))

    @property
    def members(self) -> dict[str, object]:
        return {"path": self.facts["path"]}


class Quarantined(Refusal):
    status = 403
    title = Bilingual("组件已被隔离", "The component is in quarantine")
    sentence = Bilingual(
        "“{component}”因安全原因被暂停使用：在安全管理员解除之前，不能获取、新采用、升级、发布、移交或删除。",
        "Security administrators hold '{component}' back: until they lift it, nobody fetches it, newly adopts it or "
        "upgrades to it, publishes, transfers or removes it.",
    )


class AlreadyQuarantined(Refusal):
    title = Bilingual("组件已在隔离中", "The component is in quarantine already")
    sentence = Bilingual(
        "“{component}”已于 {since} 被隔离；解除后才能再次隔离。",
        "'{component}' is in quarantine since {since}: it can be placed there again once that is lifted.",
    )


class NotQuarantined(Refusal):
    title = Bilingual("组件未被隔离", "The component is not in quarantine")
    sentence = Bilingual(
        "“{component}”不在隔离中，无须解除。", "'{component}' is not in quarantine: there is nothing to lift."
    )


class AlreadyYanked(Refusal):
    title = Bilingual("版本已撤回", "The version is yanked already")
    sentence = Bilingual(
        "“{component}”的版本 {number} 已撤回。", "Version {number} of '{component}' is yanked already."
    )


class NotInReview(Refusal):
    title = Bilingual("组件未在审核中", "The component is not in review")
    sentence = Bilingual(
        "“{component}”的状态为 {status}；只有发布方已提交审核的组件可以上架或退回。",
        "'{component}' is {status}: only a component that its publisher has submitted is listed or returned.",
    )


class ListingIncomplete(Refusal):
    status = 422
    title = Bilingual("尚不能上架", "Not ready to be listed")
    sentence = Bilingual("“{component}”上架前还需：{missing}。", "Before '{component}' can be listed: {missing}.")


class NotPrepared(Refusal):
    title = Bilingual("组件不在待签发状态", "The component does not wait for a signature")
    sentence = Bilingual(
        "“{component}”的状态为 {status}；只有受托单位已提交、等待签发的组件可以签发或退回。",
        "'{component}' is {status}: only what an entity has prepared and submitted is signed off or returned.",
    )


class WaitsForOwner(Refusal):
    title = Bilingual("组件已提交发布方", "It is with its owner now")
    sentence = Bilingual(
        "“{component}”的状态为 {status}：受托单位只能修改草稿，退回后可继续修改。",
        "'{component}' is {status}: an entity changes only the draft it prepares, and again once it is returned.",
    )


class NotTakenOver(Refusal):
    title = Bilingual("尚未接管", "It was not taken over yet")
    sentence = Bilingual(
        "“{component}”是他人录入的可见草稿：发布方须先接管（POST …/takeover），再发布版本或提交。",
        "'{component}' was entered by others: its publisher takes it over first (POST …/takeover), "
        "then publishes versions or submits it.",
    )


class OwnReview(Refusal):
    status = 403
    title = Bilingual("不能审核本单位的组件", "Nobody reviews its own")
    sentence = Bilingual(
        "“{component}”由审核人所在单位发布，须由其他单位审核。",
        "'{component}' is published by the reviewer's own organisation: somebody else decides on it.",
    )


class NotYourRoute(Refusal):
    status = 403
    title = Bilingual("不在审核权限内", "Another authority decides on this")
    sentence = Bilingual(
        "“{component}”的共享范围为{scope_zh}，由{reviewer_zh}审核。",
        "'{component}' is shared {scope_en}: {reviewer_en} decides on it.",
    )


class ExportIncomplete(Refusal):
    title = Bilingual("无法导出为 publiccode.yml", "It cannot be exported as publiccode.yml")
    sentence = Bilingual(
        "“{component}”的说明不能写成合格的 publiccode.yml：{missing}。",
        "What '{component}' says cannot be written as a valid publiccode.yml: {missing}.",
    )
