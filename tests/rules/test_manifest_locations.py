"""Where artifacts elsewhere are: the forms that are taken, and those that are not."""

import pytest

from registry.artifacts.locations import kind_of, read_location
from registry.kit.errors import PayloadInvalid

DIGEST = "ab" * 32
OTHER = "cd" * 32
COMMIT = "1f" * 20

GOOD = [
    (f"registry.example/city/parking@sha256:{DIGEST}", "image"),
    (f"registry.example:5000/city/parking:1.4.2@sha256:{DIGEST}", "image"),
    (f"localhost/parking@sha256:{DIGEST}", "image"),
    (f"oci://registry.example/a-b/c_d/e.f__g@sha256:{DIGEST}", "image"),
    (f"git+https://git.example/city/parking.git@v1.4.2#{COMMIT}", "git"),
    (f"git+https://git.example/city/parking@release/1.4#{COMMIT}", "git"),
    (f"git+https://git.example/city/parking@v1#{DIGEST}", "git"),
    ("pkg:pypi/requests@2.32.3", "package"),
    ("pkg:maven/org.example/parking@1.4.2?type=jar", "package"),
    (f"pkg:generic/parking@1.4?checksum=sha256:{DIGEST}", "package"),
    ("https://files.example/parking-1.4.zip", "web"),
    ("https://files.example:8443/%E5%81%9C%E8%BD%A6.zip?x=1", "web"),
    ("https://[2001:db8::1]/a", "web"),
]

BAD = [
    ("", "/location"),
    ("parking-1.4.zip", "/location"),
    ("http://files.example/a.zip", "/location"),
    ("ftp://files.example/a.zip", "/location"),
    ("file:///etc/passwd", "/location"),
    ("javascript:alert(1)", "/location"),
    ("https://", "/location"),
    ("https://files.example", "/location"),
    ("https://files.example/", "/location"),
    ("https://user:secret@files.example/a.zip", "/location"),
    ("https://files.example/a.zip#part", "/location"),
    ("https://files.example/a b.zip", "/location"),
    ("https://files.example/停车.zip", "/location"),
    ("https://files.example/%zz", "/location"),
    ("https://files.example:99999/a", "/location"),
    ("https://-files.example/a", "/location"),
    ("https://files.example/a\n", "/location"),
    ("https://files.example\\@evil.example/a", "/location"),
    ("registry.example/city/parking:1.4", "/location"),
    (f"city/parking@sha256:{DIGEST}", "/location"),
    (f"registry.example/City/parking@sha256:{DIGEST}", "/location"),
    (f"registry.example/parking@sha256:{DIGEST.upper()}", "/location"),
    (f"registry.example/parking@sha256:{DIGEST}\n", "/location"),
    (f"registry.example/parking@sha256:{DIGEST[:-1]}", "/location"),
    (f"registry.example/../parking@sha256:{DIGEST}", "/location"),
    (f"registry.example/parking@sha256:{OTHER}", "/digest"),
    ("git+https://git.example/parking@v1", "/location"),
    ("git+https://git.example/parking#" + COMMIT, "/location"),
    (f"git+http://git.example/parking@v1#{COMMIT}", "/location"),
    (f"git+ssh://git@git.example/parking@v1#{COMMIT}", "/location"),
    (f"git+https://git.example/parking@v1..2#{COMMIT}", "/location"),
    (f"git+https://git.example/parking@-v1#{COMMIT}", "/location"),
    (f"git+https://git.example/parking@v1.lock#{COMMIT}", "/location"),
    (f"git+https://git.example/parking@v1#{COMMIT[:-1]}", "/location"),
    (f"git+https://git.example/parking@v1#{OTHER}", "/digest"),
    ("pkg:pypi/requests", "/location"),
    ("pkg:pypi/Requests_X@1.0", "/location"),
    ("pkg:", "/location"),
    ("pkg:pypi", "/location"),
    (f"pkg:generic/parking@1.4?checksum=sha256:{OTHER}", "/digest"),
]


@pytest.mark.parametrize(("location", "kind"), GOOD)
def test_these_are_taken(location: str, kind: str):
    read = read_location(location, DIGEST)

    assert (read.text, read.kind, kind_of(location)) == (location, kind, kind)


@pytest.mark.parametrize(("location", "pointer"), BAD)
def test_these_are_not_and_the_field_is_named(location: str, pointer: str):
    with pytest.raises(PayloadInvalid) as refused:
        read_location(location, DIGEST)

    assert [error.pointer for error in refused.value.errors] == [pointer]


def test_a_package_url_in_another_spelling_is_answered_with_the_right_one():
    with pytest.raises(PayloadInvalid) as refused:
        read_location("pkg:pypi/Django@1.11", DIGEST)

    assert refused.value.errors[0].detail.en.endswith("pkg:pypi/django@1.11")
