"""What people type, a file each command."""
