"""Threads of comments: `threads/ID.md`, one level-2 heading per comment."""

from __future__ import annotations

import re
from typing import Any

from dateline.load.log import LONGEST_HEADLINE, say_too_long
from dateline.load.misread import say_key_in_text, say_lost_marks
from dateline.load.nodes import compose
from dateline.load.sections import Attribute, Section, cut, front_matter, say_no_front_matter
from dateline.model.text import Body
from dateline.model.thread import COMMENT_STATUSES, Comment, Thread, ThreadHead
from dateline.problems import Span, error, nearest_hint
from dateline.schema.kinds import Ref, id_hint, is_id
from dateline.schema.reader import Place, Reader
from dateline.schema.record import Values, build, read_record, read_values
from dateline.times import Fault, read_moment

_PART = re.compile(r"\s+[·|•]\s+")
_VOTES = re.compile(r"[+-]?[0-9]{1,9}")
_WORDS = (*COMMENT_STATUSES, "at-risk", "at_risk")


def read_thread(text: str, reader: Reader, stem: str) -> Thread | None:
    """The thread of a file; None when its head cannot be read."""
    parts = front_matter(text)
    if parts is None:
        hint = "Begin with ---, source:, declared: and held:, then ---."
        said = say_no_front_matter(text, "thread", hint)
        reader.problems.append(error(Span(reader.path, 1, 1), "DL412", *said))
        return None
    keys = parts[0]
    reader.first_line = 1
    before_count = len(reader.problems)
    node = compose(keys, reader)
    head = None if node is None else read_record(ThreadHead, node, reader)
    if node is None and len(reader.problems) == before_count:
        hint = "Add source: with the id of the source that the comments stand under."
        reader.problems.append(error(Span(reader.path, 1, 1), "DL205", "`source` is missing.", hint))
    if head is not None and head.zone:
        reader.zone = head.zone
    before = text.count("\n", 0, text.index("\n") + 1 + len(keys)) + 1
    rest = "\n" * before + text.split("\n", before)[-1] if before <= text.count("\n") else ""
    say_lost_marks(text, reader)
    lead, sections = cut(rest, markdown=False)
    if lead.strip().strip("-."):
        _stray(lead, reader)
    comments: dict[str, Comment] = {}
    for section in sections:
        comment = _comment(section, reader)
        if comment is None:
            continue
        if comment.id in comments:
            first = comments[comment.id].spot[0]
            hint = f"The other one is at line {first}; ids are never re-used."
            reader.problems.append(
                error(comment.where("id"), "DL401", f"Two comments have the id “{comment.id}”.", hint)
            )
            continue
        comments[comment.id] = comment
    return None if head is None else Thread(id=stem, head=head, comments=comments)


def _stray(lead: str, reader: Reader) -> None:
    for number, line in enumerate(lead.split("\n"), 1):
        if line.strip().strip("-."):
            hint = "Each comment begins with “## June 16, 2009 at 4:20 pm · a reader {#id}”."
            reader.problems.append(error(Span(reader.path, number, 1), "DL411", "Text before the first comment.", hint))
            return


def _comment(section: Section, reader: Reader) -> Comment | None:
    reader.first_line = section.keys_line - 1
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    fine = _heading(section, values, places, reader)
    read = Values(values, places)
    if section.keys:
        node = compose(section.keys, reader)
        own = None if node is None else read_values(Comment, node, reader)
        read = read if own is None else own.over(read)
    if not fine:
        return None
    body = Body(section.body, section.body_line)
    say_key_in_text(body, reader, (section.line, 1))
    more = {name: read.values.pop(name) for name in ("time", "description")}
    return build(Comment, read, reader, (section.line, 1), body=body, **more)


def _heading(section: Section, values: dict[str, Any], places: dict[str, Place], reader: Reader) -> bool:
    parts = _PART.split(section.text, maxsplit=1)
    if len(parts) < 2 or not parts[1].strip():
        span = Span(reader.path, section.line, section.column)
        hint = "Write “## June 16, 2009 at 4:20 pm · a reader {#id}”: time, a middle dot, a description."
        reader.problems.append(error(span, "DL414", "A comment's heading needs a time and a description.", hint))
        return False
    moment = read_moment(parts[0], reader.zone, reader.day)
    if isinstance(moment, Fault):
        at = Span(reader.path, section.line, section.column + moment.column)
        reader.problems.append(error(at, moment.code, moment.message, moment.hint))
        return False
    values["time"], values["description"] = moment, parts[1].strip()
    places["time"] = (section.line, section.column)
    places["description"] = (section.line, section.column + section.text.index(parts[1]))
    if len(values["description"]) > LONGEST_HEADLINE:
        say_too_long(reader, places["description"])
        return False
    for attribute in section.attributes:
        _take(attribute, section.line, values, places, reader)
    return True


def _take(attribute: Attribute, line: int, values: dict[str, Any], places: dict[str, Place], reader: Reader) -> None:
    place = (line, attribute.column)
    name = attribute.name
    if attribute.sign == "#":
        if is_id(name):
            values["id"], places["id"] = name, place
        else:
            said = f"“{name[:80]}” cannot be an id."
            reader.problems.append(error(Span(reader.path, *place), "DL211", said, id_hint(name)))
    elif attribute.sign == "." and name in COMMENT_STATUSES:
        if values.setdefault("status", name) != name:
            said = f"“.{name}” and “.{values['status']}” contradict each other."
            reader.problems.append(error(Span(reader.path, *place), "DL410", said, "Keep one of them."))
        places["status"] = place
    elif attribute.sign == "." and name in ("at-risk", "at_risk"):
        values["at_risk"], places["at_risk"] = True, place
    elif attribute.sign == "=" and name == "reply" and attribute.value:
        values["reply"], places["reply"] = Ref(attribute.value, place), place
    elif attribute.sign == "=" and name == "votes" and _VOTES.fullmatch(attribute.value):
        values["votes"], places["votes"] = int(attribute.value), place
    elif attribute.sign == "=" and name == "votes":
        said = f"“{attribute.value[:40]}” is not a number of votes."
        reader.problems.append(error(Span(reader.path, *place), "DL208", said, "Write digits only, such as votes=3."))
    else:
        hint = nearest_hint(name, (*_WORDS, "reply", "votes")) or "Other keys go on the line under the heading."
        said = f"“{name[:60]}” means nothing in a comment's heading."
        reader.problems.append(error(Span(reader.path, *place), "DL410", said, hint))
