"""The parts of feeds that feedparser does not read."""
