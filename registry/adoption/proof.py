"""When a piece of evidence is held, and who decides on it (domain rules 4.2 and 4.10). Pure."""

from typing import Final

from registry.adoption.vocabulary import EVIDENCE_KINDS
from registry.kit.errors import Bilingual, Refusal

MOST_PIECES: Final = 500
"""How many pieces of evidence an adoption may have."""

HELD: Final = Bilingual(
    "同一内容已用作另一项采用的佐证，须由第三方评估机构或管理员复核。",
    "The same content is evidence of another adoption too: an assessor or an administrator reviews it.",
)
"""Why a piece is held. Of which adoption is not said."""


class EvidenceExists(Refusal):
    title = Bilingual("同名佐证已存在", "The file name is taken")
    sentence = Bilingual(
        "已有名为“{filename}”、内容不同的佐证；佐证不可更改，请换一个文件名。",
        "There is evidence named '{filename}' with other content: evidence never changes; choose another file name.",
    )


class TooMuchEvidence(Refusal):
    title = Bilingual("佐证过多", "Too much evidence")
    sentence = Bilingual("一项采用最多 {limit} 件佐证。", "An adoption has at most {limit} pieces of evidence.")


class EvidenceDecided(Refusal):
    title = Bilingual("佐证已裁定", "The evidence was decided on")
    sentence = Bilingual(
        "该佐证已裁定为 {status}，不能再更改。", "This piece of evidence is {status}: that is not changed any more."
    )


class EvidenceHeld(Refusal):
    status = 403
    title = Bilingual("佐证待复核", "The evidence is held")
    sentence = Bilingual(
        "该佐证因内容重复待复核：只有第三方评估机构或管理员可以裁定。",
        "This piece of evidence is held because the same content is used twice: only an assessor or an administrator "
        "decides on it.",
    )


class EvidenceWithoutFile(Refusal):
    status = 404
    title = Bilingual("此佐证没有文件", "There is no file")
    sentence = Bilingual(
        "该佐证是链接或说明，不含文件。", "This piece of evidence is a link or a statement, not a file."
    )


def kind_of(word: str) -> str:
    """The kind of evidence that a word of a transition names; `other` for what is none of the kinds."""
    return word if word in EVIDENCE_KINDS else "other"


def check_decision(status: str, confirmer: str) -> None:
    """Raises EvidenceDecided for what was decided on, EvidenceHeld where a publisher decides on what is held."""
    if status in {"accepted", "rejected"}:
        raise EvidenceDecided(status=status)
    if status == "held" and confirmer == "publisher":
        raise EvidenceHeld()
