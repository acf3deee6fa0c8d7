"""A small collection in eight languages, and what is to be found in it: one claim each, by what a reader may type."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from built_site import ROOT


class Spoken(NamedTuple):
    """An article of one sentence: who says it (no id where only a word describes the speaker), and what."""

    name: str
    title: str
    text: str
    mention: str
    cue: str
    quote: str
    statement: str


SPOKEN = {
    "fr": Spoken(
        "Étienne Aubé",
        "L’été à Besançon",
        "Étienne Aubé a dit : « Le cœur de la forêt brûle. »",
        "Étienne Aubé",
        "a dit",
        "Le cœur de la forêt brûle",
        "L’État n’éteint pas les forêts.",
    ),
    "de": Spoken(
        "Zoë Groß",
        "Ärger um die Fähre",
        "Zoë Groß sagte: „Die Straße ist überflutet.“",
        "Zoë Groß",
        "sagte",
        "Die Straße ist überflutet",
        "Die Höhenstraße ist überflutet.",
    ),
    "tr": Spoken(
        "Mesut Özışık",
        "Köprü kapandı",
        "Mesut Özışık dedi: “İstanbul şehri ışıl ışıl.”",
        "Mesut Özışık",
        "dedi",
        "İstanbul şehri ışıl ışıl",
        "İSTANBUL’un köprüsü kapalı.",
    ),
    "zh": Spoken(
        "王小明",
        "海港新闻与建设",
        "王小明说：“海港的交通最重要。”",
        "王小明",
        "说",
        "海港的交通最重要",
        "王小明认为海港的交通最重要。",
    ),
    "ja": Spoken(
        "",
        "埠頭の改修工事",
        "市長は「埠頭は安全だ」と述べた。",
        "市長",
        "述べた",
        "埠頭は安全だ",
        "埠頭の安全対策をアレクサンドル技師が確かめたと市長は述べた。",
    ),
    "ko": Spoken(
        "김민수",
        "항구소식",
        "김민수는 “서울항구의 창고가 비었다”고 말했다.",
        "김민수",
        "말했다",
        "서울항구의 창고가 비었다",
        "서울항구의 창고는 비어있다.",
    ),
    "ar": Spoken(
        "أحمد الأَسعد",
        "أخبار المرفأ",
        "قال أحمد الأَسعد: «سنهتمّ بالمدينة وبالميناء».",
        "أحمد الأَسعد",
        "قال",
        "سنهتمّ بالمدينة وبالميناء",
        "للمدينة والقـــرى حقٌّ في المياه.",
    ),
    "th": Spoken(
        "สมชาย ใจดี",
        "ข่าวท่าเรือวันนี้",
        "สมชาย ใจดี กล่าวว่า “น้ำท่วมถนนในกรุงเทพมหานครแล้ว”",
        "สมชาย ใจดี",
        "กล่าวว่า",
        "น้ำท่วมถนนในกรุงเทพมหานครแล้ว",
        "น้ำท่วมถนนในกรุงเทพมหานครแล้ว",
    ),
}

NAMES = {
    "fr": ["Etienne", "Étienne", "ETIENNE", "aube"],
    "de": ["Zoe", "zoë", "gross", "Groß"],
    "tr": ["ozisik", "Özışık", "Ozisik"],
    "zh": ["王小明", "小明"],
    "ja": ["市長", "市長は"],
    "ko": ["김민수", "민수"],
    "ar": ["احمد", "أحمد", "الاسعد", "الأسعد", "أسعد"],
    "th": ["สมชาย", "ใจดี"],
}
"""What finds a claim by who says it."""

WORDS = {
    "fr": ["coeur", "foret", "forêt", "brule", "etat", "eteint"],
    "de": ["strasse", "uberflutet", "hohenstrasse", "überflutet"],
    "tr": ["istanbul", "İstanbul", "ISTANBUL", "isil", "sehri", "koprusu"],
    "zh": ["交通", "海港的交", "最重要"],
    "ja": ["安全", "対策を", "安全対策", "アレクサンドル", "確かめた", "技師が確かめ"],
    "ko": ["항구", "서울항구", "창고", "항구의"],
    "ar": ["المدينة", "مدينة", "المدينه", "الميناء", "ميناء", "القرى", "حق", "المياه"],
    "th": ["กรุงเทพ", "น้ำท่วม", "ถนน", "ในกรุง"],
}
"""What finds it by a word of its statement or quotation."""

ABSENT = ["Etiena", "全安", "通交", "구항", "مدرسة", "เทพกรุง", "zzz"]
"""What finds nothing."""


def write_corpus(folder: Path) -> Path:
    """The collection as annotators write it, without locks."""
    (folder / "articles").mkdir(parents=True)
    (folder / "texts").mkdir()
    actors = ["herald: {name: The Herald, kind: media}"]
    for language, spoken in SPOKEN.items():
        if spoken.name:
            actors.append(f'speaker-{language}: {{name: "{spoken.name}", kind: person}}')
        who = f"actors: [speaker-{language}], " if spoken.name else ""
        lines = [
            "article:",
            f'  title: "{spoken.title}"',
            "  publisher: herald",
            "  published: {edtf: 2031-05-06, basis: stated}",
            f"  language: {language}",
            "  rights: {mode: full}",
            f"  text: {{sha256: {sha256(spoken.text.encode()).hexdigest()}, characters: {len(spoken.text)}}}",
            '  annotation: {by: [a1], guideline: "1.0", date: 2031-05-20}',
            "claims:",
            "  one:",
            f"    passage: {spoken.text!r}",
            f'    quotes: ["{spoken.quote}"]',
            f'    statement: "{spoken.statement}"',
            "    act: assert",
            "    form: direct",
            "    chain:",
            f'      - {{role: speaker, {who}mention: "{spoken.mention}", cue: "{spoken.cue}"}}',
        ]
        (folder / "articles" / f"in-{language}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "texts" / f"in-{language}.txt").write_text(spoken.text, encoding="utf-8")
    files = {
        "actors.yml": "\n".join(actors),
        "ids.lock": "",
        "events.yml": "{}",
        "places.yml": "{}",
        "collection.yml": "title: Eight voices\ndescription: Invented words in eight languages.\nversion: '1.0'\n"
        "licence: CC0-1.0\nrights_note: Everything here is invented.\ncreators: [The sayso contributors]",
    }
    for name, text in files.items():
        (folder / name).write_text(f"{text}\n" if text else "", encoding="utf-8")
    return folder


def build_collection(folder: Path) -> Path:
    """Dataset and site of the collection, with no settings but a name, a theme and the plugins; returns their folder."""
    corpus, settings = write_corpus(folder / "corpus"), folder / "mkdocs.yml"
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# Eight voices\n", encoding="utf-8")
    settings.write_text(
        "site_name: Eight voices\ntheme: {name: material, font: false}\nplugins: [search, sayso]\n",
        encoding="utf-8",
    )
    common = ["--corpus", str(corpus), "--build", str(folder / "build")]
    for arguments in ([*common, "lock"], [*common, "--config", str(settings)]):
        command = [sys.executable, "build_data.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "build"
