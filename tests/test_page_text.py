"""The transcripts' own reading of pages: each thing that a page can show, on a page of its own, and its lines."""

from __future__ import annotations

from page_text import page_text

PAGE = """<!doctype html><html><head><title>Ada  Pell - sayso</title>
<meta name="description" content="Who she is"><meta name="robots" content="noindex">
<script type="application/ld+json">{"@type": "Person", "name": "Ada Pell"}</script></head>
<body><header>of the theme</header><main>
<p class="crumbs"><a href="../../actors/">Actors</a> › <a href="../../">Start</a>, <a href="https://out.example/?a=1&amp;b">out</a></p>
<h1>Ada <b>Pell</b><a class="headerlink" href="#x" title="Permanent link">¶</a></h1>
<!-- not shown --><script>no()</script>
<p>Said&nbsp;by <span class="tag tag-unnamed" title="not
 named">unnamed</span> and <span class="tag" title="not named">unnamed</span>, <i title="why"> so </i>.</p>
<blockquote dir="auto"><p>“<q>a <em>robbery</em></q>”</p></blockquote>
<p lang="ar" dir="rtl">نص</p>
<ol aria-label="Chain"><li class="step step-unnamed">speaker</li><li>two<ul><li>three</li></ul></li></ol>
<dl><div><dt>About</dt><dd>Mill Bridge<br>and more</dd></div><dt>To</dt><dd>Bo</dd></dl>
<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1<br>2</td><td></td></tr></tbody></table>
<details open><summary>Figures</summary><p>one</p></details>
<details><summary>More</summary><p hidden>two</p><div hidden></div></details>
<div class="note voice-named other"><p><a class="in-claim voice-own" href="#c"><q>word</q></a>, word</p></div>
<pre>a
  b</pre>
<form><label>Form <select><option>all</option><option>direct</option></select></label> <input type="checkbox" checked>
<button type="button">Next</button></form>
<a href="b/"><div>a block</div></a>
<p><svg aria-hidden="true"><rect class="part part-own" x="1" width="14"/></svg> own
<svg aria-hidden="true"><circle cx="8"/></svg> a day</p>
<svg role="group"><title>Bars</title><desc>One each.</desc><defs><rect class="part-own"/></defs>
<rect class="sea" width="100%"/><text x="1%">1902</text><text x="2%">1985</text>
<g><a href="../bo/"><title>Bo: 2</title><text class="bar-name-unnamed"><tspan>B</tspan><tspan>o</tspan></text></a>
<rect class="part part-named" x="0%" y="3" width="50%"><title>1 of 2</title></rect></g>
<a class="cell cell-for" href="#p" aria-label="Bo about it"><rect x="3"/><circle cx="4%" cy="5%"/><text>+1</text></a>
<path stroke-width="9"><title>3 claims</title></path></svg>
</main></body></html>"""

SHOWN = """\
title: Ada Pell - sayso
description: Who she is
robots: noindex
{"@type": "Person", "name": "Ada Pell"}

[Actors](actors/) › [Start](/), [out](https://out.example/?a=1&b)

# Ada Pell
Said by {unnamed}⟨title: not named⟩ and {unnamed}⟨"⟩, so⟨title: why⟩ .
> “«a robbery»”
نص⟨lang: ar⟩⟨dir: rtl⟩
⟨label: Chain⟩
  - ⟨step-unnamed⟩speaker
  - two
    - three
About | Mill Bridge / and more
To | Bo
A | B
1 / 2 |
▾ Figures
  one
▸ More
  ⟨hidden⟩two
⟨voice-named⟩
  ⟨voice-own⟩[«word»](#c), word
    a
      b
Form ⟨choice: all / direct⟩ ⟨checkbox, checked⟩ ⟨button: Next⟩
[
a block
](actors/ada-pell/b/)
⟨part-own⟩ own ⟨circle⟩ a day
⟨picture: Bars⟩
  One each.
  1902 · 1985
  [Bo: 2](actors/bo/) · ⟨bar-name-unnamed⟩B o
  ⟨part-named⟩1 of 2 · x 0% width 50%
  ⟨cell-for⟩[](#p)⟨label: Bo about it⟩ · cx 4% cy 5% · +1
  3 claims · stroke-width 9
"""


def test_a_page_is_written_down_line_by_line() -> None:
    assert page_text(PAGE, "actors/ada-pell/", "main").splitlines() == SHOWN.splitlines()


def test_what_only_wraps_words_makes_no_difference() -> None:
    wrapped = (
        PAGE.replace("<td>1<", '<td data-field="count"><span class="any" data-value="1">1</span><')
        .replace(
            '<i title="why"> so </i>', '<i class="x" id="i" title="why"><bdi data-say="y"> so</bdi> </i>'
        )
        .replace("Mill Bridge", "<bdi>Mill <span data-say='b'>Bridge</span></bdi>")
        .replace('<li class="step step-unnamed">', '<li class="step-unnamed item" data-record="a">')
    )
    assert page_text(wrapped, "actors/ada-pell/", "main") == page_text(PAGE, "actors/ada-pell/", "main")
