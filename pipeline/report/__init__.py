"""Published tables in, a folder of static pages that a journalist opens out."""

from __future__ import annotations

from pipeline.report.country import write_pages_of
from pipeline.report.folder import ReportOptions, write_report

__all__ = ["ReportOptions", "write_pages_of", "write_report"]
