"""Checks of one article: each rule is a generator of complaints, and its docstring is the rule.

`ARTICLE_RULES` need the article file alone, `SPAN_RULES` the resolved spans too, `TEXT_RULES` the text itself.
The page “what is checked” is a loop over these tables. Rules that look at the whole corpus are in
`corpus_checks.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from sayso.anchors import cuts_word, fragments_of
from sayso.annotation import ArticleFile, WrittenClaim, WrittenLink
from sayso.coverage import uncovered_sentences
from sayso.dates import days_of
from sayso.locks import anchors_of, key_of
from sayso.problems import Complaint, Path, shown
from sayso.texts import Span, count_words
from sayso.vocabulary import Basis, Form, Hedge, RightsMode, Role

LONGEST_PASSAGE = 12
"""Words of an article that a file with `rights: excerpt` may spell out in one go outside a quotation."""

CARRIABLE = ("time", "channel", "occasion", "place", "addressee")
QUOTATION_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』"
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
CLOSERS = ".,;:!?…"


@dataclass(frozen=True, kw_only=True)
class Case:
    """An article file under check, with as much of its spans and text as is known."""

    id: str
    file: ArticleFile
    spans: Mapping[str, Sequence[Span]]
    sentences: Sequence[Span]
    text: str | None = None

    def claims(self) -> Iterator[tuple[Path, WrittenClaim]]:
        """Each claim with the path where it stands."""
        for claim_id, claim in self.file.claims.items():
            yield ("claims", claim_id), claim

    def at(self, *path: str | int) -> Sequence[Span]:
        """The spans of the anchor at a path; empty where it could not be resolved."""
        return self.spans.get(key_of(path), ())


Rule = Callable[[Case], Iterator[Complaint]]


def complain(path: Path, code: str, sentence: str, fix: str) -> Complaint:
    """A complaint about the value at a path."""
    return Complaint(path=path, code=code, sentence=sentence, fix=fix)


def chain_starts_with_its_origin(case: Case) -> Iterator[Complaint]:
    """A chain begins with exactly one `speaker`; the publisher may stand in it only as the last link."""
    for path, claim in case.claims():
        roles = [link.role for link in claim.chain]
        others = [role for role in roles if role is not Role.PUBLISHER]
        at: Path = (*path, "chain")
        if others and (others[0] is not Role.SPEAKER or others.count(Role.SPEAKER) > 1):
            yield complain(
                at,
                "E-CHAIN",
                f"a chain must begin with its one `speaker`; this runs {' ← '.join(roles)}",
                "put the origin first; several who say one thing are several actors of one link",
            )
        if Role.PUBLISHER in roles[:-1]:
            yield complain(
                at,
                "E-CHAIN",
                f"the publisher must be the last link; this runs {' ← '.join(roles)}",
                "move the publisher to the end, or leave it out: it is added",
            )


def nobody_stands_twice_in_a_chain(case: Case) -> Iterator[Complaint]:
    """No actor stands twice in a chain: nobody passes on their own words by way of others."""
    for path, claim in case.claims():
        seen = {case.file.article.publisher: "the publisher, who is the last link"}
        for index, link in enumerate(claim.chain):
            for actor in {} if link.role is Role.PUBLISHER else dict.fromkeys(link.actors):
                if actor in seen:
                    yield complain(
                        (*path, "chain", index),
                        "E-CHAIN",
                        f"an actor must not stand twice in a chain; `{actor}` is also {seen[actor]}",
                        "keep one of the two",
                    )
                seen[actor] = f"link {index + 1}"


def publisher_link_is_the_publisher(case: Case) -> Iterator[Complaint]:
    """A written `publisher` link names nobody or the article's publisher, and isn't carried."""
    publisher = case.file.article.publisher
    for path, claim in case.claims():
        for index, link in enumerate(claim.chain):
            if link.role is Role.PUBLISHER and set(link.actors) - {publisher}:
                yield complain(
                    (*path, "chain", index, "actors"),
                    "E-CHAIN",
                    f"the publisher of this article is `{publisher}`; this link names {', '.join(link.actors)}",
                    "leave `actors` out, or give the link the role `relay`",
                )
            if link.role is Role.PUBLISHER and link.carried:
                yield complain(
                    (*path, "chain", index, "carried"),
                    "E-CHAIN",
                    "the publisher's link must not be carried over from an earlier sentence; this one says so",
                    "take `carried` out",
                )


def links_are_attributed(case: Case) -> Iterator[Complaint]:
    """Each link says who it is (an actor, or the words that mention somebody) and by which cue, unless it is
    carried over from an earlier sentence or is the publisher's."""
    for path, claim in case.claims():
        for index, link in enumerate(claim.chain):
            yield from _attribution_of(link, (*path, "chain", index))


