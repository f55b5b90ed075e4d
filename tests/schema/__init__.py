"""The room that knows what values may be."""
