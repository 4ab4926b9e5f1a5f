//! Who wrote a work that a sentence names in passing: "Ann Lund's 1911 novel Karsu", "the play _Velk_ by Otto Berg",
//! "Ida Berg, author of the novel Sarkan".

use super::Rule;
use super::lasting::is_quote;
use super::near::Asked;
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// Finds authors, painters and composers told beside their work.
pub struct Authored;

impl Rule for Authored {
    fn name(&self) -> &'static str {
        "authored"
    }

    // Fewer than thirty of its facts have been read without an error.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        // Whose work it is stands outside what a sentence claims; of one that is not running text nothing is sure.
        let views = scene
            .views
            .iter()
            .filter(|view| view.objection != Some("not running text"));
        views
            .flat_map(|view| (1..view.words.len()).filter_map(move |at| read_at(scene, view, at)))
            .collect()
    }
}

/// Works of one maker, and what the maker did.
const WORKS: &[(&str, &str)] = &[
    ("novel", "wrote"),
    ("novella", "wrote"),
    ("play", "wrote"),
    ("poem", "wrote"),
    ("treatise", "wrote"),
    ("travelogue", "wrote"),
    ("memoir", "wrote"),
    ("tragedy", "wrote"),
    ("comedy", "wrote"),
    ("painting", "painted"),
    ("fresco", "painted"),
    ("opera", "composed"),
    ("operetta", "composed"),
    ("symphony", "composed"),
    ("oratorio", "composed"),
    ("cantata", "composed"),
    ("ballet", "composed"),
];

/// Works of which a maker need not have made all: a story in a book, a book by two.
const SHORT_WORKS: &[(&str, &str)] = &[("story", "wrote"), ("book", "wrote"), ("essay", "wrote")];

/// What the word for a work at `at` gives.
fn read_at(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<Found> {
    let word = &view.words[at];
    let (_, made) = WORKS.iter().chain(SHORT_WORKS).find(|(work, _)| word.is(work))?;
    let comma = usize::from(view.words.get(at + 1)?.is(","));
    let title = title_at(view, at + 1 + comma)?;
    let maker = owner(scene, view, at)
        .or_else(|| apposed(scene, view, at))
        .or_else(|| (comma == 0).then(|| behind(scene, view, title.end))?)?;
    // "painted the painting": said twice.
    let the_class = match word.is("painting") {
        true => String::new(),
        false => format!("the {} ", class(view, at)),
    };
    let is_full = maker.kind == NameKind::Person && maker.full.contains(' ') && !maker.is_ambiguous;
    // "Ann Lund's novel Ann Lund": nothing to ask; and of one work two titles may stand in a row.
    let is_told_else = title.text.contains(&maker.full);
    if !is_full || is_told_else {
        return None;
    }
    Asked {
        rule: "authored",
        subject: &title.text,
        relation: made,
        stem: format!("who {made} {the_class}{}", title.text),
        key: maker.full.clone(),
        kind: NameKind::Person,
        statement: format!("{} {made} {the_class}{}", maker.full, title.text),
        time: None,
    }
    .found(scene, view)
}

/// "short story", "historical novel": the noun with one word of kind before it.
fn class(view: &View<'_>, at: usize) -> String {
    const KINDS: &[&str] = &[
        "short",
        "epic",
        "historical",
        "horror",
        "detective",
        "comic",
        "satirical",
        "science-fiction",
        "narrative",
    ];
    let noun = &view.words[at].lower;
    let kind = view.words[at - 1..at].iter().find(|word| word.is_any(KINDS));
    kind.map_or_else(|| noun.clone(), |kind| format!("{} {noun}", kind.lower))
}

/// Where the words between a maker and the work begin: "'s 1911 gothic".
fn before_kind(view: &View<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 && at - start < 4 {
        let word = &view.words[start - 1];
        let is_year = word.tag == Tag::Number && word.text.len() == 4;
        let is_kind = matches!(word.tag, Tag::Noun | Tag::Ing | Tag::Participle)
            && word.text.chars().all(char::is_lowercase)
            && !word.is_any(&["first", "last", "second", "debut", "unfinished"]);
        if !(is_year || is_kind) {
            break;
        }
        start -= 1;
    }
    start
}

/// "Ann Lund's 1911 novel".
fn owner<'s>(scene: &'s Scene<'_>, view: &View<'_>, at: usize) -> Option<&'s Mention> {
    let genitive = before_kind(view, at).checked_sub(1)?;
    if view.words[genitive].tag != Tag::Genitive {
        return None;
    }
    let maker = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.end == genitive)?;
    let before = maker.start.checked_sub(1).map(|before| &view.words[before]);
    let is_joined = before.is_some_and(|before| before.is_any(&["and", "&", ","]));
    (!is_joined).then_some(maker)
}

/// "Ann Lund, author of the novel".
fn apposed<'s>(scene: &'s Scene<'_>, view: &View<'_>, at: usize) -> Option<&'s Mention> {
    let word = |at: usize| view.words.get(at);
    let mut start = before_kind(view, at).checked_sub(1)?;
    // "the seminal horror novel": what somebody thinks of it.
    start -= usize::from(!word(start)?.is("the") && start > 0);
    let of = start.checked_sub(1)?;
    let author = of.checked_sub(1)?;
    let the = author.checked_sub(1)?;
    let comma = the - usize::from(word(the)?.is("the") && the > 0);
    let fits = word(start)?.is("the")
        && word(of)?.is("of")
        && word(author)?.is_any(&["author", "composer", "painter"])
        && word(comma)?.is(",");
    fits.then(|| scene.mentions(view).iter().find(|mention| mention.end == comma))?
}

