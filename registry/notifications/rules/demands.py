"""Who is told of what is asked for on the demand board: its lines of the table.

Publishers are not told of new demands: whoever wants to know reads the board, or follows the events.
"""

from typing import Final

from registry.kit.errors import Bilingual
from registry.notifications.rules.rule import Rule

_DEMAND: Final = "/demands/{demand}"

DEMANDS: Final = (
    Rule(
        "demand.became_common",
        "the asked_by",
        "normal",
        Bilingual(
            "贵方的需求“{title}”获多个城市附议，已列为共性问题。", "Your demand '{title}' is a common problem now."
        ),
        _DEMAND,
    ),
    Rule(
        "demand.offered",
        "the asked_by",
        "normal",
        Bilingual(
            "{component} 被提出用于满足贵方的需求“{title}”。", "{component} is offered for your demand '{title}'."
        ),
        _DEMAND,
        Bilingual("确认或谢绝", "Confirm or decline"),
    ),
    Rule(
        "demand.offer_declined",
        "offerer",
        "normal",
        Bilingual(
            "贵方就需求“{title}”提出的 {component} 未被采纳。", "{component}, offered for '{title}', was declined."
        ),
        _DEMAND,
    ),
    Rule(
        "demand.fulfilled",
        "offerer",
        "normal",
        Bilingual("贵方提出的组件已满足需求“{title}”。", "What you offered fulfils the demand '{title}'."),
        _DEMAND,
    ),
    Rule(
        "demand.fulfilled",
        "seconders",
        "normal",
        Bilingual("贵方附议的需求“{title}”已有组件满足。", "There is a component for '{title}', which you second."),
        _DEMAND,
        Bilingual("看看是否也适合贵方", "See whether it fits you, too"),
    ),
    Rule(
        "demand.described",
        "seconders",
        "low",
        Bilingual("贵方附议的需求“{title}”已修改表述。", "The demand '{title}', which you second, was reworded."),
        _DEMAND,
    ),
    *(
        Rule(
            type,
            who,
            "low",
            Bilingual(f"需求“{{title}}”{zh}。", f"The demand '{{title}}' {en}."),
            _DEMAND,
        )
        for type, who, zh, en in (
            ("demand.closed", "seconders", "已由提出方关闭", "was closed by who posted it"),
            ("demand.reopened", "seconders", "已重新打开", "was opened again"),
            ("demand.reopened", "offerer", "已重新打开", "was opened again"),
        )
    ),
)
