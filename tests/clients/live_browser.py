"""A quiz in class in a real browser: every phase is looked at, a whole class plays, and one phone has no scripts.

Chromium shows the pages of the real program. Each phase must have no fault that axe-core finds, in both themes, fit
320 pixels, and be what the host renders for a page without a script. Pictures go to the folder that is given, for
people to look at. Run by `tests/clients/run`.
"""

import shutil
import subprocess
import sys
import time
from pathlib import Path

from live_room import QUESTIONS, RIGHT, ROOT, Air, Pupil, Teacher, until

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DRIVERS = ("chromedriver", "chromium.chromedriver")
NARROW, PHONE, DESK = (320, 568), (390, 844), (1280, 720)
CLASS, TABS, LOST = 35, 6, 20

SMALL = """return [...document.querySelectorAll('button, a, summary, input:not([type=hidden]):not([type=radio])')]
  .filter(each => each.offsetParent && (each.getBoundingClientRect().height < 47.9 || each.getBoundingClientRect().width < 47.9))
  .map(each => each.outerHTML)"""
FAULTS = """const done = arguments[0];
axe.run(document, { resultTypes: ['violations'] }).then(told => done(told.violations.map(
  each => each.id + ': ' + each.nodes.map(node => node.html.slice(0, 200)).join(' | '))))"""
RENDERED = """const done = arguments[0];
fetch(location.href, { cache: 'no-store' }).then(page => page.text()).then(page => {
  const made = new DOMParser().parseFromString(page, 'text/html');
  const view = of => { const node = of.getElementById('view').cloneNode(true); node.normalize(); return node; };
  const size = of => of === document && window.projector ? projector.wanted : of.body.dataset.size;
  const told = of => [of.getElementById('status').textContent, of.title, of.body.dataset.phase, size(of)];
  const same = view(made).isEqualNode(view(document)) && told(made).join() === told(document).join();
  done(same ? null : [made, document].map(of => told(of).join(', ') + '\\n' + view(of).innerHTML).join('\\n\\n'));
})"""


def axe():
    """The source of axe-core, fetched once from npm; none where that cannot be."""
    kept = ROOT / "target/clients/axe"
    source = kept / "package/axe.min.js"
    if not source.exists() and shutil.which("npm"):
        kept.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "axe-core@4.14.1", "--silent"], cwd=kept, capture_output=True, check=False)
        for package in kept.glob("axe-core-*.tgz"):
            shutil.unpack_archive(package, kept)
    return source.read_text(encoding="utf-8") if source.exists() else None


def chromium(scripts=True):
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = next(filter(None, map(shutil.which, BROWSERS)))
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
                 "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
                 "--disable-backgrounding-occluded-windows", "--lang=en"):
        options.add_argument(word)
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(next(filter(None, map(shutil.which, DRIVERS)))))
    driver.set_script_timeout(30)
    return driver


