"""Dateline: a static-site generator for curated live-blog archives."""

__version__ = "0.1.0"
