"""Identifiers of persons and bodies whose last signs check the others: ORCID and ROR.

Sources: ISO/IEC 7064, MOD 11-2 (ORCID) and MOD 97-10 (ROR); the base-32 digits are Douglas Crockford's.
"""

from __future__ import annotations

ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def fault_of_orcid(orcid: str) -> str | None:
    """What is wrong with an ORCID such as 0000-0002-1825-0097, which has its form; None if nothing is."""
    digits, last = orcid.replace("-", "")[:-1], orcid[-1:]
    if not digits.isdecimal() or not digits.isascii():
        return None  # the form is told
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    wanted = "X" if check == 10 else str(check)
    return None if last == wanted else "its last sign doesn't check the others; one of them is mistyped"


def fault_of_ror(ror: str) -> str | None:
    """What is wrong with the address of an organization at ROR, which has its form; None if nothing is."""
    own = ror.rpartition("/")[2]
    if len(own) != 9 or any(digit not in ROR_DIGITS for digit in own) or not own[7:].isdecimal():
        return None
    number = 0
    for digit in own[1:7]:
        number = number * 32 + ROR_DIGITS.index(digit)
    wanted = 98 - number * 100 % 97
    return None if int(own[7:]) == wanted else "its last two digits don't check the others; one is mistyped"
