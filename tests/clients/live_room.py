"""A quiz in class for the tests beside this file: the teacher's program, pupils without a browser, and lines that
can be cut.
"""

import http.client
import json
import os
import queue
import socket
import subprocess
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

import websocket

ROOT = Path(__file__).resolve().parents[2]
SURAQ = os.environ.get("SURAQ", str(ROOT / "target/debug/suraq"))
PATIENCE = 40

# What is asked: the right answer first. Odd texts on purpose.
QUESTIONS = [
    ("Which party won the first election?", ["Oak Party", "Elm Party", "Ash Party", "Fir Party"]),
    ("Қай өзен Сарыөзекке құяды, ал қайсысы Үңгірлі көлден Ғажайып Һ әрпіне дейін ағады?",
     ["Өңіртау өзені", "Ұлысай", "Іле бойындағы Қызылсу", "Әулиеағаш"]),
    ("What stands in <script>document.title = 'broken'</script> & \"quotes\"?",
     ["<b>bold</b> & 'more'", "</script><img src=x>", "👩‍👧 emoji"]),
    ("كم عدد المقاعد في المجلس؟", ["ألف مقعد", "مئة مقعد", "عشرة مقاعد"]),
    ("Which of these rather long sentences says what the assembly decided on the evening of the second day?",
     ["That every village with more than one hundred households sends two deputies, one of whom must be a woman",
      "https://example.org/" + "verylongwordwithoutanyspace" * 3,
      "That nothing is decided before the snow has melted and the roads to the three northern districts are open"]),
    ("In which year did the ferry stop?", ["1931", "1929", "1947", "1952"]),
]
EXPLANATION = ("Told on page {} & after, where the whole evening is described, with the names of all who spoke in the hall "
               "and of what each of them asked for.")
RIGHT = {text: options[0] for text, options in QUESTIONS}


def deck():
    """The questions as a deck file; each has an explanation."""
    lines = ['format = 1\n[deck]\nid = "class"\ntitle = "A class"\n']
    for number, (text, options) in enumerate(QUESTIONS):
        others = ", ".join(json.dumps(option, ensure_ascii=False) for option in options[1:])
        quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in
                  (("stem", text), ("key", options[0]), ("explanation", EXPLANATION.format(number + 1)))}
        lines.append(f'[[item]]\nid = "q{number}"\nstem = {quoted["stem"]}\nkey = {quoted["key"]}\n'
                     f'distractors = [{others}]\nexplanation = {quoted["explanation"]}\n')
    return "\n".join(lines)


def until(what, test, instead=lambda: ""):
    """Waits until `test` gives something true, and returns it; `instead` tells what there is if it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = test()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"in {PATIENCE} s never: {what}; {instead()}")


class Teacher:
    """The program, with a home of its own; lines go in, events come out."""

    def __init__(self, *words):
        self.folder = tempfile.TemporaryDirectory()
        home = Path(self.folder.name)
        (home / "decks").mkdir()
        (home / "decks" / "class.toml").write_text(deck())
        self.home = home
        self.errors = open(home / "errors.txt", "w+", encoding="utf-8")
        self._begin("deck:class", *words)

    def _begin(self, *words):
        self.program = subprocess.Popen(
            [SURAQ, "--home", str(self.home), "live", *words, "--json", "--plain", "--bind", "127.0.0.1"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True, encoding="utf-8",
        )
        self.events = queue.Queue()
        threading.Thread(target=self._read, args=(self.program.stdout,), daemon=True).start()
        serving = self.wait("serving")
        self.code = serving["code"]
        self.screen = serving["screen"]
        self.port = urllib.parse.urlsplit(serving["addresses"][0]).port

    def _read(self, lines):
        for line in lines:
            self.events.put(json.loads(line))

    def crash(self):
        """The program is killed where it stands."""
        self.program.kill()
        self.program.wait()

    def resume(self):
        self._begin("--resume", self.code)

    def say(self, line):
        self.program.stdin.write(line + "\n")
        self.program.stdin.flush()

    def wait(self, event, **fields):
        """The next event of this name with these fields; others are passed over."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                told = self.events.get(timeout=0.2)
            except queue.Empty:
                if self.program.poll() is not None:
                    break
                continue
            if told["event"] == event and all(told.get(name) == value for name, value in fields.items()):
                return told
        self.errors.seek(0)
        raise AssertionError(f"no {event} {fields}: {self.errors.read()}")

    def ask(self, line, event, **fields):
        """Says a line and returns the event that follows; what was told before is passed over."""
        while not self.events.empty():
            self.events.get()
        self.say(line)
        return self.wait(event, **fields)

    def until_answered(self, count):
        """Waits until so many have answered the question."""
        until(f"{count} answered", lambda: self.ask("status", "open")["answered"] == count)

    def results(self):
        ran = subprocess.run([SURAQ, "--home", str(self.home), "results", self.code, "--json"],
                             capture_output=True, text=True, check=True, encoding="utf-8")
        return json.loads(ran.stdout)

    def leave(self):
        if self.program.poll() is None:
            self.program.stdin.close()
            self.program.wait(timeout=PATIENCE)
        self.errors.close()
        self.folder.cleanup()


