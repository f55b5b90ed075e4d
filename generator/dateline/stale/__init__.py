"""What to do again, and why."""
