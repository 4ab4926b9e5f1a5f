//! Events of which the sentence says less, or something else, than their words: what happens in a film, a year
//! that may be another, a thing whose name stood behind a comma.
//!
//! As in [`super::astray`] it is the words around the clause that tell.

use crate::facts::clause::Clause;
use crate::facts::frame::{Event, NameKind};
use crate::facts::scene::View;
use crate::language::Tag;

/// Why nobody should learn the event from this sentence, if so.
pub fn objection(view: &View<'_>, clause: &Clause, event: &Event) -> Option<&'static str> {
    if is_invented(view) {
        return Some("what happens in a work");
    }
    if is_of_either_time(view, clause) {
        return Some("a time that may be another");
    }
    if is_of_remark(view, clause) {
        return Some("a time of what is told aside");
    }
    if is_first_since(view, clause) {
        return Some("words are missing");
    }
    if loses_its_name(view, clause) {
        return Some("a name that was left out");
    }
    if has_open_participle(view, clause) {
        return Some("a participle that describes its noun");
    }
    if is_of_somebodys_kin(view, clause) {
        return Some("a person told by whose kin it is");
    }
    if is_new(&event.subject.text) || is_new(&event.rest.text) {
        return Some("what is new changes");
    }
    is_theirs_of_one(event).then_some("a pronoun")
}

/// "In the film, Velk was built in 1992": not in the world.
fn is_invented(view: &View<'_>) -> bool {
    const WORKS: &[&str] = &[
        "film", "movie", "novel", "story", "book", "series", "episode", "game", "play", "comic", "comics",
        "manga", "anime", "show", "opera",
    ];
    let word = |at: usize| view.words.get(at);
    word(0).is_some_and(|first| first.is("in"))
        && word(1).is_some_and(|article| article.is_any(&["the", "this"]))
        && word(2).is_some_and(|work| work.is_any(WORKS))
        && word(3).is_some_and(|comma| comma.is(","))
}

/// "In 1548 (or 1550)": nobody is sure.
fn is_of_either_time(view: &View<'_>, clause: &Clause) -> bool {
    clause.times.iter().any(|time| {
        let opens = view.words.get(time.end).is_some_and(|mark| mark.text == "(");
        let inside = || {
            let behind = view.words.get(time.end + 1..).unwrap_or_default().iter();
            behind.take_while(|word| word.text != ")")
        };
        let is_other = view
            .words
            .get(time.end + 1)
            .is_some_and(|word| word.is_any(&["or", "some", "other", "possibly", "perhaps"]));
        opens && (is_other || inside().any(|word| word.text.contains('?')))
    })
}

/// "drew houses which led to the plan of the towers in 1964", "told a tale suggesting that Velk died in 1964": the year
/// may be that of the plan, and of the death.
fn is_of_remark(view: &View<'_>, clause: &Clause) -> bool {
    const LINKS: &[&str] = &[
        "including",
        "following",
        "regarding",
        "concerning",
        "according",
        "beginning",
        "starting",
        "during",
        "using",
    ];
    let is_participle = |at: usize| {
        let before = at.checked_sub(1).map(|before| view.words[before].tag);
        view.words[at].tag == Tag::Ing
            && view.words[at].text.starts_with(char::is_lowercase)
            && !view.words[at].is_any(LINKS)
            && matches!(before, Some(Tag::Noun | Tag::Name))
    };
    let relative = clause
        .rest
        .iter()
        .find(|at| view.words[**at].is_any(&["which", "who", "whose", "whom"]) || is_participle(**at));
    relative.is_some_and(|relative| clause.times.iter().any(|time| time.start > *relative))
}

/// "the first free vote | since 1960": not the first.
fn is_first_since(view: &View<'_>, clause: &Clause) -> bool {
    [&clause.subject, &clause.rest].into_iter().any(|part| {
        let is_ranked = part.iter().any(|at| {
            view.words[*at].is_any(&["first", "only", "largest", "biggest", "last", "worst", "highest"])
        });
        is_ranked
            && part
                .last()
                .and_then(|last| view.words.get(last + 1))
                .is_some_and(|word| word.is("since"))
    })
}

/// The first word at or behind `at` that is of no time.
fn behind_times(view: &View<'_>, at: usize) -> usize {
    let mut behind = at;
    while let Some(time) = view.times.iter().find(|time| time.start == behind) {
        behind = time.end;
    }
    behind
}

/// "Lund's first novel, _Velk Nights_, was", "released a book of tales in 1911 | titled Velk Nights", "wrote a
/// play in 1911, _Velk Nights_": what it is called was told, and is not in the event.
fn loses_its_name(view: &View<'_>, clause: &Clause) -> bool {
    let word = |at: usize| view.words.get(at);
    let has_name_at = |comma: usize| {
        word(comma).is_some_and(|mark| mark.is(","))
            && word(comma + 1).is_some_and(|name| name.tag == Tag::Name)
    };
    let is_owned = clause
        .subject
        .iter()
        .any(|at| view.words[*at].tag == Tag::Genitive || view.words[*at].tag == Tag::Possessive);
    let of_subject = clause.subject.last().is_some_and(|last| {
        let is_common = matches!(view.words[*last].tag, Tag::Noun | Tag::Present);
        let has_the = word(last + 2).is_some_and(|the| the.is("the"));
        let is_named = has_name_at(last + 1)
            || has_the
                && word(last + 1).is_some_and(|mark| mark.is(","))
                && word(last + 3).is_some_and(|name| name.tag == Tag::Name);
        is_owned && is_common && is_named
    });
    // "His first novel, _Velk Nights_, was": read as a subject already.
    let of_owner = clause.topic.is_some() && view.owner.is_some() && {
        let own = view
            .words
            .iter()
            .position(|word| word.is_any(&["his", "her", "its"]));
        own.is_some_and(|own| (own + 2..clause.verb.min(own + 6)).any(has_name_at))
    };
    let of_subject = of_subject || of_owner;
    let (Some(&first), Some(&last)) = (clause.rest.first(), clause.rest.last()) else {
        return of_subject;
    };
    let is_any = view.words[first].is_any(&["a", "an"]);
    let behind = behind_times(view, last + 1);
    let is_common = matches!(view.words[last].tag, Tag::Noun | Tag::Present);
    const CALLED: &[&str] = &["called", "named", "titled", "entitled", "dubbed", "nicknamed"];
    let is_called = view.words[last + 1..]
        .iter()
        .take_while(|word| !word.is_any(&[".", ";", "while", "when", "after"]))
        .any(|word| word.is_any(CALLED));
    of_subject || is_any && (is_called || behind > last + 1 && is_common && has_name_at(behind))
}

/// "Velk Mustard trained by Otto Lund won": the commas around the participle are missing.
fn has_open_participle(view: &View<'_>, clause: &Clause) -> bool {
    clause.subject.windows(3).any(|three| {
        let [name, verb, by] = [three[0], three[1], three[2]].map(|at| &view.words[at]);
        let is_participle = matches!(verb.tag, Tag::Past | Tag::Participle) && verb.forms.participle;
        name.tag == Tag::Name && is_participle && by.is("by")
    })
}

/// "was founded with husband Otto Lund": whose.
fn is_of_somebodys_kin(view: &View<'_>, clause: &Clause) -> bool {
    const KIN: &[&str] = &[
        "husband",
        "wife",
        "brother",
        "sister",
        "son",
        "daughter",
        "father",
        "mother",
        "partner",
        "friend",
        "colleague",
        "cousin",
        "uncle",
        "aunt",
        "nephew",
        "niece",
    ];
    clause.rest.windows(3).any(|three| {
        let [link, kin, name] = [three[0], three[1], three[2]].map(|at| &view.words[at]);
        link.is_any(&["with", "by", "to", "and", "from", "for"]) && kin.is_any(KIN) && name.tag == Tag::Name
    })
}

/// "the new Velk Stand": new on the day of writing, and there may have been others since.
fn is_new(text: &str) -> bool {
    text.match_indices("the new ").any(|(at, new)| {
        let behind = &text[at + new.len()..];
        (at == 0 || text[..at].ends_with(' ')) && behind.starts_with(char::is_uppercase)
    })
}

/// "the banker Otto Lund expanded its operations": those of what he bought.
fn is_theirs_of_one(event: &Event) -> bool {
    let is_of_person = event.subject.names.last().is_some_and(|named| {
        named.kind == NameKind::Person && event.subject.text.ends_with(named.text.as_str())
    });
    let has_its = || event.rest.text.split(' ').any(|word| word == "its");
    is_of_person && !event.subject.is_plural && has_its()
}

#[cfg(test)]
mod tests {
    use crate::facts::rules::event::DatedEvent;
    use crate::facts::rules::sample::finds_one;
    use crate::facts::rules::sample::leaves;

    #[test]
    fn what_happens_in_a_work_is_no_fact() {
        leaves(
            &DatedEvent,
            &["In the film, the Berdi Fund opened the port of Velk in 1911."],
        );
        finds_one(
            &DatedEvent,
            &["In the north, the Berdi Fund opened the port of Velk in 1911."],
        );
    }

    #[test]
    fn a_time_must_be_sure_and_of_the_verb() {
        leaves(
            &DatedEvent,
            &[
                "In 1911 (or 1913) Anna Lund opened the port of Velk.",
                "Anna Lund opened the port of Velk which led to the fall of the Berdi Fund in 1911.",
                "Anna Lund opened the port of Velk with a letter suggesting that Otto Berdin died in 1911.",
            ],
        );
        finds_one(
            &DatedEvent,
            &["In 1911 (with some help) Anna Lund opened the port of Velk."],
        );
    }

    #[test]
    fn the_first_since_a_year_is_not_the_first() {
        leaves(
            &DatedEvent,
            &["Finland's first elections since 1897 were held on 3 May 1911."],
        );
        finds_one(
            &DatedEvent,
            &["Finland's first elections were held on 3 May 1911."],
        );
    }

    #[test]
    fn what_has_a_name_is_told_by_it() {
        leaves(
            &DatedEvent,
            &[
                "Anna Lund's first novel, Velk Nights, was published by the Berdi Post in 1911.",
                "In 1911 Anna Lund released a collection of tales about miners and other works entitled Velk Nights.",
                "Finland issued a series of common stamps in 1911, Velk Nights, for the Berdi Post.",
            ],
        );
        finds_one(
            &DatedEvent,
            &["Anna Lund's first novel was published by the Berdi Post in 1911."],
        );
    }

    #[test]
    fn words_of_the_day_and_of_the_family_are_left() {
        leaves(
            &DatedEvent,
            &[
                "The new Velk Stand of Berdi was opened by Anna Lund in 1911.",
                "The Berdi Fund was founded with husband Otto Velk in 1911.",
                "Velk Mustard trained by Otto Lund won the Berdi Cup in 1911.",
            ],
        );
        finds_one(
            &DatedEvent,
            &[
                "The Velk Stand of Berdi was opened by Anna Lund in 1911.",
                "The Berdi Fund was founded by the poet Otto Velk in 1911.",
            ],
        );
    }
}
