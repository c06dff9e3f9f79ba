"""Refusals: each has a name, a status and a sentence, in Chinese and English, that the caller can act on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple


class Bilingual(NamedTuple):
    """A fixed text of ours in the two languages of the service."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field: a JSON pointer and a sentence."""

    pointer: str
    detail: Bilingual


class Refusal(Exception):
    """A request the registry declines. Subclasses name it; the facts fill its sentence.

    >>> raise VersionTaken(component="yunling/parking", number="1.9")
    """

    status: ClassVar[int] = 409
    title: ClassVar[Bilingual]
    sentence: ClassVar[Bilingual]
    code: ClassVar[str]
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, *, errors: Sequence[FieldError] = (), **facts: object) -> None:
        self.errors = tuple(errors)
        self.facts = facts
        super().__init__(self.detail("en"))

    def __init_subclass__(cls) -> None:
        if "code" not in cls.__dict__:
            cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def detail(self, language: str) -> str:
        """The sentence with its facts, in `zh` or `en`."""
        return self.sentence.in_language(language).format(**self.facts)

    @property
    def extra_headers(self) -> dict[str, str]:
        """Headers the answer must carry beside the problem document."""
        return dict(self.headers)

    @property
    def members(self) -> dict[str, object]:
        """What the problem document holds beyond the sentence, for programs (RFC 9457, 3.2)."""
        return {}


def all_refusals(root: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Every refusal that has been defined, for the pages that explain them."""
    for kind in root.__subclasses__():
        if hasattr(kind, "title"):
            yield kind
        yield from all_refusals(kind)


class PayloadInvalid(Refusal):
    status = 422
    title = Bilingual("内容不符合要求", "The content does not meet the requirements")
    sentence = Bilingual("请求中有字段需要更正，详见 errors。", "Some fields need correction; see errors.")

    @classmethod
    def of(cls, pointer: str, zh: str, en: str) -> "PayloadInvalid":
        """A refusal about one field."""
        return cls(errors=[FieldError(pointer, Bilingual(zh, en))])


class NotFound(Refusal):
    status = 404
    title = Bilingual("未找到", "Not found")
    sentence = Bilingual("没有找到“{what}”。", "There is no '{what}' here.")


class Moved(Refusal):
    """What was asked for has another name now: `was` and `now` are parts of an address, without a slash before them.

    Who asked by address is led on (308); a name inside a request cannot be led anywhere.
    """

    title = Bilingual("已改名", "It has another name now")
    sentence = Bilingual("“{was}”现为“{now}”，请使用新名称。", "'{was}' is '{now}' now: use the new name.")


class TokenRequired(Refusal):
    status = 401
    title = Bilingual("需要令牌", "A token is required")
    sentence = Bilingual(
        "此操作需要令牌：请在 Authorization 头中以 Bearer 方式提供。",
        "This needs a token: send it as 'Authorization: Bearer <token>'.",
    )
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": 'Bearer realm="registry"'}


class TokenInvalid(Refusal):
    status = 401
    title = Bilingual("令牌无效", "The token is not valid")
    sentence = Bilingual(
        "令牌不存在、已过期或已被吊销，请重新申请。",
        "The token is unknown, expired or revoked: ask for a new one.",
    )
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": 'Bearer realm="registry", error="invalid_token"'}


class ScopeMissing(Refusal):
    status = 403
    title = Bilingual("权限不足", "A scope is missing")
    sentence = Bilingual("令牌缺少权限“{scope}”。", "The token lacks the scope '{scope}'.")

    @property
    def extra_headers(self) -> dict[str, str]:
        scope = self.facts["scope"]
        return {"WWW-Authenticate": f'Bearer realm="registry", error="insufficient_scope", scope="{scope}"'}


class OnlyStaging(Refusal):
    status = 403
    title = Bilingual("只能提交待发布版本", "It may only stage")
    sentence = Bilingual(
        "此令牌属于机器，只能提交待发布版本，由人批准：请改用 POST …/staged。",
        "This is a machine's token that may only stage versions, for a person to approve: use POST …/staged.",
    )


class NotYourOrganisation(Refusal):
    status = 403
    title = Bilingual("不属于本单位", "Not your organisation's")
    sentence = Bilingual(
        "该对象不属于令牌所在单位“{organisation}”，不能代为操作。",
        "This belongs to another organisation than the token's ('{organisation}').",
    )


class LandscapeHidden(Refusal):
    status = 403
    title = Bilingual("采用明细不公开", "Adoption records are not public")
    sentence = Bilingual(
        "城市的采用明细仅对城市和管理员开放；统计数据见 /api/v1/statistics/overview。",
        "Which city runs what is shown to cities and administrators only; aggregates are at "
        "/api/v1/statistics/overview.",
    )


class Stale(Refusal):
    status = 412
    title = Bilingual("内容已被他人更改", "It has changed in the meantime")
    sentence = Bilingual(
        "If-Match 与现在的 ETag 不符：请重新读取后再改。",
        "If-Match is not the present ETag: read it again, then change it.",
    )


class CursorInvalid(Refusal):
    status = 422
    title = Bilingual("分页游标无效", "The cursor is not valid")
    sentence = Bilingual(
        "游标不是本服务签发的，或与当前筛选条件不符；请从第一页重新开始。",
        "The cursor was not issued here or belongs to other filters: start again from the first page.",
    )


class Busy(Refusal):
    status = 503
    title = Bilingual("服务繁忙", "The service is busy")
    sentence = Bilingual(
        "数据库暂时无法写入，请稍后以相同的 Idempotency-Key 重试。",
        "The database cannot take the write just now; try again with the same Idempotency-Key.",
    )
    headers: ClassVar[dict[str, str]] = {"Retry-After": "1"}
