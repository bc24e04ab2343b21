"""The report as a page, in headless Chromium: what it shows, its keys, other widths and themes, odd and large input."""

import json
import re

import pytest
from browser import act, needs_chromium
from product import Jaculus
from profiles import empty, large, rich

pytestmark = needs_chromium

ODD = "</script><script>errors.push('ran')</script><!--<script>"
PROGRAM = f"""\
import threading, time
from jaculus import njit

NAME = "{ODD}"

@njit(nogil=True)
def slow(n):
    x = 1.0
    for i in range(3 * n):
        x = x * 0.999 + 1.0
    return x

@njit(nogil=True)
def fast(n):
    x = 1.0
    for i in range(n):
        x = x * 0.999 + 1.0
    return x

def work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        slow(20_000)
        fast(20_000)

slow(1), fast(1)
thread = threading.Thread(target=work, args=(0.6,))
thread.start()
work(0.6)
thread.join()
"""


@pytest.fixture(scope="module")
def product():
    it = Jaculus()
    yield it
    it.close()


@pytest.fixture(scope="module")
def page(product):
    script = product.script(PROGRAM, "<b>odd&amp;.py")
    done = product.run("annotate", "--html", "page.html", "--json", "page.json", script)
    assert (done.returncode, done.stderr) == (0, "")
    return product.folder / "page.html"


def made(product, profile, name):
    """The page of a profile."""
    (product.folder / f"{name}.json").write_text(json.dumps(profile))
    done = product.run("report", f"{name}.json", "--html", f"{name}.html")
    assert (done.returncode, done.stderr) == (0, "")
    return product.folder / f"{name}.html"


def test_the_page_says_where_the_time_went(page):
    saw = act(
        page,
        """return {title: $("h1").textContent, where: $("#verdict a").textContent, sampled: $("#sampled").textContent,
                   legend: texts("#legend > div"), hot: texts("#hottest code"), functions: texts("#function-rows tr"),
                   lanes: all("#lanes .lane").length, frames: all(".frame").length, sections: texts("nav li"),
                   lines: all("tr.line").map(row => [row.dataset.no, ...[2, row.children.length - 1].map(at =>
                       row.children[at].textContent)])}""",
    )
    total = sum(json.loads(page.with_suffix(".json").read_text())["samples"]["weight"])
    assert saw["title"] == "<b>odd&amp;.py"
    assert re.fullmatch(r"Line 10 of slow takes [4-8]\d\u202f% of the processor time, \d\.\d\d\u202fs\.", saw["where"])
    assert int(re.sub(r"\D", "", saw["sampled"].partition("sample")[0])) == total
    assert any(one.startswith("Kernels") for one in saw["legend"])
    assert saw["hot"][0] == "x = x * 0.999 + 1.0"
    lines = {int(no): (float(share or 0), text) for no, share, text in saw["lines"]}
    assert lines[4] == (lines[4][0], f'NAME = "{ODD}"')
    assert lines[10][0] > 1.5 * lines[17][0] > 0
    assert sum(share for share, _ in lines.values()) == pytest.approx(100, abs=12)  # libraries' own lines aside
    assert saw["functions"][0].startswith("slow")
    assert saw["lanes"] >= 2
    assert saw["frames"] > 5
    assert saw["sections"] == ["Functions", "Source", "Flame", "Threads"]


def test_a_click_on_a_line_shows_its_machine_code(page):
    saw = act(
        page,
        """$('tr[data-no="10"]').click();
           return {rows: all(".machine tbody tr").map(row => [row.className, row.children[0].textContent,
                   row.children[1].textContent, row.children[3].textContent])}""",
    )
    own = [row for row in saw["rows"] if row[0] == "own"]
    assert {line for _, line, _, _ in own} == {"10"}
    assert any(re.match(r"v?(mul|add|fmadd\d*)sd ", text) for _, _, text, _ in own)
    assert sum(int(re.sub(r"\D", "", ms)) for _, _, _, ms in own if ms) > 300  # of some 700 ms of the line


def test_search_sort_zoom_and_the_keys(page):
    saw = act(
        page,
        """const out = {first: $(".detail h3").textContent, callers: $(".detail dl").textContent};
           key("/");
           out.focused = document.activeElement.id;
           type("slow");
           out.found = [$("#found").textContent, all("mark").length, all("#function-rows tr").length];
           out.hits = all(".frame.hit").length;
           key("Escape", $("#search"));
           out.cleared = [$("#search").value, all("mark").length, $("#found").textContent];
           $("#function-heads button").click();
           out.order = [$("#function-heads th").getAttribute("aria-sort"), texts("#function-rows td.name")];
           $('tr[data-no="17"]').click();
           out.chosen = [$("tr.chosen").dataset.no, $(".detail h3").textContent];
           key("h");
           out.hottest = [$("tr.chosen").dataset.no, document.activeElement.textContent];
           key("ArrowDown", $("tr.chosen button"));
           out.below = $("tr.chosen").dataset.no;
           all(".frame").find(one => one.title.startsWith("work")).click();
           out.zoom = $("#zoomed").textContent;
           key("Escape");
           out.all = $("#zoomed").textContent;
           const theme = () => { key("t"); return document.documentElement.dataset.theme; };
           out.themes = [theme(), theme()];
           return out;""",
    )
    assert saw["first"] == "<b>odd&amp;.py, line 10"
    assert "work, <b>odd&amp;.py:23" in saw["callers"]
    assert saw["focused"] == "search"
    assert saw["found"] == ["1 function, 3 lines", 3, 1]
    assert saw["hits"] >= 1
    assert saw["cleared"] == ["", 0, ""]
    direction, names = saw["order"]
    assert direction == "ascending"
    assert [one.lower() for one in names] == sorted(one.lower() for one in names)
    assert saw["chosen"] == ["17", "<b>odd&amp;.py, line 17"]
    assert saw["hottest"] == ["10", "10"]
    assert int(saw["below"]) > 10
    assert re.match(r"work, \d", saw["zoom"])
    assert saw["all"].startswith("click: zoom in")
    assert sorted(saw["themes"]) == ["dark", "light"]


