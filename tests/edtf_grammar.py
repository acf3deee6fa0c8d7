"""The grammar of EDTF, levels 0 to 2, as strategies: a production a name, after https://www.loc.gov/standards/datetime/."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Texts = SearchStrategy[str]

SIGN = st.sampled_from("?~%")
YEAR = st.integers(1, 9999).map("{:04}".format) | st.integers(2028, 2033).map(str)
MONTH = st.integers(1, 12).map("{:02}".format)
DAY = st.dates(date(2028, 1, 1), date(2033, 12, 31)).map(date.isoformat) | st.dates().map(date.isoformat)


def after(first: Texts, *others: Texts | str) -> Texts:
    """Productions one after another."""
    return st.tuples(first, *(st.just(one) if isinstance(one, str) else one for one in others)).map("".join)


# ---- level 0 -----------------------------------------------------------------------------------------------

YEAR_MONTH = after(YEAR, "-", MONTH)
DATE = YEAR | YEAR_MONTH | DAY
CLOCK = st.times().map(lambda one: one.isoformat("seconds"))
ZONE = st.sampled_from(["", "Z", "+02", "-11", "+05:30", "-03:00", "+14:00"])
DATE_AND_TIME = after(DAY, "T", CLOCK, ZONE)
INTERVAL_OF_DATES = st.tuples(DATE, DATE).map(sorted).map("/".join)

# ---- level 1 -----------------------------------------------------------------------------------------------

SEASON = after(YEAR, "-", st.integers(21, 24).map(str))
SIGNED = after(DATE | SEASON, SIGN)
UNSPECIFIED = (
    st.sampled_from(["203X", "19XX", "2XXX", "0XXX"])
    | after(YEAR, "-XX")
    | after(YEAR_MONTH, "-XX")
    | after(YEAR, "-XX-XX")
    | after(st.sampled_from(["203X", "20XX"]), "-XX")
)
END = DATE | SEASON | SIGNED
OPEN = after(END, "/..") | after(END, "/") | END.map("../{}".format) | END.map("/{}".format)
LONG_YEAR = st.integers(10_000, 10**9).map("Y{}".format) | st.integers(10_000, 10**9).map("Y-{}".format)
NEGATIVE_YEAR = after(st.just("-"), DATE)

# ---- level 2 -----------------------------------------------------------------------------------------------

EXPONENTIAL = st.tuples(st.integers(1, 99), st.integers(1, 9)).map(lambda pair: "Y{}E{}".format(*pair))
SIGNIFICANT = after(YEAR, "S", st.integers(1, 3).map(str))
PART_OF_YEAR = after(YEAR, "-", st.integers(21, 41).map(str))
SIGNED_IN_PARTS = st.one_of(
    after(YEAR_MONTH, SIGN, "-", st.integers(1, 28).map("{:02}".format)),
    after(YEAR, SIGN, "-", MONTH),
    after(YEAR, SIGN, "-", MONTH, "-", st.integers(1, 28).map("{:02}".format)),
    after(SIGN, DATE),
    after(YEAR, "-", SIGN, MONTH),
    after(YEAR, "-", SIGN, MONTH, "-", SIGN, st.integers(1, 28).map("{:02}".format)),
    after(YEAR, "-", MONTH, "-", SIGN, st.integers(1, 28).map("{:02}".format)),
)
DIGIT_OR_X = st.sampled_from("0123X")
DIGITS_LEFT_OPEN = st.one_of(
    after(
        st.sampled_from(["203X", "2X31", "X031", "20XX", "2031"]),
        "-",
        st.sampled_from(["05", "1X", "0X", "X2", "XX"]),
    ),
    after(
        st.sampled_from(["203X", "2031"]),
        "-",
        st.sampled_from(["05", "02", "1X", "XX"]),
        "-",
        DIGIT_OR_X,
        DIGIT_OR_X,
    ),
)
MEMBER = DATE | SIGNED | SIGNED_IN_PARTS | st.tuples(YEAR_MONTH, YEAR_MONTH).map(sorted).map("..".join)
MEMBERS = (
    st.lists(MEMBER, min_size=2, max_size=4).map(",".join)
    | st.tuples(DATE, st.lists(MEMBER, max_size=2)).map(lambda pair: ",".join([f"..{pair[0]}", *pair[1]]))
    | st.tuples(st.lists(MEMBER, max_size=2), DATE).map(lambda pair: ",".join([*pair[0], f"{pair[1]}.."]))
    | st.tuples(DAY, DAY).map(sorted).map("..".join)
)
ONE_OF = MEMBERS.map("[{}]".format)
ALL_OF = MEMBERS.map("{{{}}}".format)
INTERVAL_IN_PARTS = st.tuples(SIGNED_IN_PARTS | END, SIGNED_IN_PARTS | END).map("/".join)

PRODUCTIONS: dict[str, Texts] = {
    "date": DATE,
    "date and time": DATE_AND_TIME,
    "interval of dates": INTERVAL_OF_DATES,
    "season": SEASON,
    "signed": SIGNED,
    "unspecified": UNSPECIFIED,
    "interval of signed ends": st.tuples(END, END).map("/".join),
    "open or unknown end": OPEN,
    "long year": LONG_YEAR,
    "negative year": NEGATIVE_YEAR,
    "exponential year": EXPONENTIAL,
    "significant digits": SIGNIFICANT,
    "part of a year": PART_OF_YEAR,
    "signed in parts": SIGNED_IN_PARTS,
    "digits left open": DIGITS_LEFT_OPEN,
    "one of a set": ONE_OF,
    "all of a set": ALL_OF,
    "interval of ends signed in parts": INTERVAL_IN_PARTS,
}
TIMES = st.one_of(*PRODUCTIONS.values())
SIGNED_PART = after(PART_OF_YEAR, st.sampled_from(["", "?", "~", "%"]))
OURS = (
    SIGNED_PART
    | st.tuples(SIGNED_PART, SIGNED_PART | DATE).map("/".join)
    | after(SIGNED_PART, "/..")
    | SIGNED_PART.map("../{}".format)
    | st.lists(SIGNED_PART, min_size=2, max_size=3).map(lambda members: f"[{','.join(members)}]")
    | st.lists(SIGNED_PART, min_size=2, max_size=3).map(lambda members: f"{{{','.join(members)}}}")
)
"""What we take beside the grammar: parts of years with signs, in intervals and in sets."""
