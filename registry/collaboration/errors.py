"""What collaboration declines."""

from registry.kit.errors import Bilingual, Refusal


class ScenarioTaken(Refusal):
    title = Bilingual("场景已存在", "The scenario exists already")
    sentence = Bilingual("场景“{code}”已存在。", "The scenario '{code}' exists already.")


class PairingTaken(Refusal):
    title = Bilingual("结对已存在", "The pairing exists already")
    sentence = Bilingual(
        "“{helper}”与“{helped}”已有同日开始的结对。",
        "'{helper}' and '{helped}' have a pairing that starts on that day already.",
    )


class PairingNotOpen(Refusal):
    title = Bilingual("结对已答复", "The pairing was answered already")
    sentence = Bilingual("结对的状态为 {status}，不能再答复。", "The pairing is {status} and cannot be answered again.")
