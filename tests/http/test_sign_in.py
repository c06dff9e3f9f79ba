"""/sign-in and /sign-out: a browser stands for a token, and for nothing more than the token."""

from datetime import timedelta

import pytest

from registry.kit.clock import SimulatedClock
from tests.build import Registry


def test_with_a_token_a_browser_is_signed_in_until_it_signs_out(registry: Registry):
    city = registry.city("yunling")
    visitor = registry.visitor(city)

    assert "yunling" in visitor.get("/").get_data(as_text=True)

    assert visitor.submit("/sign-out", on="/").status_code == 303
    assert "Sign out" not in visitor.get("/").get_data(as_text=True)


@pytest.mark.parametrize("token", ["", "cityreg_nonsense", "Bearer x", "令牌"])
def test_what_is_no_token_is_told_with_one_and_the_same_sentence(registry: Registry, token: str):
    answer = registry.visitor().submit("/sign-in", token=token, next="/")

    assert answer.status_code == 401
    assert "unknown, expired or revoked" in answer.get_data(as_text=True)
    assert "Set-Cookie" not in answer.headers


def test_the_cookie_is_hidden_from_scripts_and_is_not_the_token(registry: Registry):
    city = registry.city("yunling")

    answer = registry.visitor().submit("/sign-in", token=city.token, next="/")

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert city.token is not None
    assert city.token not in cookie


def test_it_ends_with_the_token(registry: Registry):
    city = registry.city("yunling")
    visitor = registry.visitor(city)

    token = city.get("/api/v1/tokens?organisation=yunling").json["items"][0]["id"]
    assert city.delete(f"/api/v1/tokens/{token}").status_code == 204

    assert "Sign out" not in visitor.get("/").get_data(as_text=True)


def test_it_ends_after_a_working_day(registry: Registry, clock: SimulatedClock):
    visitor = registry.visitor(registry.city("yunling"))

    clock.set(clock.now() + timedelta(hours=8))

    assert "Sign out" not in visitor.get("/").get_data(as_text=True)


def test_the_api_knows_no_cookie(registry: Registry):
    visitor = registry.visitor(registry.city("yunling"))

    answer = visitor.http.post("/api/v1/components", json={}, headers=visitor.headers)

    assert answer.status_code == 401


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://localhost.elsewhere.example"])
def test_a_form_from_another_site_is_refused(registry: Registry, origin: str):
    visitor = registry.visitor(registry.city("yunling"))
    visitor.headers["Origin"] = origin

    assert visitor.submit("/sign-out", on="/").status_code == 403
    visitor.headers["Origin"] = "http://localhost"
    assert "Sign out" in visitor.get("/").get_data(as_text=True)


def test_a_form_without_its_mark_is_refused(registry: Registry):
    visitor = registry.visitor(registry.city("yunling"))

    answer = visitor.http.post("/sign-out", headers=visitor.headers)

    assert answer.status_code == 403
    assert "own pages" in answer.get_data(as_text=True)


@pytest.mark.parametrize("wished", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere", "javascript:x"])
def test_nobody_is_led_elsewhere(registry: Registry, wished: str):
    answer = registry.visitor().submit("/sign-in", token=registry.city("yunling").token, next=wished)

    assert answer.headers["Location"] == "/"
