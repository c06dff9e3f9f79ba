"""What projects decline."""

from registry.kit.errors import Bilingual, Refusal


class ProjectMoveNotAllowed(Refusal):
    title = Bilingual("当前状态不允许此变更", "Not possible in the present status")
    sentence = Bilingual(
        "项目的状态为 {status}，不能变为 {to}；可变为：{legal}。",
        "The project is {status} and cannot become {to}; possible from here: {legal}.",
    )


class ProjectDayOutOfOrder(Refusal):
    status = 422
    title = Bilingual("日期先后有误", "The day is out of order")
    sentence = Bilingual(
        "变更日期须在上一次变更（{since}）与今天（{today}）之间。",
        "A change happens between the previous one ({since}) and today ({today}).",
    )


class ProjectOver(Refusal):
    title = Bilingual("项目已结束", "The project is over")
    sentence = Bilingual(
        "项目的状态为 {status}，目标与节点不再变更。",
        "The project is {status}: its targets and milestones do not change any more.",
    )


class NotFinished(Refusal):
    title = Bilingual("项目尚未完成", "The project is not finished")
    sentence = Bilingual(
        "项目的状态为 {status}；完成后才能填报和评价成效。",
        "The project is {status}: results are entered and evaluated once it is finished.",
    )


class TargetsMissing(Refusal):
    title = Bilingual("没有成效目标", "There are no targets")
    sentence = Bilingual(
        "项目完成前没有设定成效目标，无从评价。",
        "No targets were set before the project was finished: there is nothing to measure it by.",
    )


class ResultsMissing(Refusal):
    title = Bilingual("没有成效结果", "There are no results")
    sentence = Bilingual(
        "城市尚未填报成效结果；请待其填报后再评价。",
        "The city has not entered its results yet: evaluate once it has.",
    )


class OwnProject(Refusal):
    status = 403
    title = Bilingual("须由另一方评价", "Only another side evaluates")
    sentence = Bilingual(
        "项目城市、其下属或上级单位及同一所有者的单位不能评价本方项目；请由第三方评估机构或管理员评价。",
        "The project's own side (its city, its units, who owns them or is owned by them) cannot evaluate it: an "
        "assessor or an administrator can.",
    )


class EvaluatorStandsBack(Refusal):
    status = 403
    title = Bilingual("评估机构须回避", "The assessor must stand back")
    sentence = Bilingual(
        "评估机构与项目所采用组件的运营单位“{operator}”属于同一方，须回避；请由其他机构评价。",
        "The assessor stands on the side of '{operator}', which operates what the project adopted, and must stand "
        "back: ask another one.",
    )


class NotAnEvaluator(Refusal):
    status = 403
    title = Bilingual("不能评价项目", "Not entitled to evaluate")
    sentence = Bilingual(
        "只有第三方评估机构和管理员可以评价项目成效。", "Only assessors and administrators evaluate projects."
    )


class MilestoneReached(Refusal):
    title = Bilingual("节点已完成", "The milestone was reached already")
    sentence = Bilingual(
        "节点已于 {on} 完成，不能再变更。", "The milestone was reached on {on} and does not change any more."
    )


class AdoptionElsewhere(Refusal):
    status = 422
    title = Bilingual("不是本城市的采用", "Not an adoption of this city")
    sentence = Bilingual("只能关联本城市自己的采用。", "Only adoptions of the project's own city can be linked to it.")


class NothingToPublish(Refusal):
    title = Bilingual("尚不能公开", "There is nothing to make public yet")
    sentence = Bilingual(
        "项目的状态为 {status}；被取消的项目不公开。", "The project is {status}: a cancelled one is not made public."
    )
