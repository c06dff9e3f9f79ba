"""What is recorded of an adoption beyond its stage and version: its reach, who answers for it, its contract."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from schemas.base import Day, DayText, Money, Name, Text, one_of, word_list
from schemas.paging import PageArguments, page_schema

LEVELS = ("city", "district", "street", "community")
CONTRIBUTIONS = ("architecture", "process", "industry_city")
DEPARTMENTS_AT_MOST = 200
CURRENCIES = (
    "CNY", "HKD", "MOP", "USD", "EUR", "GBP", "AUD", "CAD", "CHF", "SGD", "NZD", "MYR", "THB", "RUB", "INR", "BRL",
    "ZAR", "AED", "SAR", "SEK", "NOK", "DKK", "PLN", "TRY", "MXN", "PHP", "KZT",
)  # fmt: skip
"""Those of ISO 4217 in which an amount has two decimals and that contracts here may be in."""


class Chosen(fields.List[Any]):
    """Some of the words listed, each once, in the order of the list."""

    def __init__(self, words: tuple[str, ...], **options: Any) -> None:
        super().__init__(one_of(words), validate=validate.Length(max=50), **options)
        self.words = words

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        chosen = super()._deserialize(value, attr, data, **kwargs)
        return [word for word in self.words if word in chosen]


class Amount(fields.Float):
    """A number of the unit that the field's name says; true is none."""

    def __init__(self, highest: float, **options: Any) -> None:
        super().__init__(validate=validate.Range(0, highest), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValidationError("Not a valid number.")
        return super()._deserialize(value, attr, data, **kwargs)


class LegacySystemSchema(Schema):
    """A system that was there before and is linked to the component (充分利旧)."""

    name = Text(200, required=True)
    interface = Text(500, metadata={"description": "How they are linked"})
    standard = Text(100, metadata={"description": "The code of a standard the interface follows, or its name"})


class ResponsibilitySchema(Schema):
    duty = Text(500, required=True)
    party = Text(200, required=True, metadata={"description": "Who answers for it: a slug or a name"})
    kind = Text(40)


class ServiceLevelSchema(Schema):
    availability_percent = Amount(100)
    response_hours = Amount(8760)
    recovery_hours = Amount(8760)


class EnvironmentSchema(Schema):
    """Where it runs (一体化配置). Never credentials: a text that looks like one is refused."""

    network = Text(200)
    hosting = Text(200)
    platform = Text(200)
    location = Text(200)


class HandedOverSchema(Schema):
    """Who handed the running system over to whom. Never credentials."""

    on = DayText()
    from_ = Text(200, data_key="from", attribute="from")
    to = Text(200)
    note = Text(2000)


class AdoptionDescribeSchema(Schema):
    scenario = Text(100)
    operator = Name()
    departments = word_list(100, DEPARTMENTS_AT_MOST, load_default=list)
    levels = Chosen(LEVELS, load_default=list)
    legacy_systems = fields.List(
        fields.Nested(LegacySystemSchema), load_default=list, validate=validate.Length(max=100)
    )
    contributions = Chosen(CONTRIBUTIONS, load_default=list)
    responsibilities = fields.List(
        fields.Nested(ResponsibilitySchema), load_default=list, validate=validate.Length(max=100)
    )
    sla = fields.Nested(ServiceLevelSchema, load_default=dict)
    environment = fields.Nested(EnvironmentSchema, load_default=dict)
    handover = fields.Nested(HandedOverSchema, load_default=dict)


class OptionSchema(Schema):
    """Something a contract leaves open, such as a further year."""

    title = Text(200, required=True)
    price = Money()
    until_on = DayText()


class Option(fields.Nested):
    """An option; a plain text is taken as its title."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        return super()._deserialize({"title": value} if isinstance(value, str) else value, attr, data, **kwargs)


class ContractPutSchema(Schema):
    supplier = Name()
    price = Money(metadata={"description": "A decimal amount; the total for the term"})
    currency = one_of(CURRENCIES, load_default="CNY")
    procurement = Text(40, metadata={"description": "How it was bought, such as 公开招标 or 单一来源"})
    signed_on = Day()
    starts_on = Day()
    ends_on = Day()
    options = fields.List(Option(OptionSchema), load_default=list, validate=validate.Length(max=50))


class ContractSchema(Schema):
    """Shown to cities and administrators only."""

    adoption = fields.UUID(required=True)
    supplier = fields.String(required=True, allow_none=True)
    price = fields.String(required=True, allow_none=True)
    currency = one_of(CURRENCIES, required=True)
    procurement = fields.String(required=True, allow_none=True)
    signed_on = fields.Date(required=True, allow_none=True)
    starts_on = fields.Date(required=True, allow_none=True)
    ends_on = fields.Date(required=True, allow_none=True)
    options = fields.List(fields.Nested(OptionSchema), required=True)
    updated_at = fields.DateTime(required=True)


class Figures(fields.Dict):
    """Figures of a report by their names: numbers or short texts."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        figures = super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]
        if len(figures) > 50:
            raise ValidationError("At most 50 figures.")
        for name, figure in figures.items():
            if not isinstance(name, str) or not 0 < len(name) <= 100 or not _is_figure(figure):
                raise ValidationError("Figures are numbers or texts of at most 200 characters, named by at most 100.")
        return figures


def _is_figure(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= 200
    return isinstance(value, int | float) and not isinstance(value, bool)


class OperatingReportSubmitSchema(Schema):
    from_ = Day(required=True, data_key="from")
    to = Day(required=True)
    summary = Text(8000, required=True)
    figures = Figures(load_default=dict)


class OperatingReportSchema(Schema):
    id = fields.UUID(required=True)
    adoption = fields.UUID(required=True)
    organisation = fields.String(required=True, metadata={"description": "Who reported"})
    from_ = fields.Date(required=True, data_key="from")
    to = fields.Date(required=True)
    summary = fields.String(required=True)
    figures = fields.Dict(required=True)
    recorded_at = fields.DateTime(required=True)


class OperatingReportListArguments(PageArguments):
    pass


OperatingReportPageSchema = page_schema(OperatingReportSchema)
