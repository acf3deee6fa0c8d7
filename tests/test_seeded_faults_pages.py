"""Faults put into the files of a finished site, as a bug that strikes one page would, or a careful forger: an inspection
finds each and names its page. The table says which file must be named, and what must be said of it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from built_dataset import golden_dataset
from finished_site import Finished, faults_of, finish, golden_history, named, rewrite
from sizes import FAULTS, spread

ROBBERY = "claims/bridge-vote/vote-is-robbery/index.html"
ALLEGED = "claims/bridge-vote/plan-chosen-before-tender/index.html"
THANKS = "claims/bridge-vote/group-thanks-council/index.html"
LATE = "claims/bridge-vote/old-bridge-will-not-last/index.html"
CUT = "claims/bridge-vote-second-reading/council-asks-households/index.html"
RUMOUR = "claims/bridge-vote-second-reading/flood-began-at-weir/index.html"
FORMER = "articles/bridge-vote-second-reading/index.html"
FULL = "articles/bridge-vote/index.html"
REFERENCE = "articles/ferry-broadcast/index.html"
KESTREL, COUNCIL, MAYOR = (
    f"actors/{name}/index.html" for name in ("bo-kestrelgaard", "orlsund-town-council", "ilse-thornvald")
)
VOTE = "events/bridge-vote-of-council/index.html"
WITHDRAWN, MERGED = (
    "claims/bridge-vote/mayor-resigns/index.html",
    "claims/bridge-vote/bridge-is-old/index.html",
)
COLUMNS, WORDS = "claims/explorer/columns.json", "claims/explorer/text-0.json"
SEARCH = "search/search_index.json"


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A fault of finished files: how it is put, and which file must be named with which words."""

    name: str
    put: Callable[[Path], None]
    file: str
    says: str