def _attribution_of(link: WrittenLink, path: Path) -> Iterator[Complaint]:
    if link.role is Role.PUBLISHER:
        return
    if not link.actors and link.mention is None:
        yield complain(
            path,
            "E-ATTR",
            "a link must say who it is, and names nobody",
            "add `actors`, or `mention` with the words that describe them",
        )
    if link.cue is None and not link.carried:
        yield complain(
            path,
            "E-ATTR",
            "a link must have the reporting words of the text, and has none",
            "add `cue`, or `carried: true` where an earlier sentence gives the link",
        )


def form_fits_chain_and_quotes(case: Case) -> Iterator[Complaint]:
    """`narrated` claims have no link but the publisher and no quotes, `indirect` ones a link and no quotes,
    `direct` and `mixed` ones a link and quotes."""
    for path, claim in case.claims():
        sourced = any(link.role is not Role.PUBLISHER for link in claim.chain)
        at: Path = (*path, "form")
        if claim.form is Form.NARRATED and sourced:
            yield complain(
                at,
                "E-FORM",
                "a narrated claim rests on nobody but the publisher; this one has a chain",
                "write indirect, mixed or direct, or take the chain out",
            )
        elif claim.form is not Form.NARRATED and not sourced:
            yield complain(
                at,
                "E-ATTR",
                f"a claim in {claim.form} form must say on whose word it stands; this names nobody",
                "add the chain, origin first, or write `form: narrated`",
            )
        if claim.form in (Form.DIRECT, Form.MIXED) and not claim.quotes:
            yield complain(
                at,
                "E-FORM",
                f"a claim in {claim.form} form must have quotes, and has none",
                "add `quotes`, or write `form: indirect`",
            )
        elif claim.form in (Form.INDIRECT, Form.NARRATED) and claim.quotes:
            yield complain(
                at,
                "E-FORM",
                f"a claim in {claim.form} form has no quotes; this one has {len(claim.quotes)}",
                "write mixed or direct, or take the quotes out",
            )


def possible_is_the_publishers(case: Case) -> Iterator[Complaint]:
    """Only the publisher's own “could” or “might” is the hedge `possible`; a speaker's is part of the content."""
    for path, claim in case.claims():
        for index, link in enumerate(claim.chain):
            if link.hedge is Hedge.POSSIBLE and link.role is not Role.PUBLISHER:
                yield complain(
                    (*path, "chain", index, "hedge"),
                    "E-HEDGE",
                    f"only the publisher may be hedged as possible; this is a {link.role}",
                    "leave the hedge out: a speaker's “might” is content",
                )


def stance_is_about_somebody(case: Case) -> Iterator[Complaint]:
    """A stance is given only for somebody whom the claim is about."""
    for path, claim in case.claims():
        for actor in claim.stance:
            if actor not in claim.about:
                yield Complaint(
                    path=(*path, "stance", actor),
                    code="E-STANCE",
                    sentence=f"a stance must be to somebody in `about`; `{actor}` is not there",
                    fix="add it to `about`, or take the stance out",
                    at_key=True,
                )


def carried_fields_are_there(case: Case) -> Iterator[Complaint]:
    """`carried` names fields of the claim that are given and can come from an earlier sentence."""
    for path, claim in case.claims():
        for index, field in enumerate(claim.carried):
            if field not in CARRIABLE:
                yield complain(
                    (*path, "carried", index),
                    "E-SCHEMA",
                    f"`carried` must name one of its terms; {shown(field)} is none",
                    f"write one of {', '.join(CARRIABLE)}",
                )
            elif not getattr(claim, field):
                yield complain(
                    (*path, "carried", index),
                    "E-SCHEMA",
                    f"`carried` must name a field that the claim has; `{field}` is not given",
                    "give the field, or take its name out",
                )


