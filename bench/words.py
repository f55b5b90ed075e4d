"""The vocabulary of the benchmark's corpus, and how sentences are made of it. Every word here is our own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

WHO = (
    "The harbour master", "A council officer", "The transport ministry", "A spokeswoman for the utility",
    "The union’s regional secretary", "Residents of the old quarter", "The chief engineer", "A night nurse",
    "The election commission", "Two independent observers", "The head of the river authority", "A ferry captain",
    "The fire brigade", "Shopkeepers on the square", "The public prosecutor", "A teacher at the upper school",
    "The weather service", "The deputy mayor", "Volunteers at the shelter", "A driver who waited since dawn",
)  # fmt: skip
SAID = (
    "said", "confirmed", "denied", "told our reporter", "wrote in a short notice", "repeated", "announced",
    "admitted", "assured passengers", "noted with some care", "would not rule out", "now estimates",
)  # fmt: skip
THING = (
    "the eastern bridge", "the pumping station", "the main ballot hall", "the tram depot", "the northern embankment",
    "the reserve generator", "the outer breakwater", "the temporary clinic", "the water tower", "the customs shed",
    "the ring road", "the grain terminal", "the radio mast", "the covered market", "the school kitchen",
    "the signal box", "the sluice gate", "the central archive", "the ferry landing", "the coach park",
)  # fmt: skip
STATE = (
    "stays closed", "is open again", "has been cleared", "runs at half its strength", "will be inspected",
    "has lost its power supply", "is guarded", "holds for now", "is out of danger", "must be emptied",
    "has been handed over", "is no longer needed", "shows new cracks", "is being counted twice", "waits for parts",
)  # fmt: skip
WHEN = (
    "until the morning", "since shortly before noon", "for the second time this week", "before the next tide",
    "after a long meeting", "as of this hour", "for at least two days", "while the counting goes on",
    "as long as the wind lasts", "by the end of the shift", "within the hour", "earlier than expected",
)  # fmt: skip
WHERE = (
    "in the old quarter", "at the harbour", "along the canal", "on the southern bank", "outside the town hall",
    "near the airport road", "in three suburbs", "between the two stations", "behind the barrier", "at the border post",
)  # fmt: skip
AMOUNT = (
    "forty people", "some two hundred passengers", "a third of the crews", "nine of twelve districts", "one witness",
    "three sealed crates", "half of the reserve", "several families", "a single lorry", "six hundred households",
)  # fmt: skip
MANNER = (
    "slowly", "without notice", "in good order", "against advice", "by a narrow margin", "under protest", "quietly",
    "as planned", "for safety’s sake", "at short notice",
)  # fmt: skip
LINKED = (
    "the full notice", "the list of streets", "the hourly bulletin", "the plan of the site", "the recorded statement",
    "the earlier count", "the map of closures", "the minutes of the meeting",
)  # fmt: skip
PLACES = (
    "Oldhaven", "Nordbruck", "Saltmere", "Ostley", "Vellin", "Karsund", "Brackwater", "Millford Cross", "Tarnow Quay",
    "Eastermoor", "Lindale", "Sankt Arvid", "Porto Leal", "Greywick", "Hollins Reach", "Drumore",
)  # fmt: skip
SENTENCES = (
    "{who} {said} that {thing} {state} {when}.",
    "{amount} had to leave {where}, and {thing} {state}.",
    "Nobody {where} could say why {thing} {state} {when}.",
    "Work {where} goes on {manner}; {thing} {state}.",
    "Asked about {thing}, {who2} {said} only that it {state}.",
    "We have counted {amount} {where} {when}.",
    "{who} {said} {when} that {amount} were brought to {thing}.",
    "What is certain is that {thing} {state} and that {amount} are waiting {where}.",
    "It was decided {manner} that {thing} {state} {when}.",
    "{who} and {who2} do not agree whether {thing} {state}.",
    "If {thing} {state} {when}, {amount} will be moved {manner}.",
    "Our reporter {where} saw {amount} {when}.",
    "The figures were put together {manner} and may change {when}.",
    "“It {state},” {who2} {said}, “and that is all we know {when}.”",
)
SPOKEN = (
    "I stood {where} with {amount} and nobody told us anything {when}.",
    "Thank you for saying what {who2} would not: that {thing} {state}.",
    "My neighbour works at {thing} and hears that it {state} {when}.",
    "Please ask why {amount} are still {where}!!!",
    "we were sent home {manner} and then called back {when}",
    "Is it true that {thing} {state}? The notice {where} says so.",
    "Never seen {amount} {where} before, and I am not young.",
    "Everything went {manner} here, only {thing} {state}.",
)
TITLES = (
    "{thing} {state}",
    "{who}: {thing} {state}",
    "{amount} waiting {where}",
    "What we know about {thing}",
    "{amount} moved {manner}",
    "No word yet on {thing}",
    "{thing}: a second report",
    "Calm {where} {when}",
)
TOPICS = (
    "Harbour", "Power", "Water", "Transport", "Schools", "Council", "Election", "Police", "Courts", "Hospitals",
    "Weather", "Markets", "Border", "Unions", "Housing", "Archive", "Radio", "Rivers", "Rail", "Ferries",
)  # fmt: skip
ASPECTS = (
    "closures", "figures", "statements", "witnesses", "repairs", "protests", "volunteers", "costs", "rumours", "plans",
)  # fmt: skip
FIRST_NAMES = ("Mara", "Jonas", "Ifeoma", "Tomasz", "Leila", "Arvid", "Noor", "Pia", "Kwame", "Yuki")
LAST_NAMES = ("Lind", "Okoro", "Varga", "Sato", "Brandt")
ROLES = ("Reporter", "Editor", "Producer", "Correspondent", "Data desk", "Night editor", "Photographer")
PRESS_FIRST = ("Northern", "Evening", "Coastal", "Weekly", "Free", "Lowland", "Provincial", "Capital")
PRESS_LAST = ("Ledger", "Courier", "Observer", "Bulletin", "Wire")
CHANNELS = ("by telephone", "by letter", "in a chat group", "in person", "by radio", "through a relative")
PASSERS = ("a nurse at the clinic", "a reader nearby", "a colleague of the driver", "a volunteer", "a neighbour")


def pick(source: random.Random, choices: Sequence[T]) -> T:
    """One of them. `random()` alone is promised to give the same numbers in every version of Python."""
    return choices[int(source.random() * len(choices))]


def phrase(source: random.Random, pattern: str) -> str:
    """A pattern with its slots filled, beginning with a capital."""
    who2 = pick(source, WHO)
    filled = pattern.format(
        who=pick(source, WHO),
        who2=who2[0].lower() + who2[1:],
        said=pick(source, SAID),
        thing=pick(source, THING),
        state=pick(source, STATE),
        when=pick(source, WHEN),
        where=pick(source, WHERE),
        amount=pick(source, AMOUNT),
        manner=pick(source, MANNER),
    )
    return filled[0].upper() + filled[1:]


def sentence(source: random.Random) -> str:
    """One sentence of a report."""
    return phrase(source, pick(source, SENTENCES))
