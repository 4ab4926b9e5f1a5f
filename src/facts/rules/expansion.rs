//! Short forms and what they are short for: "Union of Berdi Companies (UBC)".

use std::collections::BTreeSet;

use super::Rule;
use crate::facts::Found;
use crate::facts::aliases::spells;
use crate::facts::frame::{Frame, NameKind};
use crate::facts::names::is_acronym;
use crate::facts::scene::{Scene, View};
use crate::language::Tag;
use crate::text::BlockKind;

/// Short forms that everybody reads without help; only a document about the body itself asks for them.
const UNIVERSAL: &[&str] = &[
    "MIT", "USA", "US", "UK", "UN", "EU", "NATO", "WHO", "USSR", "UNESCO", "UNICEF", "NASA", "FBI", "CIA",
    "BBC", "CNN", "GDP", "HIV", "AIDS", "DNA", "RNA", "TV", "FIFA", "UEFA", "IOC", "NGO", "NGOs", "CEO",
    "IBM", "AP", "AFP", "PR", "IT", "AI", "USD", "GMT", "WWI", "WWII", "PDF", "FAQ",
];

/// Whether everybody reads these letters without help.
pub fn is_universal(short: &str) -> bool {
    UNIVERSAL.contains(&short)
}

/// Finds acronyms in brackets behind the name they stand for.
pub struct Expansion;

impl Rule for Expansion {
    fn name(&self) -> &'static str {
        "expansion"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut found = Vec::new();
        for view in &scene.views {
            for expansion in in_view(scene, view) {
                if known.insert(expansion.fact.subject.clone()) {
                    found.push(expansion);
                }
            }
        }
        found
    }
}

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Vec<Found> {
    let block = scene.document.block_of(&scene.document.sentences[view.sentence]);
    if !matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation
    ) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for open in 1..view.words.len().saturating_sub(2) {
        let (bracket, short, close) = (&view.words[open], &view.words[open + 1], &view.words[open + 2]);
        if bracket.text != "(" || close.text != ")" || !is_acronym(short.text) {
            continue;
        }
        let Some((long, kind, is_spelled)) = long_form(scene, view, open, short.text) else {
            continue;
        };
        // "a National Institute (NI)": one of a kind; "WEIGHTS DIVISION": the shouting of a heading.
        let is_one_of_many = open
            .checked_sub(long.split(' ').count() + 1)
            .is_some_and(|before| view.words[before].is_any(&["a", "an"]));
        if is_one_of_many || !long.chars().any(char::is_lowercase) {
            continue;
        }
        let is_universal = UNIVERSAL.contains(&short.text) && !is_of_the_title(scene, short.text, &long);
        if scene
            .lexicon
            .country(short.text)
            .is_some_and(|country| country.existed.is_none())
            || is_universal
            || !is_known_by_it(scene, short.text, &long, kind)
        {
            continue;
        }
        let statement = format!("{} stands for {long}.", short.text);
        found.push(
            Found::begin(scene, view, "expansion", statement)
                .about(short.text, "stands for", &long)
                .worth(2, if is_spelled { 950 } else { 850 })
                .framed(Frame::Expansion {
                    short: short.text.to_owned(),
                    is_of_title: is_of_the_title(scene, short.text, &long),
                    is_of_country: is_of_the_country(scene, view, &long),
                    long,
                    is_spelled,
                    kind,
                }),
        );
    }
    found
}

/// Words for what is widely known by its letters; a method or a device bears them on one page only.
const BODIES: &[&str] = &[
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "bureau",
    "commission",
    "committee",
    "commonwealth",
    "community",
    "conference",
    "congress",
    "convention",
    "council",
    "court",
    "federation",
    "forum",
    "front",
    "fund",
    "initiative",
    "institute",
    "league",
    "ministry",
    "movement",
    "office",
    "opposition",
    "organisation",
    "organization",
    "party",
    "programme",
    "program",
    "republic",
    "service",
    "society",
    "treaty",
    "union",
];

/// Words of names that reach beyond one country.
const WIDE: &[&str] = &[
    "african",
    "american",
    "arab",
    "asian",
    "atlantic",
    "baltic",
    "caspian",
    "europe",
    "european",
    "eurasian",
    "global",
    "international",
    "islamic",
    "nations",
    "nordic",
    "pacific",
    "states",
    "united",
    "world",
];

/// Whether the letters name one body for most who know them, and not something else in the next text.
fn is_known_by_it(scene: &Scene<'_>, short: &str, long: &str, kind: NameKind) -> bool {
    const MANY_LETTERS: usize = 5;
    const FEW_LETTERS: usize = 4;
    const OFTEN: usize = 3;
    if is_of_the_title(scene, short, long) {
        return true;
    }
    let parts = || long.split([' ', '-']);
    let is_body = matches!(kind, NameKind::Organisation | NameKind::Party)
        || parts().any(|part| BODIES.contains(&part.to_lowercase().as_str()));
    // A page on a player of Berdiland speaks of leagues elsewhere; one on its politics of bodies there.
    let is_on_country = is_titled_with_country(scene, true);
    let is_placed = is_on_country
        || parts().any(|part| {
            WIDE.contains(&part.to_lowercase().as_str())
                || scene.lexicon.place(part).is_some()
                || scene.lexicon.country_of_adjective(part).is_some()
        });
    let uses = || {
        let all = scene.views.iter().flat_map(|view| &view.words);
        all.filter(|word| word.text == short).take(OFTEN).count()
    };
    let is_rare = short.len() >= MANY_LETTERS || short.len() >= FEW_LETTERS && uses() >= OFTEN;
    // Letters that the page itself does not go on using are told in passing.
    is_body && !short.contains('-') && (is_placed || is_rare) && uses() >= OFTEN
}