def lists_name_each_once(case: Case) -> Iterator[Complaint]:
    """Lists of ids name nobody twice."""
    for path, claim in case.claims():
        lists = [((*path, "about"), claim.about), ((*path, "addressee"), claim.addressee)]
        lists += [((*path, "chain", index, "actors"), link.actors) for index, link in enumerate(claim.chain)]
        for at, ids in lists:
            for index, one in enumerate(ids):
                if one in ids[:index]:
                    yield complain(
                        (*at, index),
                        "E-DUPID",
                        f"a list must name each id once; `{one}` stands twice",
                        "take one out",
                    )


def relations_lead_elsewhere(case: Case) -> Iterator[Complaint]:
    """A claim is related to other claims, to each in one way only once."""
    for path, claim in case.claims():
        seen = set()
        for index, relation in enumerate(claim.relations):
            if relation.claim in (path[1], f"{case.id}/{path[1]}"):
                yield complain(
                    (*path, "relations", index),
                    "E-REL",
                    "a claim must be related to another claim; this names itself",
                    "name the other claim",
                )
            if (relation.type, relation.claim) in seen:
                yield complain(
                    (*path, "relations", index),
                    "E-REL",
                    f"a relation must be given once; `{relation.type}` to `{relation.claim}` stands twice",
                    "take one out",
                )
            seen.add((relation.type, relation.claim))


def inferred_publication_has_grounds(case: Case) -> Iterator[Complaint]:
    """Where the time of publication is inferred, its grounds are given."""
    published = case.file.article.published
    if published.basis is Basis.INFERRED and not published.grounds:
        yield complain(
            ("article", "published"),
            "E-TIME",
            "an inferred time of publication must have its grounds, and has none",
            "add `grounds`",
        )


def claims_are_not_later_than_the_article(case: Case) -> Iterator[Complaint]:
    """Nobody can have said something after the article was published."""
    latest = days_of(case.file.article.published.edtf).latest
    for path, claim in case.claims():
        earliest = days_of(claim.time.edtf).earliest if claim.time else None
        if latest and earliest and earliest > latest:
            yield complain(
                (*path, "time"),
                "W-LATE",
                f"a claim is made before its article is published ({latest}); this is of {earliest}",
                "check the date",
            )


def words_stay_within_rights(case: Case) -> Iterator[Complaint]:
    """A file spells out no more of the text than its rights mode allows: in `reference` mode nothing, in
    `excerpt` mode quotations up to `quote_words` and other words up to twelve in one anchor."""
    rights = case.file.article.rights
    for path, anchor, _ in anchors_of(case.file):
        limit = rights.quote_words if path[2:3] == ("quotes",) else LONGEST_PASSAGE
        parts = [part for one in fragments_of(anchor) for part in (one.prefix, one.words, one.suffix) if part]
        count = sum(count_words(part) for part in parts)
        if rights.mode is RightsMode.REFERENCE and parts:
            yield complain(
                path,
                "E-RIGHTS",
                f"a file with `rights: reference` must hold no words of the text; this holds {count}",
                "write {offsets: [start, end]}",
            )
        elif rights.mode is RightsMode.EXCERPT and count > limit:
            yield complain(
                path,
                "E-RIGHTS",
                f"a file with `rights: excerpt` may spell out {limit} words here; this has {count}",
                "write the first words, … and the last words",
            )


def quotes_are_single_runs(case: Case) -> Iterator[Complaint]:
    """A quote is one run of words; an interrupted quotation is several quotes."""
    for path, claim in case.claims():
        for index, quote in enumerate(claim.quotes):
            if len(fragments_of(quote)) > 1:
                yield complain(
                    (*path, "quotes", index),
                    "E-ANCHOR",
                    f"a quote must be one run of words; this has {len(fragments_of(quote))} fragments",
                    "write each run as a quote of its own",
                )


