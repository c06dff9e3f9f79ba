"""Who is told of projects, cases and benchmarks: their lines of the table."""

from typing import Final

from registry.kit.errors import Bilingual
from registry.notifications.rules.rule import Rule

_PROJECT: Final = "/projects/{project}"
_CASE: Final = "/cases/{case}"
_CITY: Final = "the organisation"

PROJECTS: Final = (
    Rule(
        "project.milestone_overdue",
        _CITY,
        "high",
        Bilingual("项目节点已于 {due_on} 逾期。", "A milestone of a project was due on {due_on}."),
        _PROJECT,
        Bilingual("登记完成情况，或说明原因后调整到期日", "Say that it was reached, or move its due day with a reason"),
    ),
    Rule(
        "project.evaluated",
        _CITY,
        "normal",
        Bilingual("贵方的项目成效已评价。", "What came of your project was evaluated."),
        _PROJECT,
    ),
    Rule(
        "case.submitted",
        "the organiser",
        "normal",
        Bilingual("{organisation} 报送了一个案例。", "{organisation} sent in a case."),
        _CASE,
        Bilingual("组织评审，截止后遴选", "Have it reviewed; select after the call has closed"),
    ),
    Rule(
        "case.decided",
        _CITY,
        "normal",
        Bilingual("贵方报送的案例已入选。", "Your case was selected."),
        _CASE,
        when={"status": ("selected",)},
    ),
    Rule(
        "case.decided",
        _CITY,
        "normal",
        Bilingual("贵方报送的案例未入选，理由见案例页。", "Your case was not selected; the reasons stand on its page."),
        _CASE,
        when={"status": ("not_selected",)},
    ),
    Rule(
        "case.promoted",
        _CITY,
        "low",
        Bilingual("贵方的入选案例有新的推广记录。", "Something was done to spread your selected case."),
        _CASE,
    ),
    Rule(
        "benchmark.granted",
        _CITY,
        "normal",
        Bilingual("贵方获标杆称号，至 {until}。", "You are held up as a benchmark until {until}."),
        "/organisations/{organisation}",
    ),
    Rule(
        "benchmark.revoked",
        _CITY,
        "high",
        Bilingual("贵方的标杆称号已撤销，理由见主页。", "A benchmark of yours was revoked; your page says why."),
        "/organisations/{organisation}",
    ),
)
