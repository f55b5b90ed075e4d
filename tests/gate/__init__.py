"""The last look at every buffer."""
