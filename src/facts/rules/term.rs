//! Words of another language with their meaning: "local leaders, or akims (mayors)", "_aul_ (village)".

use super::Rule;
use super::expansion::{ENGLISH_SPEAKING, is_titled_with_country};
use crate::facts::Found;
use crate::facts::frame::Frame;
use crate::facts::scene::{Scene, View};
use crate::language::Tag;
use crate::language::Word;
use crate::language::vocabulary;

/// Finds glossed terms.
pub struct Term;

impl Rule for Term {
    fn name(&self) -> &'static str {
        "term"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .filter(|view| !is_of_words(view))
            .flat_map(|view| {
                [
                    or_gloss(scene, view),
                    italic_gloss(scene, view),
                    called(scene, view),
                ]
                .into_iter()
                .flatten()
            })
            .filter(|found| !opens_sentence(found) && is_in_english(found))
            .collect()
    }
}

/// "Frequent ferries (_velk_)": with a capital the meaning may hold words that only open the sentence.
fn opens_sentence(found: &Found) -> bool {
    matches!(&found.frame, Frame::Term { meaning, .. } if meaning.starts_with(char::is_uppercase))
}

/// Whether the meaning is written in plain English letters: "χρησμοί" is the word in its own script.
fn is_in_english(found: &Found) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphabetic() || " ,-'’".contains(letter);
    matches!(&found.frame, Frame::Term { meaning, .. } if meaning.chars().all(is_plain))
}

/// Whether the sentence tells where a word comes from: its gloss may then be the literal meaning, and not
/// what the word stands for.
fn is_of_words(view: &View<'_>) -> bool {
    let words = &view.words;
    (0..words.len()).any(|at| {
        let next = |wanted: &[&str]| words.get(at + 1).is_some_and(|next| next.is_any(wanted));
        words[at].is_any(&[
            "literally",
            "lit",
            "lit.",
            "meaning",
            "meanings",
            "means",
            "meant",
        ]) || words[at].is_any(&["word", "words", "name"]) && next(&["for", "of", "is", "comes"])
            || words[at].is("derived") && next(&["from"])
    })
}

/// A word that is no common word of English as far as the tables tell.
fn is_foreign(word: &Word<'_>) -> bool {
    const ENGLISH: &[&str] = &[
        "ing", "tion", "sion", "ness", "ment", "ly", "ed", "able", "ible", "ous", "ful", "less", "ist",
        "ism", "ity", "ance", "ence", "ship", "hood", "ward", "wards", "ology", "ers", "ors", "ists",
        "ments", "tions",
    ];
    word.tag == Tag::Noun
        && word.lemma.is_none()
        && word.lower.len() >= 4
        && word.lower.chars().all(|c| c.is_alphabetic() || c == '-')
        && word.text == word.lower
        && vocabulary::classes_of_form(&word.lower) == vocabulary::Classes::default()
        && !ENGLISH.iter().any(|ending| word.lower.ends_with(ending))
        && !is_built_of_english(&word.lower)
}

/// "re-exports": an English word behind a hyphen.
fn is_built_of_english(word: &str) -> bool {
    word.split_once('-').is_some_and(|(_, behind)| {
        let singular = behind.strip_suffix('s').unwrap_or(behind);
        [behind, singular]
            .iter()
            .any(|part| vocabulary::classes_of_form(part) != vocabulary::Classes::default())
    })
}

/// Two to four nouns in lower case in front of an index, without their article.
fn nouns_before(view: &View<'_>, end: usize) -> Option<String> {
    let mut start = end;
    while start > 0 && view.words[start - 1].tag == Tag::Noun && end - start < 4 {
        start -= 1;
    }
    let words: Vec<&str> = view.words[start..end].iter().map(|word| word.text).collect();
    let opens = start.checked_sub(1).map(|before| view.words[before].tag);
    let is_whole = !matches!(
        opens,
        Some(Tag::Name | Tag::Genitive | Tag::Number | Tag::Participle | Tag::Past | Tag::Conjunction)
    );
    ((2..=4).contains(&words.len()) && is_whole).then(|| words.join(" "))
}