def quotes_stand_in_order(case: Case) -> Iterator[Complaint]:
    """The quotes of a claim stand in the order of the text and don't overlap."""
    for path, claim in case.claims():
        spans = [case.at(*path, "quotes", index) for index in range(len(claim.quotes))]
        for index, (one, other) in enumerate(pairwise(spans)):
            if one and other and other[0][0] < one[-1][1]:
                yield complain(
                    (*path, "quotes", index + 1),
                    "E-ANCHOR",
                    "quotes must stand in the order of the text without overlap; this one begins before the former ends",
                    "put them in order",
                )


def one_quotation_has_one_speaker(case: Case) -> Iterator[Complaint]:
    """The same quoted words are not put into two mouths, unless both claims say `disputed`."""
    for (path, claim, span), (other_path, other, other_span) in _pairs_of_quotes(case):
        if span == other_span and not (claim.disputed and other.disputed):
            yield complain(
                path,
                "E-ATTR",
                f"quoted words must have one speaker; {_speakers(claim)} here, {_speakers(other)} in `{other_path[1]}`",
                "mend the chain, or write `disputed: true` in both claims",
            )


def quotes_inside_quotes_are_chained(case: Case) -> Iterator[Complaint]:
    """Where somebody's quoted words stand inside another's, a chain should join the two."""
    for (path, claim, span), (other_path, other, other_span) in _pairs_of_quotes(case):
        if span != other_span and _inside(span, other_span) and not _chained(claim, other):
            yield complain(
                path,
                "W-NESTED",
                f"these words stand inside a quotation of {_speakers(other)} (`{other_path[1]}`), who is not in the chain",
                "add the outer speaker as a relay",
            )


def _pairs_of_quotes(
    case: Case,
) -> Iterator[tuple[tuple[Path, WrittenClaim, Span], tuple[Path, WrittenClaim, Span]]]:
    """Pairs of quotes, the shorter first, that overlap and whose claims name different speakers."""
    quotes = [
        ((*path, "quotes", index), claim, span)
        for path, claim in case.claims()
        for index in range(len(claim.quotes))
        for span in case.at(*path, "quotes", index)
    ]
    for one, other in combinations(sorted(quotes, key=lambda quote: quote[2]), 2):
        if _inside(one[2], other[2]) or _inside(other[2], one[2]):
            short, long = sorted((one, other), key=lambda quote: quote[2][1] - quote[2][0])
            if _speakers(short[1]) != _speakers(long[1]):
                yield short, long


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _speakers(claim: WrittenClaim) -> str:
    return ", ".join(f"`{actor}`" for link in claim.chain[:1] for actor in sorted(link.actors)) or "nobody"


def _chained(inner: WrittenClaim, outer: WrittenClaim) -> bool:
    speakers = set(outer.chain[0].actors) if outer.chain else set()
    return any(speakers & set(link.actors) for link in inner.chain[1:])


def sentences_are_covered(case: Case) -> Iterator[Complaint]:
    """Every sentence is covered by a claim or marked as an aside. Told once all passages are found."""
    passages = [
        case.at(*path)
        for path, _, _ in anchors_of(case.file)
        if path[-1] == "passage" and path[0] != "labels"
    ]
    if not all(passages):
        return
    covered = [span for spans in passages for span in spans]
    for number, (start, end) in uncovered_sentences(case.sentences, covered):
        words = f": {shown(case.text[start:end])}" if case.text else ""
        yield Complaint(
            path=("claims",),
            code="W-UNCOVERED",
            sentence=f"each sentence must be covered by a claim or an aside; sentence {number} ({start} to {end}) is not{words}",
            fix="annotate it, or add it to `asides`",
            at_key=True,
        )


def own_words_are_own(case: Case) -> Iterator[Complaint]:
    """Where the text may not be published, statements, notes and grounds hold no run of more than twelve of
    its words outside quotation marks."""
    if case.text is None or case.file.article.rights.mode is RightsMode.FULL:
        return
    text = " ".join(case.text.split())
    for path, own in _own_words(case):
        words = QUOTED.sub(" … ", own).split()
        for start in range(len(words) - LONGEST_PASSAGE):
            run = " ".join(words[start : start + LONGEST_PASSAGE + 1])
            if run in text:
                yield complain(
                    path,
                    "E-RIGHTS",
                    f"the annotators' own words must not repeat more than {LONGEST_PASSAGE} words of the text; this repeats {shown(run)}",
                    "say it in words of your own",
                )
                break


