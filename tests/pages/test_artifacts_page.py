"""The page of a version with files, removals and signatures, and that of an organisation with keys, in a browser."""

from pathlib import Path

import pytest

from tests.build import Client, Registry
from tests.openssl import Key
from tests.pages.conftest import Site, Visit
from tests.pages.scene import fill
from tests.pages.test_looks import barriers

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

PLACE = "/api/v1/components/yunling/parking/versions/1.0.0"
PAGE = "/components/yunling/parking/versions/1.0.0"
CONTENT = b"x" * 1_400_000


def sign(client: Client, key: Key) -> None:
    content = client.get(f"{PLACE}/manifests/latest")
    number = content.json["manifest"]
    body = {"manifest": number, "key": key.fingerprint, "signature": key.sign(content.data)}
    assert client.post(f"{PLACE}/signatures", body).status_code == 201


def furnish(registry: Registry, folder: Path) -> tuple[Client, Key]:
    """A version with a file, one kept elsewhere and one that the law removed, all signed."""
    yunling = fill(registry)
    guard = registry.client("guard", "security:admin", kind="authority")
    files = (("parking-1.0.0.zip", CONTENT), ("停车数据.csv", b"plate,owner\n"))
    for filename, content in files:
        answer = yunling.call("PUT", f"{PLACE}/artifacts/{filename}", data=content)
        assert answer.status_code == 201, answer.get_data(as_text=True)
    digest = "ab" * 32
    image = f"registry.example.org/yunling/parking:1.0.0@sha256:{digest}"
    elsewhere = {"filename": "parking-image", "role": "image", "location": image, "digest": f"sha256:{digest}"}
    assert yunling.post(f"{PLACE}/references", elsewhere).status_code == 201
    order = {"reason": "含车主个人信息", "legal_basis": "个人信息保护法第四十七条"}
    assert guard.post(f"{PLACE}/artifacts/停车数据.csv/removal", order).status_code == 200
    key = Key.make(folder)
    assert yunling.post("/api/v1/organisations/yunling/keys", key.registration("yunling")).status_code == 201
    sign(yunling, key)
    return yunling, key


@pytest.mark.parametrize(("language", "width"), [("zh", 360), ("en", 1280)])
def test_they_have_no_barriers_and_do_not_scroll_sideways_wide_or_narrow(
    site: Site, visit: Visit, tmp_path: Path, language: str, width: int
):
    furnish(site.registry, tmp_path)
    page = visit(PAGE, language=language, width=width)

    for path in (PAGE, "/organisations/yunling"):
        page.goto(path)
        for closed in page.locator("#signatures details:not([open]) summary").all():
            closed.click()
        assert barriers(page) == [], path
        overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overhang <= 0, path


def test_a_clerk_reads_what_a_version_consists_of_and_that_it_is_signed(site: Site, visit: Visit, tmp_path: Path):
    furnish(site.registry, tmp_path)

    english = visit(PAGE, language="en")
    chinese = visit(PAGE, language="zh")

    files = english.locator("#artifacts > ul > li")
    assert "1.4 MB" in files.nth(0).inner_text()
    assert "Its content was removed on 2026-03-02" in files.nth(1).inner_text()
    assert files.nth(1).locator("h3 a").count() == 0
    assert "Container image" in files.nth(2).inner_text()
    assert "The signature is good." in english.locator("#signatures").inner_text()
    assert "签名有效。" in chinese.locator("#signatures").inner_text()
    assert "签名涵盖本页所列的全部内容" in chinese.locator("#signatures").inner_text()


def test_a_file_is_fetched_from_the_page(site: Site, visit: Visit, tmp_path: Path):
    furnish(site.registry, tmp_path)
    page = visit(PAGE, language="en", scripts=False)

    with page.expect_download() as fetched:
        page.get_by_role("link", name="parking-1.0.0.zip").click()

    assert Path(fetched.value.path()).read_bytes() == CONTENT


def test_what_was_added_since_and_a_revoked_key_are_told(site: Site, visit: Visit, tmp_path: Path):
    yunling, key = furnish(site.registry, tmp_path)
    yunling.call("PUT", f"{PLACE}/artifacts/later.zip", data=b"later")
    page = visit(PAGE, language="en")
    assert "what was added or removed since then is not covered" in page.locator("#signatures").inner_text()

    yunling.post(f"/api/v1/organisations/yunling/keys/{key.fingerprint}/revocation", {"reason": "Laptop stolen"})
    page.reload()

    assert "Do not rely on this signature" in page.locator("#signatures").inner_text()
    page.locator("#signatures .problem a").click()
    shown = page.locator(f"#key-{key.fingerprint}").inner_text()
    assert "Revoked" in shown
    assert "Laptop stolen" in shown


def test_a_version_without_files_says_little(site: Site, visit: Visit):
    fill(site.registry)

    page = visit(PAGE, language="en")

    assert page.locator("#artifacts").count() == 0
    assert "Nobody has signed this version." in page.locator("#signatures").inner_text()
