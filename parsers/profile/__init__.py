"""A municipality's words, as data."""
