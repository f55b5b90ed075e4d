"""Comments: those that entries excerpt, and the threads that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.blog import Blog
from dateline.model.entry import Entry
from dateline.model.site import Common
from dateline.model.thread import Thread
from dateline.problems import Problem, error, nearest_hint, nearest_or, warning
from dateline.schema.kinds import Ref

_DEEPEST = 60
"""Answers to answers that one excerpt shows. Each stands within the other, and pages are made by recursion."""


def check_excerpt(entry: Entry, blog: Blog) -> Iterator[Problem]:
    """Every comment that an entry excerpts is there, released, and not too deep among its answers."""
    for ref in entry.comments:
        yield from _check_comment(entry, ref, blog)
    yield from _check_depth(entry, blog)


def _check_comment(entry: Entry, ref: Ref, blog: Blog) -> Iterator[Problem]:
    name, slash, comment = ref.id.partition("/")
    span = entry.span(ref.place)
    thread = blog.threads.get(name)
    if not slash or thread is None:
        known = [f"{found}/…" for found in blog.threads]
        hint = "Write THREAD/COMMENT. " + (
            "Threads here: " + ", ".join(known) + "." if known else "This blog has no threads/."
        )
        yield error(span, "DL405", f"Unknown comment “{ref.id[:80]}”.", hint)
    elif comment not in thread.comments:
        yield error(
            span,
            "DL405",
            f"Thread {name} has no comment “{comment[:60]}”.",
            nearest_hint(comment, thread.comments) or f"Look up its id in threads/{name}.md.",
        )
    elif thread.comments[comment].status != "released":
        status = thread.comments[comment].status
        hint = f"Release it in threads/{name}.md (status: released), or take it out here."
        # A withheld comment must be seen to be left out, not be left out unseen.
        yield error(span, "DL415", f"The comment {ref.id} is {status}, so it cannot be shown.", hint)


def _check_depth(entry: Entry, blog: Blog) -> Iterator[Problem]:
    shown = {ref.id for ref in entry.comments}
    for ref in entry.comments:
        name, _, comment = ref.id.partition("/")
        thread = blog.threads.get(name)
        depth = 0
        while thread is not None and f"{name}/{comment}" in shown and depth <= _DEEPEST:
            answered = thread.comments[comment].reply if comment in thread.comments else None
            if answered is None:
                break
            comment, depth = answered.id, depth + 1
        if depth > _DEEPEST and thread is not None and not _is_ring(ref.id.partition("/")[2], thread):
            said = f"The comment {ref.id[:80]} stands more than {_DEEPEST} answers deep in this excerpt."
            yield error(entry.span(ref.place), "DL422", said, "Excerpt fewer of the answers between.")
            return


def check_threads(blog: Blog, common: Common) -> Iterator[Problem]:
    """Replies answer something; counts agree with what is here."""
    sources = {**common.sources, **blog.sources}
    for thread in blog.threads.values():
        head = thread.head
        if head.source is not None and head.source.id not in sources:
            hint = nearest_or(head.source.id, sources, "Add it to sources.yaml.")
            yield error(head.span(head.source.place), "DL403", f"Unknown source “{head.source.id[:60]}”.", hint)
        if 0 <= head.declared < head.held:
            yield warning(
                head.where("held"), "DL419", "More comments are held than the page declares.", "Check the two counts."
            )
        if 0 <= head.held < len(thread.comments):
            message = f"{len(thread.comments)} comments stand here, but `held` says {head.held}."
            yield warning(head.where("held"), "DL419", message, "Correct the count.")
        for comment in thread.comments.values():
            if comment.reply is not None and comment.reply.id not in thread.comments:
                hint = nearest_hint(comment.reply.id, thread.comments)
                yield error(
                    comment.span(comment.reply.place), "DL405", f"Unknown comment “{comment.reply.id[:60]}”.", hint
                )
            elif comment.reply is not None and _is_ring(comment.id, thread):
                said = "This comment answers itself, at once or by way of others."
                yield error(comment.span(comment.reply.place), "DL405", said, "Correct reply= of one of them.")


def _is_ring(start: str, thread: Thread) -> bool:
    """Whether the way from a comment to what it answers comes back to it."""
    seen = {start}
    comment = thread.comments[start]
    while comment.reply is not None and comment.reply.id in thread.comments:
        if comment.reply.id == start:
            return True
        if comment.reply.id in seen:
            return False
        seen.add(comment.reply.id)
        comment = thread.comments[comment.reply.id]
    return False


__all__ = ["check_excerpt", "check_threads"]
