//! Events severed from words that their sentence has: the title in quotation marks, one of a list, the other half
//! of a word, the name behind a calling.
//!
//! As in [`super::astray`] what is wrong shows only beside the words that stand around the clause.

use crate::facts::clause::Clause;
use crate::facts::frame::{Event, NameKind};
use crate::facts::names::slanted::MARKS;
use crate::facts::scene::{Scene, View};
use crate::language::Tag;
use crate::language::vocabulary;

/// Why words that the event needs are not in it, if so.
pub fn objection(scene: &Scene<'_>, view: &View<'_>, clause: &Clause, event: &Event) -> Option<&'static str> {
    if is_time_of_other(scene, view, clause) {
        return Some("a time that may be another");
    }
    if loses_quotation(view, clause) || loses_member(view, clause) || loses_half_word(view, clause) {
        return Some("words of the complement are cut");
    }
    if keeps_word_of_time(view, clause) || has_bare_calling(view, clause) || is_open_remark(event) {
        return Some("words are missing");
    }
    if follows_its_town(view, clause, event) {
        return Some("the end of a longer subject");
    }
    if dates_one_of_two(view, clause) {
        return Some("a time that may be of one of two");
    }
    if has_two_of_a_name(scene, view, event) || is_title_of_person(scene, view, event) {
        return Some("a name that may be two persons");
    }
    borrows_its_capital(scene, view, clause).then_some("a capital that is no name's")
}

