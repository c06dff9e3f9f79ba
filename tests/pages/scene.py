"""A small catalogue that the pages are tried with."""

from typing import Any

from playwright.sync_api import Page

from tests.build import Client, Registry

FULL: dict[str, Any] = {
    "title": {"zh": "智慧停车", "en": "Smart parking"},
    "summary": {"zh": "把全市停车场接入一张网。", "en": "Brings every car park into one network."},
    "description": {"zh": "第一段。\n\n第二段。", "en": "First paragraph.\n\nSecond paragraph."},
    "features": {"zh": ["查空位", "无感支付"], "en": ["Find a bay", "Pay without stopping"]},
    "scenarios": ["停车难"],
    "tags": ["地磁"],
    "domains": ["A4", "A5"],
    "actions": ["digital_life"],
    "platforms": ["web", "linux"],
    "repository_url": "https://code.example.org/parking",
    "security_level": 3,
    "environment": {"processor": ["鲲鹏", "海光"], "memory": "16 GB"},
    "contacts": [{"name": "演示员甲", "email": "parking@example.org"}],
    "maintenance": {"type": "internal", "support_until": "2028-12-31"},
}


def fill(registry: Registry) -> Client:
    """Three components of two cities, with versions, a yank, a requirement and an adoption; the first city's client."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    account = {"title": {"zh": "统一身份认证", "en": "Unified identity"}, "summary": {"zh": "一个账号办事。"}}
    identity = registry.component(haina, "identity", "1.0.0", **account, kind="service", domains=["A1"])
    parking = registry.component(yunling, "parking", "1.0.0", **FULL)
    registry.version(yunling, parking, "1.1.0rc1", notes={"zh": "试用版。"})
    registry.version(yunling, parking, "1.1.0", requires=[{"component": identity, "specifier": ">=1.0"}])
    registry.version(yunling, parking, "1.0.1")
    yunling.post(f"/api/v1/components/{parking}/versions/1.0.1/yank", {"reason": "security", "message": "口令泄露"})
    said = {"title": {"zh": "垃圾分类"}, "summary": {"zh": "按图识别垃圾。"}}
    registry.component(yunling, "waste", "2.0", **said, kind="library", license="MIT", domains=["A6"])
    registry.adoption(haina, parking, "approved", "pilot", "live")
    return yunling


def sign_in(page: Page, client: Client) -> None:
    """Sign this browser in with the token of somebody at the API, through the page a person uses."""
    page.goto("/sign-in")
    page.get_by_label("令牌").or_(page.get_by_label("Token")).fill(client.token or "")
    page.locator("main form button").click()
    page.wait_for_url("**/")
