"""What marshmallow says of a field, with a JSON pointer and in both languages."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError

from registry.kit.errors import Bilingual, FieldError, PayloadInvalid

_CHINESE: Final = (
    (r"Missing data for required field\.", "此字段必填。"),
    (r"Unknown field\.", "未知字段。"),
    (r"Field may not be null\.", "不能为 null。"),
    (r"Not a valid string\.", "须为字符串。"),
    (r"Not a valid utf-8 string\.", "须为 UTF-8 字符串。"),
    (r"Not a valid number\.", "须为数字。"),
    (r"Number too large\.", "数字过大。"),
    (r"Special numeric values \(nan or infinity\) are not permitted\.", "不能为 nan 或无穷大。"),
    (r"Not a valid integer\.", "须为整数。"),
    (r"Not a valid boolean\.", "须为 true 或 false。"),
    (r"Not a valid list\.", "须为数组。"),
    (r"Not a valid mapping type\.", "须为对象。"),
    (r"Not a valid date\.", "须为 YYYY-MM-DD 形式的日期。"),
    (r"Not a valid instant such as 2026-03-02T04:00:00Z\.", "须为形如 2026-03-02T04:00:00Z 的时刻。"),
    (r"Not a valid (?:aware )?datetime\.", "须为形如 2026-03-02T04:00:00Z 的时刻。"),
    (r"Not a decimal amount such as 120000\.00\.", "须为形如 120000.00 的金额。"),
    (r"Not a valid UUID\.", "须为 UUID。"),
    (r"Not a valid URL\.", "须为 http 或 https 网址。"),
    (r"Not a valid email address\.", "须为电子邮箱地址。"),
    (r"Invalid input type\.", "类型不对。"),
    (r"Invalid value\.", "值不对。"),
    (r"Invalid type\.", "类型不对。"),
    (r"Must be one of: (.*)\.", r"须为下列之一：\1。"),
    (r"Length must be between (\d+) and (\d+)\.", r"长度须在 \1 到 \2 之间。"),
    (r"Longer than maximum length (\d+)\.", r"长度不得超过 \1。"),
    (r"Shorter than minimum length (\d+)\.", r"长度不得少于 \1。"),
    (r"Must not be blank\.", "不能为空白。"),
    (r"Control characters are not allowed\.", "不能含有控制字符。"),
    (r"Characters that change the direction of text are not allowed\.", "不能含有改变文字方向的字符。"),
    (r"At most (\d+) languages\.", r"最多 \1 种语言。"),
    (r"The keys must be language tags \(BCP 47\), such as zh or en\.", "键须为语言标签（BCP 47），例如 zh 或 en。"),
    (r"A text in Chinese \(zh\) or English \(en\) is needed\.", "须有中文（zh）或英文（en）文本。"),
    (r"Values must be texts of at most (\d+) characters or lists of them\.", r"值须为不超过 \1 个字符的文本或其列表。"),
    (
        r"Not an identifier such as CVE-2026-12345, GHSA-…, CNVD-… or CNNVD-…\.",
        "须为漏洞编号，例如 CVE-2026-12345、GHSA-…、CNVD-… 或 CNNVD-…。",
    ),
    (r"Must be an https address\.", "须为 https 网址。"),
    (r"At most (\d+) figures\.", r"最多 \1 项指标。"),
    (
        r"Figures are numbers or texts of at most (\d+) characters, named by at most (\d+)\.",
        r"指标须为数字或不超过 \1 个字符的文本，名称不超过 \2 个字符。",
    ),
    (r"Not an instant such as 2026-03-02T04:00:00Z\.", "须为形如 2026-03-02T04:00:00Z 的时刻。"),
    (r"String does not match expected pattern\.", "格式不对。"),
    (
        r"Must be greater than or equal to (\S+) and less than or equal to (\S+)\.",
        r"须在 \1 到 \2 之间。",
    ),
)


def field_errors(messages: Any, pointer: str = "") -> list[FieldError]:
    """`{location: {field: {index: [messages]}}}` as webargs gives it, flattened to pointers below `pointer`."""
    if not isinstance(messages, Mapping):
        return []
    found: list[FieldError] = []
    for _location, tree in messages.items():
        found.extend(_walk(tree, pointer))
    return found


def load_payload(schema: Schema, content: Any, pointer: str = "") -> dict[str, Any]:
    """What a schema makes of a payload that did not come in a request; raises PayloadInvalid with pointers."""
    try:
        loaded: dict[str, Any] = schema.load(content)
    except ValidationError as error:
        raise PayloadInvalid(errors=field_errors({"payload": error.messages}, pointer)) from error
    return loaded


def _walk(node: Any, pointer: str) -> Iterator[FieldError]:
    if isinstance(node, Mapping):
        for key, below in node.items():
            yield from _walk(below, pointer if key == "_schema" else f"{pointer}/{_escape(key)}")
    elif isinstance(node, list | tuple):
        for message in node:
            yield from _walk(message, pointer)
    elif isinstance(node, Bilingual):
        yield FieldError(pointer, node)
    else:
        yield FieldError(pointer, Bilingual(_in_chinese(str(node)), str(node)))


def _escape(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def _in_chinese(message: str) -> str:
    for pattern, chinese in _CHINESE:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, chinese, message)
    return message
