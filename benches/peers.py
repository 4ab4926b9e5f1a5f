#!/usr/bin/env python3
"""Start to the first card of Suraq and of other programs that study on a terminal, on the same questions.

    benches/peers.py [CARDS] [--install] [--suraq PROGRAM] [--from FOLDER]

A program is taken from FOLDER/bin or from the PATH; with --install it is first installed with cargo into
FOLDER (target/peers where none is named). One that is not there, or does not install, is named and skipped.
Each runs on a pseudo-terminal of 80 columns and 24 rows, in a home of its own that it has seen once before,
as on every day but the first: median of nine runs from the start of the process to the moment at which the
words of a card stand on the screen. hashcards has no terminal: it is asked for its page in a loop.
Figures taken while something else runs are not to be trusted; the load is printed first.
"""

import argparse
import fcntl
import os
import pty
import resource
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Words of every question, and of nothing else that a program prints.
WORDS = "passengers did the ferry"
RUNS = 9
PATIENCE = 60
PORT = 8717


def question(number):
    return f"How many passengers did the ferry number {number} carry in 2031?"


def suraq(home, cards):
    """Decks of a thousand cards."""
    decks = home / "decks"
    decks.mkdir()
    for part in range(0, cards, 1000):
        items = "".join(
            f'\n[[item]]\nid = "f{number}"\nstem = "{question(number)}"\nkey = "{number + 40}"\n'
            for number in range(part, min(part + 1000, cards))
        )
        head = f'format = 1\n\n[deck]\nid = "ferries-{part}"\ntitle = "Ferries {part}"\n'
        (decks / f"ferries-{part}.toml").write_text(head + items)
    return ["--home", str(home), "review", "deck:ferries-0"], {}


def vocage(home, cards):
    deck = home / "ferries.tsv"
    lines = (f"{question(number)}\t{number + 40}\n" for number in range(cards))
    deck.write_text("".join(lines))
    return [str(deck)], {}


def carddown(home, cards):
    notes = home / "notes"
    notes.mkdir()
    for part in range(0, cards, 1000):
        lines = (f"{question(number)} : {number + 40} #flashcard\n" for number in range(part, min(part + 1000, cards)))
        (notes / f"ferries-{part}.md").write_text("".join(lines))
    return ["revise"], {"scan": ["scan", str(notes)]}


def hashcards(home, cards):
    for part in range(0, cards, 1000):
        lines = (f"Q: {question(number)}\nA: {number + 40}\n\n" for number in range(part, min(part + 1000, cards)))
        (home / f"ferries-{part}.md").write_text("".join(lines))
    return ["drill", str(home), "--port", str(PORT), "--open-browser", "false"], {"page": f"http://127.0.0.1:{PORT}/"}


# Name, and what makes its home; srl has another shape of files in every version and is only looked for.
PEERS = {"suraq": suraq, "vocage": vocage, "carddown": carddown, "hashcards": hashcards, "srl": None}


def install(name, folder):
    print(f"  installing {name} ...", flush=True)
    command = ["cargo", "install", name, "--locked", "--root", str(folder)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.startswith("error")]
        print(f"  {name}: does not install: {last[0] if last else done.returncode}")


def environment(home):
    known = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return known | {"HOME": str(home), "TERM": "xterm-256color", "XDG_DATA_HOME": str(home / "data")}


def end(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def begin(command, home):
    """A process on a terminal of its own, and our end of that."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        command, stdin=its, stdout=its, stderr=its, cwd=home, env=environment(home), start_new_session=True
    )
    os.close(its)
    return process, ours


def until_words(command, home):
    """Milliseconds until the words of a card are on the screen, and its greatest memory in MB."""
    begun = time.perf_counter()
    process, ours = begin(command, home)
    seen = b""
    try:
        while WORDS.encode() not in seen:
            left = PATIENCE - (time.perf_counter() - begun)
            if left <= 0 or not select.select([ours], [], [], left)[0]:
                return None
            try:
                piece = os.read(ours, 65536)
            except OSError:
                return None
            if not piece:
                return None
            # A program may ask its terminal where the cursor is.
            if b"\x1b[6n" in piece:
                os.write(ours, b"\x1b[1;1R")
            seen += piece
        took = (time.perf_counter() - begun) * 1000
        return took, memory(process.pid)
    finally:
        end(process)
        os.close(ours)


def until_page(command, home, page):
    begun = time.perf_counter()
    process, ours = begin(command, home)
    try:
        while time.perf_counter() - begun < PATIENCE:
            try:
                with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
                    if WORDS.encode() in answer.read():
                        return (time.perf_counter() - begun) * 1000, memory(process.pid)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.002)
        return None
    finally:
        end(process)
        os.close(ours)


def memory(pid):
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(lines[0][1]) / 1024 if lines else 0.0


def measure(name, program, cards):
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        words, more = PEERS[name](home, cards)
        if "scan" in more:
            subprocess.run([program, *more["scan"]], cwd=home, env=environment(home), check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        command = [program, *words]
        once = (lambda: until_page(command, home, more["page"])) if "page" in more else (lambda: until_words(command, home))
        runs = [once() for _ in range(RUNS + 1)][1:]
    if any(run is None for run in runs):
        print(f"  {name}: no card was seen within {PATIENCE} s")
        return
    median = statistics.median(took for took, _ in runs)
    print(f"  {name}: {median:.0f} ms, {max(held for _, held in runs):.1f} MB")


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("cards", type=int, nargs="?", default=10_000)
    asked.add_argument("--install", action="store_true", help="install what is not there with cargo")
    asked.add_argument("--suraq", default=str(ROOT / "target/release/suraq"), help="the program to compare")
    asked.add_argument("--from", dest="folder", type=Path, default=ROOT / "target/peers", help="where peers are")
    wish = asked.parse_args()
    print(f"{wish.cards} cards, at a load of {os.getloadavg()[0]:.1f}")
    for name, home in PEERS.items():
        found = str(Path(wish.suraq).resolve()) if name == "suraq" else shutil.which(name, path=f"{wish.folder}/bin:{os.environ['PATH']}")
        if not found and wish.install:
            install(name, wish.folder)
            found = shutil.which(name, path=f"{wish.folder}/bin")
        if not found or not Path(found).exists():
            print(f"  {name}: is not here; skipped")
        elif home is None:
            print(f"  {name}: is here, but how it keeps its cards is not known; skipped")
        else:
            measure(name, found, wish.cards)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
