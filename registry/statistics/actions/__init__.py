"""Keeping the figures: following the log, and counting everything anew."""

from registry.statistics.actions.following import BATCH, catch_up, rebuild
from registry.statistics.actions.reporting import issue_due_report, issue_report

__all__ = ["BATCH", "catch_up", "issue_due_report", "issue_report", "rebuild"]
