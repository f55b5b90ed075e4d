"""Importing: what other programs and pages hold becomes content, outside the build.

Reading order: `found` (what any reader finds), `given` (the file or folder it reads), `kinds` (which readers there
are), `readers/`, `markdown` (HTML to Markdown), `writing/` (from what was found to files, all of them or none),
`ledger` (what was imported before, so that nothing comes twice), `report`.
"""
