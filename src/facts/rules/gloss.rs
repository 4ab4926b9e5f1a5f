//! What words of another language mean, where their meaning stands in quotation marks behind them:
//! "the _Karsu Velk_ (“black water”)", "the people's karsu, literally “gathering”".

use super::Rule;
use super::definition::shares;
use super::lasting::{Answered, is_language};
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::vocabulary;

/// Finds literal meanings.
pub struct Gloss;

impl Rule for Gloss {
    fn name(&self) -> &'static str {
        "gloss"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let is_read = |view: &&View<'_>| {
            !matches!(
                view.objection,
                Some("not running text" | "inside a quotation" | "markup of a page")
            )
        };
        let found: Vec<Found> = scene
            .views
            .iter()
            .filter(is_read)
            .flat_map(|view| in_view(scene, view))
            .collect();
        // A page on a language glosses its examples; nobody learns those.
        if found.len() > MOST { Vec::new() } else { found }
    }
}

/// How many glosses a page has that is not on a language.
const MOST: usize = 5;

/// What may stand between a word and the mark that opens its meaning.
const BRIDGES: &[&str] = &[
    " (",
    ", literally ",
    " (literally ",
    " (lit. ",
    ", lit. ",
    ", meaning ",
    " (meaning ",
    " meaning ",
    " means ",
    ", which means ",
    " literally means ",
    " (literally: ",
    " (which means ",
];

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Vec<Found> {
    let text = view.span.of(&scene.document.text);
    let slanted = text
        .match_indices(['_', '*'])
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    slanted
        .chunks_exact(2)
        .filter_map(|pair| {
            let term = &text[pair[0] + 1..pair[1]];
            let behind = &text[pair[1] + 1..];
            let meaning = meaning(behind)?;
            fact(scene, view, &text[..pair[0]], term, meaning)
        })
        .collect()
}

/// The words in quotation marks at the start of a text, behind a bridge.
fn meaning(behind: &str) -> Option<&str> {
    let bridge = BRIDGES
        .iter()
        .filter(|bridge| behind.starts_with(**bridge))
        .max_by_key(|bridge| bridge.len())?;
    let rest = &behind[bridge.len()..];
    let close = match rest.chars().next()? {
        '"' => '"',
        '“' => '”',
        '‘' => '’',
        _ => return None,
    };
    let inside = &rest[rest.chars().next()?.len_utf8()..];
    let end = inside.find(close)?;
    let after = &inside[end + close.len_utf8()..];
    // "(“gathering” or “crowd”)": two meanings.
    let ends = if bridge.contains('(') {
        after.starts_with(')')
    } else {
        !after.starts_with(" or ") && !after.starts_with(", \"") && !after.starts_with(", “")
    };
    ends.then_some(&inside[..end])
}

fn fact(scene: &Scene<'_>, view: &View<'_>, before: &str, term: &str, meaning: &str) -> Option<Found> {
    let meaning = meaning.trim_end_matches([',', '.']);
    let words: Vec<&str> = term.split(' ').collect();
    let is_word = |word: &&str| word.chars().all(|c| c.is_alphabetic() || "-'’".contains(c));
    let is_english = |word: &&str| {
        let known = vocabulary::classes_of_form(&word.to_lowercase());
        known.noun.is_some() || known.verb.is_some() || known.adjective
    };
    let is_term = (1..=4).contains(&words.len())
        && words.iter().all(|word| is_word(word) && !word.is_empty())
        && term.chars().count() >= 4
        && !["The", "A", "An", "the", "a"].contains(&words[0])
        && !term.starts_with('-')
        && !term.ends_with('-')
        && !words.iter().all(is_english);
    let count = meaning.split(' ').count();
    let is_meaning = (1..=6).contains(&count)
        && meaning.chars().count() >= 3
        && meaning.chars().all(|c| c.is_alphabetic() || " -'’".contains(c))
        && !meaning.contains(" or ");
    if !is_term || !is_meaning || shares(meaning, term) {
        return None;
    }
    let start = view.span.start + before.len();
    let at = view.words.iter().position(|word| word.span.start >= start)?;
    let language = (at.saturating_sub(2)..at)
        .map(|index| &view.words[index])
        .find(|word| is_language(scene, word) && !word.is("english"))
        .map(|word| word.text);
    // One word of nobody knows which language is no use to a learner.
    if language.is_none() && words.len() == 1 {
        return None;
    }
    let what = if words.len() == 1 { "word" } else { "phrase" };
    let (stem, statement) = match language {
        Some(language) => (
            format!("what does the {language} {what} “{term}” mean"),
            format!("the {language} {what} “{term}” means “{meaning}”"),
        ),
        None => (
            format!("what does “{term}” mean in English"),
            format!("“{term}” means “{meaning}”"),
        ),
    };
    Answered {
        rule: "gloss",
        subject: term,
        relation: "means",
        stem,
        key: meaning.to_owned(),
        kind: NameKind::Other,
        statement,
    }
    .found(scene, view)
}

#[cfg(test)]
mod tests {
    use super::Gloss;
    use crate::facts::rules::sample::statements_of_page;

    #[test]
    fn finds_what_foreign_words_mean() {
        for (text, statement) in [
            (
                "The prisoners called the island _Karsu Velk_ (\"black water\") and feared it.",
                "“Karsu Velk” means “black water”.",
            ),
            (
                "The council met as a _velkurai karsu_, literally “gathering”, in the north.",
                "“velkurai karsu” means “gathering”.",
            ),
            (
                "The name comes from the Latin _velcana_, meaning \"river of salt\".",
                "The Latin word “velcana” means “river of salt”.",
            ),
        ] {
            assert_eq!(statements_of_page(&Gloss, text), [statement]);
        }
    }

    #[test]
    fn leaves_two_meanings_titles_and_what_shares_a_word() {
        for text in [
            "The council met as a _velkurai_ (\"gathering\" or \"crowd\") in the north.",
            "The council met as a _velkurai_ (\"gathering\") in the north.",
            "The name is from the Old English _velkurai_, meaning \"gathering\".",
            "The council met as a _velkurai_ (a gathering) in the north.",
            "She wrote _The Black Water_ (\"a lake\") in the north.",
            "The council met as a _centralia_ (\"central place\") in the north.",
            "The town of _Karsu_ is \"old\" and lies in the north.",
        ] {
            assert!(statements_of_page(&Gloss, text).is_empty(), "{text}");
        }
    }
}
