"""What one build remembers for the next."""
