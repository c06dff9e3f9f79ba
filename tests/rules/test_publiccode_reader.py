"""Reading hostile and broken files: an answer within two seconds, never an exception."""

import time

import pytest

from registry.catalogue.publiccode import PubliccodeFile, describe, read_publiccode

SECONDS_ALLOWED = 2
VERSION = b'publiccodeYmlVersion: "0"\n'


def laughs() -> bytes:
    """A billion words from twelve lines of aliases."""
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines).encode()


def nested_by_aliases() -> bytes:
    """Each line is shallow; together they are thousands of levels deep."""
    lines = ["a0: &a0 " + "[" * 30 + "x" + "]" * 30]
    lines += [f"a{n}: &a{n} " + "[" * 30 + f"*a{n - 1}" + "]" * 30 for n in range(1, 100)]
    return "\n".join(lines).encode()


HOSTILE = {
    "billion laughs": laughs(),
    "nested by aliases": nested_by_aliases(),
    "an alias to itself": b"a: &a [*a]",
    "an alias to nothing": b"a: *b",
    "100,000 brackets": b"[" * 100_000,
    "100,000 brackets on lines": (b"[" * 4_000 + b"\n") * 25,
    "100,000 braces": (b"{" * 40_000 + b"\n") * 3,
    "100,000 dashes": b"- " * 100_000,
    "100,000 questions": b"? " * 100_000,
    "deep indentation": b"".join(b" " * depth + b"a:\n" for depth in range(1_400)),
    "a tab": b"a:\n\tb: c",
    "UTF-16": VERSION.decode().encode("utf-16"),
    "NUL": VERSION + b"name: a\x00b",
    "invalid UTF-8": VERSION + b"name: \xff\xfe",
    "all bytes": bytes(range(256)) * 100,
    "empty": b"",
    "blank": b" \n\n",
    "only a comment": b"# nothing here",
    "a list": b"- a\n- b",
    "a word": b"hello",
    "null": b"~",
    "a mapping as key": b"{a: b}: c",
    "an impossible escape": VERSION + b'name: "\\UFFFFFFFF"',
    "an open quote": VERSION + b'name: "abc',
    "an unknown YAML": b"%YAML 9.9\n---\na: b",
    "a tag as long as the file": b"a: !" + b"x" * 1_000_000 + b" y",
    "long tags": (b"a: !" + b"x" * 49_000 + b" y\n") * 20,
    "more than 1 MiB": b"a: " + b"x" * (1024 * 1024),
    "more lines than anyone writes": b"a: b\n" * 60_000,
    "more values than anyone writes": (b"- - - - - - - -\n") * 19_000,
}


def read_in_time(raw: bytes) -> PubliccodeFile:
    start = time.perf_counter()
    file = read_publiccode(raw)
    describe(file)
    assert time.perf_counter() - start < SECONDS_ALLOWED
    return file


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_answered_with_a_line_and_a_sentence(raw):
    file = read_in_time(raw)

    assert file.verdict == "invalid"
    assert all(d.line >= 1 and d.message for d in file.diagnostics)
    assert len(file.diagnostics) <= 500


@pytest.mark.parametrize(
    ("raw", "line", "message"),
    [
        (b"a: b\nc:\n\td: e", 3, "cannot start any token"),
        (b"a: b\nc: \xff", 2, "Invalid UTF-8"),
        (b"a: b\n\nc: d\x00", 3, "control characters"),
        (b"a: b\nc: [d\ne: f", 3, "yaml:"),
        (b"a: b\nc: *d", 2, "unknown or recursive alias"),
        (b"a: b\n" + b"c: " + b"[" * 100 + b"\n", 2, "nested more than"),
    ],
)
def test_what_cannot_be_read_is_shown_where_it_is(raw, line, message):
    file = read_publiccode(raw)

    (finding,) = file.diagnostics

    assert file.document is None
    assert (finding.line, finding.key, finding.severity) == (line, "", "error")
    assert message in finding.message


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    marked = read_publiccode(b"\xef\xbb\xbf" + VERSION.replace(b"\n", b"\r\n") + b"name: A\r\n")
    plain = read_publiccode(VERSION + b"name: A\n")

    assert marked == plain


def test_of_a_key_given_twice_the_first_counts():
    file = read_publiccode(VERSION + b"name: First\nurl: https://example.org\nname: Second\n")

    twice = [(d.line, d.key, d.message) for d in file.diagnostics if "defined" in d.message]

    assert twice == [(4, "name", 'mapping key "name" already defined at line 2')]
    assert file.document is not None
    assert file.document["name"] == "First"


def test_of_several_documents_the_first_is_read_and_the_second_refused():
    file = read_publiccode(VERSION + b"name: First\n---\nname: Second\n")

    refused = [(d.line, d.message) for d in file.diagnostics if "multiple" in d.message]

    assert refused == [(3, "multiple YAML documents in one file are not supported")]
    assert file.document == {"publiccodeYmlVersion": "0", "name": "First"}


def test_a_tag_constructs_nothing():
    file = read_publiccode(VERSION + b"name: !!python/object/apply:os.getcwd []\n")

    tagged = [d.line for d in file.diagnostics if "ignored" in d.message]

    assert tagged == [2]
    assert file.document == {"publiccodeYmlVersion": "0", "name": []}


def test_scalars_stay_as_they_were_written():
    file = read_publiccode(VERSION + b"a: 1.10\nb: 2026-02-01\nc: yes\nd: true\ne: ~\nf: '~'\ng:\n")

    assert file.extras == {
        "a": "1.10",
        "b": "2026-02-01",
        "c": "yes",
        "d": "true",
        "e": None,
        "f": "~",
        "g": None,
    }


def test_an_alias_gives_what_it_stands_for():
    file = read_publiccode(VERSION + b"a: &x [one, two]\nb: *x\n")

    assert file.extras == {"a": ["one", "two"], "b": ["one", "two"]}


def test_what_no_database_can_store_is_replaced():
    file = read_publiccode(VERSION + b'a: "x\\0y\\ud800z"\n')

    assert file.extras == {"a": "x\ufffdy\ufffdz"}
