//! What a thing is called in a language or by a people: "In Latin the river was known as the Velca".

use super::Rule;
use super::lasting::{Answered, is_language};
use crate::facts::Found;
use crate::facts::frame::{NameKind, Phrase};
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// Finds names of a thing in other languages and sources.
pub struct KnownAs;

impl Rule for KnownAs {
    fn name(&self) -> &'static str {
        "known-as"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views
            .filter_map(|view| known(scene, view).or_else(|| sources(scene, view)))
            .collect()
    }
}

/// Whom a name, "it" or "the lake" stands for, where it fills these words.
fn thing(scene: &Scene<'_>, view: &View<'_>, chosen: &[usize]) -> Option<Phrase> {
    let first = &view.words[*chosen.first()?];
    let is_topic = |noun: &str| {
        let topic = scene.topic.as_ref().filter(|topic| topic.is_a(noun));
        topic.map(|topic| topic.phrase.clone())
    };
    if let [_, noun] = chosen
        && first.is("the")
        && view.words[*noun].tag == Tag::Noun
    {
        return is_topic(&view.words[*noun].lower);
    }
    if chosen.len() == 1 && first.is("it") {
        let topic = scene
            .topic
            .as_ref()
            .filter(|topic| topic.is_meant(view.sentence))?;
        return Some(topic.phrase.clone());
    }
    let phrase = scene.phrase(view, chosen)?;
    super::lasting::only_name(&phrase)?;
    (phrase.kind != NameKind::Person).then_some(phrase)
}

/// The name that stands at `start`, behind an article at most, and where it ends.
fn name_at(words: &[Word<'_>], start: usize) -> Option<(String, usize)> {
    let start = start + usize::from(words.get(start)?.is("the"));
    let is_name = |word: &&Word<'_>| {
        word.tag == Tag::Name || word.text.trim_matches(['_', '*']).starts_with(char::is_uppercase)
    };
    let length = words[start..].iter().take(4).take_while(is_name).count();
    let name = super::lasting::plain(words.get(start..start + length)?);
    (length > 0 && name.chars().count() > 2).then_some((name, start + length))
}

/// "In Middle Persian sources the river is known as Velkor."
fn known(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let verb = words
        .iter()
        .position(|word| word.is_any(&["known", "called", "referred"]))?;
    let be = (verb.saturating_sub(2)..verb).find(|at| words[*at].is_any(&["is", "was", "are", "were"]))?;
    let between = &words[be + 1..verb];
    if between.iter().any(|word| !word.is_any(&["also"])) {
        return None;
    }
    let mut at = verb + 1;
    if words[verb].is("referred") {
        at += usize::from(words.get(at)?.is("to"));
    }
    if !words[verb].is("called") {
        at = words.get(at)?.is("as").then_some(at + 1)?;
    }
    let (name, end) = name_at(words, at)?;
    let opening = (words[0].is("in")).then(|| opening(words, be)).flatten();
    let start = opening.map_or(0, |(end, _)| end);
    let subject = thing(scene, view, &(start..be).collect::<Vec<_>>())?;
    let next = words.get(end)?;
    let where_to = match opening {
        Some((comma, true)) => {
            let stop = next.is_any(&[".", ",", "(", "["]);
            let inside: Vec<usize> = (0..comma).filter(|at| !words[*at].is(",")).collect();
            stop.then(|| scene.phrase(view, &inside))??.text
        }
        _ if next.is("in") && is_language(scene, words.get(end + 1)?) => {
            format!("in {}", words[end + 1].text)
        }
        _ => return None,
    };
    let is = &words[be].lower;
    Answered {
        rule: "known-as",
        subject: &subject.text,
        relation: "is called",
        stem: format!("what {is} {} called {where_to}", subject.text),
        key: name.clone(),
        kind: NameKind::Other,
        statement: format!("{where_to}, {} {is} called {name}", subject.text),
    }
    .found(scene, view)
}

