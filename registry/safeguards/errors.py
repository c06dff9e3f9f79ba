"""What safeguards decline."""

from registry.kit.errors import Bilingual, Refusal


class FlagDecided(Refusal):
    title = Bilingual("标记已复核", "The flag is decided")
    sentence = Bilingual(
        "此标记的状态为 {status}，不能再次复核；相关单位可以申诉。",
        "The flag is {status} and cannot be decided again; those concerned may appeal.",
    )


class OwnFlag(Refusal):
    status = 403
    title = Bilingual("不能复核与本单位有关的标记", "Nobody decides on a flag that concerns them")
    sentence = Bilingual(
        "此标记涉及贵单位，须由其他主管单位复核。",
        "The flag concerns your own organisation: another authority must decide on it.",
    )


class NothingToAppeal(Refusal):
    title = Bilingual("没有可申诉的决定", "There is no decision to appeal against")
    sentence = Bilingual(
        "此标记的状态为 {status}；只有被认定的标记可以申诉。",
        "The flag is {status}; only one that was upheld can be appealed against.",
    )


class AppealPending(Refusal):
    title = Bilingual("申诉正在处理", "An appeal is pending")
    sentence = Bilingual(
        "“{organisation}”对此标记的申诉尚未答复。",
        "An appeal of '{organisation}' against this flag has not been answered yet.",
    )


class AppealDecided(Refusal):
    title = Bilingual("申诉已答复", "The appeal is decided")
    sentence = Bilingual(
        "此申诉的状态为 {status}，不能再次答复。", "The appeal is {status} and cannot be decided again."
    )
