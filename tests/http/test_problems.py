"""How every refusal reads: problem+json, in Chinese and English, never anything else on the API."""

import pytest

from tests.build import Client, Registry

MISSING = "/api/v1/components/yunling/nothing"


@pytest.mark.parametrize(
    ("wish", "language", "title"),
    [
        ("en", "en", "Not found"),
        ("zh", "zh", "未找到"),
        ("zh-Hans-CN", "zh", "未找到"),
        ("zh-TW", "zh", "未找到"),
        ("fr, en-GB;q=0.8, zh;q=0.5", "en", "Not found"),
        ("fr", "zh", "未找到"),
        ("", "zh", "未找到"),
        ("*;q=0.1, en;q=nonsense", "zh", "未找到"),
    ],
)
def test_the_callers_language_is_spoken(registry: Registry, wish: str, language: str, title: str):
    answer = Client(registry.app, language=wish).get(MISSING)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.headers["Content-Language"], answer.json["title"]) == (language, title)


def test_a_problem_says_all_rfc_9457_asks_and_its_type_opens_a_page(registry: Registry):
    problem = registry.anyone.get(MISSING).json

    assert problem.keys() == {"type", "title", "status", "detail", "instance", "code"}
    assert (problem["status"], problem["instance"], problem["code"]) == (404, MISSING, "not_found")
    assert "yunling/nothing" in problem["detail"]
    page = registry.anyone.get(problem["type"])
    assert (page.status_code, page.mimetype) == (200, "text/html")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_fields_are_told_in_the_callers_language(registry: Registry, language: str):
    yunling = registry.city("yunling")
    yunling.language = language

    answer = yunling.post("/api/v1/components", {"publisher": "yunling", "title": {"zh": ""}, "kind": "gadget"})

    assert answer.status_code == 422
    for error in answer.json["errors"]:
        is_chinese = any("\u4e00" <= sign <= "\u9fff" for sign in error["detail"])
        assert is_chinese == (language == "zh"), error


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_address_that_is_none_is_a_problem_too(registry: Registry, method: str):
    for path in ("nothing", "", "components/a/b/c", "adoptions/not-a-uuid", "../v2/components"):
        answer = registry.anyone.call(method, f"/api/v1/{path}", headers={"Accept": "text/html"})

        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json"), path


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/api/v1/components/yunling/parking", {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"}),
        ("/api/v1/components", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("/api/v1/publiccode", {"OPTIONS", "POST"}),
        ("/api/v1/components/suggestions", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_wrong_method_is_answered_with_the_right_ones(registry: Registry, address: str, allowed: set):
    answer = registry.city("yunling").call("PUT", address, {})

    assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "FROBNICATE"])
def test_a_method_nobody_knows_is_no_error_of_ours(registry: Registry, method: str):
    answer = registry.anyone.call(method, "/api/v1/components")

    assert answer.status_code == 405
    assert answer.headers["Allow"]


@pytest.mark.parametrize("wish", ["text/html", "application/xml", "application/json;q=0", "nonsense"])
def test_the_api_speaks_json_whatever_is_wished_for(registry: Registry, wish: str):
    answer = registry.anyone.get("/api/v1/components", headers={"Accept": wish})

    assert (answer.status_code, answer.mimetype) in {(200, "application/json"), (406, "application/problem+json")}


READS_WITHOUT_ARGUMENTS = (
    "organisations/yunling",
    "organisations/yunling/classes",
    "organisations/yunling/members",
    "clusters",
    "taxonomies",
    "components/yunling/parking",
    "components/yunling/parking/reuse",
    "components/yunling/parking/checklist",
    "components/yunling/parking/versions/1.0",
    "components/yunling/parking/versions/1.0/dependencies",
)


def test_an_argument_nobody_asked_for_is_refused(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")

    for path in READS_WITHOUT_ARGUMENTS:
        answer = yunling.get(f"/api/v1/{path}?nonsense=1")
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/nonsense"), path


def test_an_argument_of_a_write_nobody_asked_for_is_refused(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")

    answer = yunling.post("/api/v1/components/yunling/parking/submission?force=true")

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/force")
    assert yunling.get("/api/v1/components/yunling/parking").json["status"] == "draft"


def test_what_goes_wrong_inside_is_not_shown(registry: Registry, monkeypatch: pytest.MonkeyPatch):
    registry.database.dispose()
    monkeypatch.setattr(registry.database, "fetch", _fail)

    answer = registry.anyone.get("/api/v1/components/yunling/parking")

    assert (answer.status_code, answer.json["code"]) == (500, "internal_error")
    assert "secret path" not in answer.get_data(as_text=True)
    assert "Traceback" not in answer.get_data(as_text=True)


def _fail(*_: object) -> None:
    raise RuntimeError("SELECT * FROM /secret path")


@pytest.mark.parametrize("address", ["/api/v1/components", MISSING])
def test_headers_that_keep_browsers_careful(registry: Registry, address: str):
    headers = registry.anyone.get(address).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in headers
