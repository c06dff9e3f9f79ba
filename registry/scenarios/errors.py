"""What scenario lists decline."""

from registry.kit.errors import Bilingual, Refusal


class AlreadyListed(Refusal):
    title = Bilingual("场景已在清单中", "It is in the list already")
    sentence = Bilingual(
        "“{code}”已在该城市的场景清单中：请修改该条目。", "'{code}' is in the city's list already: change that item."
    )


class AnotherFeatured(Refusal):
    title = Bilingual("已有特色场景", "Another scenario is featured")
    sentence = Bilingual(
        "一城一景：每个城市只能有一个特色场景，现为“{code}”；请先取消它。",
        "A city features one scenario, at present '{code}': stop featuring that one first.",
    )

    @property
    def members(self) -> dict[str, object]:
        return {"featured": self.facts["code"]}


class OpeningClosed(Refusal):
    title = Bilingual("场景机会已截止", "It takes no responses any more")
    sentence = Bilingual("“{code}”的应答截止于 {closes_on}。", "'{code}' took responses until {closes_on}.")


class OnlyEntities(Refusal):
    status = 403
    title = Bilingual("仅经营主体可应答", "Operating entities respond")
    sentence = Bilingual(
        "场景机会面向经营主体，“{organisation}”不是经营主体。",
        "Scenarios are opened to operating entities, and '{organisation}' is none.",
    )


class AlreadyResponded(Refusal):
    title = Bilingual("已应答过", "It has responded already")
    sentence = Bilingual(
        "“{entity}”已应答过该场景机会，每家只能应答一次。", "'{entity}' has responded to it: each entity does so once."
    )


class ResponseDecided(Refusal):
    title = Bilingual("应答已有决定", "It has been decided")
    sentence = Bilingual(
        "该应答的状态为 {status}，不能再这样决定。", "The response is {status}: it cannot be decided so."
    )
