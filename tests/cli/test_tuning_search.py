"""Keeping what search goes by, from the command line."""

from tests.cli.conftest import Shell


def test_synonyms_are_listed_entered_and_taken_away(shell: Shell):
    shipped = shell.json("synonyms", "list", "泊车")["items"]
    made = shell.json("synonyms", "add", "停车", "安顿铁骑", "--note", "地方说法")
    listed = shell.json("synonyms", "list", "安顿铁骑")["items"]
    shell.done("synonyms", "remove", made["id"])

    assert "parking" in shipped[0]["words"]
    assert [item["id"] for item in listed] == [made["id"]]
    assert shell.json("synonyms", "list", "安顿铁骑")["items"] == []


def test_names_are_entered_into_the_dictionary_and_taken_out(shell: Shell):
    assert "云上民意通" in shell.done("dictionary", "add", "云上民意通")
    assert [item["word"] for item in shell.json("dictionary", "list")["items"]] == ["云上民意通"]
    shell.done("dictionary", "remove", "云上民意通")
    assert shell.json("dictionary", "list")["items"] == []


def test_what_is_alike_is_listed_with_what_it_shares(demonstration_shell: Shell):
    found = demonstration_shell.json("similar", "yunling/smart-parking")["items"]

    assert found[0]["component"]["name"] == "county-parking"
    assert "停车一张网" in found[0]["why"]["scenarios"]
    assert "停车一张网" in demonstration_shell.done("similar", "yunling/smart-parking", "--limit", "1")


def test_nothing_was_looked_for_in_vain_yet(shell: Shell):
    assert shell.json("misses")["items"] == []
    assert "words" in shell.done("misses")
