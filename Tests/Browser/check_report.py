#!/usr/bin/env python3
"""Looks at HTML reports as a browser shows them.

    check_report.py REPORT.html... [--screenshots FOLDER]

For each report at 390, 1280 and 1920 pixels, in light and dark: nothing is written to the console, no request leaves the
page, nothing is wider than the window, what is read stands out (WCAG 2.2, 1.4.3: 4.5 to 1), everything that can be
operated has a name, the tabulator key goes through the page in its order, arrow keys go over the map, and typing filters
the findings. Needs Chromium and nothing else; without it the check is skipped and says so.
"""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


class Browser:
    """Chromium, spoken to over a pipe: one JSON message after the other, each ended by a zero byte."""

    def __init__(self, program):
        self.folder = tempfile.mkdtemp()
        ours, self.sink = os.pipe()
        self.source, theirs = os.pipe()
        call = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--hide-scrollbars", "--remote-debugging-pipe",
            "--user-data-dir=" + self.folder,
        ]
        # The browser reads from descriptor 3 and writes to descriptor 4.
        script = 'exec "$@" 3<&%d 4>&%d' % (ours, theirs)
        self.process = subprocess.Popen(
            ["bash", "-c", script, "bash"] + call, pass_fds=(ours, theirs), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(ours)
        os.close(theirs)
        self.rest, self.number, self.session, self.events = b"", 0, None, []

    def message(self):
        while b"\0" not in self.rest:
            part = os.read(self.source, 1 << 20)
            if not part:
                raise SystemExit("the browser ended")
            self.rest += part
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.sink, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise SystemExit("%s: %s" % (method, answer["error"]))
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while True:
            for place, event in enumerate(self.events):
                if event.get("method") == method:
                    return self.events.pop(place)
            self.events.append(self.message())

    def open_page(self):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network", "DOM"]:
            self.call(domain + ".enable")

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in result:
            raise SystemExit("%s: %s" % (expression[:80], result["exceptionDetails"]))
        return result["result"].get("value")

    def press(self, key, code):
        for kind in ["keyDown", "keyUp"]:
            text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


# Everything that is read and does not stand out from what is behind it.
CONTRAST = r"""
(() => {
  const numbers = (color) => (color.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = numbers(getComputedStyle(one).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.getClientRects().length || element.closest("script, title, defs")) continue;
    const style = getComputedStyle(element);
    const isDrawn = element instanceof SVGElement;
    // Signs inside a filled shape are looked at with the shape.
    let back = behind(element);
    if (isDrawn) {
      const shape = element.parentElement.querySelector(".s-bad, .s-pill, .badge, .mark > *") || null;
      const isSign = element.matches(".s-sign, .sign, .mark text");
      if (isSign && shape) back = numbers(getComputedStyle(shape).fill);
    }
    const front = numbers(isDrawn ? style.fill : style.color);
    const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) {
      found.push(ratio.toFixed(2) + " " + element.tagName + "." + (element.getAttribute("class") || "") + " "
        + element.textContent.trim().slice(0, 40));
    }
  }
  return found;
})()
"""

# Everything that can be operated, or stands for something, without a name.
NAMES = r"""
(() => {
  const named = (element) => element.getAttribute("aria-label") || element.getAttribute("aria-labelledby")
    || (element.labels && element.labels.length) || element.textContent.trim();
  const found = [];
  for (const element of document.querySelectorAll("a, input, summary, [tabindex='0'], [role=img], [role=region], section")) {
    if (!named(element)) found.push(element.outerHTML.slice(0, 100));
  }
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    const next = Number(heading.tagName.slice(1));
    if (next > level + 1) found.push("heading " + heading.textContent.slice(0, 40) + " skips a level");
    level = next;
  }
  for (const cell of document.querySelectorAll("th:not([scope])")) found.push("th without scope");
  if (!document.documentElement.lang || !document.title) found.push("language or title");
  return found;
})()
"""

# Text that stands over other text.
OVERLAPS = r"""
(() => {
  const boxes = [];
  for (const element of document.querySelectorAll("header *, nav a, h2, h3, h4, p, dt, dd, th, td, li, label")) {
    const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.textContent.trim());
    const isSeen = element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
    if (!own || !isSeen || element.closest("svg")) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    for (const box of range.getClientRects()) if (box.width > 2 && box.height > 2) boxes.push([box, element]);
  }
  boxes.sort((a, b) => a[0].top - b[0].top);
  const found = [];
  for (let i = 0; i < boxes.length; i += 1) {
    for (let j = i + 1; j < boxes.length && boxes[j][0].top < boxes[i][0].bottom - 4; j += 1) {
      const [one, first] = boxes[i], [two, second] = boxes[j];
      if (first === second || first.contains(second) || second.contains(first)) continue;
      const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
      const high = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
      if (wide > 2 && high > 4) found.push(first.textContent.slice(0, 30) + " / " + second.textContent.slice(0, 30));
    }
  }
  return found.slice(0, 5);
})()
"""


def look(browser, report, width, scheme, screenshots):
    """Returns what is wrong with a report at a width in an appearance."""
    problems = []
    address = report.resolve().as_uri()
    browser.events.clear()
    browser.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.call("Page.navigate", url=address)
    browser.wait("Page.loadEventFired")
    if screenshots:
        height = min(12000, int(browser.value("document.documentElement.scrollHeight")))
        picture = browser.call(
            "Page.captureScreenshot", captureBeyondViewport=True,
            clip={"x": 0, "y": 0, "width": width, "height": height, "scale": 1})
        name = "%s-%d-%s.png" % (report.stem, width, scheme)
        (screenshots / name).write_bytes(base64.b64decode(picture["data"]))
    wide = browser.value("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        problems.append("%d pixels wider than the window" % wide)
    problems += ["contrast " + text for text in browser.value(CONTRAST)[:8]]
    problems += ["no name: " + text for text in browser.value(NAMES)[:8]]
    problems += ["overlap: " + text for text in browser.value(OVERLAPS)]
    problems += keyboard(browser)
    problems += typing(browser)
    for event in browser.events:
        method, details = event.get("method"), event.get("params", {})
        if method == "Network.requestWillBeSent" and details["request"]["url"] != address:
            problems.append("request to " + details["request"]["url"])
        if method == "Runtime.exceptionThrown":
            problems.append("exception " + json.dumps(details)[:200])
        if method == "Runtime.consoleAPICalled":
            problems.append("console " + json.dumps(details["args"])[:200])
        if method == "Log.entryAdded":
            problems.append("log " + details["entry"]["text"])
    return problems


def keyboard(browser):
    """The tabulator key goes through the page in its order; arrow keys go over the map, Enter opens."""
    problems = []
    browser.value("document.activeElement.blur(), window.getSelection().removeAllRanges()")
    browser.value("window.stops = []")
    for _ in range(40):
        browser.press("Tab", 9)
        stop = browser.value(
            "(() => { const one = document.activeElement; if (one === document.body) return null;"
            " const last = window.stops[window.stops.length - 1]; const isBack = last && last !== one &&"
            " (last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;"
            " if (window.stops.includes(one)) return null; window.stops.push(one);"
            " const style = getComputedStyle(one);"
            " return [isBack, style.outlineStyle !== 'none' || one.matches('input'), one.outerHTML.slice(0, 60)]; })()")
        if stop is None:
            break
        if stop[0]:
            problems.append("tabulator goes back to " + stop[2])
        if not stop[1]:
            problems.append("focus is not seen on " + stop[2])
    if not browser.value("window.stops.length"):
        problems.append("nothing can be reached with the keyboard")
    seams = browser.value("document.querySelectorAll('a.seam').length")
    if seams > 1:
        browser.value("document.querySelector('a.seam[tabindex=\"0\"]').focus()")
        seen = {browser.value("document.activeElement.getAttribute('href')")}
        for key, code in [("ArrowRight", 39), ("ArrowDown", 40), ("ArrowLeft", 37), ("ArrowUp", 38)]:
            browser.press(key, code)
            seen.add(browser.value("document.activeElement.getAttribute('href')"))
        if len(seen) < 2:
            problems.append("arrow keys do not move over the map")
        link = browser.value("document.activeElement.getAttribute('href')")
        browser.press("Enter", 13)
        opened = browser.value(
            "Array.from(document.querySelectorAll('.seam-detail')).filter((one) => one.offsetHeight > 0).map((one) => '#' + one.id)")
        if opened != [link]:
            problems.append("Enter on %s opens %s" % (link, opened))
    return problems


def typing(browser):
    """Typing into the filter leaves what has the words, and says how many."""
    if not browser.value("!!document.getElementById('filter')"):
        return []
    problems = []
    word = browser.value("document.querySelector('.finding code').textContent")
    browser.value("document.getElementById('filter').focus()")
    for letter in word:
        browser.call("Input.dispatchKeyEvent", type="char", text=letter)
    shown = "Array.from(document.querySelectorAll('.finding')).filter((one) => one.offsetHeight > 0)"
    left = browser.value(shown + ".length")
    fits = browser.value(
        "Array.from(document.querySelectorAll('.finding')).filter((one) => one.textContent.toLowerCase().includes(%s)).length"
        % json.dumps(word.lower()))
    told = browser.value("document.getElementById('shown').textContent")
    if left != fits or left == 0 or not told.startswith("{:,} of ".format(left)):
        problems.append("typing %s leaves %d of %d, and says %s" % (word, left, fits, told))
    browser.call("Input.dispatchKeyEvent", type="char", text="\u00a7")
    if browser.value(shown + ".length") != 0:
        problems.append("a word that nothing has leaves something")
    return problems


def main():
    arguments, screenshots = sys.argv[1:], None
    if "--screenshots" in arguments:
        place = arguments.index("--screenshots")
        screenshots = pathlib.Path(arguments[place + 1])
        screenshots.mkdir(parents=True, exist_ok=True)
        del arguments[place:place + 2]
    if not arguments:
        raise SystemExit(__doc__)
    program = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if program is None:
        print("skipped: no Chromium here (Debian: apt-get install chromium)")
        return
    browser = Browser(program)
    failed = False
    try:
        browser.open_page()
        for name in arguments:
            for width in [390, 1280, 1920]:
                for scheme in ["light", "dark"]:
                    problems = look(browser, pathlib.Path(name), width, scheme, screenshots)
                    print("%s at %d, %s: %s" % (name, width, scheme, "ok" if not problems else ""))
                    for problem in problems:
                        print("  " + problem)
                    failed = failed or bool(problems)
    finally:
        browser.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
