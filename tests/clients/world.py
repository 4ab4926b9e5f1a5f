"""A home of Suraq and collections of Anki in temporary folders, for the tests beside this file."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

ROOT = Path(__file__).resolve().parents[2]
SURAQ = os.environ.get("SURAQ", str(ROOT / "target/debug/suraq"))
SAMPLES = ROOT / "tests/golden/anki"
NOW = "2026-11-26T09:00:00+00:00"


class Suraq:
    """The program with a home of its own; `decks` are files copied into it."""

    def __init__(self, *decks):
        self.folder = tempfile.TemporaryDirectory()
        self.home = Path(self.folder.name)
        (self.home / "decks").mkdir()
        for deck in decks:
            self.deck(deck).write_text((SAMPLES / f"{deck}.toml").read_text())

    def deck(self, name):
        return self.home / "decks" / f"{name}.toml"

    def run(self, *words, typed="", now=NOW, status=0):
        ran = subprocess.run(
            [SURAQ, "--home", str(self.home), "--now", now, *words],
            input=typed, capture_output=True, text=True, check=False,
        )
        if status is not None and ran.returncode != status:
            raise AssertionError(f"{words} ended with {ran.returncode}: {ran.stderr}")
        return ran

    def export(self, name, *words, now=NOW):
        package = self.home / name
        self.run("export", "anki", *words, "-o", str(package), "--force", now=now)
        return package

    def json(self, *words, now=NOW):
        return [json.loads(line) for line in self.run(*words, "--json", now=now).stdout.splitlines()]


class Anki:
    """An empty collection."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.collection = Collection(str(Path(self.folder.name) / "collection.anki2"))

    def read(self, package, progress=False):
        options = ImportAnkiPackageOptions(with_scheduling=progress, with_deck_configs=progress)
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        return self.collection.import_anki_package(request).log

    def write(self, package, legacy=False):
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        self.collection.export_anki_package(out_path=str(package), options=options, limit=None)

    def cards(self, query=""):
        return [self.collection.get_card(card) for card in self.collection.find_cards(query)]

    def note(self, query):
        (note,) = self.collection.find_notes(query)
        return self.collection.get_note(note)
