"""The words of landscapes."""

from typing import Final

IMPORT_STATUSES: Final = ("waiting", "running", "finished", "failed")
ROW_OUTCOMES: Final = ("dirty", "mended", "dropped")

COLUMNS: Final = (
    "component",
    "version",
    "stage",
    "since",
    "mode",
    "scenario",
    "operator",
    "on_behalf_of",
    "departments",
    "levels",
    "note",
)
"""What a row of a landscape says, in the order of the template."""

TOLD_ONLY: Final = ("adoption", "adopter", "title", "domain", "latest")
"""Columns of an export that say more than can be changed: they are read past."""

HEADINGS: Final = {
    "component": ("组件", "组件名称"),
    "version": ("版本", "版本号"),
    "stage": ("阶段",),
    "since": ("起始日期", "自", "日期"),
    "mode": ("采用方式", "方式"),
    "scenario": ("场景",),
    "operator": ("运营主体", "运营单位"),
    "on_behalf_of": ("代采用城市", "城市", "city", "on behalf of"),
    "departments": ("部门", "覆盖部门"),
    "levels": ("层级", "覆盖层级"),
    "note": ("备注", "说明"),
    "adoption": ("采用编号",),
    "adopter": ("采用方",),
    "title": ("组件标题",),
    "domain": ("领域",),
    "latest": ("最新版本",),
}
"""The headings that are understood beside the names of the columns themselves; the first Chinese one is written."""

STAGE_WORDS: Final = {
    "计划": "planned",
    "已批准": "approved",
    "批准": "approved",
    "试点": "pilot",
    "试用": "pilot",
    "上线": "live",
    "运行": "live",
    "暂停": "suspended",
    "已退出": "retired",
    "退出": "retired",
}
MODE_WORDS: Final = {
    "新建": "new",
    "利旧对接": "integrate",
    "利旧": "integrate",
    "对接": "integrate",
    "替换": "replace",
}
LEVEL_WORDS: Final = {
    "市": "city",
    "市级": "city",
    "区县": "district",
    "区": "district",
    "街镇": "street",
    "街道": "street",
    "社区": "community",
}
UNKNOWN_VERSION: Final = frozenset({"", "?", "unknown", "未知"})
SEPARATORS: Final = ";；、,，|\n"
"""What stands between several departments or levels in one cell."""
