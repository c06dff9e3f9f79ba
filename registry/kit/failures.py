"""Why a call to a registry brought nothing, in sentences for the terminal."""

from collections.abc import Mapping
from typing import Any, Final

from registry.kit.errors import Bilingual

UNREACHABLE: Final = Bilingual(
    "无法连接 {place}：{reason}。请检查地址与网络，并确认服务正在运行。",
    "{place} cannot be reached: {reason}. Check the address and the network, and whether the service is running.",
)
TOO_SLOW: Final = Bilingual(
    "{place} 未能及时答复。如为更改，是否已生效无法确定：请先查看，再重试。",
    "{place} did not answer in time. If this was a change, it may have been made: look before you try again.",
)
BROKEN_OFF: Final = Bilingual(
    "与 {place} 的连接中断：{reason}。如为更改，是否已生效无法确定：请先查看，再重试。",
    "The connection to {place} broke off: {reason}. If this was a change, it may have been made: look before you try "
    "again.",
)
NO_REGISTRY: Final = Bilingual(
    "{place} 的答复不是登记平台的答复（状态 {status}，{kind}）：请检查 --url。",
    "What {place} answers is no registry's answer (status {status}, {kind}): check --url.",
)
UNAVAILABLE: Final = Bilingual(
    "{place} 暂时无法提供服务（状态 {status}）：请稍后重试。",
    "{place} is not available at the moment (status {status}): try again later.",
)
MOVED: Final = Bilingual("{place} 已迁至 {target}：请改用该地址。", "{place} has moved to {target}: use that address.")


class CallFailed(Exception):
    """No answer came that a registry gives; the sentence says what happened."""

    def __init__(self, sentence: Bilingual, **facts: object) -> None:
        self.sentence = sentence
        self.facts = facts
        super().__init__(self.explain("en"))

    def explain(self, language: str) -> str:
        return self.sentence.in_language(language).format(**self.facts)


class Declined(Exception):
    """The registry declined with a problem document, written in the language that was asked for."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.problem = problem
        self.code = str(problem.get("code", ""))
        super().__init__(self.explain())

    def explain(self) -> str:
        """The sentence, and each field that needs correction on a line of its own."""
        said = self.problem.get("detail") or self.problem.get("title") or self.status
        errors = self.problem.get("errors")
        named = [error for error in errors if isinstance(error, Mapping)] if isinstance(errors, list) else []
        fields = (f"  {error.get('pointer', '')}: {error.get('detail', '')}" for error in named)
        return "\n".join(printable(line) for line in (str(said), *fields))


def printable(text: str) -> str:
    """What a server said, without the signs that would steer the terminal."""
    return "".join(sign for sign in text if sign.isprintable())
