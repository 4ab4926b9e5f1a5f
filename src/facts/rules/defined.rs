//! A term told by what it is: "A velkograph is a device used to record the salt in a lake".
//!
//! Only where the words behind the kind single the thing out; "a river in the
//! north" defines nothing.

use super::Rule;
use super::lasting::{Answered, plain};
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word, vocabulary};

/// Finds terms with their definition.
pub struct Defined;

impl Rule for Defined {
    fn name(&self) -> &'static str {
        "defined"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views.filter_map(|view| in_view(scene, view)).collect()
    }
}

/// Words that make a definition a judgement, or one of many, or lean on other sentences.
const VAGUE: &[&str] = &[
    "important",
    "superior",
    "became",
    "was",
    "were",
    "had",
    "has",
    "major",
    "common",
    "popular",
    "famous",
    "main",
    "most",
    "one",
    "good",
    "bad",
    "key",
    "part",
    "example",
    "result",
    "way",
    "fact",
    "problem",
    "reason",
    "few",
    "many",
    "several",
    "various",
    "certain",
    "some",
    "other",
    "another",
    "such",
    "this",
    "that's",
    "these",
    "those",
    "same",
    "it",
    "its",
    "they",
    "their",
    "them",
    "he",
    "she",
    "his",
    "her",
    "there",
    "here",
    "now",
    "still",
    "today",
    "often",
    "usually",
    "generally",
    "sometimes",
    "group",
    "cause",
    "major",
    "serious",
    "simple",
    "including",
    "include",
    "includes",
    "different",
    "similar",
    "method",
    "system's",
    "number",
    "not",
    "also",
    "first",
    "set",
];

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let verb = words
        .iter()
        .position(|word| word.is_any(&["is", "was", "refers", "means", "are", "were", "denotes"]))?;
    let start = usize::from(words[0].is_any(&["a", "an", "the"]));
    let term = term(scene, view, start, verb)?;
    let is_generic = words[0].is_any(&["a", "an"])
        || (start == 0 && words[verb].is_any(&["is", "refers", "means", "denotes"]))
        || (words[0].is("the") && words[verb].is("is") && words.get(verb + 1)?.is_any(&["a", "an"]));
    // "The academy is a school": one that was named before.
    let is_known = words[0].is("the") && {
        let head = &words[verb - 1].lower;
        let before = scene.views[..view.sentence].iter();
        before
            .filter(|other| other.article == view.article)
            .any(|other| other.words.iter().any(|word| word.is(head)))
    };
    if is_known {
        return None;
    }
    let from = verb + 1 + usize::from(words[verb].is("refers") && words.get(verb + 1)?.is("to"));
    let end = (from..words.len()).find(|at| {
        words[*at].is_any(&[".", ";", ",", ":", "(", "–", "—"])
            || words[*at].is_any(&["although", "though", "because", "while", "whereas", "but"])
    })?;
    let meaning = &words[from..end];
    let opens = meaning.first()?.is_any(&["a", "an", "the"]) || words[verb].is_any(&["refers", "denotes"]);
    let is_plain = meaning.iter().all(|word| {
        !word.is_any(VAGUE)
            && !matches!(
                word.tag,
                Tag::Modal | Tag::Pronoun | Tag::Possessive | Tag::Negation
            )
    });
    // A list goes on behind its comma; a remark does not.
    let next = words.get(end + 1);
    let closes = !words[end].is(",")
        || next.is_some_and(|next| {
            next.is_any(&[
                "which", "who", "such", "as", "often", "usually", "known", "invented", "called",
            ])
        });
    if !is_generic || !opens || !is_plain || !closes || !singles_out(meaning) {
        return None;
    }
    let indices: Vec<usize> = (from..end).collect();
    let text = scene.phrase(view, &indices)?.text;
    let stem = format!("what is the term for {text}");
    let be = if words[verb].is_any(&["was", "were"]) {
        "was"
    } else {
        "is"
    };
    Answered {
        rule: "defined",
        subject: &term,
        relation: "is",
        stem,
        key: term.clone(),
        kind: NameKind::Other,
        statement: format!("“{term}” {be} the term for {text}"),
    }
    .found(scene, view)
}

