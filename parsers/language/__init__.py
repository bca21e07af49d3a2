"""Danish as it is written: days, sums, hyphens, paragraphs."""
