"""What a version runs on."""

from registry.catalogue.platforms import by_layer, checked_platforms

KUNPENG = {"layer": "processor", "product": "鲲鹏 920"}
HYGON = {"layer": "processor", "product": "海光 3 号"}
GAUSS = {"layer": "database", "product": "openGauss", "specifier": ">= 5, <7"}


def test_entries_of_a_layer_are_alternatives_and_layers_stand_in_their_order():
    kept, errors = checked_platforms([GAUSS, KUNPENG, HYGON])

    found = by_layer(kept)

    assert errors == []
    assert [(layer, [entry["product"] for entry in entries]) for layer, entries in found.items()] == [
        ("processor", ["鲲鹏 920", "海光 3 号"]),
        ("database", ["openGauss"]),
    ]
    assert kept[0]["specifier"] == "<7,>=5"


def test_a_product_stands_once_at_its_layer_in_whatever_case():
    _, errors = checked_platforms([GAUSS, {**GAUSS, "product": "OpenGauss"}, {**GAUSS, "layer": "middleware"}])

    assert [error.pointer for error in errors] == ["/platform_requirements/1/product"]


def test_a_specifier_that_is_none_or_can_never_match_is_named():
    _, errors = checked_platforms([{**KUNPENG, "specifier": "V10"}, {**GAUSS, "specifier": ">7,<5"}])

    assert [error.pointer for error in errors] == [
        "/platform_requirements/0/specifier",
        "/platform_requirements/1/specifier",
    ]
