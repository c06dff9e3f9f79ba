"""What the calendar declines."""

from registry.kit.errors import Bilingual, Refusal


class DayEnteredAlready(Refusal):
    title = Bilingual("该日已登记", "The day is entered already")
    sentence = Bilingual(
        "{day} 已经登记；要更改它，请先读取，再带 If-Match 提交。",
        "{day} is entered already: read it, then change it with If-Match.",
    )