/// Where "In classical antiquity," ends, and whether it names a language or its sources.
fn opening<'w>(words: &'w [Word<'w>], be: usize) -> Option<(usize, bool)> {
    const LANGUAGES: &[&str] = &[
        "sanskrit",
        "persian",
        "latin",
        "greek",
        "arabic",
        "hebrew",
        "sources",
        "texts",
        "kazakh",
        "russian",
        "german",
        "french",
        "english",
        "hungarian",
        "turkish",
        "chinese",
        "writings",
    ];
    let the = (1..be).rev().find(|at| {
        words[*at].is("the") && at + 2 == be || words[*at].is("it") && at + 1 == be || words[*at].is(",")
    })?;
    let start = if words[the].is(",") { the + 1 } else { the };
    let tells = words[..start].iter().any(|word| word.is_any(LANGUAGES));
    Some((start, tells))
}

/// "Medieval Arabic sources call the river Velkun", "The Velk Chronicle refers to the river as Velka."
fn sources(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    const WRITERS: &[&str] = &[
        "sources",
        "texts",
        "writers",
        "authors",
        "chronicles",
        "speakers",
        "maps",
        "geographers",
        "records",
    ];
    let words = &view.words;
    let verb = words
        .iter()
        .position(|word| word.is_any(&["call", "refers", "refer"]))?;
    let who = scene.phrase(view, &(0..verb).collect::<Vec<_>>())?;
    let plural = words[verb].is_any(&["call", "refer"]);
    let is_source = if plural {
        words[verb.checked_sub(1)?].is_any(WRITERS)
    } else {
        super::lasting::only_name(&who).is_some_and(|named| named.kind != NameKind::Person)
    };
    let start = verb + 1 + usize::from(words.get(verb + 1)?.is("to"));
    let refers = !words[verb].is("call");
    if !is_source || refers != words[verb + 1].is("to") {
        return None;
    }
    let length = if words.get(start)?.is("the") { 2 } else { 1 };
    let thing = thing(scene, view, &(start..start + length).collect::<Vec<_>>())?;
    let mut at = start + length;
    if refers {
        at = words.get(at)?.is("as").then_some(at + 1)?;
    }
    let (name, end) = name_at(words, at)?;
    if words
        .get(end)
        .is_none_or(|next| next.is_any(&["and", "or", "/"]) || next.tag == Tag::Noun)
    {
        return None;
    }
    let does = if plural { "do" } else { "does" };
    Answered {
        rule: "known-as",
        subject: &thing.text,
        relation: "is called",
        stem: format!("what {does} {} call {}", who.text, thing.text),
        key: name.clone(),
        kind: NameKind::Other,
        statement: format!(
            "{} {} {} {name}",
            who.text,
            if plural { "call" } else { "calls" },
            thing.text
        ),
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::KnownAs;
    use crate::facts::rules::sample::statements_of_page;

    const OPENING: &str = "# Lake Sarkan\n\nLake Sarkan is a wide lake in the north of Mongolia. ";

    fn told(text: &str) -> Vec<String> {
        statements_of_page(&KnownAs, &format!("{OPENING}{text}"))
    }

    #[test]
    fn finds_names_in_other_languages() {
        assert_eq!(
            told("The lake was known as Velkoris in Latin."),
            ["In Latin, Lake Sarkan was called Velkoris."]
        );
        assert_eq!(
            told("In Vedic Sanskrit, the lake is also referred to as Velku."),
            ["In Vedic Sanskrit, Lake Sarkan is called Velku."]
        );
        assert_eq!(
            told("Medieval Arabic sources call the lake Jelkun."),
            ["Medieval Arabic sources call Lake Sarkan Jelkun."]
        );
    }

    #[test]
    fn leaves_names_without_a_language_and_doubles() {
        for text in [
            "The lake was known as Velkoris for a long time.",
            "The town was known as Velkoris in Latin.",
            "Medieval Arabic sources call the lake Jelkun or Jelk.",
            "The lake was known as a place of rest in Latin.",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
