"""What a description must hold beyond its shape, and what a listing would gain from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from registry.catalogue.licensing import read_license
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.taxonomies.queries import CurrentTaxonomy

Details = dict[str, Any]
"""A component's description, in the names of the wire (title, summary, kind, domains, …)."""


def checked(details: Mapping[str, Any], taxonomies: Mapping[str, CurrentTaxonomy]) -> Details:
    """The description with its licence in canonical spelling; raises PayloadInvalid naming every wrong field."""
    errors = list(_unknown_concepts(details, taxonomies))
    license_expression = details["license"]
    try:
        license_expression = read_license(license_expression)
    except ValueError:
        errors.append(
            FieldError(
                "/license",
                Bilingual(
                    "须为 SPDX 许可证表达式，例如 MulanPSL-2.0、Apache-2.0 或 LicenseRef-Gov-Share。",
                    "Must be an SPDX licence expression such as MulanPSL-2.0, Apache-2.0 or LicenseRef-Gov-Share.",
                ),
            )
        )
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


def is_listable(details: Mapping[str, Any]) -> bool:
    """Whether the description says the least that others can decide on: what it does, under which licence."""
    return bool(details.get("summary") and details.get("license"))


class ChecklistItem(NamedTuple):
    """Something a component should say before others decide on it; the blocking ones before it is listed."""

    field: str
    done: bool
    blocking: bool
    advice: Bilingual


def checklist(details: Mapping[str, Any]) -> list[ChecklistItem]:
    """What a description says already and what it still might; nothing here blocks a draft."""
    title_languages = {tag.split("-")[0] for tag in details.get("title", {})}
    maintained = details.get("maintenance", {}).get("type", "none") != "none"
    return [
        ChecklistItem(field, bool(done), blocking, Bilingual(zh, en))
        for field, done, blocking, zh, en in (
            (
                "summary",
                details.get("summary"),
                True,
                "用一两句话说明组件做什么",
                "Say in a sentence or two what it does",
            ),
            ("license", details.get("license"), True, "注明许可证", "State the licence"),
            (
                "title",
                {"zh", "en"} <= title_languages,
                False,
                "提供中英文名称",
                "Give the title in Chinese and English",
            ),
            ("domains", details.get("domains"), False, "选择所属领域", "Choose its domains"),
            ("scenarios", details.get("scenarios"), False, "列出适用场景", "List the scenarios it serves"),
            ("features", details.get("features"), False, "列出主要功能", "List its features"),
            ("documentation_url", details.get("documentation_url"), False, "给出文档地址", "Link its documentation"),
            ("maintenance", maintained, False, "说明由谁维护、到何时", "Say who maintains it, and until when"),
            ("contacts", details.get("contacts"), False, "留下联系人", "Name a contact"),
        )
    ]
