"""What the gap register refuses."""

from registry.kit.errors import Bilingual, Refusal


class GapClosed(Refusal):
    title = Bilingual("短板已关闭", "The gap is closed")
    sentence = Bilingual(
        "此短板已于 {day} 关闭，不再更改；情况再现时请另行登记。",
        "This gap was closed on {day} and changes no more: register it anew if it is back.",
    )


class NotACity(Refusal):
    status = 404
    title = Bilingual("不是城市", "Not a city")
    sentence = Bilingual(
        "“{slug}”不是已登记的城市：短板和诊断属于城市。", "'{slug}' is no registered city: gaps belong to cities."
    )


class GapsHidden(Refusal):
    status = 403
    title = Bilingual("短板不公开", "Gaps are not public")
    sentence = Bilingual(
        "城市的短板和诊断仅对该城市、其上级主管单位和管理员开放。",
        "A city's gaps and diagnosis are shown to the city, the authorities above it and administrators only.",
    )
