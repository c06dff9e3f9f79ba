"""What screening declines."""

from registry.kit.errors import Bilingual, Refusal


class ScreeningClosed(Refusal):
    title = Bilingual("查重已办结", "The screening is closed")
    sentence = Bilingual(
        "查重“{number}”的状态为 {status}，不能再决定或撤回；如需重新查重，请另行提交。",
        "Screening '{number}' is {status}: it can be neither decided nor withdrawn. Screen anew where that is needed.",
    )


class OwnScreening(Refusal):
    status = 403
    title = Bilingual("不能审批本单位的查重", "Nobody decides on a screening of their own")
    sentence = Bilingual(
        "查重“{number}”由本单位提交，须由其他主管单位审批。",
        "Screening '{number}' was asked for by your own organisation: another authority must decide on it.",
    )


class OrganisationNeeded(Refusal):
    status = 403
    title = Bilingual("须说明是哪个单位", "An organisation is needed")
    sentence = Bilingual(
        "留存查重须说明代表哪个单位：请给出 organisation。",
        "A screening is kept for an organisation: name it in 'organisation'.",
    )
