"""What a table on a page is."""
