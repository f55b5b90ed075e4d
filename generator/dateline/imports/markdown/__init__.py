"""Folders of Markdown that Jekyll, Hugo or Pelican would build: from their files to entries.

Reading order: `front` (keys and text of a file), `sites` (what a folder is, and its settings), `post` (one file's
facts), `addresses` (where it stood), `places` (what its links and pictures lead to), `liquid` and `hugo` (shortcodes),
`parser` and `fit` (the Markdown of others made ours).
"""
