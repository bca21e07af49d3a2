"""What people carry away, a file each format."""
