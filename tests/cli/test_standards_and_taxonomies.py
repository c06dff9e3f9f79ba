"""Standards, claims and editions of taxonomies from the command line."""

from tests.cli.conftest import Shell


def publish(shell: Shell) -> None:
    component = {
        "publisher": "yunling",
        "name": "parking",
        "title": {"zh": "智慧停车"},
        "summary": {"zh": "一张网。"},
        "kind": "service",
        "license": "MulanPSL-2.0",
        "domains": ["A4"],
        "version": {"number": "1.0"},
    }
    shell.done("publish", shell.write("parking.json", component))


def test_a_standard_is_entered_found_and_shown(two_cities: Shell):
    shell = two_cities
    shell.done("standards", "add", "DB99/T 1-2026", "--kind", "local", "--title-zh", "示例标准")

    assert [row["code"] for row in shell.json("standards", "list", "DB99")] == ["DB99/T 1-2026"]
    assert shell.json("standards", "show", "db99t1-2026")["title"] == {"zh": "示例标准"}
    assert "GB/T 28181-2022" in shell.done("standards", "list", "28181")
    assert shell.run("standards", "show", "GB/T 99999").exit_code == 1


def test_a_claim_is_made_and_what_an_assessor_found_is_entered(two_cities: Shell):
    shell = two_cities
    publish(shell)
    shell.done("organisations", "add", "lab", "--kind", "assessor", "--name-en", "Lab")
    named = ("yunling/parking", "1.0", "GB/T 28181")

    claimed = shell.json("standards", "claim", *named, "--clauses", "4", "--report-title", "Report 1")
    unnamed = shell.run("standards", "verify", *named)
    verified = shell.json("standards", "verify", "yunling/parking", "1.0", "GB/T 28181-2022", "--verifier", "lab")

    assert (claimed["status"], claimed["report"]) == ("claimed", {"title": "Report 1"})
    assert unnamed.exit_code in {1, 2}
    assert (verified["status"], verified["verification"]["by"]) == ("verified", "lab")


def test_an_edition_is_drafted_from_a_file_and_brought_into_force(two_cities: Shell):
    shell = two_cities
    publish(shell)
    present = shell.json("taxonomies", "show", "domains")["concepts"]
    edition = {
        "taxonomy": "domains",
        "edition": "2027-01",
        "concepts": [concept for concept in present if concept["code"] != "A4"],
        "replaced": {"A4": ["A5"]},
    }

    shell.done("taxonomies", "release", shell.write("edition.json", edition))
    done = shell.json("taxonomies", "activate", "domains", "2027-01")

    assert (done["components"], done["superseded"]) == (1, "2024-05")
    assert "2027-01" in shell.done("taxonomies", "list")
    assert shell.run("taxonomies", "activate", "domains", "2027-01").exit_code == 1
    assert shell.run("taxonomies", "release", shell.write("wrong.yaml", "- 1")).exit_code == 2