def in_page(path: str, old: str, new: str) -> Callable[[Path], None]:
    """At the first place where a pattern is found in a file."""

    def put(folder: Path) -> None:
        text, times = re.subn(old, new, (folder / path).read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
        assert times == 1, (path, old)
        rewrite(folder / path, text)

    return put


def in_json(path: str, change: Callable[[Any], None]) -> Callable[[Path], None]:
    """In a file of plain data."""

    def put(folder: Path) -> None:
        told = json.loads((folder / path).read_text(encoding="utf-8"))
        change(told)
        rewrite(folder / path, json.dumps(told, ensure_ascii=False))

    return put


def copied(source: str, target: str) -> Callable[[Path], None]:
    """A file of the site, or one that is written anew, where another belongs."""

    def put(folder: Path) -> None:
        rewrite(folder / target, (folder / source).read_text(encoding="utf-8"))

    return put


def gone(path: str) -> Callable[[Path], None]:
    """A file is taken away."""
    return lambda folder: (folder / path).unlink()


def shifted(name: str) -> Callable[[Any], None]:
    """A column of the explorer is moved on by one claim."""

    def change(columns: Any) -> None:
        facet = next(one for one in columns["facets"] if one["name"] == name)
        for key in ("codes", "recent", "toward"):
            if key in facet:
                facet[key] = facet[key][-1:] + facet[key][:-1]

    return change


def exchanged(rows: Any) -> None:
    """The words of two claims change places, their ids stay."""
    one, other = rows["claims"][2], rows["claims"][5]
    one[1:], other[1:] = other[1:], one[1:]


def found_by_others_words(index: Any) -> None:
    entries = {entry["location"]: entry for entry in index["docs"]}
    one, other = entries["actors/ilse-thornvald/"], entries["actors/bo-kestrelgaard/"]
    one["text"], other["text"] = other["text"], one["text"]


def withdrawn_is_found(index: Any) -> None:
    index["docs"].append(
        {"location": WITHDRAWN.removesuffix("index.html"), "title": "The mayor resigns", "text": ""}
    )


def led_elsewhere(redirects: Any) -> None:
    redirects["claims/bridge-vote/bridge-is-old/"] = ["claims/bridge-vote/deck-is-not-sound/"]


def led_nowhere(redirects: Any) -> None:
    redirects["claims/bridge-vote/bridge-is-old/"] = ["claims/bridge-vote/nothing-is-here/"]


def named_for_another(columns: Any) -> None:
    names = columns["subjects"]["names"]
    names[0], names[1] = names[1], names[0]


def said_in_full(words: Any) -> None:
    words["claims"][0][2] = ["a quotation that nobody gave"]


def described_as_another(words: Any) -> None:
    row = next(row for row in words["claims"] if row[0] == "plan-chosen-before-tender")
    row[-1] = ["", "a former mayor"]


def with_part(path: str, part: str, old: str, new: str) -> Callable[[Path], None]:
    """Inside the first part of a page that a pattern finds, at the first place where another is found."""

    def put(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        found = re.search(part, text, re.DOTALL)
        assert found is not None, (path, part)
        changed, times = re.subn(old, new, found.group(), count=1, flags=re.DOTALL)
        assert times == 1, (path, old)
        rewrite(folder / path, text.replace(found.group(), changed, 1))

    return put


LEAD = r'<p class="lead">.*?</p>'
CHAIN = r'<ol class="chain".*?</ol>'
STEP = r'<li class="step step-{}"[^>]*>.*?</li>'
LINKED = r'<script type="application/ld\+json">.*?</script>'


def card(name: str) -> str:
    """The card of a claim in its article's page."""
    return rf'<div role="group" class="reader-note reader-card [a-z-]+" id="{name}".*?</details>\s*</div>'


def line(name: str) -> str:
    """A claim in a list."""
    return rf'<li class="claim-line" data-record="claim/bridge-vote/{name}">.*?</li>'


EDITS = (
    # Who said it
    Edit(
        name="another's name stands at the speaker's link",
        put=with_part(ROBBERY, LEAD, "Bo Kestrelgaard", "Ilse Thornvald"),
        file=ROBBERY,
        says="Ilse Thornvald",
    ),
    Edit(
        name="the speaker's name leads to another",
        put=with_part(ROBBERY, LEAD, "actors/bo-kestrelgaard", "actors/ilse-thornvald"),
        file=ROBBERY,
        says="actors/ilse-thornvald",
    ),
    Edit(
        name="the speaker is another in the card of the article",
        put=with_part(FULL, card("vote-is-robbery"), "Bo Kestrelgaard", "Ada Pell"),
        file=FULL,
        says="Ada Pell",
    ),
    Edit(
        name="the speaker is another in a list",
        put=with_part(
            COUNCIL,
            line("vote-is-robbery"),
            r"actors/bo-kestrelgaard/\"><bdi>Bo Kestrelgaard",
            'actors/ada-pell/"><bdi>Ada Pell',
        ),
        file=COUNCIL,
        says="Ada Pell",
    ),
    Edit(
        name="an actor's page bears another's name",
        put=in_page(KESTREL, ">Bo Kestrelgaard</bdi></h1>", ">Ilse Thornvald</bdi></h1>"),
        file=KESTREL,
        says="Ilse Thornvald",
    ),
    Edit(
        name="the author is another to machines",
        put=with_part(
            ROBBERY,
            LINKED,
            r'"author":\[\{"@type":"Person","identifier":"bo-kestrelgaard","name":"Bo Kestrelgaard"',
            '"author":[{"@type":"Person","identifier":"ada-pell","name":"Ada Pell"',
        ),
        file=ROBBERY,
        says="author",
    ),
    Edit(
        name="a quotation is another's to machines",
        put=with_part(ROBBERY, LINKED, r'("hasPart".*?)bo-kestrelgaard', r"\1ada-pell"),
        file=ROBBERY,
        says="hasPart",
    ),
    Edit(
        name="the speaker is another to search engines",
        put=in_page(
            ROBBERY,
            '<meta name="description" content="On the word of Bo Kestrelgaard',
            '<meta name="description" content="On the word of Ada Pell',
        ),
        file=ROBBERY,
        says="description",
    ),
    Edit(
        name="the speaker is another where a page is shared",
        put=in_page(
            ROBBERY,
            '<meta property="og:title" content="Bo Kestrelgaard',
            '<meta property="og:title" content="Ada Pell',
        ),
        file=ROBBERY,
        says="title",
    ),
    Edit(
        name="a claim on another's word is in the article's own voice",
        put=with_part(ROBBERY, LEAD, "On the word of", "In the article's own voice:"),
        file=ROBBERY,
        says="own voice",
    ),
    Edit(
        name="an unnamed source is shown as a named one",
        put=in_page("actors/council-staff-members/index.html", "An unnamed source: ", "A source: "),
        file="actors/council-staff-members/index.html",
        says="unnamed source",
    ),
    Edit(
        name="the mark of an unnamed source is dropped",
        put=in_page(
            "claims/bridge-vote-second-reading/council-voted-for-study/index.html",
            ' <span class="tag tag-unnamed" title="[^"]*" data-say="Naming.unnamed">unnamed</span>',
            "",
        ),
        file="claims/bridge-vote-second-reading/council-voted-for-study/index.html",
        says="unnamed",
    ),
    Edit(
        name="a named source is marked as unnamed",
        put=with_part(
            ROBBERY,
            LEAD,
            "</bdi></a>",
            '</bdi></a> <span class="tag tag-unnamed" title="nobody is named">unnamed</span>',
        ),
        file=ROBBERY,
        says="unnamed",
    ),
    # On whose word it reached the page
    Edit(
        name="a link of the chain is dropped",
        put=in_page(ROBBERY, STEP.format("relay"), ""),
        file=ROBBERY,
        says="Northline",
    ),
    Edit(
        name="two links of the chain change places",
        put=in_page(ROBBERY, rf"({STEP.format('medium')})\s*({STEP.format('relay')})", r"\2\1"),
        file=ROBBERY,
        says="Northline",
    ),
    Edit(
        name="a link has another role",
        put=with_part(ROBBERY, CHAIN, ">relay<", ">medium<"),
        file=ROBBERY,
        says="relay",
    ),
    Edit(
        name="a hedge is dropped",
        put=in_page(ALLEGED, r'<span class="tag" title="[^"]*" data-say="Hedge.alleged">alleged</span>', ""),
        file=ALLEGED,
        says="alleged",
    ),
    Edit(
        name="a hedge says more than the article",
        put=in_page(ALLEGED, ">alleged</span>", ">reported</span>"),
        file=ALLEGED,
        says="reported",
    ),
    Edit(
        name="a cue is another word",
        put=with_part(ROBBERY, CHAIN, ">calling</q>", ">shouting</q>"),
        file=ROBBERY,
        says="shouting",
    ),
    Edit(
        name="a relay is dropped from a list",
        put=with_part(COUNCIL, line("vote-is-robbery"), r'<span class="through" .*?</a></span>', ""),
        file=COUNCIL,
        says="Northline",
    ),
    Edit(
        name="that a link is carried over is dropped",
        put=in_page(
            "claims/bridge-vote/passengers-never-asked/index.html",
            '<span class="tag" title="An earlier sentence gives this link"[^>]*>carried over</span>',
            "",
        ),
        file="claims/bridge-vote/passengers-never-asked/index.html",
        says="carried",
    ),
    # In which words
    Edit(
        name="a quotation is cut by a word",
        put=in_page(ROBBERY, '<q class="words">a robbery in daylight', '<q class="words">a robbery'),
        file=ROBBERY,
        says="a robbery",
    ),
    Edit(
        name="a word of a quotation is another",
        put=with_part(
            FULL,
            card("vote-is-robbery"),
            '<q class="words">a robbery in daylight',
            '<q class="words">a robbery in darkness',
        ),
        file=FULL,
        says="darkness",
    ),
    Edit(
        name="a paraphrase is shown as somebody's words",
        put=in_page(
            "claims/bridge-vote/piers-are-sound/index.html",
            '(<h1 dir="auto"[^>]*>)(.*?)</h1>',
            r'\1<q class="words">\2</q></h1>',
        ),
        file="claims/bridge-vote/piers-are-sound/index.html",
        says="«",
    ),
    Edit(
        name="a cut quotation is shown as a whole one",
        put=in_page(CUT, r'<p class="aside-note"[^>]*>First and last words only[^<]*</p>', ""),
        file=CUT,
        says="‹shortened›",
    ),
    Edit(
        name="a statement is negated in the article",
        put=with_part(FULL, card("piers-are-sound"), "are sound", "are not sound"),
        file=FULL,
        says="are not sound",
    ),
    Edit(
        name="a statement is another in the list of all claims",
        put=in_page(
            "claims/index.html", "The piers of the bridge are sound", "The piers of the bridge are cracked"
        ),
        file="claims/index.html",
        says="cracked",
    ),
    Edit(
        name="the text of an article is altered",
        put=in_page(FULL, "The gallery was full", "The gallery was bare"),
        file=FULL,
        says="bare",
    ),
    Edit(
        name="a passage is marked as another claim's",
        put=in_page(FULL, 'data-in="vote-is-robbery"', 'data-in="piers-are-sound"'),
        file=FULL,
        says="piers-are-sound",
    ),
    Edit(
        name="a passage is underlined as the article's own",
        put=in_page(
            FULL,
            'in-claim voice-named([^"]*)" href="#vote-is-robbery"',
            r'in-claim voice-own\1" href="#vote-is-robbery"',
        ),
        file=FULL,
        says="voice-own",
    ),
    Edit(
        name="words outside quotation marks are set as quoted",
        put=in_page(FULL, r'(<a class="in-claim[^"]*"[^>]*>)([^<]+)</a>', r'\1<q class="words">\2</q></a>'),
        file=FULL,
        says="quoted)",
    ),
    Edit(
        name="withheld words stand as another quotation",
        put=in_page(REFERENCE, r"(Quoted words withheld</span>: characters )\d+–", r"\g<1>0–"),
        file=REFERENCE,
        says="withheld",
    ),
    # How, about whom, when, where
    Edit(
        name="a claim has another form",
        put=in_page(
            ROBBERY,
            r'title="[^"]*" data-say="Form.mixed">mixed',
            'title="all of the content stands inside quotation marks" data-say="Form.direct">direct',
        ),
        file=ROBBERY,
        says="direct",
    ),
    Edit(
        name="an act means something else",
        put=in_page(ROBBERY, "speaks against what somebody did", "speaks for what somebody did"),
        file=ROBBERY,
        says="speaks for",
    ),
    Edit(
        name="a stance is turned round",
        put=in_page(ROBBERY, ">speaks against</span>", ">speaks for</span>"),
        file=ROBBERY,
        says="speaks for",
    ),
    Edit(
        name="a claim concerns another",
        put=with_part(
            ROBBERY,
            r"About</dt>.*?</dd>",
            r"actors/orlsund-town-council/\"><bdi>Town council of Orlsund",
            'actors/ilse-thornvald/"><bdi>Ilse Thornvald',
        ),
        file=ROBBERY,
        says="Ilse Thornvald",
    ),
    Edit(
        name="it was said on another day",
        put=in_page(LATE, "13 May 2031", "12 May 2031"),
        file=LATE,
        says="12 May 2031",
    ),
    Edit(
        name="its time rests on something else",
        put=in_page(LATE, ">resolved</span>", ">stated</span>"),
        file=LATE,
        says="stated",
    ),
    Edit(
        name="it was said at another place",
        put=in_page(LATE, r"Place</dt><dd>.*?</dd>", "Place</dt><dd>the ferry</dd>"),
        file=LATE,
        says="the ferry",
    ),
    Edit(
        name="it was said to nobody",
        put=in_page(THANKS, r'<div data-field="addressee">.*?</dd></div>', ""),
        file=THANKS,
        says="addressee",
    ),
    Edit(
        name="an event has another day",
        put=in_page(VOTE, "Time</dt><dd>13 May 2031", "Time</dt><dd>31 May 2031"),
        file=VOTE,
        says="31 May 2031",
    ),
    Edit(
        name="an account of an event is another's",
        put=with_part(
            VOTE,
            r'<li class="account" data-record="claim/bridge-vote/vote-is-robbery">.*?</li>',
            "Bo Kestrelgaard",
            "Ada Pell",
        ),
        file=VOTE,
        says="Ada Pell",
    ),
    Edit(
        name="a mark in a picture of times is of another day",
        put=in_page(VOTE, 'data-value="2031-05-13/', 'data-value="2031-05-12/'),
        file=VOTE,
        says="2031-05-12",
    ),
    Edit(
        name="a place lies elsewhere",
        put=in_page("places/mill-bridge/index.html", r"Point</dt><dd>[-\d.]+", "Point</dt><dd>12.5"),
        file="places/mill-bridge/index.html",
        says="12.5",
    ),
    Edit(
        name="a related claim is related in another way",
        put=in_page(
            ROBBERY, 'data-say="relation.repeats">repeats', 'data-say="relation.contradicts">contradicts'
        ),
        file=ROBBERY,
        says="contradicts",
    ),
    # Loaded words
    Edit(
        name="a loaded word is used for another",
        put=with_part(
            FULL,
            r'aria-label="Loaded words".*?</table>',
            r'<td data-column="for"[^>]*>(?:<span[^>]*>left open</span>|<a href="[^"]*"><bdi>[^<]*</bdi></a>)</td>',
            '<td><a href="../../actors/ada-pell/"><bdi>Ada Pell</bdi></a></td>',
        ),
        file=FULL,
        says="Ada Pell",
    ),
    Edit(
        name="a loaded word is another",
        put=with_part(FULL, r'aria-label="Loaded words".*?</table>', "“[^”]+”", "“a scoundrel”"),
        file=FULL,
        says="scoundrel",
    ),
    Edit(
        name="a loaded word is used by another",
        put=in_page(
            "wording/index.html", r'(<p class="user-name"[^>]*><a href="[^"]*"><bdi>)[^<]*', r"\1Ada Pell"
        ),
        file="wording/index.html",
        says="Ada Pell",
    ),
    # What belongs where
    Edit(
        name="the card of a claim stands under another's id",
        put=in_page(
            FULL,
            'data-record="claim/bridge-vote/vote-is-robbery" data-claimants',
            'data-record="claim/bridge-vote/piers-are-sound" data-claimants',
        ),
        file=FULL,
        says="piers-are-sound",
    ),
    Edit(
        name="a card is hidden",
        put=in_page(
            FULL,
            '(<div role="group" class="reader-note reader-card [a-z-]+" id="vote-is-robbery")',
            r"\1 hidden",
        ),
        file=FULL,
        says="must hold claim/bridge-vote/vote-is-robbery",
    ),
    Edit(
        name="a claim is missing from its speaker's list",
        put=in_page(KESTREL, line("vote-is-robbery"), ""),
        file=KESTREL,
        says="robbery",
    ),
    Edit(
        name="a claim is listed under another's word",
        put=in_page(
            MAYOR,
            r'(<ul class="claim-lines">)',
            r'\1<li class="claim-line"><a class="claim-content" href="../../claims/bridge-vote/piers-are-sound/" dir="auto">The piers of the bridge are sound.</a></li>',
        ),
        file=MAYOR,
        says="piers",
    ),
    Edit(
        name="the page of a claim is another's",
        put=copied(LATE, ROBBERY),
        file=ROBBERY,
        says="old-bridge-will-not-last",
    ),
    Edit(
        name="the citation names another revision",
        put=in_page(ROBBERY, r"rev [0-9a-f]{16}, on", "rev 0000000000000000, on"),
        file=ROBBERY,
        says="0000000000000000",
    ),
    Edit(
        name="the citation names another claim",
        put=in_page(
            ROBBERY, "claim bridge-vote/vote-is-robbery, rev", "claim bridge-vote/piers-are-sound, rev"
        ),
        file=ROBBERY,
        says="piers-are-sound",
    ),
    Edit(
        name="the bibliography has another title",
        put=in_page(ROBBERY, r"title = \{\{Bo Kestrelgaard: The vote", "title = {{Bo Kestrelgaard: No vote"),
        file=ROBBERY,
        says="No vote",
    ),
    Edit(
        name="a record is verified against another text",
        put=in_page(ROBBERY, "626f76b48b893675…", "0000000000000000…"),
        file=ROBBERY,
        says="0000000000000000",
    ),
    Edit(
        name="a record is said to be compared when it was not",
        put=in_page(REFERENCE, r"(locked on <time[^>]*>20 May) 2031", r"\1 2030"),
        file=REFERENCE,
        says="2030",
    ),
    Edit(
        name="the way to the data leads to another claim",
        put=in_page(
            ROBBERY,
            "data/claims/bridge-vote/vote-is-robbery.json",
            "data/claims/bridge-vote/piers-are-sound.json",
        ),
        file=ROBBERY,
        says="piers-are-sound.json",
    ),
    Edit(
        name="an article is another outlet's",
        put=with_part(FULL, LEAD, "Orlsund Courier", "Radio Velle"),
        file=FULL,
        says="Radio Velle",
    ),
    Edit(
        name="a stretch of the bar is longer",
        put=in_page(FULL, r'(<rect class="bar-named" x="\d+" y="0" width=")\d+', r"\g<1>900"),
        file=FULL,
        says="900",
    ),
    # Numbers
    Edit(
        name="a number of the voices is another",
        put=with_part(
            "voices/index.html",
            r'<table class="plain" id="voices_table">.*?</table>',
            r'(<td class="number"[^>]*>)\d+</td>',
            r"\g<1>99</td>",
        ),
        file="voices/index.html",
        says="99",
    ),
    Edit(
        name="a mark in the picture of voices has another number",
        put=in_page("voices/index.html", r'(<text class="bar-figure"[^>]*>)\d+ of 47', r"\g<1>40 of 47"),
        file="voices/index.html",
        says="40 of 47",
    ),
    Edit(
        name="a cell of the matrix has another stance",
        put=in_page("voices/index.html", r'class="cell cell-against"', 'class="cell cell-for"'),
        file="voices/index.html",
        says="cell-for",
    ),
    Edit(
        name="a bar is longer than its number",
        put=in_page(
            "voices/index.html",
            r'(<rect data-field="part" class="part part-own" x="0.0%" y="\d+" width=")[\d.]+',
            r"\g<1>90.0",
        ),
        file="voices/index.html",
        says="90.0%",
    ),
    Edit(
        name="two ways of the flow change places",
        put=in_page(
            "voices/index.html", r'(<tr id="way_1"[^>]*><th scope="row"[^>]*>.*?<bdi>)[^<]*', r"\1Ada Pell"
        ),
        file="voices/index.html",
        says="Ada Pell",
    ),
    Edit(
        name="the start page counts wrongly",
        put=in_page("index.html", "<strong>47</strong> claims", "<strong>48</strong> claims"),
        file="index.html",
        says="48 claims",
    ),
    Edit(
        name="the example names another speaker",
        put=with_part(
            "index.html", r'<p class="example-label">On whose word</p>.*?</p>', "<bdi>[^<]*", "<bdi>Ada Pell"
        ),
        file="index.html",
        says="Ada Pell",
    ),
    Edit(
        name="the list of actors counts wrongly",
        put=with_part(
            "actors/index.html",
            r"<bdi>Ilse Thornvald</bdi>.*?</tr>",
            r'(<td class="number"[^>]*>)\d+',
            r"\g<1>77",
        ),
        file="actors/index.html",
        says="77",
    ),
    # Pages that must not be, or are not
    Edit(
        name="a page of an earlier build is left",
        put=copied(ROBBERY, "claims/bridge-vote/long-gone/index.html"),
        file="claims/bridge-vote/long-gone/index.html",
        says="made in this build",
    ),
    Edit(
        name="a record of an earlier build is left among the data",
        put=copied("data/claims/bridge-vote/vote-is-robbery.json", "data/claims/bridge-vote/long-gone.json"),
        file="data/claims/bridge-vote/long-gone.json",
        says="made in this build",
    ),
    Edit(name="a page is missing", put=gone(ROBBERY), file=ROBBERY, says="is not there"),
    Edit(
        name="a retired page says what was withdrawn",
        put=in_page(WITHDRAWN, "What it said is not repeated here.", "It said that the mayor resigns."),
        file=WITHDRAWN,
        says="mayor resigns",
    ),
    Edit(
        name="a merged id leads to another claim",
        put=in_page(
            MERGED, "claims/bridge-vote/old-bridge-will-not-last/", "claims/bridge-vote/deck-is-not-sound/"
        ),
        file=MERGED,
        says="deck-is-not-sound",
    ),
    Edit(
        name="an old address leads to another claim",
        put=in_json("redirects.json", led_elsewhere),
        file="redirects.json",
        says="deck-is-not-sound",
    ),
    Edit(
        name="an old address leads nowhere",
        put=in_json("redirects.json", led_nowhere),
        file="redirects.json",
        says="nothing-is-here",
    ),
    # What machines read
    *(
        Edit(
            name=f"the explorer's column of {name} is moved on by one claim",
            put=in_json(COLUMNS, shifted(name)),
            file=COLUMNS,
            says=f"the {name} of",
        )
        for name in ("claimant", "naming", "about", "act", "form", "hedge", "stance", "depth", "outlet")
    ),
    Edit(
        name="two actors of the explorer have each other's names",
        put=in_json(COLUMNS, named_for_another),
        file=COLUMNS,
        says="claimant",
    ),
    Edit(
        name="two claims of the explorer have each other's words",
        put=in_json(WORDS, exchanged),
        file=COLUMNS,
        says="the words of",
    ),
    Edit(
        name="the explorer shows a quotation that nobody gave",
        put=in_json(WORDS, said_in_full),
        file=COLUMNS,
        says="nobody gave",
    ),
    Edit(
        name="the explorer describes another source",
        put=in_json(WORDS, described_as_another),
        file=COLUMNS,
        says="a former mayor",
    ),
    Edit(
        name="a source is described in other words",
        put=with_part(ALLEGED, LEAD, "a former councillor", "a member of the council"),
        file=ALLEGED,
        says="a member of the council",
    ),
    Edit(
        name="a source of whom nothing is told is described",
        put=with_part(RUMOUR, LEAD, "is said to", "a neighbour"),
        file=RUMOUR,
        says="a neighbour",
    ),
    Edit(
        name="a source of whom nothing is told is somebody whom the text describes",
        put=with_part(
            RUMOUR,
            CHAIN,
            r'data-say="untold">somebody whom the text doesn.*?name',
            'data-say="described">somebody whom the text only describes',
        ),
        file=RUMOUR,
        says="described",
    ),
    Edit(
        name="somebody is mentioned in words of another link",
        put=with_part(ROBBERY, CHAIN, "the ferry owner Bo Kestrelgaard", "Radio Velle"),
        file=ROBBERY,
        says="mention",
    ),
    Edit(
        name="another source is credited to machines",
        put=with_part(RUMOUR, LINKED, "is said to", "is known to"),
        file=RUMOUR,
        says="creditText",
    ),
    Edit(
        name="a source without a name has the words of another in the figures of the bar",
        put=with_part(FORMER, r"<table.*?</table>", "is said to", "reads"),
        file=FORMER,
        says="bar.row",
    ),
    Edit(
        name="the search finds two actors by each other's words",
        put=in_json(SEARCH, found_by_others_words),
        file=SEARCH,
        says="must be found as",
    ),
    Edit(
        name="the search finds what was withdrawn",
        put=in_json(SEARCH, withdrawn_is_found),
        file=SEARCH,
        says="must not be found",
    ),
    Edit(
        name="a page is left out of the list of addresses",
        put=in_page("sitemap.xml", r"<url><loc>[^<]*vote-is-robbery/</loc></url>\n", ""),
        file="sitemap.xml",
        says="must be listed",
    ),
    Edit(
        name="a page gives another address as its own",
        put=in_page(
            ROBBERY,
            '<link rel="canonical" href="[^"]*"',
            '<link rel="canonical" href="https://site.example/words/actors/"',
        ),
        file=ROBBERY,
        says="address",
    ),
    Edit(
        name="a word around the records is another",
        put=in_page(ROBBERY, 'aria-label="Header"', 'aria-label="Trailer"'),
        file=ROBBERY,
        says="as it was built",
    ),
)


@pytest.fixture(scope="module")
def genuine(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The golden site as it is finished, with some retired ids."""
    return finish(tmp_path_factory.mktemp("genuine") / "site", golden_dataset(), golden_history())


@pytest.mark.trust
def test_each_fault_of_finished_files_is_found_and_named(
    genuine: Finished, tmp_path: Path, figure: Callable[[str, float | str], None]
) -> None:
    assert faults_of(genuine) == []
    missed = {}
    tried = spread(EDITS, FAULTS)
    for number, edit in enumerate(tried):
        spoiled = genuine.copy(tmp_path / str(number))
        edit.put(spoiled.folder)
        if not named(faults := faults_of(spoiled), edit.file, edit.says):
            missed[edit.name] = faults[:3]
        shutil.rmtree(spoiled.folder)
    assert missed == {}
    assert len({edit.name for edit in EDITS}) == len(EDITS)
    figure("pages: faults seeded in finished files, found and named", f"{len(tried)} of {len(tried)}")
