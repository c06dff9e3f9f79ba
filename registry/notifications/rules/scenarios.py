"""Who is told of what entities respond to scenarios: the lines of the table."""

from typing import Final

from registry.kit.errors import Bilingual
from registry.notifications.rules.rule import Rule

_PLACE: Final = "/organisations/{organisation}/scenarios/{scenario}"


def _decided(status: str, zh: str, en: str) -> Rule:
    return Rule(
        "scenario_response.decided", "the entity", "normal", Bilingual(zh, en), _PLACE, None, {"status": (status,)}
    )


SCENARIOS: Final = (
    Rule(
        "scenario_response.submitted",
        "the organisation",
        "normal",
        Bilingual("{entity} 应答了贵方开放的场景。", "{entity} responded to a scenario that you opened."),
        _PLACE,
        Bilingual("列入候选或谢绝，并说明理由", "Shortlist it or decline, and say why"),
    ),
    _decided(
        "shortlisted",
        "{organisation} 已将贵方的场景应答列入候选。",
        "{organisation} shortlisted what you offer for its scenario.",
    ),
    _decided(
        "declined",
        "{organisation} 谢绝了贵方的场景应答，理由见页面。",
        "{organisation} declined what you offer for its scenario; the page says why.",
    ),
)
