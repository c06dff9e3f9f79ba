"""…/versions/{number}/artifacts: files go in and out as they are, once and for ever, on either storage."""

import hashlib
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from registry.kit.clock import SimulatedClock
from registry.kit.identity import new_id
from registry.kit.policy import Policy
from tests.build import Registry
from tests.http.artifact_scene import CONTENT, Scene, digest_field, scene_of


class TestIn:
    def test_a_file_goes_in_and_comes_out_as_it_is(self, either: Scene):
        added = either.put("停车-1.0.tar.gz", headers={"Repr-Digest": digest_field(CONTENT)})

        assert added.status_code == 201
        assert added.headers["Repr-Digest"] == digest_field(CONTENT)
        assert added.headers["Location"] == either.at("停车-1.0.tar.gz")
        hexadecimal = hashlib.sha256(CONTENT).hexdigest()
        said = {name: added.json[name] for name in ("filename", "role", "media_type", "size", "digest", "manifest")}
        assert said == {
            "filename": "停车-1.0.tar.gz",
            "role": "package",
            "media_type": "application/gzip",
            "size": len(CONTENT),
            "digest": f"sha256:{hexadecimal}",
            "manifest": 2,
        }
        fetched = either.get("停车-1.0.tar.gz")
        assert (fetched.status_code, fetched.data) == (200, CONTENT)
        assert fetched.headers["ETag"] == f'"{hexadecimal}"'
        assert fetched.headers["Repr-Digest"] == digest_field(CONTENT)
        assert fetched.headers["Content-Length"] == str(len(CONTENT))
        assert either.listed() == [added.json]
        assert either.leftovers() == []

    def test_the_same_bytes_again_are_answered_with_what_is_there(self, either: Scene):
        first = either.put("parking.zip")
        again = either.put("PARKING.zip", headers={"If-None-Match": "*"})

        assert (again.status_code, again.json) == (200, first.json)
        assert len(either.listed()) == 1
        assert either.leftovers() == []

    def test_other_bytes_under_a_name_are_refused(self, either: Scene):
        either.put("parking.zip")
        refused = either.put("parking.zip", b"other")

        assert (refused.status_code, refused.json["code"]) == (409, "artifact_exists")
        assert either.get("parking.zip").data == CONTENT
        assert either.leftovers() == []

    def test_a_wrong_digest_keeps_nothing(self, either: Scene):
        content = f"damaged on its way {new_id()}".encode()
        refused = either.put("parking.zip", content, headers={"Repr-Digest": digest_field(CONTENT)})

        assert (refused.status_code, refused.json["code"]) == (422, "digest_mismatch")
        assert digest_field(content) in refused.json["detail"]
        assert either.listed() == []
        assert either.leftovers() == []
        assert not either.storage.has(hashlib.sha256(content).hexdigest())

    def test_a_digest_that_cannot_be_read_is_refused_before_anything(self, scene: Scene):
        fields = (
            "sha-256=:AAAA:", "sha-256=AAAA", "sha-256=:" + "A" * 43 + ":", "sha-512=:" + "A" * 86 + "==:",
            "md5=:1B2M2Y8AsgTpgAmy7PhCfg==:", "sm3=:" + "A" * 43 + "=:", "nonsense", "",
        )  # fmt: skip

        answers = [scene.put("parking.zip", headers={"Repr-Digest": field}) for field in fields]

        assert {(answer.status_code, answer.json["code"]) for answer in answers} == {(400, "digest_unreadable")}

    def test_one_of_several_digests_is_enough(self, scene: Scene):
        others = "unixsum=:MjMwOQ==:, "

        assert scene.put("a.zip", headers={"Repr-Digest": others + digest_field(CONTENT)}).status_code == 201
        assert scene.put("b.zip", headers={"Repr-Digest": others + digest_field(b"other")}).status_code == 422

    def test_the_role_follows_from_the_name_or_is_said(self, scene: Scene):
        names = ("openapi.yaml", "parking.cdx.json", "readme.md", "data.csv", "compose.yml", "x.oci.tar", "what.bin")

        roles = [scene.put(name, name.encode()).json["role"] for name in names]
        said = scene.put("said.bin", b"said", query="?role=source").json["role"]

        assert roles == ["interface", "sbom", "documentation", "data", "deployment", "image", "other"]
        assert said == "source"
        assert scene.put("more.bin", query="?role=nonsense").status_code == 422

    def test_each_addition_is_told_once_and_listed_by_the_next_manifest(self, scene: Scene):
        manifests = [scene.put(name, name.encode()).json["manifest"] for name in ("a.zip", "b.zip")]
        scene.put("a.zip", b"a.zip")

        told = scene.registry.anyone.get("/api/v1/events?types=artifact.added&limit=100").json["items"]
        assert manifests == [2, 3]
        assert [event["subject"].rsplit("/", 1)[-1] for event in told] == ["a.zip", "b.zip"]
        assert told[0]["data"]["digest"] == f"sha256:{hashlib.sha256(b'a.zip').hexdigest()}"

    def test_two_cities_keep_the_same_bytes_once_and_neither_learns_of_it(self, either: Scene):
        other = either.registry.city("haina")
        theirs = Scene(either.registry, other, either.registry.component(other, "parking", "1.0"))

        answers = [either.put("mine.zip"), theirs.put("ours.zip")]

        assert [answer.status_code for answer in answers] == [201, 201]
        assert set(answers[0].headers.keys()) == set(answers[1].headers.keys())
        assert theirs.get("ours.zip").data == CONTENT

    def test_a_version_that_is_latest_takes_files_under_its_number(self, scene: Scene):
        address = scene.at("a.zip").replace("/1.0/", "/latest/")
        added = scene.city.call("PUT", address, data=b"a")

        assert (added.status_code, added.json["version"]) == (201, "1.0")
        assert added.headers["Location"] == scene.at("a.zip")