/// Whether the title names the country of the document; `untitled` where it has none.
pub(super) fn is_titled_with_country(scene: &Scene<'_>, untitled: bool) -> bool {
    let Some(country) = scene.names.country.as_ref() else {
        return false;
    };
    scene
        .document
        .title
        .as_ref()
        .map_or(untitled, |title| names_country(scene, title, country))
}

/// Whether the country or its adjective stands in a text.
fn names_country(scene: &Scene<'_>, text: &str, country: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    text.contains(country)
        || words.any(|word| {
            let named = scene.lexicon.country_of_adjective(word);
            named.is_some_and(|named| named.name == country)
        })
}

/// Whether the body is one of the country that the document is on: the sentence speaks of it, and of no other.
fn is_of_the_country(scene: &Scene<'_>, view: &View<'_>, long: &str) -> bool {
    let Some(country) = scene.names.country.as_ref() else {
        return false;
    };
    let of_other = scene.mentions(view).iter().any(|mention| {
        let named = scene
            .lexicon
            .country(&mention.full)
            .or_else(|| scene.lexicon.country_of_adjective(&mention.full));
        named.is_some_and(|named| named.name != country)
    });
    let told = &scene.document.text[view.span.start..view.span.end];
    let is_told = names_country(scene, told, country) || names_country(scene, long, country);
    is_titled_with_country(scene, false) && is_told && !of_other
}

/// Whether the document is about the body: its title names it, long or short.
fn is_of_the_title(scene: &Scene<'_>, short: &str, long: &str) -> bool {
    scene.document.title.as_ref().is_some_and(|title| {
        title.contains(long)
            || title
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == short)
    })
}

/// The name before the bracket that the letters stand for.
fn long_form(
    scene: &Scene<'_>,
    view: &View<'_>,
    open: usize,
    short: &str,
) -> Option<(String, NameKind, bool)> {
    let mention = scene.mentions(view).iter().find(|mention| mention.end == open);
    let kind = mention.map_or(NameKind::Other, |mention| mention.kind);
    // Walk back while words could belong to the name, and take the start whose initials fit.
    let mut start = open;
    while start > 0 && open - start < 12 {
        let word = &view.words[start - 1];
        let is_small = word.is_any(&["of", "for", "and", "the", "in", "on", "to", "with"]);
        if word.tag == Tag::Mark
            || (!is_small && !word.text.starts_with(char::is_uppercase) && !is_plain(word))
        {
            break;
        }
        start -= 1;
        let long = written(view, start, open);
        let is_name = word.text.starts_with(char::is_uppercase);
        if is_name && spells(short, &long) && long.split(' ').count() > 1 {
            return Some((long, kind, true));
        }
    }
    let follows_genitive = mention
        .and_then(|mention| mention.start.checked_sub(1))
        .is_some_and(|before| {
            let before = &view.words[before];
            matches!(before.tag, Tag::Genitive | Tag::Name) || matches!(before.text, "'" | "’")
        });
    if follows_genitive {
        return None;
    }
    let mention = mention.filter(|mention| {
        matches!(mention.kind, NameKind::Organisation | NameKind::Party) && mention.end - mention.start > 2
    })?;
    // The letters may be those of another language; the name must then be whole.
    let of_other_language = scene
        .names
        .country
        .as_deref()
        .is_some_and(|country| !ENGLISH_SPEAKING.contains(&country));
    let first = written(view, mention.start, open).chars().next();
    if !of_other_language && first != short.chars().next() {
        return None;
    }
    Some((written(view, mention.start, open), mention.kind, false))
}

/// Countries whose bodies have their letters from English.
pub(super) const ENGLISH_SPEAKING: &[&str] = &[
    "United States",
    "United Kingdom",
    "England",
    "Scotland",
    "Ireland",
    "Australia",
    "New Zealand",
    "Canada",
];

fn is_plain(word: &crate::language::Word<'_>) -> bool {
    word.tag == Tag::Noun
}

fn written(view: &View<'_>, start: usize, end: usize) -> String {
    let mut text = String::new();
    for word in &view.words[start..end] {
        if !text.is_empty() && word.is_apart {
            text.push(' ');
        }
        text.push_str(word.text);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Expansion;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_the_words_behind_the_letters() {
        assert_eq!(
            statements(
                &Expansion,
                "The Union of Finnish Companies (UFC) was small in 1911. UFC grew. They left UFC."
            ),
            ["UFC stands for Union of Finnish Companies."]
        );
    }

    #[test]
    fn leaves_letters_that_stand_for_other_things_elsewhere() {
        for text in [
            "The Union of Berdi Companies (UBC) was small in 1911.",
            "The Pressure Detection System (PDS) was small in 1911.",
            "There is Formal Likeness (F-L) and there was more in 1911.",
            "The Combined Low Airborne Radio (CLARO) was small in 1911.",
            "The Union of Finnish Companies (UFC) was small in 1911.",
        ] {
            assert!(statements(&Expansion, text).is_empty(), "{text}");
        }
        let often = "The Union of Old Berdi Companies (UOBC) was small. UOBC grew. They left UOBC in 1911.";
        assert_eq!(statements(&Expansion, often).len(), 1);
    }

    #[test]
    fn leaves_letters_that_everybody_reads() {
        assert!(
            statements(
                &Expansion,
                "Ann Lund left the World Health Organization (WHO) in 1911."
            )
            .is_empty()
        );
    }

    #[test]
    fn leaves_letters_that_stand_for_something_else() {
        assert!(statements(&Expansion, "Ann Lund (MP) came to the hall of Berdi in 1911.").is_empty());
        assert!(statements(&Expansion, "The town of Berdi (USSR) was small in 1911.").is_empty());
    }
}