def _own_words(case: Case) -> Iterator[tuple[Path, str]]:
    head = case.file.article
    yield from (
        ((*path, name), words)
        for path, words, name in [
            (("article",), head.note, "note"),
            (("article", "published"), head.published.grounds, "grounds"),
        ]
        if words
    )
    for path, claim in case.claims():
        given = [("statement", claim.statement), ("note", claim.note)]
        yield from (((*path, name), words) for name, words in given if words)
        if claim.time and claim.time.grounds:
            yield (*path, "time", "grounds"), claim.time.grounds
    for index, label in enumerate(case.file.labels):
        if label.note:
            yield ("labels", index, "note"), label.note


def anchors_cut_no_word(case: Case) -> Iterator[Complaint]:
    """Spans begin and end between words, not inside one, nor inside a joined emoji."""
    text = case.text or ""
    for path, _, _ in anchors_of(case.file):
        for start, end in case.at(*path):
            if cuts_word((start, end), text):
                around = text[max(0, start - 8) : start], text[start:end], text[end : end + 8]
                yield complain(
                    path,
                    "W-CUT",
                    f"a span should not cut a word; this cuts one: {shown('|'.join(around), 90)}",
                    "take the whole word",
                )


def passages_begin_and_end_at_words(case: Case) -> Iterator[Complaint]:
    """Passages and quotes leave outer quotation marks and closing punctuation outside."""
    for path, _, _ in anchors_of(case.file):
        if path[-1] != "passage" and path[2:3] != ("quotes",):
            continue
        for start, end in case.at(*path) if case.text else ():
            words = (case.text or "")[start:end]
            if words[0] in QUOTATION_MARKS + CLOSERS or words[-1] in QUOTATION_MARKS + CLOSERS.replace(
                "…", ""
            ):
                yield complain(
                    path,
                    "W-EDGE",
                    f"a passage or quote should begin and end at a word; this is {shown(words)}",
                    "leave the outer marks out",
                )


def quotes_stand_in_quotation_marks(case: Case) -> Iterator[Complaint]:
    """A quote reaches to a quotation mark of the text on one side at least."""
    for path, claim in case.claims():
        for index in range(len(claim.quotes)):
            for start, end in case.at(*path, "quotes", index) if case.text else ():
                before = (case.text or "")[:start][-1:]
                after = (case.text or "")[end : end + 3].lstrip(CLOSERS)[:1]
                if not (before and before in QUOTATION_MARKS) and not (after and after in QUOTATION_MARKS):
                    yield complain(
                        (*path, "quotes", index),
                        "W-QUOTE",
                        "a quote should stand inside quotation marks of the text; no mark is next to this one",
                        "take the words from mark to mark",
                    )


ARTICLE_RULES: tuple[Rule, ...] = (
    chain_starts_with_its_origin,
    nobody_stands_twice_in_a_chain,
    publisher_link_is_the_publisher,
    links_are_attributed,
    form_fits_chain_and_quotes,
    possible_is_the_publishers,
    stance_is_about_somebody,
    carried_fields_are_there,
    lists_name_each_once,
    relations_lead_elsewhere,
    inferred_publication_has_grounds,
    claims_are_not_later_than_the_article,
    words_stay_within_rights,
    quotes_are_single_runs,
)
SPAN_RULES: tuple[Rule, ...] = (
    quotes_stand_in_order,
    one_quotation_has_one_speaker,
    quotes_inside_quotes_are_chained,
    sentences_are_covered,
)
TEXT_RULES: tuple[Rule, ...] = (
    own_words_are_own,
    anchors_cut_no_word,
    passages_begin_and_end_at_words,
    quotes_stand_in_quotation_marks,
)


def check_article(case: Case, rules: Sequence[Rule]) -> Iterator[Complaint]:
    """All complaints of some rules about one article."""
    for rule in rules:
        yield from rule(case)
