"""What offering services and buying together decline."""

from registry.kit.errors import Bilingual, Refusal


class NotAnEntity(Refusal):
    status = 403
    title = Bilingual("须为运营主体", "Only operating entities offer services")
    sentence = Bilingual(
        "“{organisation}”不是运营主体，不能提供服务。",
        "'{organisation}' is no operating entity: it offers no services.",
    )


class NotOffered(Refusal):
    title = Bilingual("该组件不接受服务登记", "Nothing is offered for this component")
    sentence = Bilingual(
        "“{component}”的状态为 {status}：只有已上架或已弃用仍在用的组件可以登记服务、发起联合采购。",
        "'{component}' is {status}: services and joint purchases are for what is listed or deprecated.",
    )


class ServiceTaken(Refusal):
    title = Bilingual("服务已登记", "The service is there already")
    sentence = Bilingual(
        "“{entity}”已为“{component}”登记服务，请修改原有登记。",
        "'{entity}' offers services for '{component}' already: change that offer.",
    )


class ServiceWithdrawn(Refusal):
    title = Bilingual("服务已撤回", "The service was withdrawn")
    sentence = Bilingual("该服务自 {withdrawn_on} 起不再提供。", "The service is offered no more since {withdrawn_on}.")


class DidNotBuy(Refusal):
    status = 403
    title = Bilingual("未采购该服务", "You did not buy it")
    sentence = Bilingual(
        "只有采用记录以“{entity}”为运维方、或合同以其为供应方且正在运行的城市可以评分。",
        "Who runs the component, with '{entity}' as operator of the adoption or supplier of its contract, rates this.",
    )


class WhichAdoption(Refusal):
    title = Bilingual("须指明采用记录", "Several adoptions qualify")
    sentence = Bilingual(
        "有 {count} 条采用记录可以评分，请以 adoption 指明其一。",
        "{count} of your adoptions qualify: name one of them as 'adoption'.",
    )


class PurchaseNotOpen(Refusal):
    title = Bilingual("联合采购已截止", "The purchase is not open")
    sentence = Bilingual(
        "联合采购的状态为 {status}，截止日为 {closes_on}，不能执行此操作。",
        "The purchase is {status}; the last day for joining was {closes_on}: this cannot be done.",
    )


class PurchaseNotClosed(Refusal):
    title = Bilingual("联合采购尚未成立", "The purchase is not closed")
    sentence = Bilingual(
        "联合采购的状态为 {status}：截止成立后才能登记集采协议。",
        "The purchase is {status}: agreements are recorded once it is closed.",
    )


class TooFewMembers(Refusal):
    title = Bilingual("参加城市不足", "Too few members")
    sentence = Bilingual(
        "已有 {members} 个城市参加，少于最低数 {minimum}：可延后截止日，或取消。",
        "{members} cities take part, fewer than {minimum}: let it close later, or cancel it.",
    )


class NotAMember(Refusal):
    status = 403
    title = Bilingual("不在协议范围内", "Not covered")
    sentence = Bilingual("“{organisation}”不在该协议的覆盖范围内。", "The agreement does not cover '{organisation}'.")


class OutOfTerm(Refusal):
    title = Bilingual("不在协议期内", "Outside the term of the agreement")
    sentence = Bilingual(
        "协议有效期为 {starts_on} 至 {ends_on}。", "The agreement holds from {starts_on} to {ends_on}."
    )


class CalledOffAlready(Refusal):
    title = Bilingual("已登记", "Taken up already")
    sentence = Bilingual("该采用已登记使用此协议。", "This adoption has taken up the agreement already.")


class OrganiserStays(Refusal):
    title = Bilingual("发起方不能退出", "The organiser stays")
    sentence = Bilingual(
        "发起方不能退出自己发起的联合采购；可以取消。",
        "Who organises a purchase does not leave it: it may be cancelled.",
    )
