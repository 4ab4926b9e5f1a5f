"""Suraq to Anki and back, through Anki's own backend: nothing is taken on trust of a format.

Each test is a function whose name says what must hold. Run by `tests/clients/run`.
"""

import re
import sqlite3
import sys
import tempfile
from pathlib import Path

from anki.consts import QUEUE_TYPE_SUSPENDED
from anki.scheduler.v3 import CardAnswer

from world import Anki, Suraq

AFTER = "2100-01-01T09:00:00+00:00"


def counts(log):
    return {name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")}


def study(anki, deck, number):
    """Answers cards of a deck as they come, with all four buttons in turn; returns how many there were."""
    decks, scheduler = anki.collection.decks, anki.collection.sched
    options = decks.get_config(1)
    options["new"]["perDay"] = 1000
    decks.update_config(options)
    decks.select(decks.id_for_name(deck))
    ratings = (CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.EASY)
    for count in range(number):
        queued = scheduler.get_queued_cards().cards
        if not queued:
            return count
        card = anki.collection.get_card(queued[0].card.id)
        card.start_timer()
        scheduler.answer_card(
            scheduler.build_answer(card=card, states=queued[0].states, rating=ratings[count % 4])
        )
    return number


def every_deck_arrives_whole_and_again_without_a_change():
    suraq, anki = Suraq("kinds", "hostile"), Anki()
    package = suraq.export("all.apkg")
    new = counts(anki.read(package))
    assert new["conflicting"] == 0 and new["new"] > 1000, new
    again = counts(anki.read(package))
    assert again == {"new": 0, "updated": 0, "duplicate": new["new"], "conflicting": 0}, again
    assert len(anki.cards()) == new["new"], "a card for every note"
    problems, fine = anki.collection.fix_integrity()
    assert fine, problems


def every_card_shows_two_different_sides():
    suraq, anki = Suraq("kinds", "hostile"), Anki()
    anki.read(suraq.export("all.apkg", "deck:kinds or deck:hostile"))
    for card in anki.cards():
        bare = [re.sub(r"<style>.*?</style>|<script>.*?</script>|<[^>]*>", "", side, flags=re.S).strip()
                for side in (card.question(), card.answer())]
        assert bare[0] and bare[0] != bare[1], bare
        assert not card.question_av_tags() and not card.answer_av_tags(), bare
        assert "cloze" not in card.note_type()["name"].lower() or "class=\"cloze\"" in card.question()


def a_later_package_changes_what_changed_and_nothing_else():
    suraq, anki = Suraq("kinds"), Anki()
    anki.read(suraq.export("one.apkg", "deck:kinds", now="2026-11-20T09:00:00+00:00"))
    assert study(anki, "Ways to ask", 12) == 12
    own = anki.note("\"Which party won?\"")
    own["Explanation"] = "The learner's own words."
    anki.collection.update_note(own)
    before = {card.id: (card.ivl, card.due, card.reps, card.did) for card in anki.cards()}

    deck = suraq.deck("kinds")
    text = deck.read_text().replace("Which lake is the deepest?", "Which lake is deepest of all?")
    deck.write_text(text + "\n[[item]]\nid = \"added\"\nstem = \"Who is new?\"\nkey = \"Aru\"\n")
    suraq.run("retire", "kinds/plain", now="2026-12-01T09:00:00+00:00")
    log = counts(anki.read(suraq.export("two.apkg", "deck:kinds", now="2026-12-01T10:00:00+00:00")))
    assert (log["new"], log["updated"], log["conflicting"]) == (1, 2, 0), log
    assert anki.note("\"deepest of all\"")["Answer"] == "Lake Sary"
    assert anki.note("tag:suraq::retired")["Question"] == "Why did the ferry stop?"
    assert anki.note("\"Which party won?\"")["Explanation"] == "The learner's own words."
    for card in anki.cards():
        if card.id in before:
            assert before[card.id] == (card.ivl, card.due, card.reps, card.did)


def what_the_learner_changed_there_stays():
    suraq, anki = Suraq("kinds"), Anki()
    anki.read(suraq.export("one.apkg", "deck:kinds", now="2020-01-20T09:00:00+00:00"))
    study(anki, "Ways to ask", 8)
    collection = anki.collection
    # Edited there, untouched here; tagged there; moved there; deleted there; added there.
    edited = anki.note('"Which party won?"')
    edited["Explanation"], edited.tags = "In my own words.", edited.tags + ["mine"]
    collection.update_note(edited)
    mine = collection.decks.id("My own::Lakes")
    moved = collection.find_cards('"Which lake is the deepest?"')
    collection.set_deck(moved, mine)
    collection.remove_notes([anki.note('"Why did the ferry stop?"').id])
    added = collection.new_note(collection.models.by_name("Suraq Basic"))
    added["Question"], added["Answer"] = "Whose is this?", "Mine"
    collection.add_note(added, mine)
    # Edited there and then here, and the other way round.
    both = anki.note('"How many seats"')
    both["Explanation"] = "Counted by me."
    collection.update_note(both)
    renamed = collection.decks.get(collection.decks.id_for_name("Ways to ask"))
    collection.decks.rename(renamed, "Asked by others")
    before = {card.id: (card.ivl, card.due, card.reps, card.did) for card in anki.cards()}

    deck = suraq.deck("kinds")
    text = deck.read_text().replace("Which lake is the deepest?", "Which lake is deepest of all?")
    text = text.replace("How many seats", "How many of the seats")
    deck.write_text(text + "\n[[item]]\nid = \"added\"\nstem = \"Who is new?\"\nkey = \"Aru\"\n")
    # Exported before the learner's last edit, by the clock of this machine, and after it.
    early = suraq.export("two.apkg", "deck:kinds", now="2020-02-01T10:00:00+00:00")
    log = counts(anki.read(early))
    assert (log["new"], log["updated"], log["conflicting"]) == (2, 1, 0), log
    assert anki.note('"deepest of all"').cards()[0].did == mine, "a moved card stays where it is"
    assert anki.note('"How many seats"')["Explanation"] == "Counted by me.", "the later edit is theirs"
    text = deck.read_text().replace("How many of the seats", "How many seats in all")
    deck.write_text(text)
    late = suraq.export("three.apkg", "deck:kinds", now="2100-01-01T10:00:00+00:00")
    log = counts(anki.read(late))
    assert (log["new"], log["updated"], log["conflicting"]) == (0, 1, 0), log
    assert not anki.note('"How many seats in all"')["Explanation"].startswith("Counted"), "the later one is ours"
    kept = anki.note('"Which party won?"')
    assert kept["Explanation"] == "In my own words." and "mine" in kept.tags
    assert anki.note('"Whose is this?"')["Answer"] == "Mine"
    assert anki.note('"Why did the ferry stop?"').cards()[0].reps == 0, "what was deleted comes back new"
    for card in anki.cards():
        if card.id in before:
            assert before[card.id] == (card.ivl, card.due, card.reps, card.did)
    names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert {"Asked by others", "Ways to ask", "My own::Lakes"} <= names, names
    (new,) = collection.find_cards('"Who is new?"')
    assert collection.decks.name(collection.get_card(new).did) == "Ways to ask"


def progress_arrives_as_it_was():
    suraq, anki = Suraq("kinds"), Anki()
    typed = "\n3\n\n4\n\n1\n\n3\n\n2\n" * 4
    for day in ("01", "03", "08", "19"):
        suraq.run("review", "deck:kinds", "--plain", typed=typed,
                  now=f"2026-11-{day}T09:00:00+00:00", status=None)
    suraq.run("suspend", "kinds/choice")
    package = suraq.export("progress.apkg", "deck:kinds", "--with-progress")
    anki.read(package, progress=True)
    cards = {card.id: card for card in anki.cards()}
    told = suraq.json("find", "deck:kinds", "is:review")
    learned = [card for card in cards.values() if card.type == 2]
    assert learned and len(learned) == len(told), (len(learned), len(told))
    assert all(card.memory_state for card in learned)
    suspended = [card for card in cards.values() if card.queue == QUEUE_TYPE_SUSPENDED]
    assert len(suspended) == 1
    reviews = anki.collection.db.scalar("select count() from revlog")
    assert reviews == sum(card.reps for card in cards.values()), reviews
    first = anki.collection.db.list("select type from revlog group by cid having id = min(id)")
    assert set(first) == {0}, "every history begins with learning"
    presets = anki.collection.decks.all_config()
    (preset,) = [preset for preset in presets if preset["name"] == "Suraq"]
    assert len(preset["fsrsParams6"]) == 21 and preset["desiredRetention"] == 0.9

    # Anki computes the same memory from the reviews alone.
    for card in learned:
        state = anki.collection.compute_memory_state(card.id)
        assert abs(state.stability - card.memory_state.stability) < 1e-2 * state.stability, card.id
        assert abs(state.difficulty - card.memory_state.difficulty) < 1e-2, card.id


def fifty_cards_studied_there_come_home():
    suraq, anki = Suraq("kinds"), Anki()
    anki.collection.set_config("fsrs", True)
    anki.read(suraq.export("out.apkg", "deck:kz-soviet"))
    answered = study(anki, "Kazakhstan's political history", 50)
    reviews = anki.collection.db.scalar("select count() from revlog")
    assert answered == reviews == 50
    suspended = anki.collection.find_cards("is:new")[0]
    anki.collection.sched.suspend_cards([suspended])
    anki.collection.set_user_flag_for_cards(3, [suspended])
    learned = {anki.collection.get_note(card.nid).guid: card for card in anki.cards("-is:new")}
    with tempfile.TemporaryDirectory() as folder:
        back = Path(folder) / "back.apkg"
        anki.write(back)
        suraq.run("import", str(back))
        home(suraq, learned, reviews)
        # A second time nothing is new.
        suraq.run("import", str(back))
        home(suraq, learned, reviews)


def home(suraq, learned, reviews):
    """Every review, memory and day is with the card that went out."""
    with sqlite3.connect(suraq.home / "progress.db") as progress:
        (came,) = progress.execute(
            "select count(*) from review_log join card using (card) "
            "where rating is not null and item like 'kz-soviet/%'"
        ).fetchone()
        assert came == reviews, came
        guids = dict(progress.execute("select guid, item from exported_note"))
        states = {
            item: rest
            for item, *rest in progress.execute(
                "select item, stability, difficulty, phase, suspended, flag, lapses from card"
            )
        }
    marked = [item for item, state in states.items() if state[3] and state[4] == 3]
    assert len(marked) == 1, marked
    for guid, card in learned.items():
        stability, difficulty, phase, *_, lapses = states[guids[guid]]
        memory = card.memory_state
        assert abs(stability - memory.stability) <= 1e-3 * memory.stability, (guid, stability, memory)
        assert abs(difficulty - memory.difficulty) <= 1e-3 * memory.difficulty, (guid, difficulty, memory)
        assert phase == card.type and lapses == card.lapses, (guid, phase, card.type)


def what_nobody_studied_there_comes_back_without_a_change():
    suraq, anki = Suraq("kinds"), Anki()
    for day in ("01", "03", "08", "19"):
        suraq.run("review", "deck:kinds", "--plain", typed="\n3\n\n4\n\n1\n\n3\n\n2\n" * 4,
                  now=f"2026-11-{day}T09:00:00+00:00", status=None)
    suraq.run("suspend", "kinds/choice")
    anki.collection.set_config("fsrs", True)
    anki.read(suraq.export("out.apkg", "deck:kinds", "--with-progress"), progress=True)
    # Weights of the learner's own since then: they count here, whatever stands there.
    with sqlite3.connect(suraq.home / "progress.db") as progress:
        progress.execute("update card set stability = stability * 2 where stability > 0")
        before = progress.execute("select * from card order by card").fetchall()
    for legacy in (True, False):
        back = suraq.home / "back.apkg"
        anki.write(back, legacy)
        ran = suraq.run("import", str(back))
        assert "come along" not in ran.stdout and "suspended" not in ran.stdout, ran.stdout
        with sqlite3.connect(suraq.home / "progress.db") as progress:
            after = progress.execute("select * from card order by card").fetchall()
        assert after == before


def a_note_made_there_with_a_note_type_of_ours_stays_one():
    suraq, anki = Suraq("kinds"), Anki()
    anki.read(suraq.export("out.apkg", "deck:kinds"))
    collection = anki.collection
    made = collection.new_note(collection.models.by_name("Suraq Basic"))
    made["Question"], made["Answer"] = "Whose is this?", "It belongs to all of us, by an old law"
    collection.add_note(made, collection.decks.id("My own"))
    edited = anki.note('"Why did the ferry stop?"')
    edited["Question"], edited.tags = "Why did the ferry stop running?", edited.tags + ["mine"]
    collection.update_note(edited)
    back = suraq.home / "back.apkg"
    anki.write(back)
    ran = suraq.run("import", str(back), now=AFTER)
    assert "1 card of your own reads otherwise in Anki" in " ".join(ran.stderr.split()), ran.stderr
    suraq.run("import", str(back), "--take", "kinds/plain", now=AFTER)
    assert "stop running" in suraq.deck("kinds").read_text()
    log = counts(anki.read(suraq.export("again.apkg", "deck:kinds or deck:my-own", now=AFTER)))
    assert (log["new"], log["updated"], log["conflicting"]) == (0, 0, 0), log
    assert len(collection.find_notes('"Whose is this?"')) == 1
    assert "mine" in anki.note('"stop running"').tags


def options_of_decks_there_become_settings_here():
    anki = Anki()
    collection = anki.collection
    mine, other = collection.decks.id("Mine"), collection.decks.id("Other")
    for place in (mine, other):
        note = collection.new_note(collection.models.by_name("Basic"))
        note.fields = [f"What is {place}?", "a deck"]
        collection.add_note(note, place)
    study(anki, "Mine", 1)
    options = collection.decks.config_dict_for_deck_id(mine)
    options["desiredRetention"], options["new"]["perDay"] = 0.92, 15
    options["easyDaysPercentages"] = [1, 1, 1, 1, 1, 0.5, 0]
    collection.decks.update_config(options)
    deck = collection.decks.get(other)
    deck["newLimit"], deck["desiredRetention"] = 7, 85
    collection.decks.save(deck)
    for legacy in (True, False):
        suraq, package = Suraq(), Path(anki.folder.name) / "options.apkg"
        anki.write(package, legacy)
        ran = suraq.run("import", str(package))
        assert "Options taken from Anki" in ran.stderr, ran.stderr
        settings = (suraq.home / "config.toml").read_text()
        assert "[deck.mine]\nretention = 0.92\nnew-per-day = 15\n" in settings, settings
        assert "[deck.other]\nretention = 0.85\nnew-per-day = 7\n" in settings, settings
        assert 'easy-days = "sat 50 sun 0"' in settings, settings
        suraq.run("undo")
        assert not (suraq.home / "config.toml").exists(), "undo takes them back"


TESTS = [
    every_deck_arrives_whole_and_again_without_a_change,
    every_card_shows_two_different_sides,
    a_later_package_changes_what_changed_and_nothing_else,
    what_the_learner_changed_there_stays,
    progress_arrives_as_it_was,
    fifty_cards_studied_there_come_home,
    what_nobody_studied_there_comes_back_without_a_change,
    a_note_made_there_with_a_note_type_of_ours_stays_one,
    options_of_decks_there_become_settings_here,
]


def run_all(tests):
    """Runs tests one by one and says how each went; returns the exit status."""
    failed = 0
    for test in tests:
        name = test.__name__.replace("_", " ")
        try:
            said = test()
            print(f"ok      {name}" + (f" ({said})" if said else ""))
        except Exception as error:  # a test that breaks has failed, whatever broke
            failed += 1
            print(f"FAILED  {name}: {type(error).__name__}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run_all(TESTS))
