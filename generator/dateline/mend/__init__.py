"""What `check --fix` repairs: ids that were defaults are written down, times in words get their instant beside them.

A repair is a few characters put into a file; every other byte stays. None is made that is not proven: the file is
read again as it would be, and must say just what it said before (`proof`).

Reading order: `site` (which files, and what is written), `parts` (the mappings of a file), `ids`, `times`, `edits`.
"""

from dateline.mend.site import Repair, mend_site

__all__ = ["Repair", "mend_site"]
