"""What applying declines."""

from registry.kit.errors import Bilingual, Refusal


class AgreementSuperseded(Refusal):
    title = Bilingual("协议版本不是现行版本", "Another version of the agreement is in force")
    sentence = Bilingual(
        "现行协议为第 {current} 版，而非第 {accepted} 版：请阅读 /api/v1/agreements/current 后再接受。",
        "Version {current} of the agreement is in force, not {accepted}: read and accept that one "
        "(/api/v1/agreements/current).",
    )

    @property
    def members(self) -> dict[str, object]:
        return {"current": self.facts["current"]}


class NoAgreement(Refusal):
    title = Bilingual("尚无生效的协议", "No agreement is in force")
    sentence = Bilingual(
        "目前没有生效的协议，管理员须先发布一份。",
        "No agreement is in force yet: an administrator has to publish one first.",
    )


class ItemNotOpen(Refusal):
    title = Bilingual("该事项不在办理中", "The item is not under way")
    sentence = Bilingual(
        "第 {number} 项的状态为 {status}，不能执行此操作。", "Item {number} is {status}: this cannot be done with it."
    )


class SecondPersonNeeded(Refusal):
    status = 403
    title = Bilingual("须由另一人审批", "Another person has to decide")
    sentence = Bilingual(
        "第 {number} 项须由提交者以外的人审批：提交它的令牌、同一人员的其他令牌以及机器的令牌都不能审批。",
        "Somebody other than who submitted item {number} has to decide: neither the token that submitted it, nor "
        "another one of the same person, nor a machine's will do.",
    )


class ApproverNeeded(Refusal):
    status = 403
    title = Bilingual("须由审批人审批", "An approver has to decide")
    sentence = Bilingual(
        "此步骤须由“{organisation}”的审批人、管理者或受委托人办理。",
        "An approver or manager of '{organisation}', or whom they delegated it to, decides this step.",
    )


class ItemCannotBegin(Refusal):
    """What beginning the adoption declined; the decision is not taken, and the item waits as before."""

    title = Bilingual("批准后无法开始采用", "Approved, it could not begin")
    sentence = Bilingual(
        "第 {number} 项若获批准，采用无法开始，因此未作决定：{why_zh}",
        "Nothing was decided: approved, item {number} could not begin. {why_en}",
    )

    @property
    def members(self) -> dict[str, object]:
        return {"because": self.facts["because"]}


class NoTrialRunning(Refusal):
    title = Bilingual("没有进行中的试用", "No trial is running")
    sentence = Bilingual(
        "第 {number} 项没有进行中的试用：未约定试用、已有结果，或采用已不在试点阶段。",
        "Item {number} has no trial under way: none was agreed, it has a result, or its adoption is no pilot any more.",
    )
