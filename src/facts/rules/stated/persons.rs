//! Whether everybody and everything a sentence names is named in full, and whom its pronouns mean.

use super::full::Edit;
use crate::facts::frame::NameKind;
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::language::Tag;
use crate::lexicon::Lexicon;

/// Refuses half names, names of strangers at the head, and pronouns of which the sentence does not tell whose they are.
pub fn check(scene: &Scene<'_>, view: &View<'_>, edit: Option<&Edit>) -> Result<(), &'static str> {
    let mentions = scene.mentions(view);
    if mentions.iter().any(|mention| mention.is_ambiguous) {
        return Err("a name that may be two persons");
    }
    if mentions.iter().any(|mention| is_half(scene, view, mention, edit)) {
        return Err("half a name");
    }
    if (0..view.words.len()).any(|at| is_open_name(scene, view, at)) {
        return Err("half a name");
    }
    if mentions
        .iter()
        .any(|mention| is_half_of_title(scene, view, mention))
    {
        return Err("half a name");
    }
    pronouns(scene, view, edit)
}

/// "the Herald" of the page "Berdi Herald".
fn is_half_of_title(scene: &Scene<'_>, view: &View<'_>, mention: &Mention) -> bool {
    let title = scene.document.title.as_deref().unwrap_or_default();
    let is_short = mention.end - mention.start == 1 && mention.kind != NameKind::Person;
    let has_the = mention.start > 0 && view.words[mention.start - 1].is("the");
    let own = view.words[mention.start].text;
    is_short && has_the && title != own && title.split(' ').any(|word| word == own)
}

/// "the Party", "Article III", "Board member": of which body or law, another sentence tells.
fn is_open_name(scene: &Scene<'_>, view: &View<'_>, at: usize) -> bool {
    #[rustfmt::skip]
    const OPEN: &[&str] = &[
        "party", "board", "article", "articles", "company", "companies", "club", "team", "council", "committee",
        "commission", "act", "treaty", "section", "chapter", "phase", "department", "school", "college", "university",
        "institute", "corps", "division", "regiment", "battalion", "brigade", "squadron", "district", "ministry",
        "agency", "group", "society", "association", "foundation", "society", "museum", "library", "hospital",
        "province", "county", "city", "town", "island", "islands", "river", "lake", "bridge", "church", "cathedral",
        "castle", "palace", "house", "fort", "hall", "tower", "park", "building", "station", "line", "railway",
        "assembly", "convention", "congress", "conference", "campaign", "war", "battle", "operation", "project",
    ];
    let words = &view.words;
    let word = &words[at];
    let is_capital = |at: usize| {
        words[at]
            .text
            .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
    };
    let before =
        at > 0 && is_capital(at - 1) && !(at == 1 && words[0].is_any(&["the", "a", "an", "in", "on"]));
    let next = words.get(at + 1);
    let number = next.is_some_and(|next| next.text.chars().all(|letter| "IVXLC0123456789".contains(letter)));
    let behind = next.is_some_and(|next| next.is_any(&["of", "for", "on", "and"]))
        || !number && at + 1 < words.len() && is_capital(at + 1);
    let names_page = scene
        .document
        .title
        .as_deref()
        .is_some_and(|title| title.eq_ignore_ascii_case(word.text));
    let is_name = at > 0 || number;
    is_name && is_capital(at) && word.is_any(OPEN) && !before && !behind && !names_page
}

/// "Lund" of Ann Lund, "Ann" alone: but "Monet", and "Lund" behind the full name.
fn is_half(scene: &Scene<'_>, view: &View<'_>, mention: &Mention, edit: Option<&Edit>) -> bool {
    let lexicon = Lexicon::shipped();
    let length = mention.end - mention.start;
    // "Lund's expedition", where nothing tells what Lund is.
    let is_owner = length == 1
        && view
            .words
            .get(mention.end)
            .is_some_and(|next| next.tag == Tag::Genitive);
    if mention.kind == NameKind::Other && is_owner {
        let title = scene.document.title.as_deref().unwrap_or_default();
        let is_thing = scene
            .topic
            .as_ref()
            .is_some_and(|topic| topic.is_called_by(&mention.full, lexicon));
        return !is_thing
            && !title.contains(mention.full.as_str())
            && lexicon.organisation(&mention.full).is_none();
    }
    if mention.kind != NameKind::Person {
        return false;
    }
    // Of a widely known person the whole name is known, or the one name is all there is.
    let is_known = lexicon.person(&mention.full).is_some() && !mention.full.contains(' ');
    let is_edited = edit.is_some_and(|edit| {
        edit.covers(mention.start)
            || edit.start < mention.start && edit.kind == NameKind::Person && scene.is_main(&mention.full)
    });
    let told_before = scene.mentions(view).iter().any(|other| {
        other.start < mention.start && other.full == mention.full && other.end - other.start > 1
    });
    let has_title = mention.start > 0
        && lexicon.role(&view.words[mention.start - 1].lower).is_some()
        && !mention.full.contains(' ');
    length == 1 && !is_edited && !is_known && !told_before && !has_title
}

