"""What is odd about a delivery, before it is taken over: one function a kind of finding."""

from monitoring.checks.report import Checked, write_report
from monitoring.checks.run import checked
from monitoring.checks.sheets import Sheets, read_sheets

__all__ = ["Checked", "Sheets", "checked", "read_sheets", "write_report"]
