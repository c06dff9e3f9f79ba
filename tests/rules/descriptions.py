"""Descriptions of components of every kind, for properties that must hold for all of them."""

from datetime import date
from typing import Any

from hypothesis import strategies as some

from schemas import description as wire
from schemas.description import DescriptionSchema

# What the wire lets through: no control characters, no hidden turn of direction, not blank.
_CHARACTERS = some.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co"))
_WORDS = some.sampled_from(
    ("停车", "全市一张网。", "Parking for all. ", "- item: #1", "yes", "1.0", '"quoted"', "C:\\path", "👨‍👩‍👧", "null")
)


def texts(most: int) -> some.SearchStrategy[str]:
    """A text of at most so many characters, with something in it to be seen."""
    anything = some.text(_CHARACTERS, min_size=1, max_size=min(most, 40))
    built = some.lists(_WORDS, min_size=1, max_size=40).map("".join)
    return some.one_of(anything, built).map(lambda text: "文" + text[: most - 1])


def lines(most: int) -> some.SearchStrategy[str]:
    return some.lists(texts(most), min_size=1, max_size=4).map(lambda parts: "\n\n".join(parts)[:most])


def in_languages(content: some.SearchStrategy[Any]) -> some.SearchStrategy[dict[str, Any]]:
    others = some.dictionaries(some.sampled_from(("en", "de", "zh-Hant", "it", "zh-hans", "xx")), content, max_size=3)
    return some.builds(
        lambda own, more: {**more, own[0]: own[1]}, some.tuples(some.sampled_from(("zh", "en")), content), others
    )


def lists(content: some.SearchStrategy[Any], most: int = 3) -> some.SearchStrategy[list[Any]]:
    return some.lists(content, max_size=most)


def words(*groups: str) -> some.SearchStrategy[str]:
    return some.sampled_from(groups)


def record(needed: dict[str, Any], **further: some.SearchStrategy[Any]) -> some.SearchStrategy[dict[str, Any]]:
    return some.fixed_dictionaries(needed, optional=further)


DAYS = some.dates(date(2020, 1, 1), date(2040, 1, 1)).map(date.isoformat)
ADDRESSES = words(
    "https://example.org/a.git",
    "http://example.org/路径",
    "https://example.org/?q=1#x",
    "https://example.org:8443/x y".replace(" ", "%20"),
)
NAMES = words("yunling", "haina", "demo-river")
TRUTHS = some.booleans()
MONEY = words("0", "120000.00", "9.5")

PAYLOADS = record(
    {
        "title": in_languages(texts(200)),
        "summary": in_languages(texts(1000)),
        "kind": words(*wire.KINDS),
        "license": words("MulanPSL-2.0", "MIT OR Apache-2.0", "LicenseRef-Gov-Share"),
    },
    description=in_languages(lines(2000)),
    domains=lists(words("A1", "A4", "C3")),
    actions=lists(words("digital_life")),
    concepts=some.dictionaries(words("cofog"), lists(words("01", "02")), max_size=1),
    scenarios=lists(texts(100)),
    tags=lists(some.one_of(texts(60), words("backup", "e-signature", "healthcare", "transportation"))),
    cost_model=words(*wire.COST_MODELS),
    price_terms=record(
        {},
        deployment_fee=MONEY,
        yearly_fee=MONEY,
        discount_percent=some.integers(1, 100),
        notes=in_languages(texts(90)),
    ),
    inclusive_terms=record({}, training=TRUTHS, help_contact=texts(200), notes=in_languages(texts(90))),
    repository_url=ADDRESSES,
    documentation_url=ADDRESSES,
    platforms=lists(some.one_of(texts(60), words("web", "android", "linux"))),
    security_level=some.integers(1, 4),
    maintenance=record(
        {"type": words(*wire.MAINTENANCE_TYPES)},
        maintainer=some.one_of(NAMES, texts(200)),
        support_until=DAYS,
        commitment=in_languages(texts(90)),
        response_hours=some.integers(1, 8760),
    ),
    based_on=some.one_of(words("yunling/parking", "https://example.org/origin.git"), texts(200)),
    hosting=lists(words(*wire.HOSTING)),
    deployments=lists(words(*wire.DEPLOYMENTS)),
    contacts=lists(
        record(
            {"name": texts(100)},
            email=words("a@example.org", "root@localhost"),
            phone=texts(40),
            affiliation=texts(200),
        )
    ),
    features=in_languages(lists(texts(500))),
    ip_owner=texts(200),
    ip_proofs=lists(record({"kind": words(*wire.PROOF_KINDS)}, number=texts(100), url=ADDRESSES, issued_on=DAYS)),
    sharing_scope=words(*wire.SHARING_SCOPES),
    visible_to_clusters=lists(NAMES),
    environment=some.dictionaries(texts(60), some.one_of(texts(90), lists(texts(90))), max_size=3),
    xinchuang=lists(
        record({"layer": words(*wire.XINCHUANG_LAYERS), "product": texts(60)}, status=words(*wire.XINCHUANG_STATUSES))
    ),
    data_classes=lists(words(*wire.DATA_CLASSES)),
    data_grade=words(*wire.DATA_GRADES),
    data_update_cycle=words(*wire.UPDATE_CYCLES),
    crypto_assessed=TRUTHS,
    foundational_ready=TRUTHS,
    suitability=record({}, leading=in_languages(texts(90)), foundational=in_languages(texts(90))),
    commonality=record(
        {}, evidence=in_languages(texts(90)), independent_of_local_systems=TRUTHS, requesters=lists(texts(100))
    ),
    documents=lists(record({"kind": words(*wire.DOCUMENT_KINDS), "url": ADDRESSES}, title=texts(200))),
    technologies=lists(texts(60)),
    ai_uses=lists(words(*wire.AI_USES)),
    suites=lists(texts(100)),
    compatible_with=lists(words("yunling/parking")),
    standards=lists(some.one_of(texts(100), words("GB/T 22239-2019", "alias:gdpr", "urn:iso:std:iso:8601"))),
    contributors=lists(some.one_of(NAMES, texts(200))),
    co_owners=lists(NAMES),
)

DESCRIPTIONS = PAYLOADS.map(DescriptionSchema().load)
"""As the registry keeps them: every field that may be there, checked and completed like any payload."""
