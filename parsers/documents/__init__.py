"""Rows to records: which document this is, and what it says, a file each kind."""