class TestNames:
    def test_a_name_that_some_machine_could_trip_over_is_refused(self, scene: Scene):
        names = (
            "..", ".", ".hidden", "-rf", "~root", " a", "a ", "a.", "a\\b", "..\\x", "a\r\nX: y", "a\x7f",
            "con", "NUL.txt", "com1.tar.gz", "AUX", "a:b", "a*", "a?b", 'a"; filename="evil.html', "<a>", "a|b",
            "pdf\u202eexe.tar", "zero\u200bwidth", "\ufeffbom", "a\u2028b", "x" * 201, "ß" * 150,
        )  # fmt: skip

        answers = {name: scene.put(name) for name in names}

        assert {name for name, answer in answers.items() if answer.status_code != 422} == set()
        assert {answer.json["errors"][0]["pointer"] for answer in answers.values()} == {"/filename"}
        assert scene.put("a\x00b").status_code == 404
        assert scene.listed() == []

    def test_a_name_with_a_separator_leads_nowhere(self, scene: Scene):
        for name in ("../../etc/passwd", "a/b.zip", "/etc/passwd"):
            for address in (scene.at(name), f"{scene.address}/{name}"):
                assert scene.city.call("PUT", address, data=b"x").status_code in {308, 404, 405}
        assert scene.listed() == []

    def test_capitals_and_accents_make_no_other_name(self, scene: Scene):
        assert scene.put("Re\u0301sume\u0301.PDF", b"one").json["filename"] == "R\u00e9sum\u00e9.PDF"

        assert scene.put("r\u00e9sum\u00e9.pdf", b"two").status_code == 409
        assert scene.get("RE\u0301SUME\u0301.pdf").data == b"one"

    def test_a_name_cannot_break_out_of_the_header(self, scene: Scene):
        scene.put("50% 'off' ;x=y.zip")
        sent = scene.get("50% 'off' ;x=y.zip").headers["Content-Disposition"]

        assert sent == (
            "attachment; filename=\"50_ 'off' ;x=y.zip\"; filename*=UTF-8''50%25%20%27off%27%20%3Bx%3Dy.zip"
        )


