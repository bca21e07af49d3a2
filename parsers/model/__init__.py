"""The nouns: what is printed, rows of it, what a document says, what was doubted."""
