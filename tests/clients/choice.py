"""The Choice card in a browser: both sides, both themes, on a phone and on a desk.

Renders cards with Anki, taps an option by script, turns the card as Anki's reviewer does (the page
stays, its content is replaced and its scripts run again), and looks at what the page says of
itself. Pictures go to the folder that is given, for people to look at. Run by `tests/clients/run`.
"""

import html
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from world import Anki, Suraq

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZES = {"phone": (375, 667), "desk": (1280, 800)}
THEMES = {"day": ("card", "#ffffff", "#000000"), "night": ("card nightMode night_mode", "#2f2f31", "#eeeeee")}

# What is asked, which options are tapped, which are right, and what the back must say.
CASES = {
    "right": ('"Which party won?"', ["Oak Party"], ["Oak Party"], "✓"),
    "wrong": ('"Which party won?"', ["Elm Party"], ["Oak Party"], "✗"),
    "untouched": ('"Which party won?"', [], ["Oak Party"], ""),
    "several": ('"Which of these rivers"', ["Tur", "Ana"], ["Tur", "Ana"], "✓"),
    "half": ('"Which of these rivers"', ["Tur"], ["Tur", "Ana"], "✗"),
    "sorted": ('"How many seats"', ["2,297"], ["1,045"], "✗"),
    "odd": ('"Which one is"', ["a < b"], ["a < b"], "✓"),
    "forgotten": ('"Which party won?"', ["Elm Party"], ["Oak Party"], ""),
}

PAGE = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body {{ background: {background}; color: {colour}; margin: 0; min-height: 100vh; }}</style>
<body class="{classes}"><div id="qa"></div>
<script>
var cases = {cases}, turn = {turn}, all = [];
function show(html) {{
  var qa = document.getElementById("qa");
  qa.innerHTML = html;
  Array.prototype.forEach.call(qa.querySelectorAll("script"), function (old) {{
    var script = document.createElement("script");
    script.textContent = old.textContent;
    old.parentNode.replaceChild(script, old);
  }});
}}
function options(kind) {{
  return Array.prototype.map.call(document.querySelectorAll("#sq-opts li" + kind), function (each) {{
    return each.textContent;
  }});
}}
cases.forEach(function (each) {{
  var told = {{}};
  show(each.sides[0]);
  told.front = options("");
  Array.prototype.forEach.call(document.querySelectorAll("#sq-opts li"), function (option) {{
    if (each.tap.indexOf(option.textContent) >= 0) option.click();
  }});
  told.tapped = options(".sq-mine");
  if (turn) {{
    if (each.forget) {{ sessionStorage.clear(); delete window.suraqTapped; }}
    show(each.sides[1]);
    told.back = options("");
    told.right = options(".sq-right");
    told.wrong = options(".sq-wrong");
    told.verdict = document.getElementById("sq-verdict").textContent;
  }}
  told.wide = document.documentElement.scrollWidth > window.innerWidth;
  all.push(told);
}});
document.documentElement.setAttribute("data-told", JSON.stringify(all));
</script>
"""


class Browser:
    def __init__(self, program, folder):
        self.program, self.folder = program, Path(folder)

    def look(self, cases, turn, theme, size, picture=None):
        """Shows cases one after the other in one page, and returns what each said of itself."""
        classes, background, colour = THEMES[theme]
        texts = {"cases": json.dumps(cases).replace("</", "<\\/"), "turn": json.dumps(turn)}
        page = self.folder / "page.html"
        page.write_text(PAGE.format(classes=classes, background=background, colour=colour, **texts))
        width, height = SIZES[size]
        words = [self.program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 f"--window-size={width},{height}", "--virtual-time-budget=500"]
        if picture:
            subprocess.run([*words, f"--screenshot={picture}", page.as_uri()],
                           check=True, capture_output=True)
            return None
        ran = subprocess.run([*words, "--dump-dom", page.as_uri()], check=True, capture_output=True, text=True)
        return json.loads(html.unescape(ran.stdout.split('data-told="', 1)[1].split('"', 1)[0]))


def check(name, told):
    _, tapped, right, verdict = CASES[name]
    seen = [] if name == "forgotten" else tapped
    assert sorted(told["tapped"]) == sorted(tapped), told
    assert told["back"] == told["front"], "the order is the same on both sides"
    assert sorted(told["right"]) == sorted(right), told
    assert sorted(told["wrong"]) == sorted(set(seen) - set(right)), told
    assert told["verdict"] == verdict, told
    assert not told["wide"], "wider than the window"
    assert name != "sorted" or told["front"] == ["98", "1,045", "1,100", "2,297"], told


def main():
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        print("no Chromium here: the Choice card was not looked at")
        return 0
    pictures = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    suraq, anki = Suraq("kinds", "hostile"), Anki()
    anki.read(suraq.export("all.apkg", "deck:kinds or deck:hostile"))
    cases = []
    for name, (question, tap, _, _) in CASES.items():
        (card,) = anki.cards(f'note:"Suraq Choice" {question}')
        sides = [card.question(), card.answer()]
        cases.append({"sides": sides, "tap": tap, "forget": name == "forgotten"})
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(program, folder)
        for theme, size in (("day", "phone"), ("night", "desk")):
            for name, told in zip(CASES, browser.look(cases, True, theme, size)):
                check(name, told)
            print(f"ok      the Choice card by {theme} on a {size}, {len(cases)} cases")
        if pictures:
            for name, case in zip(CASES, cases):
                for theme, size in itertools.product(THEMES, SIZES):
                    for turn, side in ((False, "front"), (True, "back")):
                        picture = pictures / f"{name}-{theme}-{size}-{side}.png"
                        browser.look([case], turn, theme, size, picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
