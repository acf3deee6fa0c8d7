"""The messages of scripts in another language than English: a first line of `assets/sayso.js`, which every page runs.

A message with plurals has a form for each category that browsers know of the language (`Intl.PluralRules`).
"""

from __future__ import annotations

import json
from pathlib import Path

from sayso.site.language import Language, used
from sayso.site.messages import of_scripts

SCRIPT = "assets/sayso.js"
COUNTED = (*range(201), 1_000_000)
"""Numbers among which each category of every language has one."""


def write_script_messages(folder: Path) -> None:
    """Write the messages of the language in use into a folder that holds a site; none for English."""
    path, language = folder / SCRIPT, used()
    if language.english or not path.is_file():
        return
    words = {one.one: _told(one.forms, language) for one in of_scripts() if one.key in language.words}
    told = json.dumps({"language": language.tag, "messages": words}, ensure_ascii=False)
    script = path.read_text(encoding="utf-8")
    path.write_text(f"window.saysoWords = {told};\n{script}", encoding="utf-8", newline="\n")


def _told(forms: tuple[str, ...], language: Language) -> str | dict[str, str]:
    if len(forms) == 1:
        return forms[0]
    category = language.locale.plural_form
    return {str(category(number)): forms[language.form(number)] for number in reversed(COUNTED)}
