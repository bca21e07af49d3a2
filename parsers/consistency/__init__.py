"""A document held against itself: what it says in one place against what it says in another, and each initiative against the others."""
