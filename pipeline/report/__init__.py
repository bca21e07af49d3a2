"""Published tables in, a folder of static pages that a journalist opens out."""

from __future__ import annotations

from pipeline.report.folder import write_report

__all__ = ["write_report"]
