"""From what was found to files: planned whole in memory (`plan`), proven to read back, then written, all or none."""
