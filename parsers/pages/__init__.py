"""Printed pages to rows."""