class Air:
    """What is between one phone and the host, on an address of its own; it can be cut, as where Wi-Fi ends: nothing
    is refused, nothing arrives."""

    def __init__(self, number, port):
        self.port = port
        self.whole = threading.Event()
        self.whole.set()
        self.listener = socket.create_server((f"127.0.1.{number}", 0))
        self.host = "%s:%d" % self.listener.getsockname()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self):
        self.whole.clear()

    def mend(self):
        self.whole.set()

    def _accept(self):
        while True:
            phone, _ = self.listener.accept()
            threading.Thread(target=self._carry, args=(phone,), daemon=True).start()

    def _carry(self, phone):
        self.whole.wait()
        try:
            host = socket.create_connection(("127.0.0.1", self.port))
        except OSError:
            phone.close()
            return
        threading.Thread(target=self._pump, args=(host, phone), daemon=True).start()
        self._pump(phone, host)

    def _pump(self, source, target):
        try:
            while data := source.recv(65536):
                self.whole.wait()
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Pupil:
    """A phone without a browser: joins by the form, listens on the socket, sends again until acknowledged."""

    def __init__(self, teacher, name, host=None):
        self.host = host or f"127.0.0.1:{teacher.port}"
        self.view, self.acks, self.number = {}, {}, 0
        page = self.post("/join", code=teacher.code, name=name, lang="en")
        assert page.status == 303, (page.status, page.read())
        self.cookie = page.headers["Set-Cookie"].split(";")[0]
        self.connect()

    def post(self, path, **fields):
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.host}"}
        connection.request("POST", path, urllib.parse.urlencode(fields), headers)
        return connection.getresponse()

    def connect(self):
        self.socket = websocket.create_connection(
            f"ws://{self.host}/ws", cookie=self.cookie, origin=f"http://{self.host}", timeout=PATIENCE)
        threading.Thread(target=self._listen, args=(self.socket,), daemon=True).start()

    def reconnect(self):
        """As a page that is loaded again."""
        self.socket.close()
        self.view = {}
        self.connect()
        until("a view", lambda: self.view)

    def _listen(self, line):
        try:
            while True:
                message = json.loads(line.recv())
                if message["t"] == "ack":
                    self.acks[message["id"]] = message["saved"]
                else:
                    self.view = message
        except (OSError, ValueError, websocket.WebSocketException):
            pass

    def sees(self, phase, text=None):
        round_ = self.view.get("round") or {}
        return self.view.get("phase") == phase and (text is None or round_.get("text") == text)

    def answer(self, option):
        """Sends an answer once; `saved` tells what became of it."""
        self.number += 1
        round_ = self.view["round"]
        chosen = next(each["id"] for each in round_["options"] if each["text"] == option)
        message = {"t": "answer", "id": self.number, "question": round_["question"], "option": chosen}
        self.socket.send(json.dumps(message))

    def saved(self):
        return self.acks.get(self.number)
