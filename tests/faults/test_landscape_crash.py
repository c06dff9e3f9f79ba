"""An import whose process is killed is gone on with: no row is taken twice, none is left out."""

import pytest

from registry.landscapes import following
from registry.landscapes.actions import taking
from tests.build import Registry
from tests.http.landscape_scene import API, differences_of, publish, send, table


class Killed(BaseException):
    """The process ends here: nobody catches it."""


@pytest.mark.parametrize("is_dry_run", [False, True])
def test_an_import_goes_on_where_its_last_portion_was_committed(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, is_dry_run: bool
):
    yunling, haina = publish(registry)
    names = [registry.component(yunling, f"thing-{number}x", "1.0") for number in range(7)]
    monkeypatch.setattr(following, "PORTION", 3)
    content = table(*((name, "1.0", "live", "2025-06-01") for name in names), ("yunling/none", "", "", ""))
    address = send(haina, "haina", content, dry_run=is_dry_run).headers["Location"]
    importer, portions = registry.app.extensions["registry.landscapes"], 0
    take = taking.take_lines

    def take_and_die(*arguments: object, **options: object) -> object:
        nonlocal portions
        portions += 1
        taken = take(*arguments, **options)  # type: ignore[arg-type]
        if portions == 2:
            raise Killed
        return taken

    monkeypatch.setattr(following, "take_lines", take_and_die)
    with pytest.raises(Killed):
        importer.take_next()
    another = following.LandscapeImporter(registry.database, importer.storage)
    another.current()

    done = haina.get(address).json
    assert (done["status"], done["done"], done["begun"], done["dirty"]) == ("finished", 8, 7, 1)
    assert len(haina.get(f"{API}/adoptions?limit=100").json["items"]) == (0 if is_dry_run else 7)
    assert differences_of(registry) == []


def test_two_processes_share_an_import_without_taking_a_row_twice(registry: Registry, monkeypatch: pytest.MonkeyPatch):
    yunling, haina = publish(registry)
    names = [registry.component(yunling, f"thing-{number}x", "1.0") for number in range(6)]
    monkeypatch.setattr(following, "PORTION", 2)
    address = send(haina, "haina", table(*((name, "1.0", "live", "") for name in names))).headers["Location"]
    first = registry.app.extensions["registry.landscapes"]
    second = following.LandscapeImporter(registry.database, first.storage)
    take, turns = taking.take_lines, []

    def take_in_turn(*arguments: object, **options: object) -> object:
        turns.append(1)
        return take(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(following, "take_lines", take_in_turn)
    begin = following.LandscapeImporter._begin

    def begin_while_the_other_goes_on(self: following.LandscapeImporter, *arguments: object) -> None:
        begin(self, *arguments)  # type: ignore[arg-type]
        if self is first:
            second.take_next()

    monkeypatch.setattr(following.LandscapeImporter, "_begin", begin_while_the_other_goes_on)
    first.take_next()

    done = haina.get(address).json
    assert (done["status"], done["begun"], len(turns)) == ("finished", 6, 3)