fn pronouns(scene: &Scene<'_>, view: &View<'_>, edit: Option<&Edit>) -> Result<(), &'static str> {
    let words = &view.words;
    let mentions = scene.mentions(view);
    for at in 0..words.len() {
        let word = &words[at];
        if word.tag == Tag::Name && at > 0 || edit.is_some_and(|edit| edit.covers(at)) {
            continue;
        }
        let persons: Vec<&Mention> = mentions
            .iter()
            .filter(|mention| mention.kind == NameKind::Person)
            .collect();
        if word.is_any(&["he", "she", "his", "her", "him", "himself", "herself"]) {
            let roles = words[..at]
                .iter()
                .filter(|word| {
                    word.tag == Tag::Noun
                        && word.is_any(&[
                            "father", "mother", "brother", "sister", "son", "daughter", "wife", "husband",
                            "friend",
                        ])
                })
                .count();
            let full: std::collections::BTreeSet<&str> = persons
                .iter()
                .filter(|mention| mention.start < at)
                .map(|mention| mention.full.as_str())
                .chain(
                    edit.filter(|edit| edit.kind == NameKind::Person && edit.start < at)
                        .map(|edit| edit.name.as_str()),
                )
                .map(|name| match (scene.is_main(name), &scene.names.main) {
                    (true, Some(main)) => main.as_str(),
                    _ => name,
                })
                .collect();
            let pronoun = match word.lower.as_str() {
                "he" | "his" | "him" | "himself" => "he",
                _ => "she",
            };
            let fits = full.len() == 1 && full.iter().all(|full| scene.fits(full, pronoun));
            if !fits || roles > 0 {
                return Err("a pronoun without its person");
            }
        }
        if word.is("its") || word.is("their") {
            let owner = mentions.iter().find(|mention| mention.start < at);
            let is_edited = edit.is_some_and(|edit| edit.start < at && edit.kind != NameKind::Person);
            let is_thing = is_edited
                || owner.is_some_and(|mention| mention.kind != NameKind::Person && mention.start <= 3);
            if !is_thing || word.is("their") {
                return Err("a pronoun without its person");
            }
        }
        if word.is_any(&["who", "which", "that", "whose", "where", "when"]) && at == 0 {
            return Err("no plain statement");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{gaps, refused};

    #[test]
    fn a_pronoun_of_the_one_person_of_the_sentence_is_clear() {
        let text = "# Ann Lund\n\nAnn Lund was a painter. In 1911 Ann Lund founded the Berdi Academy for her pupils.";
        assert_eq!(
            gaps(text),
            ["In ____ Ann Lund founded the Berdi Academy for her pupils. 1911"]
        );
    }

    #[test]
    fn a_pronoun_of_another_sentence_and_half_a_name_are_not() {
        let text = "It rained. In 1911 they gave two old lamps to the University of Berdi.";
        assert_eq!(refused(text), Some("words that point elsewhere"));
        let text = "The poet Sarina Velk and Otto Velk came. In 1911 his lamps were given to the University of Berdi.";
        assert_eq!(refused(text), Some("a pronoun without its person"));
    }

    #[test]
    fn a_body_by_its_class_alone_is_open() {
        for text in [
            "Article III of the north was amended by the miners of Karsu in 1911.",
            "In 1911 the Berdi Academy was given to the Board by miners of the north.",
            "# Berdi Herald\n\nIn 1911 the Herald was sold by Otto Velk to the miners of Karsu.",
        ] {
            assert_eq!(gaps(text), Vec::<String>::new(), "{text}");
        }
    }
}