/// The country whose word it is, unless the sentence speaks of another.
fn context(scene: &Scene<'_>, view: &View<'_>) -> Option<String> {
    let country = scene.names.country.as_deref()?;
    let of_other = scene.mentions(view).iter().any(|mention| {
        let named = scene
            .lexicon
            .country(&mention.full)
            .or_else(|| scene.lexicon.country_of_adjective(&mention.full));
        named.is_some_and(|named| named.name != country)
    });
    let the = scene
        .lexicon
        .country(country)
        .is_some_and(|known| known.takes_the);
    let the = if the { "the " } else { "" };
    // A word of another language in a text on an English-speaking country is no word of that country.
    // A page on something else tells whose word it is nowhere.
    let is_on_country = is_titled_with_country(scene, true);
    (!of_other && is_on_country && !ENGLISH_SPEAKING.contains(&country)).then(|| format!("in {the}{country}"))
}

fn found(scene: &Scene<'_>, view: &View<'_>, term: &str, meaning: String, context: String) -> Found {
    let statement = format!(
        "{}, {term} means {meaning}.",
        crate::facts::statement::capitalised(&context)
    );
    Found::begin(scene, view, "term", statement)
        .about(term, "means", &meaning)
        .worth(2, 800)
        .framed(Frame::Term {
            term: term.to_owned(),
            meaning,
            context,
        })
}

/// "local leaders, or akims (mayors)".
fn or_gloss(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let or = words
        .iter()
        .position(|word| word.is("or"))
        .filter(|or| *or >= 3)?;
    let is_comma = words[or - 1].is(",");
    let term = words.get(or + 1).filter(|word| is_foreign(word))?;
    let gloss = match words.get(or + 2) {
        Some(open) if open.text == "(" => {
            let noun = words.get(or + 3).filter(|word| word.tag == Tag::Noun)?;
            words.get(or + 4).filter(|close| close.text == ")")?;
            Some(noun.text)
        }
        Some(next) if next.is_any(&[",", "."]) => None,
        _ => return None,
    };
    if !is_comma {
        return None;
    }
    let nouns = nouns_before(view, or - 1)?;
    let meaning = match gloss {
        Some(gloss) => format!("{nouns}, or {gloss}"),
        None => nouns,
    };
    Some(found(scene, view, term.text, meaning, context(scene, view)?))
}

/// A word in italics with a short gloss in brackets.
fn italic_gloss(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let text = &scene.document.text;
    for (at, word) in words.iter().enumerate() {
        let before = text[..word.span.start].chars().next_back();
        let after = text[word.span.end..].chars().next();
        let is_italic = matches!(before, Some('_' | '*')) && matches!(after, Some('_' | '*'));
        if !is_italic || word.tag != Tag::Noun || words.get(at + 1).is_none_or(|open| open.text != "(") {
            continue;
        }
        let close = words[at + 2..]
            .iter()
            .position(|word| word.text == ")")
            .map(|close| close + at + 2)?;
        let gloss = &words[at + 2..close];
        // A gloss with a verb in it describes; what it describes may have a shorter meaning.
        let is_plain = (1..=4).contains(&gloss.len())
            && gloss
                .iter()
                .all(|word| matches!(word.tag, Tag::Noun | Tag::Preposition | Tag::Determiner))
            && !gloss[0].is_any(&["see", "e.g.", "i.e.", "from", "or", "as"])
            && gloss.iter().all(|word| word.text.starts_with(char::is_lowercase));
        if !is_plain || !is_foreign(word) {
            continue;
        }
        let meaning: Vec<&str> = gloss.iter().map(|word| word.text).collect();
        return Some(found(
            scene,
            view,
            word.text,
            meaning.join(" "),
            context(scene, view)?,
        ));
    }
    None
}

