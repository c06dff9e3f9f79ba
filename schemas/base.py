"""Fields and schemas that every slice of the wire is made of."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_INVISIBLE = re.compile("[\\s\u00ad\u115f\u1160\u200b-\u200d\u2060\u2800\u3164\ufeff\uffa0]*\\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)\Z", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


class Text(fields.String):
    """A text of people: NFC, no control characters, no hidden change of direction, not blank unless allowed."""

    def __init__(self, maximum: int, *, blank: bool = False, **options: Any) -> None:
        super().__init__(validate=validate.Length(max=maximum), **options)
        self.blank = blank

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = unicodedata.normalize("NFC", str(super()._deserialize(value, attr, data, **kwargs)))
        if _CONTROL.search(text):
            raise ValidationError("Control characters are not allowed.")
        if _BIDI.search(text):
            raise ValidationError("Characters that change the direction of text are not allowed.")
        if not self.blank and _INVISIBLE.match(text):
            raise ValidationError("Must not be blank.")
        return text


class Map(fields.Dict):
    """A mapping whose mistakes stand at their key: `/title/zh`, where marshmallow says `/title/zh/value`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]
        except ValidationError as error:
            if not isinstance(error.messages, dict):
                raise
            places = error.messages.items()
            raise ValidationError({key: found.get("key") or found["value"] for key, found in places}) from error


class TextMap(Map):
    """`{"zh": "…", "en": "…"}`: a text in several languages, at least one of them Chinese or English unless said."""

    def __init__(self, maximum: int, *, needs_ours: bool = True, **options: Any) -> None:
        super().__init__(keys=fields.String(), values=Text(maximum), **options)
        self.needs_ours = needs_ours

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        texts = super()._deserialize(value, attr, data, **kwargs)
        _check_languages(texts, self.needs_ours)
        return texts


class TextListMap(Map):
    """`{"zh": ["…", "…"]}`: a list of short texts in several languages."""

    def __init__(self, maximum: int, items: int, *, needs_ours: bool = True, **options: Any) -> None:
        values = fields.List(Text(maximum), validate=validate.Length(max=items))
        super().__init__(keys=fields.String(), values=values, **options)
        self.needs_ours = needs_ours

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        texts = super()._deserialize(value, attr, data, **kwargs)
        if texts:
            _check_languages(texts, self.needs_ours)
        return texts


def _check_languages(texts: Mapping[str, Any], needs_ours: bool) -> None:
    if len(texts) > 20:
        raise ValidationError("At most 20 languages.")
    wrong = [tag for tag in texts if not _LANGUAGE.match(tag)]
    if wrong:
        raise ValidationError("The keys must be language tags (BCP 47), such as zh or en.")
    if needs_ours and not {tag.split("-")[0].lower() for tag in texts} & {"zh", "en"}:
        raise ValidationError("A text in Chinese (zh) or English (en) is needed.")


class Name(fields.String):
    """A slug or name: the registry says in full what is allowed; here only what keeps an address sane."""

    def __init__(self, maximum: int = 64, **options: Any) -> None:
        super().__init__(validate=validate.Length(min=1, max=maximum), **options)


class Day(fields.Date):
    """A day, `YYYY-MM-DD` and nothing else: no week dates, no years past 9999."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str) or not re.match(r"\d{4}-\d{2}-\d{2}\Z", value, re.ASCII):
            raise ValidationError("Not a valid date.")
        return super()._deserialize(value, attr, data, **kwargs)


class Moment(fields.AwareDateTime):
    """An instant as RFC 3339 has it, with its offset: `2026-03-02T04:00:00Z`. No other way to write a time."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str) or not _MOMENT.match(value) or value[:4] in {"0000", "0001", "9999"}:
            raise ValidationError("Not a valid instant such as 2026-03-02T04:00:00Z.")
        return super()._deserialize(value, attr, data, **kwargs)


class DayText(Day):
    """The same, kept as the text it is on the wire: for descriptions that are stored as they came."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize(value, attr, data, **kwargs).isoformat()

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value


class Whole(fields.Integer):
    """A whole number: 1.0 is one too, as JSON Schema says; not 1.5, not "1_000", not true."""

    def __init__(self, lowest: int, highest: int, **options: Any) -> None:
        super().__init__(strict=True, validate=validate.Range(lowest, highest), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValidationError("Not a valid integer.")
        return super()._deserialize(value, attr, data, **kwargs)


class WholeArgument(Whole):
    """The same in a query string, where a number is digits."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str) or not re.match(r"\d{1,18}\Z", value, re.ASCII):
            raise ValidationError("Not a valid integer.")
        return super()._deserialize(int(value), attr, data, **kwargs)


class Money(fields.String):
    """An amount as a decimal string: `120000.00`. No sign, at most two places, below 10^15."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        amount = str(super()._deserialize(value, attr, data, **kwargs))
        if not re.match(r"(0|[1-9]\d{0,14})(\.\d{1,2})?\Z", amount, re.ASCII):
            raise ValidationError("Not a decimal amount such as 120000.00.")
        return amount


class Words(fields.List[Any]):
    """A list in which each text stands once, in the spelling that came first: `GIS` and `gis` are one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        words: list[Any] = super()._deserialize(value, attr, data, **kwargs)
        first: dict[str, str] = {}
        for word in words:
            first.setdefault(word.casefold(), word)
        return list(first.values())


def word_list(maximum: int, items: int, **options: Any) -> fields.Field[Any]:
    """A list of short texts."""
    return Words(Text(maximum), validate=validate.Length(max=items), **options)


def one_of(words: tuple[str, ...], **options: Any) -> fields.String:
    """One of the words listed."""
    return fields.String(validate=validate.OneOf(words), **options)


def web_address(**options: Any) -> fields.Url:
    """An http or https address of at most 500 characters."""
    return fields.Url(schemes={"http", "https"}, validate=validate.Length(max=500), **options)
