"""The conductor: what a build makes, leaves alone, survives."""
