"""What cases and benchmarks decline."""

from registry.kit.errors import Bilingual, Refusal


class CampaignClosed(Refusal):
    title = Bilingual("不在征集期内", "The call is not open")
    sentence = Bilingual(
        "征集期为 {opens_on} 至 {closes_on}；只能在此期间提交。",
        "The call is open from {opens_on} to {closes_on}: cases are submitted in that time.",
    )


class CampaignStillOpen(Refusal):
    title = Bilingual("征集尚未截止", "The call is still open")
    sentence = Bilingual(
        "征集于 {closes_on} 截止；截止后才能作出遴选决定。",
        "The call closes on {closes_on}: cases are selected after that.",
    )


class CaseNotOpen(Refusal):
    title = Bilingual("案例当前状态不允许此操作", "Not possible in the present status")
    sentence = Bilingual(
        "案例的状态为 {status}；此操作要求：{needed}。", "The case is {status}; this needs it to be one of: {needed}."
    )


class CaseAboutNothing(Refusal):
    status = 422
    title = Bilingual("案例未关联任何对象", "The case is about nothing yet")
    sentence = Bilingual(
        "提交前请至少关联一个组件、一项采用或一个项目。",
        "Link at least one component, adoption or project before submitting.",
    )


class CaseNotReviewed(Refusal):
    title = Bilingual("尚无评审意见", "Nobody has reviewed it yet")
    sentence = Bilingual("至少须有一份评分的评审意见才能决定。", "A decision needs at least one review with scores.")


class CaseReviewed(Refusal):
    title = Bilingual("已评审", "Reviewed already")
    sentence = Bilingual(
        "“{organisation}”已对该案例作出评审或声明回避。",
        "'{organisation}' has reviewed this case or stood back already.",
    )


class OwnCase(Refusal):
    status = 403
    title = Bilingual("须回避本方案例", "Nobody judges a case of their own side")
    sentence = Bilingual(
        "报送城市、其下属或上级单位及同一所有者的单位不能评审或遴选本方案例。",
        "The side that sent the case in (its city, its units, who owns them or is owned by them) neither reviews nor "
        "selects it.",
    )


class NotAReviewer(Refusal):
    status = 403
    title = Bilingual("不能评审案例", "Not entitled to review")
    sentence = Bilingual("只有第三方评估机构和管理员可以评审案例。", "Only assessors and administrators review cases.")


class NotAJudge(Refusal):
    status = 403
    title = Bilingual("不能遴选案例", "Not entitled to select")
    sentence = Bilingual(
        "只有管理员和征集的主办单位可以遴选案例。", "Only administrators and who called for the cases select them."
    )


class ReviewerNeeded(Refusal):
    status = 422
    title = Bilingual("须以单位名义评审", "A review is an organisation's")
    sentence = Bilingual(
        "评审须以某单位的名义作出：请使用该单位的令牌。",
        "A review is made in an organisation's name: use a token of that organisation.",
    )


class BenchmarkInForce(Refusal):
    title = Bilingual("该期间已有标杆称号", "There is one for that time already")
    sentence = Bilingual(
        "“{subject}”在 {from_on} 至 {until_on} 期间已有标杆称号。",
        "'{subject}' is a benchmark from {from_on} to {until_on} already.",
    )


class BenchmarkOver(Refusal):
    title = Bilingual("标杆称号已结束", "It is over already")
    sentence = Bilingual(
        "该标杆称号的状态为 {status}，不能再撤销。", "The benchmark is {status} and cannot be revoked any more."
    )
