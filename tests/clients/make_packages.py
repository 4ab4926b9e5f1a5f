#!/usr/bin/env python3
"""Makes Anki packages with Anki itself, and the memory that Anki computes for made-up histories.

    pip install anki
    python3 tests/clients/make_packages.py FOLDER

FOLDER gets packages of every generation of one collection with all stock note types, media and
reviews of all sorts, and `anki_memory.txt`, the file that `tests/golden/import/` keeps: weights,
histories, and stability and difficulty as Anki has them after each. The same seed gives the same
histories; their days lie before today, so the times in them differ from day to day.
"""

import os
import random
import sys
import time

from anki.collection import Collection, ExportAnkiPackageOptions

DAY = 86_400
WEIGHTS = [0.3, 1.5, 2.9, 9.0, 6.2, 0.8, 2.9, 0.01, 1.7, 0.15, 0.75, 1.5, 0.06, 0.25, 1.6, 0.55, 1.9, 0.5, 0.1, 0.07, 0.18]
LEARNING, REVIEW, RELEARNING, FILTERED, BY_HAND, RESCHEDULED = range(6)


def fill(collection, folder):
    """Adds notes of every stock type."""
    verbs, nouns = (collection.decks.id(name) for name in ("Made::Verbs", "Made::Nouns"))

    def add(kind, fields, deck):
        note = collection.new_note(collection.models.by_name(kind))
        for place, field in enumerate(fields):
            note.fields[place] = field
        note.tags = ["made", f"kind::{kind.split()[0].lower()}"]
        collection.add_note(note, deck)

    for name, content in (("flag.png", b"\x89PNG made"), ("word.mp3", b"ID3 made")):
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(content)
        collection.media.add_file(path)
    for number in range(60):
        add("Basic", [f"What is <b>number</b> {number} &amp; why?", f"answer {number}<br>second line"], verbs)
    for number in range(5):
        add("Basic (and reversed card)", [f"front {number}", f"back {number}"], nouns)
        add("Basic (type in the answer)", [f"typed {number}", f"key {number}"], nouns)
    add("Basic (optional reversed card)", ["front", "back", "y"], nouns)
    add("Cloze", ["The {{c1::city::place}} of {{c2::the {{c3::inner}} land}} is {{c1::Oron}}", "<i>extra</i>"], nouns)
    add("Basic", ['<img src="flag.png">', "a flag"], nouns)
    add("Basic", ["Say: [sound:word.mp3]", "a word"], nouns)
    add("Basic", ["[latex]\\frac{a}{b}[/latex]", "a over b, \\(x^2\\)"], nouns)


def history(style, start, now, chance):
    """A made-up history: times, ratings, intervals, factors and kinds."""
    entries, at, kind, interval = [], start, LEARNING, 0
    for step in range(chance.randint(3, 14)):
        if at > now - 60:
            break
        rating = chance.choices([1, 2, 3, 4], [15, 15, 55, 15])[0]
        factor = chance.randint(100, 1100) if style == 6 else chance.choice([2500, 2300, 1900])
        if style in (5, 6) and step == 0:
            kind, interval = REVIEW, 20  # the learning is gone
        if style == 2 and step == 5:
            entries.append((at, 0, 0, 0, BY_HAND))
            kind, interval, at = LEARNING, 0, at + 2 * DAY
            continue
        if style == 3 and step % 3 == 1:
            entries.append((at, 3, -600, 0, FILTERED))
            at += 5 * 3600
            continue
        if style == 4 and step % 4 == 2:
            entries.append((at, 0, 30, 2500, RESCHEDULED))
            at += 3600
            continue
        shown = kind
        if kind == LEARNING:
            interval = -60 if rating == 1 else -600 if step < 2 and rating < 4 else chance.randint(1, 8)
            kind = REVIEW if interval > 0 else LEARNING
            factor = factor if interval > 0 else 0
        elif rating == 1:
            interval, kind = -600, RELEARNING
        else:
            interval = max(1, int(max(interval, 1) * chance.uniform(1.1, 2.5))) if kind == REVIEW else chance.randint(1, 5)
            kind = REVIEW
        entries.append((at, rating, interval, factor, shown))
        pause = -interval + chance.randrange(7200) if interval < 0 else DAY * max(1, interval + chance.randint(-1, 6))
        at += pause + (chance.randrange(-20_000, 20_000) if interval > 0 else 0)
    if style == 7:
        for _ in range(3):
            entries.append((at, 3, -600, 0, LEARNING))
            at += 700
    return [entry for entry in entries if entry[0] < now]


def study(collection, weights, chance):
    """Gives most cards a history and a place in the schedule."""
    options = collection.decks.config_dict_for_deck_id(1)
    options["fsrsParams6"] = weights
    collection.decks.update_config(options)
    collection.set_config("fsrs", True)
    now, used = int(time.time()), set()
    for place, card_id in enumerate(list(collection.find_cards(""))[:75]):
        start = now - DAY * chance.randint(200, 900) + chance.randrange(80_000)
        for at, rating, interval, factor, kind in history(place % 8, start, now, chance):
            entry = int(at * 1000) + chance.randrange(1000)
            while entry in used:
                entry += 1
            used.add(entry)
            row = (entry, card_id, -1, rating, interval, 0, factor, 4000, kind)
            collection.db.execute("insert into revlog values (?,?,?,?,?,?,?,?,?)", *row)
        card = collection.get_card(card_id)
        card.type = card.queue = 2
        card.ivl, card.factor, card.reps = 10, 2500, 7
        card.due = collection.sched.today + chance.randint(-3, 20)
        card.queue = {3: -1, 5: -2}.get(place % 10, 2)
        card.flags = 3 if place % 10 == 4 else 0
        collection.update_card(card)


def memory_lines(collection, weights):
    """Weights, then every history and the memory Anki computes for it."""
    yield "weights " + " ".join(map(str, weights))
    for card_id in collection.find_cards(""):
        state = collection.compute_memory_state(card_id)
        if state.stability is None:
            continue
        yield "card"
        sql = "select id, ease, ivl, factor, type from revlog where cid = ? order by id"
        for row in collection.db.execute(sql, card_id):
            yield "review " + " ".join(map(str, row))
        yield f"memory {state.stability:.5f} {state.difficulty:.4f}"


def main(folder):
    os.makedirs(folder, exist_ok=True)
    lines = []
    for weights, seed in ((WEIGHTS, 5), ([], 11)):
        path = os.path.join(folder, f"made-{seed}.anki2")
        collection = Collection(path)
        fill(collection, folder)
        study(collection, weights, random.Random(seed))
        lines.extend(memory_lines(collection, weights))
        for legacy in (True, False):
            age = "legacy" if legacy else "latest"
            options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy)
            out = os.path.join(folder, f"{age}-{seed}.apkg")
            collection.export_anki_package(out_path=out, options=options, limit=None)
        collection.close()
        for legacy in (True, False):
            age = "legacy" if legacy else "latest"
            collection = Collection(path)
            collection.export_collection_package(os.path.join(folder, f"{age}-{seed}.colpkg"), True, legacy)
    with open(os.path.join(folder, "anki_memory.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
