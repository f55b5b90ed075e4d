"""Copies for keeping: whole, of what is published alone, the same bytes everywhere."""
