"""What the demand board declines."""

from registry.kit.errors import Bilingual, Refusal


class OnlyCitiesAsk(Refusal):
    status = 403
    title = Bilingual("仅城市可提出需求", "Only cities ask")
    sentence = Bilingual(
        "“{organisation}”不是城市或主管单位，不能提出需求；可以用组件响应他人的需求。",
        "'{organisation}' is neither a city nor an authority and posts no demands; it may offer components for those "
        "of others.",
    )


class OnlyCitiesSecond(Refusal):
    status = 403
    title = Bilingual("仅城市可附议", "Only cities second")
    sentence = Bilingual(
        "“{organisation}”不属于任何城市，不能附议需求。", "'{organisation}' belongs to no city and seconds no demand."
    )


class OwnDemand(Refusal):
    status = 403
    title = Bilingual("本市的需求", "It is your own city's demand")
    sentence = Bilingual(
        "该需求由本市提出，无需附议。", "Your own city posted it: it counts already and is not seconded."
    )


class SecondedAlready(Refusal):
    title = Bilingual("本市已附议", "Your city has seconded it already")
    sentence = Bilingual(
        "“{organisation}”已代表本市附议；一个城市只计一次。",
        "'{organisation}' has seconded it for your city: each city counts once.",
    )


class DemandNotOpen(Refusal):
    title = Bilingual("需求未在征集中", "The demand is not open")
    sentence = Bilingual(
        "需求的状态为 {status}，不能执行此操作；提出方可先重新打开（DELETE …/closing）。",
        "The demand is {status}: this cannot be done with it before its city opens it again (DELETE …/closing).",
    )


class DemandOpen(Refusal):
    title = Bilingual("需求正在征集中", "The demand is open")
    sentence = Bilingual("需求没有关闭，无需重新打开。", "The demand is open as it is: there is nothing to open again.")


class OfferedAlready(Refusal):
    title = Bilingual("该组件已被提交响应", "It is offered already")
    sentence = Bilingual(
        "“{component}”正等待提出方答复。", "'{component}' was offered already and waits for the city's answer."
    )


class OfferClosed(Refusal):
    title = Bilingual("响应已处理", "The offer was answered already")
    sentence = Bilingual("该响应的状态为 {status}，不能再更改。", "The offer is {status} and takes no further change.")
