"""Publishing a built site: what differs at the target, and nothing else, in an order that shows no reader a gap.

Reading order: `address` (what a target is called), `local` (what may be published at all), `remote` (what is known of
the target), `planning` with `order` (what goes, and when: pure), `note` (what the target is told meanwhile, so that any
interruption is repaired), `carrying` (doing it), and the three kinds of target: `folder`, `bucket`, `sftp`.
"""

from dateline.publish.outcome import Declined, Published, TargetFailed
from dateline.publish.publish import Wish, publish

__all__ = ["Declined", "Published", "TargetFailed", "Wish", "publish"]
