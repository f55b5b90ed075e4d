"""The frozen model of what editors write."""
