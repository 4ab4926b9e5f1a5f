//! Who made a word: "The term karsuism was coined by Ann Lund in 1911".

use super::Rule;
use crate::facts::Found;
use crate::facts::frame::{Frame, NameKind};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeAt, TimeValue};
use crate::language::{Tag, Word};

/// Finds who coined a term.
pub struct Coined;

impl Rule for Coined {
    fn name(&self) -> &'static str {
        "coined"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .filter(|view| view.objection.is_none())
            .filter_map(|view| in_view(scene, view))
            .collect()
    }
}

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    passive(scene, view).or_else(|| active(scene, view))
}

/// "In a review Ann Lund coined the term karsuism": the one person told of before the verb.
fn active(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let verb = words.iter().position(|word| word.is("coined"))?;
    let the = usize::from(words.get(verb + 1)?.is("the"));
    let is_term = words
        .get(verb + 1 + the)?
        .is_any(&["term", "word", "phrase", "expression"]);
    let start = verb + 2 + the;
    let end = (start..words.len().min(start + 7))
        .find(|at| words[*at].is_any(&[".", ",", ";", "to", "for", "in", "as"]) && *at > start)?;
    let inside: Vec<&str> = words[start..end]
        .iter()
        .filter(|word| !is_quote(word.text))
        .map(|word| word.text.trim_matches('_'))
        .collect();
    let mut before = scene.mentions(view).iter().filter(|mention| {
        let may_be_person =
            mention.kind == NameKind::Person || mention.kind == NameKind::Other && mention.full.contains(' ');
        // "in Velk Weekly": where it was, and no person.
        let is_where = mention
            .start
            .checked_sub(1)
            .is_some_and(|before| words[before].is_any(&["in", "at"]));
        mention.start < verb && may_be_person && !is_where && !is_in_quotes(view, mention.start)
    });
    let person = before
        .next()
        .filter(|person| person.kind == NameKind::Person && !person.is_ambiguous)?;
    let is_alone = before.next().is_none()
        && !words[..verb]
            .iter()
            .any(|word| word.is_any(&["they", "we", "he", "she", "who", "had", "by"]))
        && !words[person.end].is("and")
        && words[person.end].tag != Tag::Genitive;
    let is_dated = view
        .times
        .iter()
        .any(|time| time.start > verb || time.end <= person.start);
    if !is_term || !is_alone || is_dated || !person.full.contains(' ') || !(1..=3).contains(&inside.len()) {
        return None;
    }
    let (term, person) = (inside.join(" "), person.full.clone());
    let statement = format!("{person} coined the term “{term}”.");
    let draft = Found::begin(scene, view, "coined", statement).about(&term, "coined by", &person);
    Some(draft.worth(2, 850).framed(Frame::Named {
        stem: format!("who coined the term “{term}”"),
        name: person,
        kind: NameKind::Person,
    }))
}

/// Whether an odd number of marks stands before a word.
fn is_in_quotes(view: &View<'_>, at: usize) -> bool {
    let marks = view.words[..at]
        .iter()
        .filter(|word| matches!(word.text, "\"" | "“" | "”"));
    marks.count() % 2 == 1
}

/// "The term karsuism was first coined by Ann Lund in 1911."
fn passive(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let verb = words.iter().position(|word| word.is("coined"))?;
    let be = verb.checked_sub(1 + usize::from(words.get(verb.checked_sub(1)?)?.is("first")))?;
    let is_passive = words[be].is("was");
    let before = date_at(view, verb + 1);
    let by = before.map_or(verb + 1, |time| time.end);
    if !is_passive || !words.get(by)?.is("by") {
        return None;
    }
    let term = term_before(scene, view, be)?;
    let (person, end) = person_behind(scene, view, by + 1)?;
    let behind = view.times.iter().find(|time| time.start == end);
    let time = before.or(behind);
    let when = match time.map(|time| time.value) {
        Some(TimeValue::Date(date)) => statement::on(date),
        Some(_) => return None,
        None => String::new(),
    };
    let stop = words.get(behind.map_or(end, |time: &TimeAt| time.end))?;
    // "coined in 1911 by Ann Lund in her lectures": what follows tells no more of who and when.
    let goes_on = before.is_some() && stop.is("in") && behind.is_none();
    if !stop.is_any(&[".", ",", ";"]) && !goes_on {
        return None;
    }
    let stem = format!("who coined the term “{term}” {when}");
    let statement = format!("{person} coined the term “{term}” {when}");
    Some(
        Found::begin(scene, view, "coined", format!("{}.", statement.trim()))
            .about(&term, "coined by", &person)
            .worth(2, 850)
            .framed(Frame::Named {
                stem: stem.trim().to_owned(),
                name: person,
                kind: NameKind::Person,
            }),
    )
}

