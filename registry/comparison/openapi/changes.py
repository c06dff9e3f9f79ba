"""What a change is, and what is said of it: each kind in a sentence, each verdict with its reason."""

from typing import Any, Final, NamedTuple

from registry.comparison.openapi.documents import Path, pointer_of
from registry.kit.errors import Bilingual

ORDER: Final = ("breaking", "unknown", "compatible", "none")
"""Verdicts, the gravest first."""


class Change(NamedTuple):
    """A change of an interface. `operation` is such as `GET /spots`; `where` a JSON pointer, as the place is reached
    from there: in the newer document, or in the older one for what is gone.
    """

    kind: str
    operation: str | None
    where: str
    verdict: str
    text: Bilingual


class Place(NamedTuple):
    """Where a comparison is: in which operation, on which side of it (`request` or `response`), at which place."""

    path: Path
    operation: str | None = None
    side: str = "request"

    def below(self, *steps: str | int) -> "Place":
        return self._replace(path=(*self.path, *steps))


KINDS: Final[dict[str, Bilingual]] = {
    "path_removed": Bilingual("路径 {name} 已移除", "the path {name} is gone"),
    "path_added": Bilingual("新增路径 {name}", "the path {name} is new"),
    "operation_removed": Bilingual("操作 {name} 已移除", "the operation {name} is gone"),
    "operation_added": Bilingual("新增操作 {name}", "the operation {name} is new"),
    "operation_deprecated": Bilingual("操作已弃用", "the operation is deprecated"),
    "operation_id_changed": Bilingual("operationId 由 {old} 改为 {new}", "operationId was {old} and is {new}"),
    "callbacks_changed": Bilingual("回调或网络钩子有变化", "callbacks or webhooks changed"),
    "parameter_removed": Bilingual("参数 {name}（{place}）已移除", "the parameter {name} ({place}) is gone"),
    "parameter_added": Bilingual("新增可选参数 {name}（{place}）", "the optional parameter {name} ({place}) is new"),
    "required_parameter_added": Bilingual(
        "新增必填参数 {name}（{place}）", "the parameter {name} ({place}) is new and required"
    ),
    "parameter_newly_required": Bilingual("参数 {name} 改为必填", "the parameter {name} is required now"),
    "parameter_no_longer_required": Bilingual("参数 {name} 不再必填", "the parameter {name} is no longer required"),
    "parameter_moved": Bilingual("参数 {name} 由 {old} 移到 {new}", "the parameter {name} moved from {old} to {new}"),
    "parameter_style_changed": Bilingual("参数 {name} 的写法已变", "the parameter {name} is written otherwise"),
    "parameter_deprecated": Bilingual("参数 {name} 已弃用", "the parameter {name} is deprecated"),
    "default_changed": Bilingual("{name} 的默认值由 {old} 改为 {new}", "the default of {name} was {old} and is {new}"),
    "body_removed": Bilingual("不再接受请求体", "no request body is taken any more"),
    "body_added": Bilingual("新增可选请求体", "an optional request body is taken"),
    "required_body_added": Bilingual("新增必填请求体", "a request body is new and required"),
    "body_newly_required": Bilingual("请求体改为必填", "the request body is required now"),
    "body_no_longer_required": Bilingual("请求体不再必填", "the request body is no longer required"),
    "content_type_removed": Bilingual("不再支持 {name}", "{name} is no longer offered or taken"),
    "content_type_added": Bilingual("新增支持 {name}", "{name} is offered or taken too"),
    "encoding_changed": Bilingual("{name} 的编码方式已变", "the encoding of {name} changed"),
    "response_removed": Bilingual("状态 {name} 的应答已移除", "the response {name} is gone"),
    "response_added": Bilingual("新增状态 {name} 的应答", "the response {name} is new"),
    "header_removed": Bilingual("应答头 {name} 已移除", "the response header {name} is gone"),
    "header_added": Bilingual("新增应答头 {name}", "the response header {name} is new"),
    "header_no_longer_required": Bilingual(
        "应答头 {name} 不再一定出现", "the response header {name} need not be there any more"
    ),
    "header_newly_required": Bilingual("应答头 {name} 一定出现", "the response header {name} is always there"),
    "security_added": Bilingual("此前无须认证，现在需要", "nobody had to sign in before, and now callers must"),
    "security_changed": Bilingual("此前的认证方式不再够用", "the way to sign in that was enough is not any more"),
    "security_scope_added": Bilingual("需要更多权限：{name}", "more scopes are needed: {name}"),
    "security_relaxed": Bilingual(
        "此前的认证方式仍然够用，另有放宽", "the way to sign in is still enough, and others are too"
    ),
    "server_path_removed": Bilingual("基础路径 {name} 已移除", "the base path {name} is gone"),
    "servers_changed": Bilingual("服务器地址有变化，基础路径未变", "servers changed, their base paths did not"),
    "texts_changed": Bilingual("只有说明、示例或名称有变化", "only descriptions, examples or names changed"),
    "nothing_allowed": Bilingual("此处是否允许任何值有变化", "whether anything is allowed here changed"),
    "type_changed": Bilingual("类型由 {old} 改为 {new}", "the type was {old} and is {new}"),
    "null_added": Bilingual("可以为空（null）", "it may be null"),
    "null_removed": Bilingual("不再可以为空（null）", "it may no longer be null"),
    "enum_removed": Bilingual("取值 {name} 已移除", "the values {name} are gone"),
    "enum_added": Bilingual("新增取值 {name}", "the values {name} are new"),
    "enum_introduced": Bilingual("取值限于 {name}", "only the values {name} are allowed now"),
    "enum_lifted": Bilingual("取值不再受限", "the values are no longer limited"),
    "bound_changed": Bilingual("{name} 由 {old} 改为 {new}", "{name} was {old} and is {new}"),
    "pattern_changed": Bilingual("格式要求（pattern）由 {old} 改为 {new}", "the pattern was {old} and is {new}"),
    "format_changed": Bilingual("格式（format）由 {old} 改为 {new}", "the format was {old} and is {new}"),
    "multiple_changed": Bilingual("multipleOf 由 {old} 改为 {new}", "multipleOf was {old} and is {new}"),
    "uniqueness_changed": Bilingual("uniqueItems 由 {old} 改为 {new}", "uniqueItems was {old} and is {new}"),
    "property_added": Bilingual("新增可选属性 {name}", "the optional property {name} is new"),
    "required_property_added": Bilingual("新增必填属性 {name}", "the property {name} is new and required"),
    "property_removed": Bilingual("属性 {name} 已移除", "the property {name} is gone"),
    "property_newly_required": Bilingual("属性 {name} 改为必填", "the property {name} is required now"),
    "property_no_longer_required": Bilingual("属性 {name} 不再必填", "the property {name} is no longer required"),
    "properties_closed": Bilingual("不再允许其他属性", "other properties are no longer allowed"),
    "properties_opened": Bilingual("允许其他属性", "other properties are allowed now"),
    "variant_removed": Bilingual("{name} 中的一种形式已移除", "a form in {name} is gone"),
    "variant_added": Bilingual("{name} 中新增一种形式", "a form in {name} is new"),
    "variants_changed": Bilingual("{name} 的写法已变", "{name} is written otherwise"),
    "constraint_changed": Bilingual("约束 {name} 有变化", "the constraint {name} changed"),
    "reference_outside": Bilingual("内容在文档之外：{name}", "its content is outside the document: {name}"),
    "too_much": Bilingual("文档过于复杂，未比较到底", "the documents are too intricate to be compared to the end"),
}

