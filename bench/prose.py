"""The text of an entry: paragraphs with emphasis, links and citations, at times a quotation or a list."""

from __future__ import annotations

import random

from bench import words
from bench.words import phrase, pick, sentence

LINKED_SITES = ("notices.example", "tides.example", "streets.example", "ballots.example")
"""Hosts that texts link to without naming them as sources; Dateline files such links under the host."""


def body(source: random.Random, sources: tuple[str, ...], earlier: str) -> tuple[str, tuple[str, ...]]:
    """(Markdown of some 60 to 180 words, the hosts it links to). `earlier` is the id of the entry before, or empty.

    `{{cite:ID}}` and `{{to:ID}}` stand where each generator writes citations and links in its own way.
    """
    hosts: list[str] = []
    wanted = 60 + int(source.random() * 55)
    chance = source.random
    blocks = [_paragraph(source)]
    if chance() < 0.2:
        said = f"{sentence(source)} […] {sentence(source)}"
        speaker = pick(source, words.WHO)
        blocks.append(f"> {said}\n>\n> — {speaker}, {{{{cite:{sources[0]}}}}}")
    if chance() < 0.12:
        blocks.append("\n".join(f"- {phrase(source, '{thing} {state};')}" for _ in range(3)))
    while _count(blocks) < wanted:
        blocks.insert(0, _paragraph(source))
    if chance() < 0.5:
        blocks[0] += f" So it stands in the report {{{{cite:{sources[-1]}}}}}."
    if chance() < 0.3:
        host = pick(source, LINKED_SITES)
        hosts.append(host)
        path = f"{pick(source, words.TOPICS).lower()}/{int(chance() * 900) + 100}"
        blocks[0] += f" See [{pick(source, words.LINKED)}](https://{host}/{path})."
    if earlier and chance() < 0.15:
        blocks[-1 if blocks[-1][0] not in ">-" else 0] += f" More in [what came before]({{{{to:{earlier}}}}})."
    return "\n\n".join(blocks), tuple(hosts)


def _count(blocks: list[str]) -> int:
    return sum(len(block.split()) for block in blocks)


def _paragraph(source: random.Random) -> str:
    found = " ".join(sentence(source) for _ in range(2 + int(source.random() * 2))).split(" ")
    if source.random() < 0.6:
        at = int(source.random() * (len(found) - 1))
        if found[at].isalpha() and found[at + 1].isalpha():
            found[at : at + 2] = [pick(source, ("*{} {}*", "**{} {}**")).format(found[at], found[at + 1])]
    return " ".join(found)