/// The date that begins at this word: "in 1911".
fn date_at<'v>(view: &'v View<'_>, at: usize) -> Option<&'v TimeAt> {
    let mut times = view.times.iter().filter(|time| time.start == at);
    times.find(|time| time.link == Link::At && matches!(time.value, TimeValue::Date(_)))
}

/// "The term karsuism", "The word “karsu land” (salt land)", at the start of a clause; "the term" alone is the
/// title of its page.
fn term_before(scene: &Scene<'_>, view: &View<'_>, end: usize) -> Option<String> {
    let words = &view.words;
    let opens = |at: usize| {
        let is_joined = at > 1 && words[at - 1].is("and") && words[at - 2].is_any(&[",", ";"]);
        at == 0 || is_joined
    };
    let start = (0..end).rfind(|at| words[*at].is("the") && opens(*at))?;
    let is_term = words
        .get(start + 1)?
        .is_any(&["term", "word", "phrase", "expression"]);
    if !is_term {
        return None;
    }
    if start + 2 == end {
        return (start == 0 && words[1].is("term")).then(|| title_meant(scene, view))?;
    }
    let close = bracket_before(view, start + 2, end).unwrap_or(end);
    let inside: Vec<&str> = words
        .get(start + 2..close)?
        .iter()
        .filter(|word| !is_quote(word.text))
        .map(|word| word.text)
        .collect();
    let is_plain = words[start + 2..close]
        .iter()
        .all(|word| word.tag != Tag::Mark || is_quote(word.text));
    (is_plain && (1..=3).contains(&inside.len())).then(|| inside.join(" "))
}

fn is_quote(text: &str) -> bool {
    matches!(text, "\"" | "“" | "”" | "'" | "‘" | "’")
}

/// "karsu (salt)": where the bracket opens that ends in front of the verb.
fn bracket_before(view: &View<'_>, start: usize, end: usize) -> Option<usize> {
    let closes = view.words.get(end.checked_sub(1)?)?.text == ")";
    let open = (start..end).find(|at| view.words[*at].text == "(")?;
    closes.then_some(open)
}

/// The title of a page on a term, where the sentence in front speaks of it and of no other word.
fn title_meant(scene: &Scene<'_>, view: &View<'_>) -> Option<String> {
    let title = scene.document.title.as_deref()?.split(" (").next()?;
    let before = &scene.views[view.sentence.checked_sub(1)?];
    let text = before.span.of(&scene.document.text).to_lowercase();
    let speaks_of_it = text.contains(&title.to_lowercase()) && before.article == view.article;
    let quotes = before.words.iter().any(|word| matches!(word.text, "\"" | "“"));
    let is_name = scene
        .names
        .by_sentence
        .iter()
        .flatten()
        .any(|mention| mention.full == title && mention.kind != NameKind::Other);
    (speaks_of_it && !quotes && !is_name).then(|| in_lower_case(title))
}

