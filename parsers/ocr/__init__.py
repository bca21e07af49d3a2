"""The picture of a page to what is printed on it: words, rules and symbols, as from any other print."""
