//! Events told of the wrong thing, or of one of several: "Finland was executed" of the attack on Finland.
//!
//! The words are all in the sentence; what is wrong shows only beside the words that stand around them.

use crate::facts::clause::Clause;
use crate::facts::frame::{Event, NameKind, Named, Voice};
use crate::facts::names::is_acronym;
use crate::facts::scene::{Scene, View};
use crate::facts::time::{TimeAt, TimeValue};
use crate::language::{Tag, Word};
use crate::lexicon::Lexicon;

/// Why an event is not what the sentence tells, if so.
pub fn objection(scene: &Scene<'_>, view: &View<'_>, clause: &Clause, event: &Event) -> Option<&'static str> {
    if is_of_deed(event) {
        return Some("a subject to which this does not happen");
    }
    if is_inside_phrase(view, clause, event) || is_place_of_subject(view, clause, event) {
        return Some("the end of a longer subject");
    }
    if is_one_of_times(view, clause) {
        return Some("several times");
    }
    if is_time_of_another(view, clause) {
        return Some("a time of something else");
    }
    if loses_its_end(view, clause) {
        return Some("words of the complement are cut");
    }
    if is_office_of_nothing(event)
        || is_numbered_part(&event.subject.text)
        || is_numbered_part(&event.rest.text)
    {
        return Some("a part that needs its whole");
    }
    lacks_article(scene, event).then_some("an article is missing")
}

/// Whether the verb wants a document, a measure or an act.
fn wants_deed(event: &Event) -> bool {
    let passive = event.voice == Voice::Passive;
    let rest = event.rest.text.as_str();
    match event.verb.as_str() {
        "execute" | "sign" | "ratify" | "pass" | "enact" | "conclude" | "repeal" | "amend" | "implement"
        | "promulgate" => passive,
        "carry" => passive && rest.starts_with("out"),
        "come" | "go" | "enter" => rest.starts_with("into force") || rest.starts_with("into effect"),
        "take" => rest.starts_with("effect"),
        _ => false,
    }
}

/// "Finland was executed", "Otto Velk came into force": of a document or a deed the name stood in.
fn is_of_deed(event: &Event) -> bool {
    // Somebody is executed for a crime, and a player signed by a club.
    let is_done_to_people = matches!(event.verb.as_str(), "execute" | "sign");
    let is_place = matches!(
        event.subject.kind,
        NameKind::Country | NameKind::City | NameKind::Place
    );
    let is_person = event.subject.kind == NameKind::Person;
    wants_deed(event) && (is_place || is_person && !is_done_to_people)
}

/// "a treaty with the Velk Fund was signed": the name is what the treaty was with.
fn is_inside_phrase(view: &View<'_>, clause: &Clause, event: &Event) -> bool {
    let Some(first) = clause.subject.first().filter(|first| **first > 1) else {
        return false;
    };
    let (link, before) = (&view.words[first - 1], &view.words[first - 2]);
    let is_linked = link.tag == Tag::Preposition && !in_time(view, first - 1);
    wants_deed(event) && is_linked && matches!(before.tag, Tag::Noun | Tag::Name)
}

/// "the Velk Works of Berdi County, Finland produced": the state only says where the works are.
fn is_place_of_subject(view: &View<'_>, clause: &Clause, event: &Event) -> bool {
    let Some(first) = clause.subject.first().copied() else {
        return false;
    };
    let word = |back: usize| first.checked_sub(back).map(|at| &view.words[at]);
    let is_place = matches!(
        event.subject.kind,
        NameKind::Country | NameKind::City | NameKind::Place
    );
    let is_behind_comma = word(1).is_some_and(|mark| mark.is(","));
    let names = (2..first)
        .take_while(|back| word(*back).is_some_and(|word| word.tag == Tag::Name))
        .count();
    let link = word(2 + names).is_some_and(|link| link.is_any(&["of", "in", "at", "near", "from"]));
    let owner = word(3 + names).is_some_and(|owner| matches!(owner.tag, Tag::Name | Tag::Noun));
    is_place && is_behind_comma && names > 0 && link && owner
}

