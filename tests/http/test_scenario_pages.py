"""The pages of scenario lists, openings and roadmaps, without scripts."""

from tests.build import Registry
from tests.http.scenario_scene import API, listed, offering, opened

CITY = "/organisations/haina"


def test_a_city_adds_changes_opens_plans_and_removes_with_forms_alone(registry: Registry):
    haina = registry.city("haina")
    parking = registry.component(registry.city("yunling"), "parking", "1.0")
    visitor = registry.visitor(haina)
    typed = {
        "code": "parking",
        "name_zh": "停车",
        "needs_zh": "示例",
        "data_items": "泊位 | 交通局\n流量｜公安局",
        "departments": "交通局\n\n公安局",
        "solution": f"{parking} >2,<1",
        "is_featured": "true",
    }

    wrong = visitor.submit(f"{CITY}/new-scenario", **typed)
    right = visitor.submit(f"{CITY}/new-scenario", **{**typed, "solution": f"{parking} >=1,<2"})

    assert (wrong.status_code, "/solution/0/specifier" in wrong.get_data(as_text=True)) == (422, True)
    assert (right.status_code, right.headers["Location"]) == (303, f"{CITY}/scenarios/parking")
    item = haina.get(f"{API}{CITY}/scenarios/parking").json
    assert [(row["name"], row["holder"]) for row in item["data_items"]] == [("泊位", "交通局"), ("流量", "公安局")]
    assert (item["departments"], item["is_featured"]) == (["交通局", "公安局"], True)
    form = visitor.get(f"{CITY}/scenarios/parking/edit").get_data(as_text=True)
    assert f"{parking} &lt;2,&gt;=1" in form
    tag = form.split('name="tag" value="')[1].split('">')[0].replace("&#34;", '"')
    edited = {**typed, "solution": parking, "status": "under_way", "tag": tag}
    assert visitor.submit(f"{CITY}/scenarios/parking/edit", **edited).status_code == 303
    stale = visitor.submit(f"{CITY}/scenarios/parking/edit", **edited)
    assert stale.status_code == 412
    announced = {"act": "open", "announcement_zh": "征集方案", "closes_on": "2026-04-01"}
    assert visitor.submit(f"{CITY}/scenarios/parking", **announced).status_code == 303
    road = visitor.get(f"{CITY}/roadmap").get_data(as_text=True)
    tag = road.split('name="tag" value="')[1].split('">')[0].replace("&#34;", '"')
    planned = visitor.submit(f"{CITY}/roadmap", items=f"parking {parking} 2026-09", tag=tag)
    assert planned.status_code == 303
    drawn = visitor.get(f"{CITY}/roadmap").get_data(as_text=True)
    assert "2026-09-30" in drawn
    assert "<svg" in drawn
    assert "<strong>0.00%</strong>" in visitor.get(f"{CITY}/scenarios").get_data(as_text=True)
    shown = visitor.get(f"{CITY}/scenarios/parking").get_data(as_text=True)
    tag = shown.split('name="tag" value="')[1].split('">')[0].replace("&#34;", '"')
    gone = visitor.submit(f"{CITY}/scenarios/parking", act="remove", reason="示例", tag=tag)
    assert (gone.status_code, gone.headers["Location"]) == (303, f"{CITY}/scenarios")
    assert visitor.submit(f"{CITY}/scenarios", act="none").status_code in {404, 405}


def test_an_entity_responds_on_the_page_and_others_read_no_more_than_the_announcement(registry: Registry):
    haina = registry.city("haina")
    listed(haina, "haina", departments=["交通局"])
    place = f"{CITY}/scenarios/parking"
    anyone = registry.visitor()
    assert anyone.get(place).status_code == 404
    opened(haina, "haina")
    entity = registry.visitor(offering(registry))

    made = entity.submit(place, act="respond", offer="示例方案", price_terms="按年")

    assert made.status_code == 303
    assert "示例方案" in entity.get(place).get_data(as_text=True)
    assert 'id="respond"' not in entity.get(place).get_data(as_text=True)
    public = anyone.get(place).get_data(as_text=True)
    assert "Offers wanted" in public
    assert not {word for word in ("示例方案", "交通局", "按年") if word in public}
    assert "Offers wanted" in anyone.get("/scenarios/open").get_data(as_text=True)
    assert f'href="{CITY}/scenarios"' in anyone.get(CITY).get_data(as_text=True)
    assert anyone.get(f"{CITY}/roadmap").status_code == 401
    shown = registry.visitor(haina)
    identifier = haina.get(f"{API}{place}/responses").json["items"][0]["id"]
    decided = shown.submit(place, act="decide", response=identifier, decision="decline", reason="超出预算")
    assert decided.status_code == 303
    assert "超出预算" in entity.get(place).get_data(as_text=True)
    unsaid = shown.submit(place, act="decide", response=identifier, decision="decline")
    assert unsaid.status_code == 422
