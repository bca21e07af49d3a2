"""What a sign looks like and what it means."""