_REASONS: Final = {
    ("request", "narrower"): Bilingual("此前被接受的请求可能被拒绝", "requests that were accepted may be refused"),
    ("request", "wider"): Bilingual("此前的请求仍被接受", "what was accepted still is"),
    ("response", "narrower"): Bilingual("应答仍在原约定之内", "answers stay within what was promised"),
    ("response", "wider"): Bilingual("应答可能含有调用方未预料的内容", "answers may hold what callers do not expect"),
}
_OTHER: Final = Bilingual("新旧互不包含", "neither includes the other")
_JUDGED: Final = {
    "breaking": Bilingual("依赖它的调用方会失败", "callers that rely on it fail"),
    "compatible": Bilingual("现有调用方不受影响", "present callers are not affected"),
    "unknown": Bilingual("无法自动判断，请人工核对", "this cannot be judged here: look at it yourself"),
    "none": Bilingual("接口本身未变", "the interface itself did not change"),
}


def judge(side: str, relation: str) -> str:
    """The verdict on what became `narrower`, `wider`, `other` or `unknown`.

    Requests: whoever calls keeps sending what was allowed, so that less being allowed breaks. Responses: whoever calls
    expects what was promised, so that more being possible breaks.
    """
    if relation == "unknown":
        return "unknown"
    harmless = {"request": "wider", "response": "narrower"}[side]
    return "compatible" if relation == harmless else "breaking"


def difference(kind: str, relation: str, place: Place, facts: dict[str, Any]) -> Change:
    """A change of what is allowed, judged by the side it is on."""
    verdict = judge(place.side, relation)
    reason = _JUDGED["unknown"] if relation == "unknown" else _REASONS.get((place.side, relation), _OTHER)
    return _change(kind, verdict, reason, place, facts)


def judged(kind: str, verdict: str, place: Place, facts: dict[str, Any]) -> Change:
    """A change that is judged by what it is."""
    return _change(kind, verdict, _JUDGED[verdict], place, facts)


def _change(kind: str, verdict: str, reason: Bilingual, place: Place, facts: dict[str, Any]) -> Change:
    said = {name: _shown(value) for name, value in facts.items()}
    text = Bilingual(
        f"{KINDS[kind].zh.format(**said)}：{reason.zh}。",
        f"{KINDS[kind].en.format(**said)}: {reason.en}.".capitalize()[:1]
        + f"{KINDS[kind].en.format(**said)}: {reason.en}."[1:],
    )
    return Change(kind, place.operation, pointer_of(place.path), verdict, text)


def _shown(value: Any) -> str:
    """A value within a sentence; bounded, since a document may hold anything."""
    if value is None:
        return "–"
    if isinstance(value, (list, tuple, set, frozenset)):
        shown = ", ".join(str(entry) for entry in list(value)[:10])
        return f"{shown}…" if len(value) > 10 or len(shown) > 200 else shown[:200]
    return str(value)[:200]
