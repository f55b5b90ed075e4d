"""What one build remembers for the next: keys, fragments, blocks. Safe to delete; it costs time only."""
