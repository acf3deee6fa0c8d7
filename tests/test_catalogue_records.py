"""Bad inputs 57–80: what files say about claims, ids and attribution."""

from __future__ import annotations

from pathlib import Path

import pytest
import test_changes
from catalogue import REGISTER, Bad, add, hold, lay_over, relock, swap, then, told_of, tried

CHAIN = "    chain:\n      - {role: speaker, actors: [port-spokesman], mention: a spokesman for the harbour office, cue: said}\n"
UNION = "actors: [dockers-union]"
CUE = "cue: [called, said]}\n"
POINT = "\n  coordinates: {latitude: %s, longitude: %s, provider: a map of our own}"


def point(latitude: str, longitude: str) -> str:
    return "name: Harbour Town" + POINT % (latitude, longitude)


REFUSED = [
    Bad(
        id="057-no-speaker",
        spoil=then(swap(CHAIN, ""), relock),
        told=(
            "corpus/articles/harbour-berths.yml:18:11: E-ATTR a claim in indirect form must say on whose word it stands; this names nobody\n"
            "    add the chain, origin first (where nobody is named, a `speaker` with the reporting words as its `cue`), or write `form: narrated`"
        ),
    ),
    Bad(
        id="058-speaker-that-is-not-defined",
        spoil=swap(UNION, "actors: [docker-union]"),
        told=(
            "corpus/articles/harbour-berths.yml:46:34: E-REF `docker-union` must be an actor, and there is none of that id\n"
            "    did you mean `dockers-union`?"
        ),
    ),
    Bad(
        id="059-name-in-place-of-an-id",
        spoil=swap(UNION, "actors: [Dockers' union]"),
        told=(
            "corpus/articles/harbour-berths.yml:46:34: E-REF an item of `actors` must be an id (lower-case ASCII words joined by hyphens, at most 64 characters, such as “harbour-office”); this is “Dockers' union”\n"
            "    write dockers-union"
        ),
    ),
    Bad(
        id="060-speaker-that-is-a-place",
        spoil=swap(UNION, "actors: [north-quay]"),
        told=(
            "corpus/articles/harbour-berths.yml:46:34: E-REF `north-quay` must be an actor, and is a place\n"
            "    name an actor instead"
        ),
    ),
    Bad(
        id="061-chain-in-a-circle",
        spoil=swap(
            CUE,
            f"{CUE}      - {{role: relay, actors: [port-company], carried: true}}\n      - {{role: relay, actors: [dockers-union], carried: true}}\n",
        ),
        told=(
            "corpus/articles/harbour-berths.yml:48:9: E-CHAIN an actor must not stand twice in a chain; `dockers-union` is also link 1\n"
            "    keep one of the two"
        ),
    ),
    Bad(
        id="062-chain-to-itself",
        spoil=swap(CUE, f"{CUE}      - {{role: relay, actors: [dockers-union], carried: true}}\n"),
        told=(
            "corpus/articles/harbour-berths.yml:47:9: E-CHAIN an actor must not stand twice in a chain; `dockers-union` is also link 1\n"
            "    keep one of the two"
        ),
    ),
    Bad(
        id="063-link-without-reporting-words",
        spoil=swap(CUE, f"{CUE}      - {{role: relay, actors: [port-company]}}\n"),
        told=(
            "corpus/articles/harbour-berths.yml:47:9: E-ATTR a link must have the reporting words of the text, and has none\n"
            "    add `cue`, or `carried: true` where an earlier sentence gives the link"
        ),
    ),
    Bad(
        id="064-unknown-speaker-with-a-name",
        spoil=swap(UNION, "actors: [], name: A docker"),
        told=(
            "corpus/articles/harbour-berths.yml:46:37: E-SCHEMA `name` is not a field of an item of `chain`\n"
            "    the fields here are role, actors, mention, cue, hedge, carried"
        ),
    ),
    Bad(
        id="065-two-claims-of-one-id",
        spoil=swap(
            "\nlabels:", "\n  berths-close: {passage: The work, act: assert, form: narrated}\n\nlabels:"
        ),
        told=(
            "corpus/articles/harbour-berths.yml:50:3: E-DUPKEY each key must stand once; “berths-close” is in line 14, column 3, and again in line 50, column 3\n"
            "    keep one of the two, or rename one"
        ),
    ),
    Bad(
        id="066-one-id-in-two-files",
        spoil=add("port-company:\n  name: Port of the company\n", "places.yml"),
        told=(
            "corpus/places.yml:6:1: E-DUPID an id must be given once; `port-company` is also an actor in corpus/actors.yml:10\n"
            "    choose another id for one of the two"
        ),
    ),
    Bad(
        id="067-one-quotation-in-two-mouths",
        spoil=lay_over("quotation-of-two-speakers"),
        told=told_of("quotation-of-two-speakers"),
    ),
    Bad(
        id="067-one-quotation-in-two-mouths",
        way="disputed",
        spoil=lay_over("quotation-of-two-speakers-disputed"),
        told="",
    ),
    Bad(
        id="068-quotation-inside-another",
        spoil=lay_over("quotation-inside-another"),
        told=told_of("quotation-inside-another"),
    ),
    Bad(
        id="069-speaker-outside-the-text",
        spoil=swap("mention: The dockers’ union", "mention: {offsets: [400, 412]}"),
        told=(
            "corpus/articles/harbour-berths.yml:46:59: E-ANCHOR a span must end inside the text of 307 characters; this ends at 412\n"
            "    count code points from 0"
        ),
    ),
    Bad(
        id="070-event-that-ends-before-it-begins",
        spoil=add("  time: {edtf: 2031-05-07/2031-05-03, basis: stated}\n", "events.yml"),
        told=(
            "corpus/events.yml:5:16: E-SCHEMA `edtf` must be an EDTF date, such as 2031-04-03, 2031-04 or 2031-04-03/2031-04-07; this is “2031-05-07/2031-05-03”, and it ends on 2031-05-03, before it begins on 2031-05-07\n"
            "    write 2031-05-03/2031-05-07"
        ),
    ),
    Bad(
        id="071-claim-later-than-its-article",
        spoil=swap(
            "    time: {edtf: 2031-04-01, basis: resolved}\n    about: [north-quay, berth-works]",
            "    time: {edtf: 2031-05-01, basis: resolved}\n    about: [north-quay, berth-works]",
        ),
        told=(
            "corpus/articles/harbour-berths.yml:21:11: W-LATE a claim is made before its article is published (2031-04-03); this is of 2031-05-01\n"
            "    check the date"
        ),
    ),
    Bad(
        id="072-coordinates",
        way="latitude-91",
        spoil=swap("name: Harbour Town", point("91", "5"), "places.yml"),
        told=(
            "corpus/places.yml:3:27: E-SCHEMA `latitude` must be from -90 to 90; this is 91\n"
            "    write a number in that range"
        ),
    ),
    Bad(
        id="072-coordinates",
        way="longitude-181",
        spoil=swap("name: Harbour Town", point("5", "-181"), "places.yml"),
        told=(
            "corpus/places.yml:3:41: E-SCHEMA `longitude` must be from -180 to 180; this is -181\n"
            "    write a number in that range"
        ),
    ),
    Bad(
        id="072-coordinates",
        way="swapped-beyond-90",
        spoil=swap("name: Harbour Town", point("139.7", "35.7"), "places.yml"),
        told=(
            "corpus/places.yml:3:27: E-SCHEMA `latitude` must be from -90 to 90; this is 139.7\n"
            "    write a number in that range"
        ),
    ),
    Bad(
        id="072-coordinates",
        way="swapped-within-90",
        spoil=swap("name: Harbour Town", point("5.3", "60.4"), "places.yml"),
        told="",
    ),
    Bad(
        id="073-actors-in-a-circle",
        way="same-as",
        spoil=add("  same_as: harbour-office\n", "actors.yml"),
        told=(
            "corpus/actors.yml:18:3: E-SCHEMA `same_as` is not a field of `port-spokesman`\n"
            "    the fields here are name, kind, aliases, role, member_of, affiliated_with, attested, wikidata, note, extra"
        ),
    ),
    Bad(
        id="073-actors-in-a-circle",
        way="member-of",
        spoil=swap(
            "kind: government-body", "kind: government-body\n  member_of: [port-spokesman]", "actors.yml"
        ),
        told=(
            "corpus/actors.yml:7:14: E-REF nobody belongs to themselves; `harbour-office` does, by way of `member_of`\n"
            "    take one step of the circle out\n"
            "corpus/actors.yml:17:14: E-REF nobody belongs to themselves; `port-spokesman` does, by way of `member_of`\n"
            "    take one step of the circle out"
        ),
    ),
    Bad(
        id="074-withdrawn-id-named",
        spoil=then(
            add("live actor union 1.0\nwithdrawn actor union 1.0 2031-05-02 nobody spoke so\n", REGISTER),
            swap("by: dockers-union", "by: union"),
        ),
        told=(
            "corpus/articles/harbour-berths.yml:51:50: E-REF `union` must be live, and was retired (withdrawn)\n"
            "    take the reference out"
        ),
    ),
    Bad(
        id="075-merged-id-named",
        spoil=then(
            add("live actor union 1.0\nmerged-into actor union 1.0 dockers-union\n", REGISTER),
            swap("by: dockers-union", "by: union"),
        ),
        told=(
            "corpus/articles/harbour-berths.yml:51:50: E-REF `union` must be live, and was retired (merged-into)\n"
            "    write `dockers-union`"
        ),
    ),
    Bad(
        id="076-term-in-another-case",
        spoil=swap("act: condemn", "act: Denies"),
        told=(
            "corpus/articles/harbour-berths.yml:43:10: E-SCHEMA `act` must be one of its terms; “Denies” is none\n"
            "    did you mean `deny`?"
        ),
    ),
    Bad(
        id="077-field-that-is-none",
        spoil=swap("act: condemn", "act: condemn\n    verdict: false"),
        told=(
            "corpus/articles/harbour-berths.yml:44:5: E-SCHEMA `verdict` is not a field of `company-is-monopolist`\n"
            "    the fields here are passage, quotes, statement, act, form, chain, time, channel, occasion, place, addressee, about, stance, topics, relations, carried, disputed, note, extra"
        ),
    ),
    Bad(
        id="080-record-taken-away",
        spoil=add("live actor pilot 1.0\n", REGISTER),
        told=(
            "corpus/ids.lock:14:1: E-LOCK the register must hold the ids of the corpus; no file and no release has `pilot`\n"
            "    run: sayso lock, or to rename it everywhere: sayso rename OLD NEW"
        ),
    ),
]


@tried(REFUSED)
def test_is_refused_or_told(bad: Bad, corpus_folder: Path, published: Path) -> None:
    hold(bad, corpus_folder, published)


TOLD_BETWEEN_RELEASES = {
    "078-speaker-changed-under-the-same-id": "78-claimant-changed",
    "079-speakers-of-two-claims-exchanged": "79-claimants-exchanged",
}


@pytest.mark.parametrize("id_", TOLD_BETWEEN_RELEASES)
def test_is_told_between_releases(id_: str, corpus_folder: Path) -> None:
    test_changes.test_tells_an_edit_truly(TOLD_BETWEEN_RELEASES[id_], corpus_folder)
