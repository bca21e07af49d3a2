"""Every column once: tables, enums, ids, checks."""
