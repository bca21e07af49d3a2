"""Dumps and saved pages to lines and rows."""
