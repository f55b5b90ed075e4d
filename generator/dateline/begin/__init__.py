"""Beginnings: a site that builds as it is (`site`), a live blog (`blog`), an entry in today's log (`entry`).

`starter/` holds the files of a new site and `scaffold/` those of a new blog, `$names` to be filled in; `pipelines` has
those that publish a site. Nothing here writes over an editor's file; what cannot be done is returned as `Declined`.
"""

from dateline.begin.blog import begin_blog
from dateline.begin.entry import Wish, append_entry
from dateline.begin.outcome import Begun, Declined
from dateline.begin.site import begin_site

__all__ = ["Begun", "Declined", "Wish", "append_entry", "begin_blog", "begin_site"]