class TestBounds:
    @pytest.fixture
    def narrow(self, database_url: str, tmp_path: Path, clock: SimulatedClock) -> Iterator[Scene]:
        policy = Policy(artifact_bytes_max=1000, version_artifacts_max=2, organisation_bytes_max=1500)
        with Registry.open(database_url, tmp_path / "data", clock, policy=policy) as registry:
            yield scene_of(registry)

    def test_a_file_beyond_the_limit_is_refused_before_it_is_read(self, narrow: Scene):
        refused = narrow.put("a.zip", b"x" * 1001)

        assert (refused.status_code, refused.json["code"]) == (413, "artifact_too_large")
        assert "1000" in refused.json["detail"]
        assert narrow.put("a.zip", b"x" * 1000).status_code == 201

    def test_an_organisation_has_a_quota_and_is_told_the_figures(self, narrow: Scene):
        narrow.put("a.zip", b"x" * 1000)
        refused = narrow.put("b.zip", b"y" * 501)

        assert (refused.status_code, refused.json["code"]) == (413, "storage_quota_exceeded")
        assert all(figure in refused.json["detail"] for figure in ("1000", "1500", "501"))
        assert narrow.put("b.zip", b"y" * 500).status_code == 201

    def test_what_was_refused_counts_nothing(self, narrow: Scene):
        for _ in range(3):
            narrow.put("a.zip", b"x" * 1000, headers={"Repr-Digest": digest_field(b"other")})

        assert narrow.put("a.zip", b"x" * 1000).status_code == 201

    def test_a_version_has_so_many_artifacts(self, narrow: Scene):
        answers = [narrow.put(f"{letter}.zip", letter.encode()).status_code for letter in "abc"]

        assert answers == [201, 201, 409]
        assert narrow.put("a.zip", b"a").status_code == 200

    def test_an_empty_file_is_refused(self, scene: Scene):
        refused = scene.city.call("PUT", scene.at("a.zip"), environ_overrides={"CONTENT_LENGTH": "0"})

        assert (refused.status_code, refused.json["code"]) == (422, "artifact_empty")

    def test_a_body_of_unknown_length_is_refused(self, scene: Scene):
        with scene.registry.app.test_client() as http:
            refused = http.put(
                scene.at("a.zip"),
                headers={"Authorization": f"Bearer {scene.city.token}", "Transfer-Encoding": "chunked"},
            )

        assert refused.status_code == HTTPStatus.LENGTH_REQUIRED

    def test_a_body_that_is_cut_short_keeps_nothing(self, scene: Scene):
        refused = scene.city.call(
            "PUT", scene.at("a.zip"), data=b"only ten b", environ_overrides={"CONTENT_LENGTH": "20"}
        )

        assert (refused.status_code, refused.json["code"]) == (400, "body_cut_short")
        assert scene.listed() == []
        assert scene.leftovers() == []

    def test_every_other_body_is_held_to_a_mebibyte_as_before(self, scene: Scene):
        refused = scene.city.call(
            "POST", "/api/v1/components", data=b" " * 1_100_000, headers={"Content-Type": "application/json"}
        )

        assert refused.status_code == 413


class TestRights:
    def test_only_the_publisher_adds_files(self, scene: Scene):
        scene.registry.city("haina")
        answers = {
            "anyone": scene.put("a.zip", by=scene.registry.anyone),
            "another city": scene.put("a.zip", by=scene.registry.city("haina")),
            "without the right": scene.put("a.zip", by=scene.registry.client("yunling", "adoption:write")),
            "for others alone": scene.put("a.zip", by=scene.registry.client("yunling", "catalogue:write:water-*")),
        }

        assert {who: answer.status_code for who, answer in answers.items()} == {
            "anyone": 401,
            "another city": 403,
            "without the right": 403,
            "for others alone": 403,
        }
        assert scene.put("a.zip", by=scene.registry.client("yunling", "catalogue:write:park*")).status_code == 201

    def test_a_version_that_does_not_exist_takes_nothing(self, scene: Scene):
        missing = scene.at("a.zip").replace("/1.0/", "/2.0/")

        assert scene.city.call("PUT", missing, data=b"a").status_code == 404

    def test_a_removed_component_takes_nothing_and_gives_nothing(self, scene: Scene):
        scene.put("a.zip")
        address = f"/api/v1/components/{scene.component}"
        scene.city.delete(address, etag=scene.city.get(address).headers["ETag"])

        assert scene.put("b.zip").status_code == 410
        assert scene.get("a.zip").status_code == 410

    def test_files_of_what_is_not_shown_yet_are_its_owners_own(
        self, database_url: str, tmp_path: Path, clock: SimulatedClock
    ):
        with Registry.open(database_url, tmp_path / "data", clock, policy=Policy(listing_review=True)) as registry:
            scene = scene_of(registry)

            assert scene.put("a.zip").status_code == 201
            assert scene.get("a.zip", by=scene.city).status_code == 200
            assert scene.get("a.zip", by=registry.city("haina")).status_code == 404
            assert scene.get("a.zip").status_code == 404

    def test_a_yanked_version_still_gives_its_files(self, scene: Scene):
        scene.put("a.zip")
        scene.city.post(f"/api/v1/components/{scene.component}/versions/1.0/yank", {"reason": "security"})

        assert scene.get("a.zip").data == CONTENT
