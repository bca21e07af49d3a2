"""The published set: stored whole, loaded, linked to, and how much of it there is."""
