"""Imports, from files of all kinds to content that `check` passes."""