/// "looked into the awards after the raids in Velk in 1911": the year may be that of the raids.
fn is_time_of_other(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> bool {
    let after = clause
        .rest
        .iter()
        .find(|at| **at > clause.verb && view.words[**at].is_any(&["after", "before", "following"]));
    after.is_some_and(|after| {
        clause.times.iter().any(|time| {
            let is_behind = time.start > *after && clause.rest.contains(&(time.start - 1));
            let names_place = scene
                .mentions(view)
                .iter()
                .any(|mention| *after < mention.start && mention.end <= time.start);
            is_behind && names_place
        })
    })
}

/// "composed "Velk Nights" from poems by Ann Lund": what was composed stands in the marks.
fn loses_quotation(view: &View<'_>, clause: &Clause) -> bool {
    let opens = |at: usize| {
        view.words
            .get(at)
            .is_some_and(|mark| matches!(mark.text, "\"" | "“" | "``" | "‘" | "„" | "«"))
    };
    opens(clause.verb + 1) && !clause.rest.contains(&(clause.verb + 2))
}

/// "on Ferries | , Mills, | and Lamps": the one between the commas was taken for a remark.
fn loses_member(view: &View<'_>, clause: &Clause) -> bool {
    clause.rest.windows(2).any(|pair| {
        let (before, next) = (pair[0], pair[1]);
        let is_gap = before + 3 < next + 1 && view.words[before + 1].is(",") && view.words[next - 1].is(",");
        let is_time = view.times.iter().any(|time| (before..next).contains(&time.start));
        is_gap && !is_time && view.words[next].is_any(&["and", "or"])
    })
}

/// "a series of three-day | and half-day walks": half of what the days are of.
fn loses_half_word(view: &View<'_>, clause: &Clause) -> bool {
    let Some(&last) = clause.rest.iter().max() else {
        return false;
    };
    let end = |at: usize| view.words.get(at)?.text.rsplit_once('-').map(|(_, end)| end);
    let joins = view
        .words
        .get(last + 1)
        .is_some_and(|word| word.is_any(&["and", "or", ",", "to"]));
    joins && end(last).is_some() && end(last) == end(last + 2)
}

/// "came to Velk late | in June 1911": the word belongs to the month.
fn keeps_word_of_time(view: &View<'_>, clause: &Clause) -> bool {
    clause.rest.iter().any(|at| {
        view.words[*at].is_any(&["late", "early", "midway"])
            && clause.times.iter().any(|time| time.start == at + 1)
    })
}

/// "by local machinist": a person told by a calling alone, without an article.
fn has_bare_calling(view: &View<'_>, clause: &Clause) -> bool {
    let is_person = |at: usize| {
        let word = &view.words[at];
        word.tag == Tag::Noun && vocabulary::classes_of_form(&word.lower).noun == Some(vocabulary::PERSON)
    };
    let by = clause.rest.iter().rposition(|at| view.words[*at].is("by"));
    by.is_some_and(|by| {
        let behind = &clause.rest[by + 1..];
        let is_plain = |at: &usize| {
            let word = &view.words[*at];
            matches!(word.tag, Tag::Noun | Tag::Participle)
                || vocabulary::classes_of_form(&word.lower).adjective
        };
        let is_bare = behind
            .iter()
            .all(|at| is_plain(at) && view.words[*at].text.starts_with(char::is_lowercase));
        (1..=3).contains(&behind.len()) && is_bare && behind.last().is_some_and(|last| is_person(*last))
    })
}

/// "Velk Rules, a handbook by Ann Lund was": a remark that was opened and not closed.
fn is_open_remark(event: &Event) -> bool {
    let subject = event.subject.text.as_str();
    let opens = [", a ", ", an ", ", the "]
        .iter()
        .any(|open| subject.contains(open));
    opens && subject.matches(',').count() == 1 && !subject.contains(" and ")
}

/// "a mill in Berdi, Velkland was built": the country behind the town is no subject.
fn follows_its_town(view: &View<'_>, clause: &Clause, event: &Event) -> bool {
    let Some(first) = clause.subject.first().filter(|first| **first > 2) else {
        return false;
    };
    let is_place = matches!(
        event.subject.kind,
        NameKind::Country | NameKind::City | NameKind::Place
    );
    let is_alone = matches!(&event.subject.names[..], [named] if named.text == event.subject.text);
    is_place
        && is_alone
        && view.words[first - 1].is(",")
        && view.words[first - 2].tag == Tag::Name
        && view.words[first - 3].tag == Tag::Preposition
        && *first > 3
}

/// "Minister Velk dismissed the man, while General Otto Velk": the short name before the full one is another's.
fn has_two_of_a_name(scene: &Scene<'_>, view: &View<'_>, event: &Event) -> bool {
    let names = || event.subject.names.iter().chain(&event.rest.names);
    let mentions = scene.mentions(view);
    let is_titled = |at: usize| at > 0 && view.words[at - 1].tag == Tag::Name;
    mentions.iter().any(|short| {
        short.kind == NameKind::Person
            && short.end == short.start + 1
            && is_titled(short.start)
            && names().any(|named| named.text == short.full)
            && mentions.iter().any(|long| {
                long.full == short.full
                    && long.start > short.start
                    && long.end > long.start + 1
                    && is_titled(long.start)
                    && view.words[long.start - 1].text != view.words[short.start - 1].text
            })
    })
}

/// "won the Velk Medal | in 1911 | and prizes of many towns": of the second the year may be another.
fn dates_one_of_two(view: &View<'_>, clause: &Clause) -> bool {
    clause.rest.windows(2).any(|pair| {
        let is_dated = clause
            .times
            .iter()
            .any(|time| pair[0] < time.start && time.end == pair[1]);
        is_dated && view.words[pair[1]].is("and")
    })
}

/// "staged _Velk_": a work that bears the name of one of its figures, and no person.
fn is_title_of_person(scene: &Scene<'_>, view: &View<'_>, event: &Event) -> bool {
    let text = scene.document.text.as_str();
    let names = || event.subject.names.iter().chain(&event.rest.names);
    scene.mentions(view).iter().any(|mention| {
        let word = &view.words[mention.start];
        mention.kind == NameKind::Person
            && mention.end == mention.start + 1
            && mention.full.contains(' ')
            && names().any(|named| named.text == mention.full)
            && text[..word.span.start].ends_with(MARKS)
            && text[word.span.end..].starts_with(MARKS)
    })
}

/// "Hop growing was begun": a common noun with the capital of its sentence.
fn borrows_its_capital(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> bool {
    let (Some(&first), Some(&second)) = (clause.subject.first(), clause.subject.get(1)) else {
        return false;
    };
    let (word, next) = (&view.words[first], &view.words[second]);
    let is_name = word.tag == Tag::Name && word.text.len() > 2;
    let is_of_noun =
        second == first + 1 && next.tag == Tag::Noun && next.text.starts_with(char::is_lowercase);
    let is_common = || {
        let text = scene.document.text.as_str();
        let uses = |written: &str| text.matches(&format!(" {written} ")).count();
        uses(&word.lower) > uses(word.text)
    };
    first == 0 && is_name && is_of_noun && is_common()
}

#[cfg(test)]
mod tests {
    use crate::facts::rules::event::DatedEvent;
    use crate::facts::rules::sample::finds_one;
    use crate::facts::rules::sample::leaves;

    #[test]
    fn a_year_behind_another_event_is_not_asked() {
        leaves(
            &DatedEvent,
            &["Anna Lund opened the port of Velk after the raids in Finland in 1911."],
        );
        finds_one(
            &DatedEvent,
            &[
                "In 1911 Anna Lund opened the port of Velk after the raids in Finland.",
                "Following the raids in Finland, Anna Lund opened the port of Velk on 3 May 1911.",
                "Anna Lund opened the port of Velk in 1911 after the raids in Finland.",
            ],
        );
    }

    #[test]
    fn a_year_between_two_dates_the_first() {
        leaves(
            &DatedEvent,
            &[
                "Anna Lund received the Presidential Medal of Freedom in 1911 and honorary memberships in societies of Finland.",
            ],
        );
        finds_one(
            &DatedEvent,
            &["Anna Lund received the Presidential Medal of Freedom in 1911."],
        );
    }

    #[test]
    fn a_word_of_the_month_is_no_word_of_the_verb() {
        leaves(&DatedEvent, &["Anna Lund arrived in Moscow late in June 1911."]);
        finds_one(&DatedEvent, &["Anna Lund arrived in Moscow in June 1911."]);
    }

    #[test]
    fn what_stands_in_marks_is_not_lost() {
        leaves(
            &DatedEvent,
            &["In 1911, Pierre Boulez composed \"Cummings ist der dichter\" from poems by Otto Velk."],
        );
        finds_one(
            &DatedEvent,
            &["In 1911, Pierre Boulez composed \"Velk Nights\" from poems by Otto Velk."],
        );
    }

    #[test]
    fn half_a_word_and_half_a_person_are_left() {
        leaves(
            &DatedEvent,
            &[
                "Anna Lund founded the Velk Institute in 1911 to turn ideas into a series of three-day and half-day walks offered in Moscow.",
                "The Bown Company was established in 1911 in Moscow by local machinist, Otto Berdi, making lamps.",
            ],
        );
        finds_one(
            &DatedEvent,
            &[
                "Anna Lund founded the Velk Institute in 1911 to turn ideas into a series of walks.",
                "The Bown Company was established in 1911 in Moscow by the machinist Otto Berdi.",
            ],
        );
    }

    #[test]
    fn the_short_name_before_a_full_one_may_be_anothers() {
        leaves(
            &DatedEvent,
            &[
                "Minister Velk of Finland dismissed the Berdi Council in 1911, while General Otto Velk resigned.",
            ],
        );
        finds_one(
            &DatedEvent,
            &["Minister Otto Velk of Finland dismissed the Berdi Council in 1911."],
        );
    }

    #[test]
    fn a_country_behind_its_town_is_no_subject() {
        leaves(
            &DatedEvent,
            &["After ten years a new mill in Berdi, Finland was constructed in 1911."],
        );
        finds_one(
            &DatedEvent,
            &["The Velk Mill of Berdi, Finland, was constructed in 1911."],
        );
    }
}