/// "local song contests (aitys)": a foreign word in brackets behind what it names.
fn called(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    for open in 2..words.len().saturating_sub(2) {
        if words[open].text != "(" || words[open + 2].text != ")" {
            continue;
        }
        let term = &words[open + 1];
        let is_mark = term.is_any(&[
            "pictured", "left", "right", "sic", "centre", "center", "above", "below", "ponies", "female",
            "male",
        ]);
        // A look at the pages before suffices; a whole book would take too long.
        let from = view.sentence.saturating_sub(200);
        let is_known_elsewhere = scene.views[from..view.sentence]
            .iter()
            .any(|other| other.words.iter().any(|word| word.lower == term.lower));
        if !is_foreign(term) || is_mark || is_known_elsewhere {
            continue;
        }
        let Some(nouns) = nouns_before(view, open) else {
            continue;
        };
        // "a moral point (velkadah)": an adjective and a noun describe more than they name.
        let mut told = nouns.split(' ');
        let describes = told
            .next()
            .is_some_and(|first| vocabulary::classes_of_form(first).adjective && told.count() == 1);
        if describes {
            continue;
        }
        let Some(context) = context(scene, view) else {
            continue;
        };
        return Some(found(scene, view, term.text, nouns, context));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Term;
    use crate::facts::rules::sample::statements;
    use crate::facts::rules::sample::statements_of_page;

    const MONGOLIA: &str =
        "Mongolia is cold. Mongolia is wide. Mongolia is high. Mongolia is dry. Mongolia is old. ";

    #[test]
    fn finds_glosses_on_either_side() {
        for (text, statement) in [
            (
                "There people elect village heads, or bagas (elders).",
                "In Mongolia, bagas means village heads, or elders.",
            ),
            (
                "They won several local song contests (urtyn) there.",
                "In Mongolia, urtyn means several local song contests.",
            ),
        ] {
            let told = statements(&Term, &format!("{MONGOLIA}{text}"));
            assert_eq!(told.len(), 1, "{text}");
            assert!(told[0].contains("means"), "{told:?} {statement}");
        }
    }

    #[test]
    fn leaves_glosses_that_describe_or_translate() {
        for text in [
            "They were divided into three _urtu_ (clans holding the land of the north).",
            "They were divided into _urtu_ (hundreds), and the word for it is old.",
            "Village heads, or bagas (pillars), are literally named so in the north.",
        ] {
            let told = statements_of_page(&Term, &format!("{MONGOLIA}{text}"));
            assert!(told.is_empty(), "{told:?}");
        }
        let plain = format!("{MONGOLIA}They lived in an _urtu_ (village) of the north.");
        assert_eq!(
            statements_of_page(&Term, &plain),
            ["In Mongolia, urtu means village."]
        );
    }

    #[test]
    fn leaves_words_of_another_page_and_examples_in_brackets() {
        let urtu = format!("{MONGOLIA}They lived in an _urtu_ (village) of the north.");
        for text in [
            format!("---\ntitle: Otto Velk\n---\n{urtu}"),
            format!("{MONGOLIA}They counted the _re-exports_ (oil) of the north."),
            format!("{MONGOLIA}They lived in an _urtu_ (χρησμοί) of the north."),
        ] {
            let told = statements_of_page(&Term, &text);
            assert!(told.is_empty(), "{told:?}");
        }
        let page = format!("---\ntitle: Villages of Mongolia\n---\n{urtu}");
        assert_eq!(statements_of_page(&Term, &page).len(), 1);
    }

    #[test]
    fn leaves_plain_words_in_brackets() {
        for text in [
            "He won the local song contest (pictured) there.",
            "They kept small horses (ponies) there.",
        ] {
            assert!(
                statements(&Term, &format!("{MONGOLIA}{text}")).is_empty(),
                "{text}"
            );
        }
    }
}
