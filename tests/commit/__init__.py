"""The room that writes the output folder."""
