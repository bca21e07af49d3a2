"""Which promise is which, and how it stands."""
