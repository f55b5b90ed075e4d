"""Excerpts of comment threads as views: released comments only, replies under what they answer."""

from __future__ import annotations

from dateline.markup import anchors
from dateline.model.entry import Entry
from dateline.model.source import UNLINKABLE
from dateline.model.thread import Comment, Thread
from dateline.plan import words
from dateline.plan.desk import Desk, source_label
from dateline.plan.views import CommentView, ThreadView
from dateline.plan.when import time_view


def thread_views(entry: Entry, desk: Desk) -> tuple[ThreadView, ...]:
    """The comments that an entry excerpts, thread by thread in the order of first mention."""
    wanted: dict[str, list[str]] = {}
    for ref in entry.comments:
        thread, _, comment = ref.id.partition("/")
        if thread in desk.blog.threads and comment in desk.blog.threads[thread].comments:
            wanted.setdefault(thread, []).append(comment)
    return tuple(
        _thread(entry, desk.blog.threads[name], tuple(dict.fromkeys(found)), desk) for name, found in wanted.items()
    )


def _thread(entry: Entry, thread: Thread, names: tuple[str, ...], desk: Desk) -> ThreadView:
    source = desk.source(thread.head.source.id) if thread.head.source else None
    href = thread.head.permalink
    if not href and source is not None and source.url_status not in UNLINKABLE:
        href = source.url
    return ThreadView(
        source="" if source is None else source_label(source),
        href=href,
        shown=len(names),
        held=thread.head.held,
        declared=thread.head.declared,
        comments=tuple(
            _comment(entry, thread, thread.comments[name], names, desk)
            for name in names
            if not _answers(thread.comments[name], names, thread)
        ),
    )


def _answers(comment: Comment, names: tuple[str, ...], thread: Thread) -> bool:
    """Whether a comment stands under another of the excerpt; a ring of replies stands unnested."""
    if comment.reply is None or comment.reply.id not in names:
        return False
    seen = {comment.id}
    above = thread.comments[comment.reply.id]
    while above.reply is not None and above.reply.id in names:
        if above.id in seen:
            return False
        seen.add(above.id)
        above = thread.comments[above.reply.id]
    return above.id not in seen


def _comment(entry: Entry, thread: Thread, comment: Comment, names: tuple[str, ...], desk: Desk) -> CommentView:
    # Comments stand beside the entry's text, in the language of the page.
    around = desk.blog.language
    spoken = comment.lang or around
    lang, dir = words.apart(spoken, around)
    zone = thread.head.zone or desk.blog.zone
    anchor = anchors.comment(entry.anchor, thread.id, comment.id)
    # It brings the parser, which a blog that rests has no use for.
    from dateline.markup.comment import render_comment

    body = desk.memo.get(render_comment, comment.body.text, desk.scope(anchor, spoken))
    return CommentView(
        anchor=anchor,
        description=comment.description,
        time=time_view(comment.time, zone, desk.locale),
        votes=-1 if comment.votes is None else comment.votes,
        body_html=body.html,
        lang=lang,
        dir=dir,
        permalink=comment.permalink,
        paraphrased=comment.at_risk,
        replies=tuple(
            _comment(entry, thread, thread.comments[name], names, desk)
            for name in names
            if (reply := thread.comments[name].reply) is not None
            and reply.id == comment.id
            and _answers(thread.comments[name], names, thread)
        ),
    )
