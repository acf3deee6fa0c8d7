"""Rules about quotations: single runs, in order, each in one mouth."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from sayso.anchoring.anchors import fragments_of
from sayso.corpus.checks.case import Case
from sayso.model.annotation import WrittenClaim
from sayso.model.fields import Span
from sayso.model.problems import Complaint, Path


def quotes_are_single_runs(case: Case) -> Iterator[Complaint]:
    """A quote is one run of words; an interrupted quotation is several quotes."""
    for path, _, quote in case.quotes():
        if len(fragments_of(quote)) > 1:
            yield Complaint(
                path,
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
                yield Complaint(
                    (*path, "quotes", index + 1),
                    "E-ANCHOR",
                    "quotes must stand in the order of the text without overlap; this one begins before the former ends",
                    "put them in order",
                )


def one_quotation_has_one_speaker(case: Case) -> Iterator[Complaint]:
    """The same quoted words are not put into two mouths, unless both claims say `disputed`."""
    for (path, claim, span), (other_path, other, other_span) in _pairs_of_quotes(case):
        if span == other_span and not (claim.disputed and other.disputed):
            yield Complaint(
                path,
                "E-ATTR",
                f"quoted words must have one speaker; {_speakers(claim)} here, {_speakers(other)} in `{other_path[1]}`",
                "mend the chain, or write `disputed: true` in both claims",
            )


def quotes_inside_quotes_are_chained(case: Case) -> Iterator[Complaint]:
    """Where somebody's quoted words stand inside another's, a chain should join the two."""
    for (path, _, span), (other_path, other, other_span) in _pairs_of_quotes(case):
        if span != other_span and _inside(span, other_span) and not _chained(case, path, other_path):
            yield Complaint(
                path,
                "W-NESTED",
                f"these words stand inside a quotation of {_speakers(other)} (`{other_path[1]}`), who is not in the chain",
                "add the outer speaker as a relay",
            )


def _pairs_of_quotes(
    case: Case,
) -> Iterator[tuple[tuple[Path, WrittenClaim, Span], tuple[Path, WrittenClaim, Span]]]:
    """Pairs of quotes, the shorter first, that overlap and whose claims name different speakers."""
    quotes = [(path, claim, span) for path, claim, _ in case.quotes() for span in case.at(*path)]
    for one, other in combinations(sorted(quotes, key=lambda quote: quote[2]), 2):
        if _inside(one[2], other[2]) or _inside(other[2], one[2]):
            short, long = sorted((one, other), key=lambda quote: quote[2][1] - quote[2][0])
            if _who(case, short[0])[:1] != _who(case, long[0])[:1]:
                yield short, long


def _inside(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _speakers(claim: WrittenClaim) -> str:
    named = ", ".join(f"`{actor}`" for link in claim.chain[:1] for actor in sorted(link.actors))
    return named or ("somebody without an id" if claim.chain else "nobody")


def _chained(case: Case, inner: Path, outer: Path) -> bool:
    speakers = _who(case, outer)[:1]
    return bool(speakers) and any(speakers[0] & link for link in _who(case, inner)[1:])


def _who(case: Case, quote: Path) -> list[frozenset[object]]:
    """Who stands in the links of a quote's claim: their actors, or else the place of the words that tell of them, so
    that two whom nobody names are one only where the very same words tell of both."""
    found: list[frozenset[object]] = []
    for at, link in enumerate(case.file.claims[str(quote[1])].chain):
        here = (*quote[:2], "chain", at)
        found.append(frozenset(link.actors or case.at(*here, "mention") or case.at(*here, "cue") or [here]))
    return found
