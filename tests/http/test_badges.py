"""GET /badges/…svg: a fact in a picture, for everybody or for nobody."""

import pytest
from sqlalchemy import update

from registry.catalogue.models import Component, ComponentCount
from registry.feeds.badges import SUBJECTS, adopters_badge, quality_badge, version_badge, width_of
from tests.build import Registry
from tests.markup import parse

SVG = "{http://www.w3.org/2000/svg}"


def address_of(full_name: str, subject: str, language: str = "en") -> str:
    return f"/badges/{full_name}/{subject}.svg?lang={language}"


def told(registry: Registry, full_name: str, subject: str, language: str = "en") -> str:
    answer = registry.anyone.get(address_of(full_name, subject, language))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    title = parse(answer.data).findtext(f"{SVG}title")
    assert title is not None
    return title


def set_columns(registry: Registry, table: type, **values: object) -> None:
    with registry.database.writing() as session:
        session.execute(update(table).values(**values))


def test_a_badge_tells_the_version_in_both_languages(registry: Registry):
    full_name = registry.component(registry.city("yunling"), "parking", "1.0", "1.1")

    assert told(registry, full_name, "version") == "version: 1.1"
    assert told(registry, full_name, "version", "zh") == "版本: 1.1"


def test_a_badge_is_a_picture_that_runs_nothing_and_may_be_kept_for_a_while(registry: Registry):
    full_name = registry.component(registry.city("yunling"), "parking", "1.0")

    answer = registry.anyone.get(address_of(full_name, "version"))
    again = registry.anyone.get(address_of(full_name, "version"), headers={"If-None-Match": answer.headers["ETag"]})

    picture = parse(answer.data)
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert "Set-Cookie" not in answer.headers
    assert again.status_code == 304
    assert picture.get("role") == "img"
    assert not {element.tag for element in picture.iter()} & {f"{SVG}script", f"{SVG}style"}
    assert not any("style" in element.attrib for element in picture.iter())


def test_the_language_of_a_badge_is_that_of_its_address_only(registry: Registry):
    full_name = registry.component(registry.city("yunling"), "parking", "1.0")

    plain = registry.anyone.get(f"/badges/{full_name}/version.svg", headers={"Accept-Language": "en"})

    assert "版本" in plain.get_data(as_text=True)


@pytest.mark.parametrize(("adopters", "expected"), [(0, "0"), (1, "< 5"), (4, "< 5"), (5, "5"), (37, "37")])
def test_a_few_adopters_are_one_bucket(registry: Registry, adopters, expected):
    full_name = registry.component(registry.city("yunling"), "parking", "1.0")
    set_columns(registry, ComponentCount, adopters=adopters)

    assert told(registry, full_name, "adopters") == f"adopting cities: {expected}"


def test_a_badge_tells_how_complete_the_documentation_is(registry: Registry):
    full_name = registry.component(registry.city("yunling"), "parking", "1.0")
    set_columns(registry, Component, quality=82)

    assert told(registry, full_name, "quality") == "documentation: 82 / 100"


@pytest.mark.parametrize("subject", SUBJECTS)
def test_drafts_and_restricted_components_have_no_badges(registry: Registry, subject):
    yunling = registry.city("yunling")
    registry.component(yunling, "draft")
    registry.component(yunling, "parking", "1.0")
    set_columns(registry, Component, is_restricted=True)

    for name in ("draft", "parking", "nothing"):
        answer = registry.anyone.get(address_of(f"yunling/{name}", subject))
        assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_a_badge_of_something_else_is_not_found(registry: Registry):
    full_name = registry.component(registry.city("yunling"), "parking", "1.0")

    assert registry.anyone.get(address_of(full_name, "savings")).status_code == 404


def test_a_version_that_is_on_its_way_out_says_so():
    assert version_badge("1.0", "deprecated", "en").fact == "1.0 (deprecated)"
    assert version_badge("1.0", "retired", "zh").fact == "1.0（已停用）"
    assert version_badge(None, "listed", "zh").fact == "暂无"


def test_chinese_is_as_wide_as_it_is_drawn():
    assert width_of("版本") == 22
    assert width_of("ab") < width_of("版本")
    badge = adopters_badge({"adopters": 12, "fewer_than": None}, "zh")
    assert badge.width == badge.subject_width + badge.fact_width


@pytest.mark.parametrize("points", [0, 50, 80])
def test_white_letters_stand_out_on_every_colour(points):
    colours = {quality_badge(points, "en").colour, version_badge("1", "deprecated", "en").colour, "#3c4043"}
    colours |= {version_badge("1", "listed", "en").colour}

    assert min(map(contrast_with_white, colours)) >= 4.5


def contrast_with_white(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