/// "the novel Karsu (1911) by the poet Ann Lund": the one maker behind the title.
fn behind<'s>(scene: &'s Scene<'_>, view: &View<'_>, end: usize) -> Option<&'s Mention> {
    let mut by = end;
    if view.words.get(by)?.text == "(" {
        by += view.words[by..].iter().position(|word| word.text == ")")? + 1;
    }
    if !view.words.get(by)?.is("by") {
        return None;
    }
    let maker = scene
        .mentions(view)
        .iter()
        .find(|mention| (by + 1..by + 5).contains(&mention.start) && mention.kind == NameKind::Person)?;
    let is_role = |word: &Word<'_>| matches!(word.tag, Tag::Determiner | Tag::Noun | Tag::Name);
    let is_alone = view.words.get(maker.end).is_none_or(|next| {
        !next.is_any(&["and", "&", ",", "or"]) && !matches!(next.tag, Tag::Genitive | Tag::Name | Tag::Noun)
    });
    let closes = view.words.get(maker.end).is_some_and(|next| next.is(","))
        && view
            .words
            .get(maker.end + 1)
            .is_some_and(|after| after.tag == Tag::Relative || after.is_any(&["in", "a", "the"]));
    (view.words[by + 1..maker.start].iter().all(is_role) && (is_alone || closes)).then_some(maker)
}

/// A title as it is printed.
struct Title {
    text: String,
    end: usize,
}

/// Words with capitals, small ones between them, from `start` on; between marks of emphasis all of them.
fn title_at(view: &View<'_>, start: usize) -> Option<Title> {
    const SMALL: &[&str] = &["of", "the", "and", "a", "an", "de", "la"];
    // "Miners at Night", "Karsu in Finland": whether the title goes on, nothing tells.
    const OPEN: &[&str] = &["in", "at", "to", "for", "on", "from", "with"];
    const LONGEST: usize = 9;
    let words = &view.words;
    let first = words.get(start)?;
    if is_quote(first) || first.text.starts_with('_') {
        let from = start + usize::from(is_quote(first));
        let end = (from..words.len().min(from + LONGEST)).find(|at| {
            is_quote(&words[*at]) || words[*at].text.len() > 1 && words[*at].text.ends_with('_')
        })?;
        let last = end + usize::from(!is_quote(&words[end]));
        let text = super::lasting::plain(&words[from..last]);
        let is_named = text.starts_with(char::is_uppercase) && !text.contains(['"', '“', '”']);
        return is_named.then_some(Title { text, end: end + 1 });
    }
    let is_capital = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.text.starts_with(char::is_uppercase))
    };
    if !is_capital(start) {
        return None;
    }
    let mut end = start + 1;
    loop {
        let small = words[end..]
            .iter()
            .take_while(|word| word.is_any(SMALL) && !is_upper(word))
            .count();
        if !is_capital(end + small) || end + small - start >= LONGEST {
            break;
        }
        end += small + 1;
    }
    let next = words.get(end)?;
    if next.is_any(OPEN) && is_capital(end + 1) {
        return None;
    }
    let closes = next.is_any(&[".", ",", ";", "(", ")"])
        || matches!(
            next.tag,
            Tag::Past | Tag::Be | Tag::Have | Tag::Present | Tag::Modal | Tag::Relative
        )
        || next.is_any(&["in", "by", "as", "at", "from", "on", "for", "and"]);
    // "novel I Am Legend": what is a pronoun elsewhere; "novel In 1911": a sentence that lost its stop.
    let lists = next.is("and")
        || next.is(",")
            && words
                .get(end + 1)
                .is_some_and(|after| after.is("and") || after.tag == Tag::Name);
    let is_sentence = first.is_any(&["he", "she", "they", "it", "this"]);
    (closes && !lists && !is_sentence).then(|| Title {
        text: super::lasting::plain(&words[start..end]),
        end,
    })
}

fn is_upper(word: &Word<'_>) -> bool {
    word.text.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::Authored;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_who_made_a_work_named_in_passing() {
        for (text, statement) in [
            (
                "The word is found in Anna Lund's 1911 novel, Sarkan Road.",
                "Anna Lund wrote the novel Sarkan Road.",
            ),
            (
                "Anna Lund's play The Miners of Karsu is set in a mill.",
                "Anna Lund wrote the play The Miners of Karsu.",
            ),
            (
                "The name comes from the short story \"The Lake Lamp\" by the poet Anna Lund, who lived there.",
                "Anna Lund wrote the short story The Lake Lamp.",
            ),
            (
                "The prize is named after Anna Lund, author of the great novel Sarkan.",
                "Anna Lund wrote the novel Sarkan.",
            ),
            (
                "The lake is seen in the painting Night of the Miners (1911) by Anna Lund.",
                "Anna Lund painted Night of the Miners.",
            ),
        ] {
            assert_eq!(statements(&Authored, text), [statement], "{text}");
        }
    }

    #[test]
    fn leaves_several_and_what_is_no_title() {
        for text in [
            "The word is found in the novel Sarkan by Anna Lund and Ida Berg.",
            "The word is found in Anna Lund's novels.",
            "The word is found in her novel Sarkan.",
            "The word is found in Lund's novel Sarkan.",
            "The word is found in the novels Sarkan and Velk by Anna Lund.",
            "The word is found in Anna Lund's novel about Sarkan.",
            "The lake is seen in Anna Lund's painting Miners at Night.",
        ] {
            assert!(
                statements(&Authored, text).is_empty(),
                "{text}: {:?}",
                statements(&Authored, text)
            );
        }
    }
}
