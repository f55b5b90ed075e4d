"""Markdown to fragments: one rule per file, everything decided by the text and its scope."""
