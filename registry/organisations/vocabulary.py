"""The words an organisation is described with."""

from typing import Final

KINDS: Final = ("city", "operating_entity", "assessor", "authority")

UNITS: Final = ("city", "district", "county", "department", "city_operator")
"""What a body of kind `city` is: the city itself, a unit below it, or its 城市建设运营单位 (S74)."""

CITY_CLASSES: Final = ("leading", "progressing", "foundational")
"""先行引领, 协同优化, 补短提升: the three classes of 分类施策 (S18, S25, S32); who is in which is data."""

ENTITY_TYPES: Final = ("planning_consulting", "build_implement", "operate_maintain")
"""The three kinds of 经营主体 (S59)."""
