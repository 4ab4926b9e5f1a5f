"""What poppler makes of a paper's PDF files: its letters, its pages, and whether a stencil fits its sheet."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
SURAQ = os.environ.get("SURAQ", str(TARGET / "debug/suraq"))
KAZAKH = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ёё"
MARKUP = r"$x^2$ #let *b* _i_ @ref <tag> \ [x] // /* c */ ~ 1."
CHOICE = """
[[item]]
id = "lake-{0}"
stem = '{1} Lake {0}?'
key = "right {0}"
distractors = ["wrong {0}", "no {0}", "never {0}"]
"""


def deck():
    stems = [KAZAKH, MARKUP] + ["Which is it?"] * 38
    items = "".join(CHOICE.format(at, stem) for at, stem in enumerate(stems))
    return 'format = 1\n\n[deck]\nid = "lakes"\ntitle = "Lakes"\n' + items


def poppler(tool, *words):
    return subprocess.run([tool, *words], capture_output=True, text=True, check=True).stdout


def pages(path):
    """The text of each page; the last form feed ends a page."""
    return poppler("pdftotext", "-layout", str(path), "-").split("\f")[:-1]


def circles(path):
    """Where each letter in a circle stands: page within its part, place across, place down."""
    found, page = {}, -1
    for line in poppler("pdftotext", "-bbox", str(path), "-").splitlines():
        if "<page" in line:
            page += 1
        if word := re.search(r'xMin="([\d.]+)" yMin="([\d.]+)" .*>([A-Z])</word>', line):
            x, y, letter = float(word[1]), float(word[2]), word[3]
            found.setdefault(page, set()).add((round(x, 1), round(y, 1), letter))
    return found


def check(large):
    with tempfile.TemporaryDirectory() as home:
        home = Path(home)
        (home / "decks").mkdir()
        (home / "decks/lakes.toml").write_text(deck(), encoding="utf-8")
        words = ["paper", "deck:lakes", "-n", "40", "--versions", "2", "--sheet", "--pdf", str(home / "quiz.pdf")]
        options = ["--home", str(home), "--seed", "7", "--now", "2026-11-26T09:00:00+00:00"]
        subprocess.run([SURAQ, *options, *words, *large], check=True, capture_output=True)
        quiz, key = home / "quiz.pdf", home / "quiz-key.pdf"

        text = " ".join("".join(pages(quiz)).split())
        for part in (KAZAKH, MARKUP):
            assert all(word in text for word in part.split()), f"{part} is not in the text"
        told = poppler("pdfinfo", str(quiz))
        assert re.search(r"Tagged:\s+yes", told) and "CreationDate" not in told, told
        fonts = poppler("pdffonts", str(quiz)).splitlines()[2:]
        assert fonts and all(re.search(r"yes yes yes", line) for line in fonts), "not embedded, cut down and mapped"

        # The key begins with those of both versions on a page.
        for path, parts in ((quiz, 4), (key, 5)):
            read = [page.strip() for page in pages(path)]
            firsts = [at for at, page in enumerate(read) if re.search(r"Page 1 of \d+$", page)]
            assert len(firsts) == parts and all(at % 2 == 0 for at in firsts), firsts
            assert all(re.search(r"(Version [AB]|Key) · \d{5}", page) for page in read if page)

        sheets = {at for at, page in enumerate(pages(quiz)) if "Answer sheet" in page}
        stencils = {at for at, page in enumerate(pages(key)) if "Stencil" in page}
        on_sheet, on_stencil = circles(quiz), circles(key)
        for sheet, stencil in zip(sorted(sheets), sorted(stencils), strict=True):
            letters = {spot for spot in on_stencil[stencil] if spot[1] > 160}
            assert len(letters) >= 20 and letters <= on_sheet[sheet], "the stencil does not fit"


check([])
check(["--large"])
print("poppler reads the papers as they are")