def test_narrow_and_dark(page):
    saw = act(
        page,
        """return {wide: sideways(), beside: $("#aside").children.length, below: $("tr.chosen").nextSibling.className,
                   seconds: getComputedStyle($("td.wide")).display,
                   ground: getComputedStyle(document.body).backgroundColor}""",
        width=500,
        fragment="#theme=dark",
    )
    assert saw == {"wide": 0, "beside": 0, "below": "holder-row", "seconds": "none", "ground": "rgb(23, 24, 26)"}
    light = act(page, "return getComputedStyle(document.body).backgroundColor", fragment="#theme=light")
    assert light == "rgb(250, 249, 247)"


def test_nothing_is_fetched(page):
    text = page.read_text()
    assert "default-src 'none'" in text
    text = re.sub(
        r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL
    )  # the sources may name pages
    assert set(re.findall(r"https?://[^\"'`\s]+", text)) <= {"http://www.w3.org/2000/svg"}
    assert act(page, "return performance.getEntriesByType('resource').length") == 0


def test_an_empty_profile_is_explained(product):
    saw = act(
        made(product, empty(lost=3), "empty"),
        """return {remarks: texts(".remark"), sections: texts("nav li"), rows: $("#function-rows").textContent,
                   source: $("#source").textContent}""",
    )
    assert saw["remarks"] == [
        "3 more samples could not be kept: there was no room left for them.",
        "The program ended before the first sample: let it run longer, for a second or more.",
    ]
    assert saw["sections"] == ["Functions", "Source"]
    assert saw["rows"] == "No function was sampled."
    assert "No line was sampled." in saw["source"]


def test_counts_memory_and_machine_code_are_shown_where_they_are(product):
    saw = act(
        made(product, rich(), "rich"),
        """return {heads: texts(".lines th"), row: texts('tr[data-no="2"] td'), detail: $(".detail dl").textContent,
                   machine: texts(".machine tr.own"), head: $("tr.function").textContent,
                   held: $("#held").textContent, made: $("#made").textContent, sections: texts("nav li"),
                   legend: $("#legend").textContent}""",
    )
    assert saw["heads"] == ["Line", "", "%", "s", "Hits", "Per hit", "Memory", "Code"]
    assert saw["row"] == ["2", "", "100.0", "0.05", "2\u202fM", "25\u202fns", "5\u202fMB", "    return x"]
    assert "5\u202fMB in 2 blocks; 4\u202fMB at the peak" in saw["detail"]
    assert "Waiting0.90\u202fs, which is no processor time" in saw["detail"]
    assert saw["machine"] == ["2add 2", "2add 325"]
    assert saw["head"] == "fkernel, total 100.0\u202f%, 4 calls, compiled for int64 in 500\u202fms"
    assert "What holds the peak of 4.3\u202fMB" in saw["held"]
    assert "a.py:2return x5\u202fMB in 2 blocks, 0\u202fB at the end4\u202fMB" in saw["held"]
    assert "no line300\u202fkB in 1 block, 300\u202fkB at the end300\u202fkB" in saw["held"]
    assert "What allocates 5.3\u202fMB in all" in saw["made"]
    assert "a.py:2return x2 blocks5\u202fMB" in saw["made"]
    assert saw["sections"] == ["Functions", "Source", "Flame", "Threads", "Memory"]
    assert "Waiting0.90\u202fsno processor time" in saw["legend"]


def test_a_large_profile_is_drawn(product):
    saw = act(
        made(product, large(), "large"),
        """const began = performance.now();
           type("f39");
           const searched = performance.now() - began;
           return {searched, elements: all("*").length, sampled: $("#sampled").textContent, wide: sideways(),
                   lanes: all("#lanes .lane").length, more: $("#lanes button").textContent}""",
    )
    assert saw["sampled"].startswith("1\u202f000\u202f000 samples")
    assert saw["lanes"] == 8
    assert saw["more"] == "52 more threads, each less busy"
    assert saw["wide"] == 0
    assert saw["elements"] < 200_000
    assert saw["searched"] < 3000
