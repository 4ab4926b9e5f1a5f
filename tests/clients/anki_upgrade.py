"""A later package over an earlier one that was studied, in four cases, by laws that hold in each of them.

Nothing was changed; the deck was changed here; cards and deck were moved and renamed here; the learner edited the
deck in Anki in between. Run by `tests/clients/run`.
"""

import sys

from anki.consts import QUEUE_TYPE_SUSPENDED

from anki_round import counts, run_all, study
from world import Anki, Suraq

EARLY, LATE = "2020-01-20T09:00:00+00:00", "2020-03-01T09:00:00+00:00"
PROGRESS = "select id, did, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data from cards"


def notes_of(collection):
    """Fields and tags of every note, by its guid."""
    return {guid: (fields, tags) for guid, fields, tags in collection.db.execute("select guid, flds, tags from notes")}


def upgraded(here, there, progress=False):
    """Exports, imports and studies, changes both sides, exports and imports again; returns what came of it."""
    suraq, anki, fresh = Suraq("kinds"), Anki(), Anki()
    anki.read(suraq.export("old.apkg", "deck:kinds", now=EARLY))
    collection = anki.collection
    assert study(anki, "Ways to ask", 12) == 12
    sent = notes_of(collection)
    there(collection, anki)
    mine, before = notes_of(collection), dict((row[0], row) for row in collection.db.execute(PROGRESS))
    reviews = collection.db.all("select * from revlog order by id")
    here(suraq)
    more = ["--with-progress"] if progress else []
    package = suraq.export("new.apkg", *(["deck:kinds or deck:elsewhere"] if here is move else ["deck:kinds"]), *more, now=LATE)
    fresh.read(package)
    wanted = notes_of(fresh.collection)
    log = counts(anki.read(package, progress=progress))
    # What was learned stays as it was, to the last column, and lies where the learner put it.
    after = dict((row[0], row) for row in collection.db.execute(PROGRESS))
    assert all(after[card] == row for card, row in before.items()), "a card lost something"
    assert collection.db.all("select * from revlog order by id")[: len(reviews)] == reviews
    # Every note once, of the same types, and nothing that Anki would have to mend.
    now = notes_of(collection)
    assert set(now) == set(mine) | set(wanted) and log["conflicting"] == 0, log
    assert len(after) == collection.db.scalar("select count() from (select distinct nid, ord from cards)")
    names = [kind.name for kind in collection.models.all_names_and_ids()]
    assert not [name for name in names if name.endswith("+")], names
    problems, fine = collection.fix_integrity()
    assert fine, problems
    # What changed here and not there is new there; what changed there and not here stays.
    for guid, note in wanted.items():
        if guid in mine and guid in sent:
            if mine[guid] == sent[guid]:
                assert now[guid] == note, note
            elif note == sent[guid]:
                assert now[guid] == mine[guid], mine[guid]
    return suraq, anki, log


def leave(*_):
    """Changes nothing."""


def edit(suraq):
    """Another text, another card, one that is no longer asked."""
    deck = suraq.deck("kinds")
    text = deck.read_text().replace("Which lake is the deepest?", "Which lake is deepest of all?")
    deck.write_text(text + '\n[[item]]\nid = "added"\nstem = "Who is new?"\nkey = "Aru"\n')
    suraq.run("retire", "kinds/plain", now=LATE)


def move(suraq):
    """A card goes to another deck, and its old one gets another title."""
    suraq.run("move", "kinds/typed", "--to", "Elsewhere", now=LATE)
    deck = suraq.deck("kinds")
    deck.write_text(deck.read_text().replace('title = "Ways to ask"', 'title = "How to ask"'))


def learn(collection, anki):
    """Edits, tags, moves, suspends, flags, deletes and adds, as learners do."""
    edited = anki.note('"Which party won?"')
    edited["Explanation"], edited.tags = "In my own words.", edited.tags + ["mine"]
    collection.update_note(edited)
    mine = collection.decks.id("My own::Lakes")
    collection.set_deck(collection.find_cards('"Which lake is the deepest?"'), mine)
    (suspended,) = collection.find_cards('"Which came first?"')
    collection.sched.suspend_cards([suspended])
    collection.set_user_flag_for_cards(3, [suspended])
    collection.remove_notes([anki.note('"Who founded the khanate?"').id])
    added = collection.new_note(collection.models.by_name("Suraq Basic"))
    added["Question"], added["Answer"] = "Whose is this?", "Mine"
    collection.add_note(added, mine)


def nothing_changed_and_nothing_changes():
    for progress in (False, True):
        _, _, log = upgraded(leave, leave, progress)
        assert (log["new"], log["updated"]) == (0, 0), log


def the_deck_was_edited_here():
    for progress in (False, True):
        _, anki, log = upgraded(edit, leave, progress)
        assert (log["new"], log["updated"]) == (1, 2), log
        assert anki.note('"deepest of all"')["Answer"] == "Lake Sary"
        assert anki.note("tag:suraq::retired")["Question"] == "Why did the ferry stop?"


def cards_and_deck_moved_here():
    _, anki, log = upgraded(move, leave)
    assert (log["new"], log["updated"]) == (0, 0), log
    (card,) = anki.collection.find_cards('"Which lake is the deepest?"')
    assert anki.collection.decks.name(anki.collection.get_card(card).did) == "Ways to ask"


def the_deck_was_edited_there_in_between():
    for here in (leave, edit, move):
        _, anki, log = upgraded(here, learn)
        collection = anki.collection
        assert log["new"] == (2 if here is edit else 1), log
        kept = anki.note('"Which party won?"')
        assert kept["Explanation"] == "In my own words." and "mine" in kept.tags
        (lake,) = collection.find_cards('"Which lake is"')
        assert collection.decks.name(collection.get_card(lake).did) == "My own::Lakes"
        (suspended,) = anki.cards('"Which came first?"')
        assert suspended.queue == QUEUE_TYPE_SUSPENDED and suspended.flags & 7 == 3
        assert anki.note('"Whose is this?"')["Answer"] == "Mine"
        (again,) = anki.cards('"Who founded the khanate?"')
        assert again.reps == 0, "what was deleted there comes back new"


TESTS = [
    nothing_changed_and_nothing_changes,
    the_deck_was_edited_here,
    cards_and_deck_moved_here,
    the_deck_was_edited_there_in_between,
]


if __name__ == "__main__":
    sys.exit(run_all(TESTS))
