"""What a description must hold beyond its shape: concepts that exist, a licence that is one, terms that fit. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from registry.catalogue.licensing import read_license
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.taxonomies.queries import CurrentTaxonomy

Details = dict[str, Any]
"""A component's description, in the names of the wire (title, summary, kind, domains, …)."""

_FEES: Final = ("deployment_fee", "yearly_fee")
_FREE_WITH_FEE: Final = Bilingual(
    "价格模式为“免费”时不能有费用：请去掉费用，或选择其他价格模式（如“按部署收费”）。",
    "What is free has no fee: take the fee away, or choose another cost model such as 'per_deployment'.",
)
_DISCOUNT: Final = Bilingual(
    "折扣只适用于价格模式“优惠价”：请去掉折扣，或改选该模式。",
    "A discount belongs to the cost model 'discounted': take it away, or choose that model.",
)
_LICENSE: Final = Bilingual(
    "须为 SPDX 许可证表达式，例如 MulanPSL-2.0、Apache-2.0 或 LicenseRef-Gov-Share。",
    "Must be an SPDX licence expression such as MulanPSL-2.0, Apache-2.0 or LicenseRef-Gov-Share.",
)
_NO_DATA: Final = Bilingual(
    "“不处理数据”不能与其他数据类别并列。",
    "'none' says that it handles no data, so no other class can stand beside it.",
)


def checked(
    details: Mapping[str, Any], taxonomies: Mapping[str, CurrentTaxonomy], further: Iterable[FieldError] = ()
) -> Details:
    """The description with its licence in canonical spelling; raises PayloadInvalid naming every wrong field at once,
    those found elsewhere (`further`) among them.
    """
    errors = [*_unknown_concepts(details, taxonomies), *_mistaken_terms(details), *_mistaken_data(details), *further]
    license_expression = details["license"]
    try:
        license_expression = read_license(license_expression)
    except ValueError:
        errors.append(FieldError("/license", _LICENSE))
    if errors:
        raise PayloadInvalid(errors=errors)
    return {**details, "license": license_expression}


def _unknown_concepts(details: Mapping[str, Any], taxonomies: Mapping[str, CurrentTaxonomy]) -> Iterator[FieldError]:
    for taxonomy in taxonomies.values():
        if taxonomy.field is not None:
            yield from _unknown_in(taxonomy, details.get(taxonomy.field, ()), f"/{taxonomy.field}")
    for code, used in details.get("concepts", {}).items():
        further = taxonomies.get(code)
        if further is None or further.field is not None:
            yield FieldError(
                f"/concepts/{code}",
                Bilingual(f"没有可在此使用的分类表“{code}”。", f"There is no taxonomy '{code}' to be used here."),
            )
        else:
            yield from _unknown_in(further, used, f"/concepts/{code}")


def _unknown_in(taxonomy: CurrentTaxonomy, codes: Iterable[str], pointer: str) -> Iterator[FieldError]:
    for place, code in enumerate(codes):
        if code not in taxonomy.concepts:
            allowed = ", ".join(taxonomy.concepts)
            yield FieldError(
                f"{pointer}/{place}",
                Bilingual(f"“{code}”不在分类表中：{allowed}。", f"'{code}' is none of: {allowed}."),
            )


def _mistaken_terms(details: Mapping[str, Any]) -> Iterator[FieldError]:
    """A price that contradicts the cost model: both fields are named, since either may be the wrong one."""
    model, terms = details.get("cost_model", "free"), details.get("price_terms") or {}
    fees = [fee for fee in _FEES if Decimal(terms.get(fee, 0))]
    if model == "free" and fees:
        yield FieldError("/cost_model", _FREE_WITH_FEE)
        yield from (FieldError(f"/price_terms/{fee}", _FREE_WITH_FEE) for fee in fees)
    if model != "discounted" and "discount_percent" in terms:
        yield FieldError("/cost_model", _DISCOUNT)
        yield FieldError("/price_terms/discount_percent", _DISCOUNT)


def _mistaken_data(details: Mapping[str, Any]) -> Iterator[FieldError]:
    classes = details.get("data_classes", ())
    if "none" in classes and len(set(classes)) > 1:
        yield FieldError("/data_classes", _NO_DATA)


def is_listable(details: Mapping[str, Any]) -> bool:
    """Whether the description says the least that others can decide on: what it does, under which licence."""
    return bool(details.get("summary") and details.get("license"))