class Tab:
    """A phone with a browser: a window of its own, on an address of its own, so that it has its own cookie."""

    def __init__(self, driver, host, first=False):
        self.driver, self.host = driver, host
        if not first:
            driver.switch_to.new_window("window")
        self.window = driver.current_window_handle
        self.size(PHONE)

    def use(self):
        if self.driver.current_window_handle != self.window:
            self.driver.switch_to.window(self.window)
        return self.driver

    def size(self, size, mobile=True):
        self.use().execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": mobile})

    def theme(self, name):
        self.use().execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": name}]})

    def go(self, path):
        self.use().get(f"http://{self.host}{path}")

    def join(self, code, name, lang="en"):
        self.go(f"/j/{code}")
        self.find("#name").send_keys(name)
        self.find(f"input[value={lang}]").click()
        self.find("button.main").click()

    def find(self, selector):
        return self.use().find_element("css selector", selector)

    def says(self, selector):
        return self.use().execute_script(
            "const found = document.querySelector(arguments[0]); return found ? found.textContent : null", selector)

    def phase(self):
        return self.use().execute_script("return document.body.dataset.phase")

    def until_phase(self, phase, text=None):
        until(f"{self.host} in {phase} with {text}", lambda: self.phase() == phase and (text is None or text in self.says("#view")),
              lambda: f"{self.phase()}: {self.says('main')}")

    def until_status(self, part):
        until(f"{self.host} saying {part}", lambda: part in (self.says("#status") or ""),
              lambda: f"{self.phase()}, {self.says('#status')}: {self.says('main')}")

    def button(self, text):
        found = self.use().execute_script(
            "return [...document.querySelectorAll('button.option')].find(each => each.querySelector('.text').textContent === arguments[0])",
            text)
        assert found, f"no option {text}"
        return found

    def tap(self, text):
        self.button(text).click()

    def press(self, selector):
        # As a person does: what lies under the bar at the bottom is scrolled up first.
        button = self.find(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()


class Look:
    """Looks at pages: axe-core, both themes, 320 pixels, targets, and that the script shows what the host renders."""

    def __init__(self, pictures):
        self.axe, self.pictures, self.seen = axe(), pictures, []
        if self.axe is None:
            print("axe-core could not be fetched here: pages were not tried with it")

    def at(self, tab, name, sizes=(NARROW, PHONE), rendered=True):
        driver = tab.use()
        for theme in ("light", "dark"):
            tab.theme(theme)
            for size in sizes:
                tab.size(size, size != DESK)
                self._one(driver, f"{name}-{size[0]}-{theme}")
        small = driver.execute_script(SMALL)
        assert not small, f"{name}: smaller than 48 pixels: {small}"
        if rendered:
            differ = driver.execute_async_script(RENDERED)
            assert differ is None, f"{name}: the host renders and the script shows\n{differ}"
        for entry in driver.get_log("browser"):
            assert entry["source"] in ("network", "other") or "WebSocket" in entry["message"], entry
        self.seen.append(name)

    def _one(self, driver, name):
        wide, window, high, room = driver.execute_script(
            "const page = document.documentElement; return [page.scrollWidth, innerWidth, page.scrollHeight, innerHeight]")
        assert wide <= window, f"{name} is {wide} pixels wide"
        assert high <= room + 1 or not name.startswith("screen-"), f"{name} is {high} pixels high, the wall {room}"
        if self.axe:
            driver.execute_script(self.axe)
            faults = driver.execute_async_script(FAULTS)
            assert not faults, f"{name}: {faults}"
        if self.pictures:
            driver.save_screenshot(str(self.pictures / f"{name}.png"))


def phases(driver, look):
    """Every phase of every mode, on a phone and on the projector."""
    teacher = Teacher("-n", "3", "--seconds", "600", "--seed", "1")
    airs = [Air(number, teacher.port) for number in (101, 102, 103)]
    tab = Tab(driver, airs[0].host, first=True)
    tab.go("/check")
    look.at(tab, "check", rendered=False)
    tab.go("/j/00000")
    look.at(tab, "join-refused", rendered=False)
    tab.go(f"/j/{teacher.code}")
    look.at(tab, "join", rendered=False)
    tab.join(teacher.code, "Әлихан Бөкейханұлы", "kk")
    tab.until_phase("lobby", "Әлихан")
    look.at(tab, "lobby")
    screen = Tab(driver, f"127.0.0.1:{teacher.port}")
    screen.use().get(teacher.screen)
    until("the name on the projector", lambda: "Әлихан" in screen.says("#view"))
    look.at(screen, "screen-lobby", [DESK])
    pupils = [Pupil(teacher, f"Pupil {number}") for number in range(3)]
    teacher.say("start")
    tab.until_phase("open")
    look.at(tab, "open")
    same_letters(tab, screen)
    assert tab.use().execute_script("return document.activeElement.tagName") == "H1", "the question has the focus"
    late = Tab(driver, airs[1].host)
    late.join(teacher.code, "", "ru")
    late.until_phase("next")
    look.at(late, "next")
    key_answers(tab)
    enter_answers(tab)
    focus_is_seen(tab)
    look.at(tab, "answered")
    pupils[0].answer(pupils[0].view["round"]["options"][0]["text"])
    until("the count", lambda: "2 of 4" in screen.says(".answered"))
    look.at(screen, "screen-open", [DESK])
    for order, phase in (("pause", "paused"), ("pause", "open"), ("close", "closed"), ("reveal", "reveal")):
        teacher.say(order)
        tab.until_phase(phase)
        look.at(tab, phase)
        screen.until_phase(phase)
        look.at(screen, f"screen-{phase}", [DESK])
    elsewhere(teacher, tab, look)
    kicked(teacher, late, look)
    while teacher.ask("next", "open")["question"] < 3:
        teacher.say("close")
        teacher.ask("reveal", "revealed")
    tab.until_phase("open", "3")
    teacher.say("places")
    teacher.ask("end", "summary")
    tab.until_phase("end")
    look.at(tab, "end")
    take_along(tab)
    screen.until_phase("end")
    look.at(screen, "screen-end", [DESK])
    teacher.leave()
    print(f"ok      {len(look.seen)} pages at the teacher's pace, each in both themes")


def same_letters(tab, screen):
    """A letter and a shape name one option on the phone and on the projector."""
    script = """return [...document.querySelectorAll('.option')].map(each =>
      ['i', 'b', '.text'].map(part => each.querySelector(part).textContent))"""
    screen.until_phase("open")
    phone, wall = (each.use().execute_script(script) for each in (tab, screen))
    assert phone == wall and [letter for _, letter, _ in phone] == list("ABCD")[:len(phone)], (phone, wall)


def key_answers(tab):
    """A digit answers while the question has the focus."""
    from selenium.webdriver.common.action_chains import ActionChains

    tab.use().execute_script("document.querySelector('h1').focus()")
    ActionChains(tab.driver).send_keys("2").perform()
    tab.until_status("сақталды")
    chosen = tab.use().execute_script(
        "return [...document.querySelectorAll('.option')].findIndex(each => each.classList.contains('chosen'))")
    assert chosen == 1, chosen


def enter_answers(tab):
    """Enter answers with the option that has the focus, and nothing else on the page."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    def chosen():
        return tab.use().execute_script(
            "return [...document.querySelectorAll('.option')].findIndex(each => each.classList.contains('chosen'))")

    tab.use().execute_script("document.querySelector('h1').focus()")
    ActionChains(tab.driver).send_keys(Keys.ENTER).perform()
    assert chosen() == 1 and tab.phase() == "open", "Enter on the question answers nothing"
    ActionChains(tab.driver).send_keys(Keys.TAB, Keys.ENTER).perform()
    until("the first option chosen", lambda: chosen() == 0)
    tab.until_status("сақталды")
    assert tab.phase() == "open", "the page stays where it is"


def focus_is_seen(tab):
    """At 400 % of a small window no option that has the focus is under the bar."""
    tab.size((320, 256))
    hidden = tab.use().execute_script("""
      return [...document.querySelectorAll('button.option')].filter(each => {
        each.focus();
        return each.getBoundingClientRect().top >= document.getElementById('bar').getBoundingClientRect().top;
      }).length""")
    assert hidden == 0, f"{hidden} options are hidden while they have the focus"
    tab.size(PHONE)


def elsewhere(teacher, tab, look):
    """A second tab of one phone takes over, and the first can have it back."""
    second = Tab(tab.driver, tab.host)
    second.go("/play")
    second.until_phase("reveal")
    tab.until_phase("elsewhere")
    look.at(tab, "elsewhere", rendered=False)
    tab.press("a.button")
    tab.until_phase("reveal")
    second.until_phase("elsewhere")
    second.use().close()
    tab.driver.switch_to.window(tab.window)


def kicked(teacher, tab, look):
    teacher.say("kick 5")
    tab.until_phase("kicked")
    look.at(tab, "kicked")
    tab.press("a.button")
    tab.join(teacher.code, "Back", "ru")
    tab.until_phase("reveal")
    assert "до вас" in tab.says("#view"), "who joins at the reveal reads that the question was before"
    teacher.say("ban 5")
    tab.until_phase("banned")
    look.at(tab, "banned")


def take_along(tab):
    """What was missed can be had as files."""
    for path, part in (("/misses", "format = 1"), ("/misses?as=anki", "#")):
        text = tab.use().execute_async_script(
            "fetch(arguments[0]).then(page => page.text()).then(arguments[1])", path)
        assert part in text, text


def own_pace(driver, look):
    """At the pupils' own pace: forward, back, what is open, handing in."""
    for mode in ("exam", "own-pace"):
        teacher = Teacher("-n", "3", "--mode", mode, "--seed", "2")
        tab = Tab(driver, Air(110 if mode == "exam" else 111, teacher.port).host)
        tab.join(teacher.code, "Dana")
        other = Pupil(teacher, "Other")
        screen = Tab(driver, f"127.0.0.1:{teacher.port}")
        screen.use().get(teacher.screen)
        teacher.say("start")
        tab.until_phase("open")
        look.at(tab, f"{mode}-open")
        text = tab.says("h1 .text")
        tab.tap(RIGHT[text])
        if mode == "exam":
            tab.until_status("Answer saved")
        else:
            tab.until_phase("reveal")
        look.at(tab, f"{mode}-answered")
        tab.press(".pace .main")
        until("the next question", lambda: "2 of 3" in (tab.says("#view") or ""))
        tab.press("summary")
        assert "2" in tab.says(".open") and "3" in tab.says(".open"), tab.says("details")
        look.at(tab, f"{mode}-finish", rendered=False)
        tab.press(".open form:last-child button")
        until("question 3", lambda: "3 of 3" in (tab.says("#view") or ""))
        screen.until_phase("open")
        look.at(screen, f"screen-{mode}", [DESK])
        tab.press("summary")
        tab.press("form[action='/finish'] button")
        tab.until_phase("waiting")
        look.at(tab, f"{mode}-waiting")
        assert other.sees("open"), other.view
        teacher.ask("end", "summary")
        tab.until_phase("end", "1 of 3")
        look.at(tab, f"{mode}-end")
        teacher.leave()
    print("ok      an exam and a quiz at the pupils' own pace")


def poll_and_race(driver, look):
    teacher = Teacher("-n", "2", "--mode", "poll", "--seed", "3")
    tab = Tab(driver, Air(120, teacher.port).host)
    tab.join(teacher.code, "Dana", "ru")
    tab.until_phase("lobby")
    teacher.say("start")
    tab.until_phase("open")
    tab.press("button.option")
    tab.until_status("сохранён")
    teacher.ask("close", "closed")
    teacher.ask("reveal", "revealed")
    tab.until_phase("reveal")
    look.at(tab, "poll-reveal")
    teacher.ask("end", "summary")
    tab.until_phase("end")
    look.at(tab, "poll-end")
    teacher.leave()
    teacher = Teacher("-n", "2", "--mode", "race", "--seconds", "600", "--seed", "3")
    tab = Tab(driver, Air(121, teacher.port).host)
    tab.join(teacher.code, "Dana", "kk")
    tab.until_phase("lobby")
    other = Pupil(teacher, "Other")
    teacher.say("start")
    tab.until_phase("open")
    right = RIGHT[tab.says("h1 .text")]
    tab.use().execute_script("""const all = [...document.querySelectorAll('button.option')];
      const first = all.find(each => each.querySelector('.text').textContent === arguments[0]);
      first.click(); all.find(each => each !== first).click();""", right)
    until("an answer that is final", lambda: not tab.use().find_elements("css selector", "button.option"))
    assert tab.says(".chosen .text") == right, "the first of two taps counts"
    look.at(tab, "race-answered")
    assert other.sees("open"), "who has not answered still may"
    teacher.ask("close", "closed")
    teacher.ask("reveal", "revealed")
    tab.until_phase("reveal", "Ұпай")
    look.at(tab, "race-reveal")
    teacher.say("places")
    teacher.ask("end", "summary")
    tab.until_phase("end")
    look.at(tab, "race-end")
    teacher.leave()
    print("ok      a poll and a race")


def is_right(pupil, question):
    """Who answers what right, so that every score is known."""
    return (pupil + question) % 3 != 0


def option(pupil, question, text):
    options = next(options for asked, options in QUESTIONS if asked == text)
    return options[0 if is_right(pupil, question) else 1]


def whole_class(driver):
    """A teacher and 35 phones, six of them browsers: five lose the network, ten load the page again."""
    teacher = Teacher("-n", str(len(QUESTIONS)), "--seed", "4")
    airs = [Air(number + 1, teacher.port) for number in range(TABS + 3)]
    tabs = [Tab(driver, air.host) for air in airs[:TABS]]
    for number, tab in enumerate(tabs):
        tab.join(teacher.code, f"Tab {number}")
        tab.until_phase("lobby")
    hosts = [air.host for air in airs[TABS:]] + [None] * (CLASS - TABS - 3)
    pupils = [Pupil(teacher, f"Pupil {number}", host) for number, host in enumerate(hosts, TABS)]
    for question in range(len(QUESTIONS)):
        text = teacher.ask("next" if question else "start", "open", question=question + 1)["text"]
        for tab in tabs:
            tab.until_phase("open", text)
        until("every phone asked", lambda: all(pupil.sees("open", text) for pupil in pupils))
        lost = airs[TABS - 2:] if question == 1 else []
        for air in lost:
            air.cut()
        answer_all(tabs, pupils, question, text)
        if lost:
            lose(tabs[-2:], lost)
        if question == 2:
            load_again(tabs, pupils)
        if question == 3:
            crash(teacher, tabs, pupils)
        teacher.until_answered(CLASS)
        told = teacher.ask("close", "closed")
        expected = sum(is_right(number, question) for number in range(CLASS))
        assert [each["chosen"] for each in told["options"] if each["right"]] == [expected], told
        teacher.ask("reveal", "revealed")
        for number, tab in enumerate(tabs):
            tab.until_phase("reveal", "Right" if is_right(number, question) else "Wrong")
    finish(teacher, tabs, pupils)
    teacher.leave()
    print(f"ok      a class of {CLASS}, {TABS} of them browsers: 5 lost the network for {LOST} s, "
          "10 loaded again, the host was killed once: every answer counts once")


def answer_all(tabs, pupils, question, text):
    for number, tab in enumerate(tabs):
        tab.tap(option(number, question, text))
    for number, pupil in enumerate(pupils, TABS):
        pupil.answer(option(number, question, text))


def lose(tabs, airs):
    """The network is gone for a while; then all is sent by itself."""
    begun = time.monotonic()
    for tab in tabs:
        tab.until_status("Connection lost. Your answer is sent")
    time.sleep(max(0, LOST - (time.monotonic() - begun)))
    for air in airs:
        air.mend()
    for tab in tabs:
        tab.until_status("Answer saved")


def load_again(tabs, pupils):
    """Ten load the page anew, right after they answered: browsers, and phones that connect again."""
    for tab in tabs:
        tab.use().refresh()
        tab.until_status("Answer saved")
    for pupil in pupils[:10 - len(tabs)]:
        until("the ack", pupil.saved)
        pupil.reconnect()
        assert pupil.view["round"].get("chosen"), "the answer is there again"


def crash(teacher, tabs, pupils):
    """The host is killed after every answer was acknowledged, and goes on with the game."""
    for tab in tabs:
        tab.until_status("Answer saved")
    for pupil in pupils:
        until("the ack", pupil.saved)
    teacher.crash()
    for tab in tabs:
        tab.until_status("Connection lost")
    teacher.resume()
    for tab in tabs:
        tab.until_status("Answer saved")
    for pupil in pupils:
        pupil.reconnect()


def finish(teacher, tabs, pupils):
    teacher.ask("end", "summary", pupils=CLASS)
    score = lambda number: sum(is_right(number, question) for question in range(len(QUESTIONS)))
    for number, tab in enumerate(tabs):
        tab.until_phase("end", f"Right: {score(number)} of {len(QUESTIONS)}")
        missed = tab.use().execute_script("return document.querySelectorAll('.missed > li').length")
        assert missed == len(QUESTIONS) - score(number), missed
    for number, pupil in enumerate(pupils, TABS):
        until("the end", lambda: pupil.sees("end"))
        assert pupil.view["result"]["right"] == score(number), pupil.view
    points = {each["pupil"]: each["points"] for each in teacher.results()["pupils"]}
    names = [f"Tab {number}" for number in range(len(tabs))] + [f"Pupil {len(tabs) + at}" for at in range(len(pupils))]
    assert points == {name: score(number) for number, name in enumerate(names)}, points


def without_scripts():
    """Joins, answers, changes the answer and sees the end in a browser that runs no scripts."""
    driver = chromium(scripts=False)
    try:
        teacher = Teacher("-n", "2", "--seed", "5")
        tab = Tab(driver, f"127.0.0.1:{teacher.port}", first=True)
        tab.join(teacher.code, "Plain")
        tab.until_phase("lobby", "Plain")
        text = teacher.ask("start", "open")["text"]
        tab.until_phase("open", text)
        options = next(options for asked, options in QUESTIONS if asked == text)
        for chosen in (options[1], options[0]):
            tab.tap(chosen)
            tab.until_status("Answer saved")
            assert tab.says(".chosen .text") == chosen
        assert teacher.ask("status", "open")["answered"] == 1
        teacher.ask("close", "closed")
        teacher.ask("reveal", "revealed")
        tab.until_phase("reveal", "Right")
        teacher.ask("end", "summary")
        tab.until_phase("end", "Right: 1 of 1")
        teacher.leave()
    finally:
        driver.quit()
    print("ok      a phone without scripts")


def main():
    if not any(map(shutil.which, BROWSERS)) or not any(map(shutil.which, DRIVERS)):
        print("no Chromium with its driver here: the pages of a quiz in class were not looked at")
        return 0
    pictures = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    look = Look(pictures)
    driver = chromium()
    try:
        phases(driver, look)
        own_pace(driver, look)
        poll_and_race(driver, look)
        whole_class(driver)
    finally:
        driver.quit()
    without_scripts()
    return 0


if __name__ == "__main__":
    sys.exit(main())
