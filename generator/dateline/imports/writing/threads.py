"""Comments as a thread file under private/: the form that content/BLOG/threads/ has, so that a released one is moved
there as it is. Names of commenters are written nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.imports.comments import as_typed, asks_for_protection
from dateline.imports.found import FoundComment, FoundThread
from dateline.imports.ids import unused
from dateline.imports.texts import web_address
from dateline.imports.writing.site import Blog
from dateline.imports.writing.times import written
from dateline.imports.writing.yaml import dumped
from dateline.load.threads import read_thread
from dateline.model.thread import Thread
from dateline.problems import Problem, has_errors
from dateline.schema.kinds import is_id
from dateline.schema.reader import Reader
from dateline.times import Moment

DESCRIPTION = "a reader"
_PLEA = "Seems to ask that someone be kept out of sight: read it before all others."
_NO_TIME = "The origin shows no time; this is the day of what the comment stands under."


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenThread:
    """A thread's file, and how many of its comments seem to ask for protection. `text` is "" when it would not read
    back, for the reason `why`."""

    text: str
    at_risk: int = 0
    why: str = ""


def thread_file(
    thread: FoundThread, comments: tuple[FoundComment, ...], source: str, day: Moment, blog: Blog, name: str
) -> WrittenThread:
    """The file of those `comments` of a thread that are new here; `day` stands in where no time is shown."""
    zone = _zone(comments, blog.zone)
    head = dumped(
        {
            "source": source,
            "declared": thread.declared,
            "held": len(comments),
            "zone": zone if zone != blog.zone else "",
            "permalink": web_address(thread.origin.url),
        }
    )
    words = {comment.key: as_typed(comment.body) for comment in comments}
    risky = {key for key, said in words.items() if asks_for_protection(said)}
    ids = _ids(comments, risky)
    sections = [_section(one, words[one.key], ids, day, zone, risk=one.key in risky) for one in comments]
    text = f"---\n{head}---\n\n" + "\n".join(sections)
    why = _not_read_back(text, name, blog, set(ids.values()))
    return WrittenThread(text="" if why else text, at_risk=len(risky), why=why)


def _section(comment: FoundComment, words: str, ids: dict[str, str], day: Moment, zone: str, *, risk: bool) -> str:
    marks = [f"#{ids[comment.key]}"]
    # An answer to what is not in this file would be an answer to nothing.
    if comment.reply in ids and comment.reply != comment.key:
        marks.append(f"reply={ids[comment.reply]}")
    if comment.votes is not None and abs(comment.votes) < 1_000_000:
        marks.append(f"votes={comment.votes}")
    if risk:
        marks.append(".at-risk")
    notes = []
    if risk:
        notes.append(_PLEA)
    if comment.time is None:
        notes.append(_NO_TIME)
    if comment.reply and comment.reply not in ids:
        notes.append("It answers a comment that is not held.")
    if comment.status == "pending":
        notes.append("It had not been approved at the origin.")
    permalink = "" if risk else web_address(comment.url)
    keys = dumped({"permalink": permalink, "lang": comment.lang, "note": " ".join(notes)})
    when = written(comment.time, zone) if comment.time else day.day()
    return f"## {when} · {DESCRIPTION} {{{' '.join(marks)}}}\n{keys}\n{words}\n"


def _ids(comments: tuple[FoundComment, ...], risky: set[str]) -> dict[str, str]:
    """Ids by key: what the origin calls a comment, else its time; of those at risk the day alone, which leads nowhere.
    Numbers shown are places in a list, and no names."""
    taken: set[str] = set()
    ids = {}
    for comment in comments:
        wish = comment.slug if is_id(comment.slug) and comment.key not in risky else ""
        if not wish:
            exactness = "%Y%m%d" if comment.key in risky else "%Y%m%d-%H%M"
            wish = f"c{comment.time.local():{exactness}}" if comment.time else "c1"
        ids[comment.key] = unused(wish, taken)
        taken.add(ids[comment.key])
    return ids


def _zone(comments: tuple[FoundComment, ...], zone: str) -> str:
    """The zone that most of a thread's times are in: the blog's, unless all are in one other."""
    zones = {comment.time.zone for comment in comments if comment.time}
    only = zones.pop() if len(zones) == 1 else zone
    return only if "/" in only else zone


def _not_read_back(text: str, name: str, blog: Blog, ids: set[str]) -> str:
    problems: list[Problem] = []
    found: Thread | None = read_thread(text, Reader(path="", zone=blog.zone, problems=problems), name)
    if found is None or has_errors(problems):
        return problems[0].message if problems else "it does not read back"
    return "" if set(found.comments) == ids else "its comments would run into one another"
