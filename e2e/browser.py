"""A page in headless Chromium: a script in it acts as a user would, and says what it then saw."""

import html
import json
import re
import shutil
import subprocess

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (Debian: apt-get install chromium)")

_BEFORE = "<script>var errors = []; addEventListener('error', e => errors.push(e.message));</script>"
_AFTER = """<script>
addEventListener("load", async () => {
  const $ = one => document.querySelector(one), all = one => [...document.querySelectorAll(one)];
  const texts = one => all(one).map(at => at.textContent), root = document.documentElement;
  const sideways = () => root.scrollWidth - root.clientWidth, bubbles = {bubbles: true, cancelable: true};
  const key = (name, at) => (at ?? document.body).dispatchEvent(new KeyboardEvent("keydown", {key: name, ...bubbles}));
  const type = text => { $("#search").value = text; $("#search").dispatchEvent(new Event("input")); };
  let saw;
  try { saw = await (async () => { %s })(); } catch (e) { errors.push(String(e)); }
  const pre = document.createElement("pre");
  pre.id = "saw";
  pre.textContent = JSON.stringify({saw, errors});
  document.body.append(pre);
});
</script>"""


def act(page, script, width=1400, fragment=""):
    """What a script returns that ran in a page of this text, which must have no error."""
    driven = page.with_suffix(".driven.html")
    text = page.read_text().replace("<body>", "<body>" + _BEFORE, 1)
    driven.write_text(text + _AFTER % script)
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},1000"]
    command += [f"--user-data-dir={page.parent / 'chromium'}", "--virtual-time-budget=20000", "--dump-dom"]
    done = subprocess.run(
        [*command, f"file://{driven}{fragment}"], capture_output=True, text=True, timeout=120, check=True
    )
    found = re.search(r'<pre id="saw">(.*?)</pre>', done.stdout, re.S)
    assert found, done.stderr[-2000:]
    result = json.loads(html.unescape(found[1]))
    assert result["errors"] == []
    return result["saw"]
