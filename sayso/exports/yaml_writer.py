"""YAML: written so that every parser reads texts as texts, whether it implements YAML 1.1 or 1.2.

Parsers differ in which plain words they read as numbers, booleans, null or dates: `1_000` and `yes` in YAML 1.1,
`1e3` and `0o7` in YAML 1.2. Whatever any of them could read as another type is quoted.

Written by PyYAML through libyaml, in block style and without folding, so that equal values give equal lines.
Sources: YAML 1.2.2, sections 10.2.1 and 10.3.2 (JSON and core schema); the types of YAML 1.1
(https://yaml.org/type/: null, bool, int, float, timestamp, merge, value).
"""

from __future__ import annotations

import re
from typing import Any

import yaml

UNFOLDED = 2**31 - 1
"""A line width that no text reaches, so that texts are not folded."""

NOT_TEXT = re.compile(
    r"""(?:
    | ~ | null                                        # nothing, in any case of letters: readers differ in it
    | true | false | yes | no | on | off | y | n
    | = | <<                                          # value and merge of YAML 1.1
    | [-+]? \. inf | \. nan
    | [-+]? 0b [01_]+ | [-+]? 0o [0-7_]+ | [-+]? 0x [0-9a-f_]+
    | [-+]? [0-9._]+ (?: e [-+]? [0-9_]+ )?           # 010, 1_000, .5, 1., 1e3, and 1.2.3 by the words of 1.1
    | [-+]? [0-9_]+ (?: : [0-5]? [0-9] )+ (?: \. [0-9_]* )?                            # to the base of 60
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [Tt \t] [-+0-9:.\ \tZz]* )?               # a day or a time
    )\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""The plain words that some parser reads as another type than text."""


class TextDumper(yaml.CSafeDumper):
    """Writes texts in quotation marks where NOT_TEXT has them."""


# A word that resolves to another tag than that of its text is quoted; values that are no texts resolve before it.
TextDumper.add_implicit_resolver("!not-text", NOT_TEXT, None)


def yaml_of(value: Any, *, flow_of_scalars: bool) -> str:
    """Plain data as YAML; lists and mappings of scalars stand on one line where `flow_of_scalars` is true."""
    return yaml.dump(
        value,
        Dumper=TextDumper,
        allow_unicode=True,
        default_flow_style=None if flow_of_scalars else False,
        sort_keys=False,
        width=UNFOLDED,
        line_break="\n",
    )