/// "Karsu belt" as it stands within a sentence, if its first word is no acronym.
fn in_lower_case(title: &str) -> String {
    let first = title.split(' ').next().unwrap_or(title);
    let is_acronym = first.chars().skip(1).any(char::is_uppercase);
    let mut letters = title.chars();
    match letters.next() {
        Some(letter) if !is_acronym => letter.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

/// The one person behind "by", with a word or two on who it is in front, and where the name ends.
fn person_behind(scene: &Scene<'_>, view: &View<'_>, start: usize) -> Option<(String, usize)> {
    const NEAR: usize = 3;
    const FAR: usize = 10;
    let mention = scene.mentions(view).iter().find(|mention| {
        mention.kind == NameKind::Person
            && !mention.is_ambiguous
            && (start..=start + FAR).contains(&mention.start)
    })?;
    let lead = &view.words[start..mention.start];
    let is_plain = |words: &[Word<'_>]| {
        words
            .iter()
            .all(|word| matches!(word.tag, Tag::Determiner | Tag::Noun | Tag::Name))
    };
    // "by the inventor of the Velk lamp, Ann Lund": who she is stands before a comma.
    let is_apposed = lead.split_last().is_some_and(|(comma, role)| {
        comma.is(",")
            && role
                .iter()
                .all(|word| word.is("of") || is_plain(std::slice::from_ref(word)))
    });
    let fits = lead.len() <= NEAR && is_plain(lead) || is_apposed;
    (fits && mention.full.contains(' ')).then(|| (mention.full.clone(), mention.end))
}

#[cfg(test)]
mod tests {
    use super::Coined;
    use crate::facts::rules::sample::{statements, statements_of_page};

    #[test]
    fn finds_who_made_a_word() {
        assert_eq!(
            statements(
                &Coined,
                "The term karsuism was coined by the chemist Anna Lund in 1911."
            ),
            ["Anna Lund coined the term “karsuism” in 1911."]
        );
        assert_eq!(
            statements(
                &Coined,
                "The phrase \"karsu belt\" was coined by Anna Lund, who was a poet."
            ),
            ["Anna Lund coined the term “karsu belt”."]
        );
    }

    #[test]
    fn the_year_may_stand_in_front_and_a_meaning_in_brackets() {
        for text in [
            "The word karsuism was coined in 1911 by the chemist Anna Lund in her lectures.",
            "The word karsuism (love of salt) was coined by Anna Lund in 1911.",
            "Ida Berg studied the salt, and the word karsuism was coined by Anna Lund in 1911.",
        ] {
            assert_eq!(
                statements(&Coined, text),
                ["Anna Lund coined the term “karsuism” in 1911."],
                "{text}"
            );
        }
    }

    #[test]
    fn the_one_person_told_of_coined_it() {
        for text in [
            "In a review the critic Anna Lund, a miner, coined the term \"karsuism\" for the salt.",
            "In a review the critic Anna Lund, a miner, whose words stood in Velk Weekly, coined the term \"karsuism\".",
            "The word \"karsuism\" was first coined by the inventor of the salt lamp, Anna Lund.",
        ] {
            assert_eq!(
                statements(&Coined, text),
                ["Anna Lund coined the term “karsuism”."],
                "{text}"
            );
        }
        for text in [
            "Anna Lund and Ida Berg coined the term \"karsuism\" for the salt.",
            "After Anna Lund left, they coined the term \"karsuism\" for the salt.",
            "Anna Lund's brother coined the term \"karsuism\" for the salt.",
            "In 1911 Anna Lund coined many names for the salt.",
        ] {
            assert!(statements(&Coined, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_term_alone_is_the_title_of_its_page() {
        let page = |before: &str| {
            format!("---\ntitle: Karsuism\n---\n{before} The term was coined by Anna Lund in 1911.")
        };
        assert_eq!(
            statements_of_page(&Coined, &page("Karsuism is the love of salt.")),
            ["Anna Lund coined the term “karsuism” in 1911."]
        );
        for open in [
            "It is the love of salt.",
            "Karsuism is also called \"salt love\".",
            "",
        ] {
            assert!(statements_of_page(&Coined, &page(open)).is_empty(), "{open}");
        }
    }

    #[test]
    fn leaves_words_of_several_or_of_nobody() {
        for text in [
            "The term karsuism was coined by Anna Lund and Ida Berg in 1911.",
            "The term was coined by Anna Lund in 1911.",
            "The term karsuism was reportedly coined by Anna Lund in 1911.",
            "The term karsuism was coined by travellers in 1911.",
        ] {
            assert!(statements(&Coined, text).is_empty(), "{text}");
        }
    }
}
