"""The content policy: each page has one, as strict as its own scripts allow; in a real browser everything still
works under it, and nothing that gets into a page can run or fetch."""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser, Page, Route
from served_site import serving
from test_browser import PAGES, one_of_each_kind, watch
from test_site import pages_of, parse

from sayso.site.content_policy import (
    Allowances,
    fault_of_policy,
    inline,
    may_fetch,
    policy_of,
    source_of,
    with_policy,
)
from sayso.site.page import StampError
from sayso.site.stamp import guarded

STRICT = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "worker-src": ["'self'"],
    "font-src": ["'none'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}
DATA = ("application/json", "application/ld+json")
FOREIGN = "https://foreign.example/"


# ---- the policies as they are written -----------------------------------------------------------------------


def policies(tree: Element) -> list[str]:
    return [
        one.get("content") or ""
        for one in tree.iter("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    ]


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


def test_each_page_allows_exactly_its_own_scripts(built: Path) -> None:
    """One policy, second in the head; a hash for each script that runs, and none for anything else."""
    pages = pages_of((built / "site").resolve())
    hashes = set()
    for address, tree in pages:
        head = next(tree.iter("head"))
        assert [(one.tag, *one.attrib) for one in head][:2] == [
            ("meta", "charset"),
            ("meta", "http-equiv", "content"),
        ], address
        (policy,) = policies(tree)
        told = directives(policy)
        own = [one for one in tree.iter("script") if one.get("src") is None and one.get("type") not in DATA]
        assert told.pop("script-src") == ["'self'", *(hash_of(one.text or "") for one in own)], address
        assert told == STRICT, address
        hashes |= {hash_of(one.text or "") for one in own}
    assert "404.html" in dict(pages)
    assert len(hashes) == 7  # the palette's, the tabs', and the one that knows the way up, from five places


def test_the_site_has_nothing_that_a_policy_must_bend_for(built: Path) -> None:
    for address, tree in pages_of((built / "site").resolve()):
        for element in tree.iter():
            assert element.tag != "style", address
            names = {str(name).lower() for name in element.attrib}
            assert not {name for name in names if name == "style" or name.startswith("on")}, address


def test_inline_tells_what_a_browser_runs() -> None:
    """By the standard's list of types, and letter by letter, as hashes are made of it."""
    page = (
        "<script>one&amp;</script><script src='a.js'>not run</script><script type='text/JavaScript'>two</script>"
        "<script type=module>three</script><script type=application/ld+json>{}</script><script></script>"
        "<style>p > a {}</style><script type=speculationrules>{}</script><script type=text/plain>data</script>"
        "text <script type='application/json'>{}</script> <svg><style>svg</style></svg>"
    )
    assert list(inline(page)) == [
        ("script", "one&amp;"),
        ("script", "two"),
        ("script", "three"),
        ("script", ""),
        ("style", "p > a {}"),
        ("script", "{}"),
        ("style", "svg"),
    ]
    told = directives(policy_of(page))
    assert told["style-src"] == ["'self'", hash_of("p > a {}"), hash_of("svg")]
    assert told["script-src"] == ["'self'", *map(hash_of, ("one&amp;", "two", "three", "", "{}"))]


OWNERS = Allowances(
    script_src=("https://cdn.example/a.js",),
    style_src=("https://fonts.googleapis.com",),
    img_src=("https://cdn.example/logo.svg",),
    font_src=("'self'", "https://fonts.gstatic.com"),
    connect_src=("https://api.github.com",),
)


def test_a_policy_lets_through_what_the_settings_name_and_nothing_else() -> None:
    told = directives(policy_of("<p>a</p>", OWNERS))
    assert told == {
        **STRICT,
        "script-src": ["'self'", "https://cdn.example/a.js"],
        "style-src": ["'self'", "https://fonts.googleapis.com"],
        "img-src": ["'self'", "data:", "https://cdn.example/logo.svg"],
        "connect-src": ["'self'", "https://api.github.com"],
        "font-src": ["'self'", "https://fonts.gstatic.com"],
    }
    for url, directive, may in (
        (None, "script-src", True),
        (None, "font-src", True),
        (None, "frame-src", False),
        (None, "", True),
        ("https://cdn.example/a.js", "script-src", True),
        ("https://cdn.example/a.js?v=1", "script-src", True),
        ("https://cdn.example/a.js", "style-src", False),
        ("https://cdn.example/a.js", "", True),
        ("https://cdn.example/b.js", "script-src", False),
        ("https://fonts.googleapis.com/css?family=Roboto", "style-src", True),
        ("https://fonts.googleapis.com", "style-src", True),
        ("https://fonts.googleapis.com.evil.example/css", "style-src", False),
        ("//fonts.googleapis.com/css", "style-src", False),
        ("http://fonts.googleapis.com/css", "style-src", False),
        ("data:image/png;base64,A", "img-src", True),
        ("data:text/javascript,a", "script-src", False),
        ("javascript:a", "script-src", False),
        ("https://elsewhere.example/", "frame-src", False),
    ):
        assert may_fetch(url, directive, OWNERS) is may, (url, directive)
    assert not may_fetch(None, "font-src", Allowances())


def test_an_address_that_can_not_stand_in_a_policy_is_no_source() -> None:
    assert source_of("https://cdn.example:8443/a/b.css?v=1#c") == "https://cdn.example:8443/a/b.css"
    assert source_of("https://cdn.example:8443/a/b.css?v=1", host=True) == "https://cdn.example:8443"
    assert source_of("https://cdn.example") == "https://cdn.example"
    for address in (
        "own.css",
        "//cdn.example/a.css",
        "https://cdn.example/a;script-src *",
        "https://cdn.example/a b",
        'https://cdn.example/a"',
        "https://cdn.example/a,b",
        "https://*/a.css",
        "https:a",
        "data:text/css,a",
    ):
        assert source_of(address) is None, address
        assert source_of(address, host=True) is None, address


def test_styles_of_elements_are_allowed_one_by_one() -> None:
    page = "<style>p{}</style><table><tr><td style='text-align: right;'>a<td style='text-align: right;'>b<td style='text-align: left;'>c"
    hashes = [hash_of("p{}"), "'unsafe-hashes'", hash_of("text-align: right;"), hash_of("text-align: left;")]
    assert directives(policy_of(page))["style-src"] == ["'self'", *hashes]
    assert "'unsafe-hashes'" not in policy_of("<style>p{}</style>")
    assert fault_of_policy(policy_of(page)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        ("script-src 'self'", "script-src 'self' 'unsafe-hashes'"),
        ("script-src 'self'", "script-src 'self' https://elsewhere.example"),
        ("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
        ("img-src 'self'", "img-src *"),
        ("font-src 'none'", "font-src 'self'"),
        ("; base-uri 'none'", ""),
        ("default-src 'none'", "default-src 'self'"),
    ],
)
def test_a_loosened_policy_is_a_fault(old: str, new: str) -> None:
    policy = policy_of("<script>1</script>")
    assert old in policy
    assert fault_of_policy(policy) is None
    assert fault_of_policy(policy, OWNERS) is not None
    assert fault_of_policy(policy.replace(old, new)) is not None
    assert fault_of_policy(policy_of("", OWNERS), OWNERS) is None


def test_a_page_without_its_encoding_is_refused() -> None:
    with pytest.raises(ValueError, match="charset"):
        with_policy("<head></head>")
    with pytest.raises(StampError, match="the page about/ can't have a content policy"):
        guarded("<head></head>", "about/")


# ---- under the policy, in a browser -------------------------------------------------------------------------

TELL = "document.addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"


@pytest.fixture
def visit(browser: Browser, built: Path) -> Iterator[tuple[Page, str]]:
    """A browser's page that notes each fault and each violation of the policy, and the address of the site."""
    with serving(built / "site") as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.add_init_script(TELL)
        page = context.new_page()
        faults: list[str] = []
        watch(page, address, faults)
        yield page, address
        context.close()
    assert faults == []


def test_each_kind_of_page_loads_without_a_violation(visit: tuple[Page, str], built: Path) -> None:
    page, base = visit
    addresses = [*PAGES, "data/changes/", *one_of_each_kind(built / "site")]
    for address in addresses:
        page.goto(base + address)
        page.wait_for_timeout(100)  # what scripts still ask for after loading
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    assert len(addresses) > 15


def test_the_page_of_errors_loads_without_a_violation(browser: Browser, built: Path) -> None:
    """Its links start from the root of the host."""
    with serving(built / "site") as address:
        context = browser.new_context()
        context.add_init_script(TELL)
        page = context.new_page()
        faults: list[str] = []
        watch(page, address, faults)
        page.goto(f"{address}404.html")
        page.wait_for_timeout(100)
        context.close()
    assert faults == []


def test_search_works(visit: tuple[Page, str], built: Path) -> None:
    """Typing finds, and the key Enter leads there without sending a form."""
    page, base = visit
    page.goto(f"{base}about/")
    name = (
        parse(built / "site" / one_of_each_kind(built / "site")[2] / "index.html").find(".//h1/bdi").text  # type: ignore[union-attr]
    )
    page.locator(".md-search__input").press_sequentially(name or "")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/?h=*")
    assert page.locator("mark[data-md-highlight]").count() > 0


def test_palette_explorer_reader_and_copy_buttons_work(visit: tuple[Page, str], built: Path) -> None:
    page, base = visit
    page.goto(f"{base}claims/")
    page.locator("label[for=__palette_1]").click()
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
    page.locator('[data-facet="form"] input[value="direct"]').check()
    page.wait_for_url("**/?*form=direct*")
    page.locator("tbody .row-act").first.wait_for()
    forms = page.locator("tbody .row-act .row-more").all_inner_texts()
    assert set(forms) == {"direct"}
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert Path(download.value.path()).read_text(encoding="utf-8-sig").count("\n") > 1

    article, claim = one_of_each_kind(built / "site")[:2]
    page.goto(base + article)
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
    page.keyboard.press("j")
    assert page.locator(".is-chosen").count() > 0

    page.goto(base + claim)
    page.get_by_role("button", name="Copy the citation as Text").click()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite_text").inner_text()


def test_pages_from_a_disk_do_as_much_as_without_a_policy(browser: Browser, golden_build: Path) -> None:
    """What Chromium can't do there (the theme's search asks a server for its index) it can't do either way."""
    site = (golden_build / "site").resolve()
    article = one_of_each_kind(site)[0]
    seen = []
    for bypass in (False, True):
        context = browser.new_context(bypass_csp=bypass)
        context.add_init_script(TELL)
        page = context.new_page()
        faults: list[str] = []
        watch(page, "file:", faults)
        for address in (article, "claims/", ""):
            page.goto(f"{(site / address).as_uri()}/index.html")
            page.wait_for_timeout(200)
        page.goto(f"{(site / article).as_uri()}/index.html")
        page.keyboard.press("j")
        seen.append(
            (
                faults,
                page.locator(".is-chosen").count(),
                page.evaluate("getComputedStyle(document.querySelector('.md-header')).position"),
                page.evaluate("document.querySelector('.md-tabs__link').href.endsWith('index.html')"),
            )
        )
        context.close()
    assert seen[0] == seen[1]
    assert seen[0][1:] == (seen[1][1], "sticky", True)
    assert seen[0][1] > 0
    assert all("search_index.js" in fault or "ERR_FILE_NOT_FOUND" in fault for fault in seen[0][0])


# ---- what gets into a page all the same ---------------------------------------------------------------------

INJECTED = {
    "inline script": "<script>ran('inline script')</script>",
    "module": "<script type=module>ran('module')</script>",
    "script from elsewhere": f"<script src='{FOREIGN}a.js'></script>",
    "script of an address that holds it": "<script src=\"data:text/javascript,ran('script of an address that holds it')\"></script>",
    "onerror": "<img src='data:,' onerror=\"ran('onerror')\">",
    "onload": "<svg onload=\"ran('onload')\"></svg>",
    "ontoggle": "<details open ontoggle=\"ran('ontoggle')\"><summary>x</summary></details>",
    "javascript link": "<a id=link href=\"javascript:ran('javascript link')\">link</a>",
    "framed page": "<iframe srcdoc=\"<script>parent.ran('framed page')</script>\"></iframe>",
    "eval": "<script src=evaluated.js></script>",
    "image from elsewhere": f"<img src='{FOREIGN}image.gif'>",
    "style sheet from elsewhere": f"<link rel=stylesheet href='{FOREIGN}style.css'>",
    "frame from elsewhere": f"<iframe src='{FOREIGN}frame.html'></iframe>",
    "object from elsewhere": f"<object data='{FOREIGN}object.html'></object>",
    "video from elsewhere": f"<video src='{FOREIGN}video.mp4' autoplay muted></video>",
    "inline style": "<style>h1 { outline: 7px solid }</style>",
    "style of an element": "<p id=styled style='outline: 7px solid'>x</p>",
    "form": f"<form id=form action='{FOREIGN}form' target=_blank><button>go</button></form>",
    "base": f"<base href='{FOREIGN}base/'>",
}
"""What an attacker would put into a page, by what to call it; `ran` notes the name. The last moves the page's own links."""

FETCHED = {
    "a.js": "script from elsewhere",
    "image.gif": "image from elsewhere",
    "style.css": "style sheet from elsewhere",
    "frame.html": "frame from elsewhere",
    "object.html": "object from elsewhere",
    "video.mp4": "video from elsewhere",
    "form?": "form",
    "fetched": "fetch",
}
EVALUATED = f"eval(\"ran('eval')\"); fetch('{FOREIGN}fetched', {{mode: 'no-cors'}})"
NOTE = "window.ran = name => (window.noted = window.noted || []).push(name);"


def attacked(built: Path, folder: Path) -> str:
    """A copy of a site with everything INJECTED into a claim's page; returns the page's address."""
    site = shutil.copytree((built / "site").resolve(), folder / "site", ignore=shutil.ignore_patterns("data"))
    claim = one_of_each_kind(site)[1]
    page = site / claim / "index.html"
    html = page.read_text(encoding="utf-8")
    assert html.count("</article>") == 2
    page.write_text(html.replace("</h1>", "</h1>" + "\n".join(INJECTED.values()), 1), encoding="utf-8")
    (site / claim / "evaluated.js").write_text(EVALUATED, encoding="utf-8")
    return f"site/{claim}"


def what_happened(page: Page, address: str) -> set[str]:
    """The names of all injected things that did something."""
    happened: set[str] = set()

    def answer(route: Route) -> None:
        happened.add(FETCHED.get(route.request.url.removeprefix(FOREIGN), "base"))
        route.fulfill(body="", headers={"access-control-allow-origin": "*"})

    page.context.route(f"{FOREIGN}**", answer)
    page.goto(address)
    page.wait_for_timeout(300)
    page.evaluate("document.querySelector('#link').click()")
    page.evaluate("document.querySelector('#form button').click()")
    page.wait_for_timeout(500)
    happened |= set(page.evaluate("window.noted || []"))
    measure = "place => getComputedStyle(document.querySelector(place)).outlineWidth"
    happened |= {"inline style"} if page.evaluate(measure, "h1") == "7px" else set()
    happened |= {"style of an element"} if page.evaluate(measure, "#styled") == "7px" else set()
    return happened | ({"base"} if page.evaluate("document.baseURI").startswith(FOREIGN) else set())


@pytest.mark.trust
def test_nothing_injected_runs_or_fetches(
    browser: Browser, golden_build: Path, tmp_path: Path, figure: Callable[[str, float | str], None]
) -> None:
    """With the policy nothing happens; in a browser that is told to disregard it, everything does."""
    page_address = attacked(golden_build, tmp_path)
    seen = {}
    with serving(tmp_path) as address:
        for bypass in (True, False):
            context = browser.new_context(bypass_csp=bypass)
            context.add_init_script(NOTE)
            seen[bypass] = what_happened(context.new_page(), address + page_address)
            context.close()
    assert seen[True] == {*INJECTED, "fetch"}
    assert seen[False] == set()
    figure("content policy: ways to run or fetch injected into a page, none of which worked", len(seen[True]))


def test_a_script_that_comes_with_a_record_is_not_allowed() -> None:
    """A page has its policy before its data, so even data that nobody escaped gets no hash."""
    frame = '<html><head><meta charset="utf-8"></head><body><script>own</script><!-- hole --></body></html>'
    page = guarded(frame, "").replace("<!-- hole -->", "<script>brought</script>")
    assert hash_of("own") in page
    assert hash_of("brought") not in page