/// "In anticipation of the fair in 1911, the shop was moved": the year is of the fair.
fn is_time_of_another(view: &View<'_>, clause: &Clause) -> bool {
    #[rustfmt::skip]
    const OPENINGS: &[&str] = &[
        "anticipation", "response", "reaction", "preparation", "retaliation", "protest", "celebration",
        "commemoration", "honour", "honor", "memory", "recognition", "view", "light", "spite", "consequence",
        "return", "exchange", "contrast", "addition", "opposition", "support", "favour", "favor", "reply", "reference",
    ];
    let mut words = view.visible.iter().map(|index| &view.words[*index]);
    let opens = words.next().is_some_and(|word| word.is_any(&["in", "as", "by"]))
        && words.take(2).any(|word| word.is_any(OPENINGS));
    let comma = view
        .visible
        .iter()
        .copied()
        .find(|index| view.words[*index].is(",") && !in_time(view, *index));
    opens && comma.is_some_and(|comma| clause.times.iter().any(|time| time.start < comma))
}

/// Whether a word belongs to a time expression.
fn in_time(view: &View<'_>, at: usize) -> bool {
    view.times.iter().any(|time| (time.start..time.end).contains(&at))
}

/// "hosted the games in 2007, 2009 and 2014": each is a right answer.
fn is_one_of_times(view: &View<'_>, clause: &Clause) -> bool {
    let is_date = |time: &&TimeAt| matches!(time.value, TimeValue::Date(_));
    let joins =
        |word: &Word<'_>| word.tag == Tag::Mark || word.is_any(&["and", "or", "again", "in", "on", "then"]);
    let [own] = &clause.times[..] else { return false };
    let beside = |from: usize, to: usize| {
        let between = view.words.get(from..to).unwrap_or_default();
        (1..=4).contains(&between.len())
            && between.iter().all(joins)
            && between.iter().any(|word| word.is_any(&["and", "or", ","]))
            && !between
                .iter()
                .any(|word| matches!(word.text, "(" | ")" | ";" | "."))
    };
    let other = view
        .times
        .iter()
        .filter(is_date)
        .any(|other| other != own && (beside(own.end, other.start) || beside(other.end, own.start)));
    other || has_year_beside(view, own)
}

