"""What the desk asks of git: sharing what was written, an older state of the site to compare with, and merging logs.

Reading order: `git` (one way to run it), `place` (a site within its repository), `push`, `logs` (two colleagues' logs
as one), `against` (addresses that an older state had), `ids` (what feeds called its entries). Nothing a build needs is
here.
"""
