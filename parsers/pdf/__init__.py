"""A PDF's bytes to what is printed on its pages."""
