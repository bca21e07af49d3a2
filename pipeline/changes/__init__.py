"""What became different between two rounds of an agreement."""
