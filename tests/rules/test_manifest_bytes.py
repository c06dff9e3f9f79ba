"""The bytes of a manifest: canonical, so that everybody who knows what it says gets the same ones."""

import hashlib
import json
import random
from uuid import UUID

from registry.catalogue.manifests import write_manifest

COMPONENT = UUID("01961f3e-0000-7000-8000-000000000001")
RELEASE = {
    "number": "1.0",
    "label": None,
    "notes": {"zh": "首发\n“稳定”", "en": 'First "stable"\t\u007f'},
    "requires": [{"specifier": ">=1,<2", "component": str(COMPONENT)}],
    "platforms": ["麒麟", "linux"],
    "platform_requirements": [],
    "external_requirements": [],
}


def artifact(filename: str, **more: object) -> dict[str, object]:
    return {
        "filename": filename,
        "role": "package",
        "media_type": "application/zip",
        "size": 3,
        "digest": f"sha256:{'0' * 64}",
        "location": None,
        "removed": None,
        **more,
    }


def test_they_are_what_any_tool_writes_with_sorted_keys_and_no_spaces():
    written = write_manifest(COMPONENT, RELEASE, number=2, previous="a" * 64, artifacts=[artifact("车位.zip")])

    again = json.dumps(json.loads(written.content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert written.content == again.encode()
    assert written.digest == hashlib.sha256(written.content).hexdigest()


def test_neither_the_order_of_artifacts_nor_that_of_fields_makes_another():
    artifacts = [artifact(name) for name in ("b.zip", "a.zip", "车.zip", "B.zip")]
    expected = write_manifest(COMPONENT, RELEASE, number=2, artifacts=artifacts).content

    for seed in range(20):
        shuffled = [dict(reversed(row.items())) for row in random.Random(seed).sample(artifacts, 4)]

        assert (
            write_manifest(COMPONENT, dict(reversed(RELEASE.items())), number=2, artifacts=shuffled).content == expected
        )


def test_whatever_differs_makes_another():
    one = artifact("a.zip")
    digests = {
        write_manifest(COMPONENT, RELEASE).digest,
        write_manifest(UUID(int=1), RELEASE).digest,
        write_manifest(COMPONENT, {**RELEASE, "number": "1.1"}).digest,
        write_manifest(COMPONENT, RELEASE, number=2).digest,
        write_manifest(COMPONENT, RELEASE, number=2, previous="a" * 64).digest,
        write_manifest(COMPONENT, RELEASE, number=2, artifacts=[one]).digest,
        write_manifest(COMPONENT, RELEASE, number=2, artifacts=[{**one, "removed": {"on": "2026-03-02"}}]).digest,
    }

    assert len(digests) == 7


def test_the_one_before_is_named_as_digests_are_on_the_wire():
    written = json.loads(write_manifest(COMPONENT, RELEASE, number=2, previous="a" * 64).content)

    assert written["previous"] == f"sha256:{'a' * 64}"
    assert json.loads(write_manifest(COMPONENT, RELEASE).content)["previous"] is None
