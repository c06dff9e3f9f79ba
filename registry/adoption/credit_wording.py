"""Why a factor of credit has its value, in words."""

from typing import Final

from registry.kit.errors import Bilingual

WHY: Final = {
    ("stage", "not_begun"): Bilingual("当日尚无采用记录。", "Nothing had been recorded by that day."),
    ("stage", "planned"): Bilingual("仅为计划，尚未运行。", "It is planned and does not run."),
    ("stage", "approved"): Bilingual("已获批准，尚未运行。", "It is approved and does not run."),
    ("stage", "pilot"): Bilingual("试点运行。", "It runs as a pilot."),
    ("stage", "live"): Bilingual("正式运行。", "It is live."),
    ("stage", "suspended"): Bilingual("已暂停运行。", "It is suspended."),
    ("stage", "retired"): Bilingual("已停用。", "It is retired."),
    ("verification", "declared"): Bilingual(
        "仅由采用方申报：尚无被接受的证据，也无人确认。",
        "Only declared by its adopter: no evidence was accepted and nobody has confirmed it.",
    ),
    ("verification", "evidence"): Bilingual("已有证据被接受。", "Evidence was accepted."),
    ("verification", "publisher_confirmed"): Bilingual("发布方已确认。", "Its publisher has confirmed it."),
    ("verification", "assessor_confirmed"): Bilingual("第三方评估机构已确认。", "An assessor has confirmed it."),
    ("verification", "administrator_confirmed"): Bilingual("主管单位已确认。", "An authority has confirmed it."),
    ("verification", "signed"): Bilingual(
        "部署系统以签名方式报送了用量。", "Its deployment has sent signed figures of its use."
    ),
    ("verification", "disputed"): Bilingual(
        "发布方提出异议，异议未撤回前以此为上限。",
        "Its publisher disputes it: no more than this until the dispute is withdrawn.",
    ),
    ("independence", "unknown"): Bilingual("当日尚未判定。", "Not judged by that day."),
    ("independence", "same_owner"): Bilingual(
        "采用方与发布方为同一单位或上下级单位。",
        "Adopter and publisher are one organisation, or one is below the other.",
    ),
    ("independence", "same_city"): Bilingual(
        "采用方与发布方属同一城市。", "Adopter and publisher belong to the same city."
    ),
    ("independence", "same_prefecture"): Bilingual(
        "采用方与发布方同属一个地级行政区或直辖市。",
        "Adopter and publisher lie in the same prefecture-level unit or municipality.",
    ),
    ("independence", "different"): Bilingual("采用方与发布方相互独立。", "Adopter and publisher are independent."),
    ("depth", "reach"): Bilingual(
        "覆盖 {departments} 个部门、{levels} 个层级，此前十二个月调用 {calls} 次。",
        "It reaches {departments} departments and {levels} levels, with {calls} calls in the twelve months before.",
    ),
    ("aliveness", "never"): Bilingual("尚无存活证明。", "There has been no sign of life."),
    ("aliveness", "alive"): Bilingual(
        "最近一次存活证明不超过 180 天。", "Its last sign of life was no more than 180 days ago."
    ),
    ("aliveness", "fading"): Bilingual(
        "超过 180 天没有存活证明，逐日递减，至 365 天归零。",
        "No sign of life for more than 180 days: it falls day by day, to nothing at 365.",
    ),
    ("aliveness", "silent"): Bilingual("已 365 天没有存活证明。", "There has been no sign of life for 365 days."),
    ("ring", "none"): Bilingual("两市之间没有生效的折减。", "No discount is in force between the two cities."),
    ("ring", "discount"): Bilingual(
        "经审核，两市之间的采用在此期间折减计算。",
        "After a review, adoptions between the two cities count for less for the time being.",
    ),
}

EXCLUDED: Final = {
    "not_running": Bilingual("未在运行", "does not run"),
    "self_adoption": Bilingual("自我采用", "self-adoption"),
    "unverified": Bilingual("未经核实", "unverified"),
    "not_alive": Bilingual("没有存活证明", "no sign of life"),
    "ring_discount": Bilingual("经审核折减", "discounted after a review"),
}


def why(factor: str, reason: str, details: dict[str, object] | None) -> Bilingual:
    """The sentence of a factor, in both languages."""
    said = WHY.get((factor, reason), WHY["stage", "not_begun"])
    return Bilingual(*(text.format(**(details or {})) for text in said))