/// A bare year joined to a time: "in 2007, 2009 and 2014", where only one was read as a time.
fn has_year_beside(view: &View<'_>, own: &TimeAt) -> bool {
    let is_year = |at: usize| {
        let text = view.words.get(at).map_or("", |word| word.text);
        text.len() == 4 && text.starts_with(['1', '2']) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_join = |at: usize| {
        view.words
            .get(at)
            .is_some_and(|word| word.is_any(&["and", "or", ","]))
    };
    let behind = is_join(own.end) && is_year(own.end + 1);
    let before = own.start > 1 && is_join(own.start - 1) && is_year(own.start - 2);
    behind || before
}

/// "entered the Velk Archives to pour paint", "his first two races of 2015", "a workshop | of the fund".
fn loses_its_end(view: &View<'_>, clause: &Clause) -> bool {
    const MOTION: &[&str] = &[
        "enter", "visit", "go", "travel", "come", "return", "meet", "occupy", "use",
    ];
    let Some(&last) = clause.rest.last() else {
        return false;
    };
    let mut behind = last + 1;
    while let Some(time) = view.times.iter().find(|time| time.start == behind) {
        behind = time.end;
    }
    let word = |at: usize| view.words.get(at);
    let is_verb = |at: usize| {
        word(at).is_some_and(|next| {
            next.tag == Tag::Present
                || crate::language::vocabulary::classes_of_form(&next.lower)
                    .verb
                    .is_some()
        })
    };
    let is_purpose = word(behind).is_some_and(|to| to.is("to")) && is_verb(behind + 1);
    let is_common = view.words[last].tag == Tag::Noun;
    let goes_on = is_common
        && word(last + 1)
            .is_some_and(|next| next.is_any(&["of", "on", "for", "about", "between", "against"]))
        && !in_time(view, last + 1);
    // "races of 2015": the time tells which races, and not when they were lost.
    let is_time_of_noun = clause.times.iter().any(|time| {
        let first = &view.words[time.start];
        first.is("of")
            || time.start > 0 && view.words[time.start - 1].is("of") && !in_time(view, time.start - 1)
    });
    is_purpose && MOTION.contains(&clause.lemma) || goes_on || is_time_of_noun
}

/// "became Editor-in-Chief": of what, another sentence tells.
fn is_office_of_nothing(event: &Event) -> bool {
    const TAKES: &[&str] = &["become", "elect", "appoint", "name"];
    let rest = event
        .rest
        .text
        .trim_start_matches("the ")
        .trim_start_matches("as ");
    let head = rest.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let is_role = |word: &str| Lexicon::shipped().role(word).is_some();
    let is_office = is_role(&head) || head.ends_with("-in-chief") || head == "director-general";
    let is_told = [" of ", " at ", " for ", " in ", " to "]
        .iter()
        .any(|link| rest.contains(link))
        || event.rest.names.iter().any(|named| {
            let last = named.text.rsplit(' ').next().unwrap_or_default();
            !rest.ends_with(named.text.as_str()) || last.to_lowercase() != head
        });
    let is_bare = rest.split(' ').count() <= 2 && !rest.contains(['\'', '’']);
    TAKES.contains(&event.verb.as_str()) && is_bare && is_office && !is_told
}

/// "Part Two", "Volume III": of which work.
fn is_numbered_part(text: &str) -> bool {
    const PARTS: &[&str] = &[
        "part", "volume", "book", "chapter", "season", "episode", "phase", "stage", "series",
    ];
    const NUMBERS: &[&str] = &[
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ];
    let mut words = text.trim_start_matches("the ").split(' ');
    let part = words.next().unwrap_or_default().to_lowercase();
    let number = words.next().unwrap_or_default();
    let is_roman = !number.is_empty() && number.chars().all(|letter| "IVX".contains(letter));
    let is_number = is_roman
        || NUMBERS.contains(&number.to_lowercase().as_str())
        || number.len() < 3 && number.parse::<u8>().is_ok();
    PARTS.contains(&part.as_str()) && is_number && words.next() != Some("of")
}

/// "on ship Velk", "of BPF" where the text has "the BPF": an article that was in the sentence is not in the phrase.
fn lacks_article(scene: &Scene<'_>, event: &Event) -> bool {
    let phrases = [&event.subject, &event.rest];
    let mut names = phrases
        .iter()
        .flat_map(|phrase| phrase.names.iter().map(move |named| (phrase, named)));
    let is_without = names.any(|(phrase, named)| {
        is_of_body(named)
            && stands_bare(&phrase.text, &named.text)
            && has_article(&scene.document.text, &named.text)
    });
    is_without || phrases.iter().any(|phrase| has_bare_class(&phrase.text))
}

/// Letters, or a body named by what it is: names that take "the" or never do.
fn is_of_body(named: &Named) -> bool {
    const ENDS: &[&str] = &[
        "Fund",
        "Party",
        "Union",
        "Association",
        "Organization",
        "Organisation",
        "Commission",
        "Committee",
        "Council",
        "Agency",
        "Bank",
        "Federation",
        "League",
        "Society",
        "Institute",
        "Ministry",
    ];
    let last = named.text.rsplit(' ').next().unwrap_or_default();
    is_acronym(&named.text) || named.text.contains(' ') && ENDS.contains(&last)
}

/// Whether a name stands right behind a preposition in a phrase.
fn stands_bare(text: &str, name: &str) -> bool {
    ["of", "by", "to", "for", "with", "from", "in", "at"]
        .iter()
        .any(|link| {
            let bare = format!("{link} {name}");
            text == bare || text.starts_with(&format!("{bare} ")) || text.contains(&format!(" {bare}"))
        })
}

/// Whether the document has the name alone behind "the".
fn has_article(text: &str, name: &str) -> bool {
    let with = format!("the {name}");
    text.match_indices(&with).any(|(at, _)| {
        let behind = text[at + with.len()..].trim_start_matches(' ');
        behind.starts_with([',', '.', ';', ')'])
            || ["in ", "and ", "was ", "to ", "for ", "on ", "has ", "is "]
                .iter()
                .any(|next| behind.starts_with(next))
    })
}

/// "on ship Velk": one of a class with its name and no article.
fn has_bare_class(text: &str) -> bool {
    const CLASSES: &[&str] = &[
        "ship",
        "river",
        "lake",
        "island",
        "village",
        "city",
        "newspaper",
        "magazine",
        "company",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(3).any(|three| {
        matches!(
            three[0],
            "on" | "of" | "in" | "by" | "from" | "to" | "at" | "near"
        ) && CLASSES.contains(&three[1])
            && three[2].starts_with(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::rules::event::DatedEvent;
    use crate::facts::rules::sample::statements;

    fn told(text: &str) -> Vec<String> {
        statements(&DatedEvent, text)
    }

    #[test]
    fn what_is_done_to_documents_is_not_told_of_places_and_persons() {
        for text in [
            "Anna Lund planned the attack on Finland, which was executed in 1911.",
            "Finland was executed in 1911.",
            "A treaty with Otto Velk came into force in 1911.",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
        for text in [
            "The Treaty of Berdi came into force in 1911.",
            "The Velk Ferry Act was passed in 1911.",
        ] {
            assert_eq!(told(text), [text]);
        }
    }

    #[test]
    fn a_time_of_what_something_was_done_for_is_not_its_own() {
        let of_fair = "In anticipation of the fair of Velk in 1911, the Velk Shop was moved to Berdi.";
        assert!(told(of_fair).is_empty(), "{:?}", told(of_fair));
    }

    #[test]
    fn a_state_that_says_where_the_subject_is_does_nothing() {
        let text = "In 1911, the Velk Works of Berdi County, Finland founded the Karsu Fund.";
        assert!(told(text).is_empty(), "{:?}", told(text));
        assert_eq!(told("In 1911, Finland founded the Karsu Fund.").len(), 1);
    }

    #[test]
    fn one_of_several_years_is_not_asked() {
        for text in [
            "Finland hosted the Velk Games in 1911, 1913 and 1917.",
            "Finland hosted the Velk Games in 1911 and again in 1913.",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn what_goes_on_behind_the_object_is_not_cut() {
        let races = "Anna Lund lost the first two races of 1911 to Otto Velk.";
        assert!(told(races).is_empty(), "{:?}", told(races));
        let entered = told("Anna Lund entered the Velk Archives in 1911 to pour out paint.");
        assert!(
            entered.iter().all(|told| told.contains("to pour out paint")),
            "{entered:?}"
        );
        let whole = "Anna Lund opened the port of Velk in 1911 to help miners.";
        assert_eq!(
            told(whole),
            ["Anna Lund opened the port of Velk to help miners in 1911."]
        );
    }

    #[test]
    fn an_office_and_a_part_need_their_whole() {
        for text in [
            "Anna Lund became Editor-in-Chief in 1911.",
            "Part Two was released in 1911.",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
        assert_eq!(
            told("Anna Lund became editor-in-chief of the Velk Post in 1911.").len(),
            1
        );
    }

    #[test]
    fn articles_are_not_lost() {
        assert!(super::has_bare_class("on ship Velk"));
        assert!(!super::has_bare_class("on the ship Velk"));
        assert!(super::stands_bare("leader of BPF", "BPF"));
        assert!(!super::stands_bare("leader of the BPF", "BPF"));
        assert!(super::has_article("She left the BPF in 1911.", "BPF"));
        assert!(!super::has_article("She left the BPF offices.", "BPF"));
    }
}
