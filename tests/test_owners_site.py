"""A site with its owner's own pages and settings: what they name is no fault and works in a browser; what they don't
name stops the build, told by file and line."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from built_dataset import golden_dataset
from built_site import GOLDEN, SETTINGS
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files
from playwright.sync_api import Browser, Page, Route
from served_site import Quiet

from sayso.generator import allowances_of, build_pages, finish_pages, site_config, sources_of
from sayso.history.history import NO_HISTORY
from sayso.inspect.inspection import FaultySite
from sayso.site.content_policy import Allowances

OWN = """\
# Our own page

Words with a hard
break, ©, and &copy; with <br> another. [Write to us](mailto:us@owner.example), or [call](tel:+4930123).

---

| left | middle | right |
| :--- | :----: | ----: |
| a    | b      | c     |

![A picture](pictures/dot.gif){ width=20 } [another page](about.md#rights)

<figure markdown="span"><img src="../pictures/dot.gif" alt="The same" loading=lazy></figure>
""".replace("hard\n", "hard  \n")
OWN_SETTINGS = {
    "  font: false": "  font: {text: Roboto, code: Roboto Mono}\n  logo: pictures/logo.svg",
    "strict: true": 'strict: true\nrepo_url: https://github.com/owner/repository\nextra_javascript: ["https://cdn.example/own.js"]\nextra_css: ["https://cdn.example/own.css?v=2"]',
    "  - About: about.md": "  - About: about.md\n  - Own: own.md",
}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4" width="40" height="40"><rect width="4" height="4" fill="#888"/></svg>'
DOT = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def config_of(folder: Path, own: str = OWN, settings: dict[str, str] = OWN_SETTINGS) -> MkDocsConfig:
    """The settings of a site with this repository's pages, a page of its owner's, and what its owner set."""
    docs = shutil.copytree(GOLDEN / "docs", folder / "docs")
    (docs / "own.md").write_text(own, encoding="utf-8")
    (docs / "pictures").mkdir()
    (docs / "pictures" / "logo.svg").write_text(LOGO, encoding="utf-8")
    (docs / "pictures" / "dot.gif").write_bytes(DOT)
    text = SETTINGS.read_text(encoding="utf-8")
    text = text.replace("- admonition", "- admonition\n  - attr_list\n  - md_in_html")
    for old, new in settings.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return site_config(folder / "mkdocs.yml", folder / "site")


def finish(folder: Path, config: MkDocsConfig) -> Path:
    """Build the site and fill it, as a build does. Raises FaultySite."""
    build_pages(config)
    finish_pages(folder / "site", golden_dataset(), NO_HISTORY, config)
    return folder / "site"


@pytest.fixture(scope="module")
def owned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with all that its owner may do."""
    folder = tmp_path_factory.mktemp("owned")
    return finish(folder, config_of(folder))


@pytest.fixture
def visited(browser: Browser, owned: Path) -> Iterator[tuple[Page, str, set[str], list[str]]]:
    """A page of a browser, the site's address, the hosts that were asked, and what the browser complained of."""
    hosts: set[str] = set()
    told: list[str] = []

    def answer(route: Route) -> None:
        host = route.request.url.split("/")[2]
        hosts.add(host)
        bodies = {
            "fonts.googleapis.com": "@font-face{font-family:Roboto;src:url(https://fonts.gstatic.com/roboto.woff2)}",
            "cdn.example": "document.documentElement.dataset.own = 'ran'"
            if "own.js" in route.request.url
            else "h1{letter-spacing:3px!important;font-family:Roboto!important}",
            "api.github.com": '{"stargazers_count": 41, "forks_count": 7, "tag_name": "v1"}',
        }
        kind = {"fonts.googleapis.com": "text/css", "api.github.com": "application/json"}.get(
            host, "text/javascript" if "own.js" in route.request.url else "text/css"
        )
        route.fulfill(
            body=bodies.get(host, ""), content_type=kind, headers={"access-control-allow-origin": "*"}
        )

    handler = functools.partial(Quiet, directory=str(owned))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.route("https://**/*", answer)
        page = context.new_page()
        page.on(
            "console",
            lambda message: told.append(message.text) if "Content Security" in message.text else None,
        )
        yield page, f"http://127.0.0.1:{server.server_port}/", hosts, told
        context.close()
        server.shutdown()


def test_what_an_owner_writes_and_sets_works_in_a_browser(
    visited: tuple[Page, str, set[str], list[str]],
) -> None:
    page, address, hosts, told = visited
    page.goto(f"{address}own/")
    page.locator(".md-source__fact--stars").first.wait_for(state="attached")
    assert page.locator(".md-source__fact--stars").first.inner_text() == "41"
    aligned = "[...document.querySelectorAll('table:not([class]) td')].map(cell => getComputedStyle(cell).textAlign)"
    assert page.evaluate(aligned) == ["left", "center", "right"]
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
    assert page.locator("article p br").count() == 2
    assert page.locator("article hr").count() == 1
    assert page.evaluate("document.documentElement.dataset.own") == "ran"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") == "3px"
    page.wait_for_timeout(200)
    assert hosts == {"fonts.googleapis.com", "fonts.gstatic.com", "cdn.example", "api.github.com"}
    assert told == []


def test_nothing_else_is_fetched(visited: tuple[Page, str, set[str], list[str]]) -> None:
    page, address, hosts, told = visited
    page.goto(f"{address}own/")
    before = set(hosts)
    page.evaluate(
        """async () => {
            for (const name of ['img', 'iframe', 'script']) {
                document.body.appendChild(Object.assign(document.createElement(name), {src: 'https://other.example/x'}));
            }
            await fetch('https://other.example/x').catch(() => null);
        }"""
    )
    page.wait_for_timeout(200)
    assert hosts - before <= {"fonts.gstatic.com", "api.github.com"}
    assert len(told) >= 4


SPOILED = {
    "a picture": ("![A picture](https://other.example/a.png)", "<img> fetches “https://other.example/a.png”; put the picture into docs/"),
    "a script": ('<script src="https://other.example/a.js"></script>', "<script> fetches “https://other.example/a.js”"),
    "a frame": ('<iframe src="https://other.example/"></iframe>', "<iframe> fetches “https://other.example/”; link to it instead"),
    "a font of another host": ('<link rel="stylesheet" href="https://other.example/font.css">', "name it in extra_css instead"),
    "a link to nothing": ('<a href="../nothing/">x</a>', "a link must lead to a file of the site; <a> leads to “../nothing/”"),
    "a link to no part": ('<a href="../about/#right">x</a>', "a link must lead to an id; about/index.html has no “right”; did you mean `rights`?"),
    "a link to no part of the page": ('<a href="#our-page">x</a>', "own/index.html has no “our-page”; did you mean `our-own-page`?"),
}  # fmt: skip


def test_what_nobody_named_stops_the_build_and_is_told_by_file_and_line(tmp_path: Path) -> None:
    own = OWN + "".join(f"\n{written}\n" for written, _ in SPOILED.values())
    config = config_of(tmp_path, own, {"  - About: about.md": "  - About: about.md\n  - Own: own.md"})
    with pytest.raises(FaultySite) as raised:
        finish(tmp_path, config)
    told = str(raised.value).splitlines()[1:]
    lines = own.splitlines()
    for name, (written, says) in SPOILED.items():
        place = f"{tmp_path.as_posix()}/docs/own.md:{lines.index(written) + 1}: "
        assert any(one.startswith(place) and says in one for one in told), (name, told)
    assert len(told) == len(SPOILED)


def test_what_the_settings_let_browsers_fetch_is_read_off_them(tmp_path: Path) -> None:
    config = config_of(tmp_path)
    assert allowances_of(config, get_files(config)) == Allowances(
        script_src=("https://cdn.example/own.js",),
        style_src=("https://cdn.example/own.css", "https://fonts.googleapis.com"),
        font_src=("https://cdn.example", "'self'", "https://fonts.gstatic.com"),
        connect_src=("https://api.github.com",),
    )
    config.theme["font"] = False
    config.extra_css, config.extra_javascript = ["own.css"], ["own.js"]
    assert allowances_of(config, get_files(config)) == Allowances(connect_src=("https://api.github.com",))
    (tmp_path / "docs" / "own.woff2").touch()
    for repository, asked in (
        ("https://GitLab.example/group/name/", ("https://gitlab.example",)),
        ("https://forge.example/owner/name", ()),
        ("", ()),
    ):
        config.repo_url = repository
        assert allowances_of(config, get_files(config)) == Allowances(font_src=("'self'",), connect_src=asked)
    config.theme["logo"] = "https://cdn.example/logo;x.svg"  # which can't stand in a policy
    assert allowances_of(config, get_files(config)).img_src == ()


def test_each_page_has_the_file_that_it_was_written_in() -> None:
    config = site_config(SETTINGS, Path("site"))
    sources = sources_of(get_files(config))
    assert sources["about/index.html"] == "tests/golden/docs/about.md"
    assert sources["index.html"] == "tests/golden/docs/index.md"
    assert "frames/claim/index.html" not in sources