/// One to three words of which none is a name, in the letters of the middle of a sentence.
fn term(scene: &Scene<'_>, view: &View<'_>, start: usize, end: usize) -> Option<String> {
    let mut words = view.words.get(start..end)?;
    // "A karsu telegram, also known as a cable, is": the other name may go.
    if let Some(comma) = words.iter().position(|word| word.is(",")) {
        return words[comma..].is_empty().then(String::new);
    }
    if let Some(open) = words.iter().position(|word| word.text == "(") {
        let close = words.last()?.text == ")";
        words = close.then(|| &words[..open])?;
    }
    let is_common = |at: usize, word: &Word<'_>| {
        let known = vocabulary::classes_of_form(&word.lower);
        let is_word = known.noun.is_some() || known.adjective;
        let first = at + start == 0 || is_shouted(word);
        match word.tag {
            Tag::Noun | Tag::Ing | Tag::Participle => true,
            Tag::Name => first && is_word && scene.lexicon.place(word.text).is_none(),
            _ => false,
        }
    };
    let is_term = (1..=3).contains(&words.len())
        && words.iter().enumerate().all(|(at, word)| is_common(at, word))
        && words.last().is_some_and(|last| last.lower.chars().count() > 3);
    let has_name = scene.mentions(view).iter().any(|mention| {
        (start..end).contains(&mention.start) && mention.start > 0 && !is_shouted(&view.words[mention.start])
    });
    let lower = plain(words).to_lowercase();
    (is_term && !has_name).then_some(lower)
}

fn is_shouted(word: &Word<'_>) -> bool {
    word.text.chars().count() > 3 && word.text.chars().all(|letter| !letter.is_lowercase())
}

/// Whether words behind the kind tell which of its kind is meant, and enough of them.
fn singles_out(meaning: &[Word<'_>]) -> bool {
    const LINKS: &[&str] = &[
        "used",
        "using",
        "sent",
        "consisting",
        "containing",
        "made",
        "where",
        "whose",
        "designed",
        "built",
        "given",
        "worn",
        "played",
        "between",
        "over",
        "through",
        "caused",
        "measuring",
        "for",
        "by",
        "without",
        "who",
        "that",
        "which",
        "from",
    ];
    let Some(link) = meaning.iter().position(|word| word.is_any(LINKS)) else {
        return false;
    };
    let content = |words: &[Word<'_>]| {
        words
            .iter()
            .filter(|word| word.text.chars().count() > 3 && !word.is_any(LINKS))
            .count()
    };
    let may = meaning
        .iter()
        .any(|word| word.is_any(&["can", "may", "could", "might"]));
    link >= 1
        && content(&meaning[..link]) >= 1
        && content(&meaning[link..]) >= 2
        && content(meaning) >= 4
        && !may
}

#[cfg(test)]
mod tests {
    use super::Defined;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_terms_that_their_definition_singles_out() {
        for (text, statement) in [
            (
                "A heliostat is a device used to record the salt in a lake.",
                "“heliostat” is the term for a device used to record the salt in a lake.",
            ),
            (
                "A cablegram was a message sent by a diver through frozen water.",
                "“cablegram” was the term for a message sent by a diver through frozen water.",
            ),
            (
                "Federalism refers to a vertical separation of powers between state and province.",
                "“federalism” is the term for a vertical separation of powers between state and province.",
            ),
        ] {
            assert_eq!(statements(&Defined, text), [statement]);
        }
    }

    #[test]
    fn leaves_descriptions_names_and_judgements() {
        for text in [
            "A heliostat is a small device.",
            "A heliostat is an important device used to record the salt in a lake.",
            "A heliostat is one of the devices used to record the salt in a lake.",
            "A heliostat is a device that can cause great pain to its owner.",
            "Sarkan is a town built for the miners of the north.",
            "The Sarkan Academy is old. The academy is a school built for the miners of the cold north.",
            "Suffrage is universal for citizens of the whole land without prison terms.",
            "Rock salt is a fine fertiliser that became the mainstay of northern farming for years.",
            "The man was a farmer sent by the council of the town.",
            "A saltmeter is a device used to record the salt in a lake.",
        ] {
            assert!(statements(&Defined, text).is_empty(), "{text}");
        }
    }
}
