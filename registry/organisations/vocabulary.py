"""The words an organisation is described with."""

from typing import Final

KINDS: Final = ("city", "operating_entity", "assessor", "authority")

UNITS: Final = ("city", "district", "county", "department", "city_operator")
"""What a body of kind `city` is: the city itself, a unit below it, or its 城市建设运营单位 (S74)."""

CITY_CLASSES: Final = ("leading", "progressing", "foundational")
"""先行引领, 协同优化, 补短提升: the three classes of 分类施策 (S18, S25, S32); who is in which is data."""

ENTITY_TYPES: Final = ("planning_consulting", "build_implement", "operate_maintain")
"""The three kinds of 经营主体 (S59)."""

STATUSES: Final = ("draft", "registered", "merged")
"""A draft is visible and was entered by others; a merged one leads to its successor."""

SIZE_BANDS: Final = ("super_large", "very_large", "large_1", "large_2", "medium", "small_1", "small_2", "town")
"""超大、特大、Ⅰ型大、Ⅱ型大、中等、Ⅰ型小、Ⅱ型小 of 国发〔2014〕51号, and towns (S13)."""

GENES: Final = ("stage", "economy", "geography", "culture", "resources")
"""The five 基因 of a city (S14): stage of development, economy, geography, culture, resources."""
