"""Feedback and bills of materials of the demonstration go with it, whoever said something."""

from registry.demonstration.removing import remove_demonstration
from tests.build import ALL_WRITES, Registry
from tests.http.test_sboms import FILE, bill, package, put


def test_what_was_said_of_a_made_up_component_and_what_it_is_made_of_go_with_it(registry: Registry):
    registry.organisation("yunling", is_demo=True)
    yunling, haina = registry.client("yunling", *ALL_WRITES), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    registry.component(haina, "rivers", "1.0")
    assert put(yunling, bill(package("left-pad", "1.0", "MIT")), FILE).status_code == 201
    for reporter, component in ((haina, "yunling/parking"), (yunling, "haina/rivers"), (haina, "haina/rivers")):
        said = {"component": component, "kind": "defect", "title": component}
        identifier = reporter.post("/api/v1/feedback", said).json["id"]
    haina.post(f"/api/v1/feedback/{identifier}/resolution", {"version": "1.0"})

    remove_demonstration(registry.database)

    left = haina.get("/api/v1/feedback").json["items"]
    assert [(row["component"], row["reported_by"]["slug"]) for row in left] == [("haina/rivers", "haina")]
    assert haina.get("/api/v1/packages?name=left-pad").json["items"] == []
