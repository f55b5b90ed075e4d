"""Pictures, from an editor's bytes to published ones: upright, in sRGB, and with nothing in them but what is seen."""
