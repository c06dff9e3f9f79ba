"""Records of OSV: what is written fits the schema, and reading it gives the same again."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from registry.advisories.describing import described
from registry.advisories.osv import ECOSYSTEM, OWN, components_in, read_record, texts_of, write_record
from registry.advisories.ranges import affected_by
from registry.catalogue.versioning import read_version
from registry.web.wording import load_payload
from schemas.advisories import OsvSchema

VERSIONS = {read_version(number).sort_key: number for number in ("0.9", "1.0rc1", "1.0", "1.1", "2.0")}
START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)

number = some.sampled_from([*VERSIONS.values(), "1.5", "3.0"])
texts = some.fixed_dictionaries(
    {}, optional={"zh": some.just("口令泄露"), "en": some.sampled_from(["Leak", "口令"]), "fr": some.just("Fuite")}
).filter(lambda found: {"zh", "en"} & found.keys())
entries = some.builds(
    lambda first, last, listed: {
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": first}, {"last_affected": last}]}],
        **({"versions": listed} if listed else {}),
    },
    some.just("0") | number,
    number,
    some.lists(some.sampled_from(list(VERSIONS.values())), max_size=3),
)
foreign = some.just({"package": {"ecosystem": "PyPI", "name": "x"}, "versions": ["1"]})
vectors = some.just([{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}])
told = some.fixed_dictionaries(
    {"summary": texts, "affected": some.lists(entries, min_size=1, max_size=2)},
    optional={
        "details": texts,
        "severity": vectors | some.sampled_from(["low", "critical"]),
        "fixed": some.lists(number, max_size=2),
        "aliases": some.just(["CVE-2026-12345"]),
        "references": some.just([{"type": "FIX", "url": "https://example.org/1"}]),
        "credits": some.just([{"name": "某人", "type": "FINDER"}]),
        "database_specific": some.just({"severity": "HIGH", "own": {"x": [1]}}),
    },
)


def written(told: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """What is kept of something told, and its record with the versions filled in."""
    kept = described("yunling/parking", VERSIONS, told)
    filled = [
        {**entry, "versions": [number for key, number in sorted(VERSIONS.items()) if affected_by([entry]).holds(key)]}
        if "package" not in entry
        else entry
        for entry in kept.affected
    ]
    record = write_record(
        identifier="SCA-2026-000001",
        component="yunling/parking",
        told=kept.details,
        affected=filled,
        published_at=START,
        modified_at=START + timedelta(seconds=1),
    )
    return kept, record


@settings(max_examples=300, deadline=None)
@given(told, some.lists(foreign, max_size=1))
def test_what_is_written_is_read_as_the_same(told: dict[str, Any], elsewhere: list[dict[str, Any]]):
    kept, record = written({**told, "affected": [*told["affected"], *elsewhere]})

    again = described("yunling/parking", VERSIONS, read_record(load_payload(OsvSchema(), record)))

    assert again == kept


def test_a_record_says_what_the_schema_asks_for():
    _, record = written({"summary": {"zh": "口令泄露", "en": "Leak"}, "affected": [{"versions": ["1.0"]}]})

    assert record == {
        "schema_version": "1.7.4",
        "id": "SCA-2026-000001",
        "modified": "2026-03-02T04:00:01.000Z",
        "published": "2026-03-02T04:00:00.000Z",
        "summary": "Leak",
        "affected": [{"package": {"ecosystem": ECOSYSTEM, "name": "yunling/parking"}, "versions": ["1.0"]}],
        "database_specific": {OWN: {"summary": {"zh": "口令泄露", "en": "Leak"}}},
    }


def test_a_record_from_elsewhere_is_read_as_it_is_meant():
    record = load_payload(
        OsvSchema(),
        {
            "id": "GHSA-r9p9-mrjm-926w",
            "modified": "2021-03-08T16:02:43.123456Z",
            "aliases": None,
            "severity": None,
            "affected": [{"package": {"ecosystem": ECOSYSTEM, "name": "yunling/parking"}, "versions": ["1.0"]}],
            "database_specific": {"severity": "MODERATE", "github_reviewed": True},
            "something_of_a_later_edition": 1,
        },
    )

    told = read_record(record)

    assert components_in(record) == ["yunling/parking"]
    assert record["modified"].microsecond == 123_000
    assert (told["summary"], told["aliases"]) == ({"en": "GHSA-r9p9-mrjm-926w"}, [])
    assert described("yunling/parking", VERSIONS, told).rating.level == "medium"
    assert told["database_specific"] == {"severity": "MODERATE", "github_reviewed": True}


def test_plain_texts_are_told_apart_by_their_signs():
    assert [texts_of(text) for text in ("", "Leak", "口令 leak")] == [{}, {"en": "Leak"}, {"zh": "口令 leak"}]
