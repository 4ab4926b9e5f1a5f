#!/usr/bin/env python3
"""One deck of basic notes written by Suraq, by genanki and by Anki's own exporter, in one run.

    pip install genanki anki
    benches/anki_peers.py [NOTES]

Every writer runs in a process of its own: wall clock, processor time and greatest memory are of
the whole process, start included; for Anki the notes are added first, which is told apart.
Suraq runs as `cargo bench --bench anki -- NOTES`, built before the clock starts.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def text(number):
    return (
        f"What did the council of village number {number:07} decide in 1995?",
        f"It decided to mend the bridge {number:07}, and to pay with what was left.",
    )


def genanki(notes, out):
    import genanki as writer

    model = writer.Model(
        1607392319, "Bench", fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"}],
    )
    deck = writer.Deck(2059400110, "Bench")
    for number in range(notes):
        deck.add_note(writer.Note(model=model, fields=list(text(number)), tags=["useful"]))
    writer.Package(deck).write_to_file(out)


def anki(notes, out, legacy):
    from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions

    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(os.path.join(folder, "collection.anki2"))
        kind = collection.models.by_name("Basic")
        deck = collection.decks.id("Bench")
        for start in range(0, notes, 5000):
            batch = []
            for number in range(start, min(notes, start + 5000)):
                note = collection.new_note(kind)
                note.fields, note.tags = list(text(number)), ["useful"]
                batch.append(AddNoteRequest(note=note, deck_id=deck))
            collection.add_notes(batch)
        before = time.perf_counter()
        options = ExportAnkiPackageOptions(legacy=legacy)
        collection.export_anki_package(out_path=out, options=options, limit=None)
        print(json.dumps({"export alone": round(time.perf_counter() - before, 2)}))
        collection.close()


WRITERS = {
    "genanki": genanki,
    "anki, legacy": lambda notes, out: anki(notes, out, True),
    "anki, latest": lambda notes, out: anki(notes, out, False),
}


def measured(words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used, ran.stdout.strip()


def suraq_program():
    words = ["cargo", "bench", "--bench", "anki", "--no-run", "--message-format", "json"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    built = [json.loads(line) for line in ran.stdout.splitlines()]
    return next(one["executable"] for one in built
                if one.get("executable") and one["target"]["name"] == "anki")


def main():
    if len(sys.argv) == 4:  # one writer, in its own process
        name, notes, out = sys.argv[1:]
        WRITERS[name](int(notes), out)
        print(json.dumps({"MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
        return
    notes = sys.argv[1] if len(sys.argv) > 1 else "100000"
    wall, used, said = measured([suraq_program(), notes])
    print(f"suraq         {wall:6.2f} s wall  {used:6.2f} s processor, whole process; package alone:\n  {said}")
    with tempfile.TemporaryDirectory() as folder:
        for name in WRITERS:
            out = os.path.join(folder, "bench.apkg")
            try:
                wall, used, said = measured([sys.executable, __file__, name, notes, out])
            except subprocess.CalledProcessError as error:
                print(f"{name}: not measured: {error.stderr.strip().splitlines()[-1]}")
                continue
            size = os.path.getsize(out) / 1e6
            said = " ".join(said.split("\n"))
            print(f"{name:13} {wall:6.2f} s wall  {used:6.2f} s processor  {size:6.2f} MB  {said}")


if __name__ == "__main__":
    main()
