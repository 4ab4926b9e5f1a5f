//! One person among the words of a clause, with what stands in front of the name.

use crate::facts::clause::Clause;
use crate::facts::frame::NameKind;
use crate::facts::scene::Scene;
use crate::facts::scene::View;
use crate::language::Tag;

/// Kin and other words that say who a person is to another.
const KIN: &[&str] = &[
    "father",
    "mother",
    "brother",
    "sister",
    "son",
    "daughter",
    "uncle",
    "nephew",
    "cousin",
    "husband",
    "wife",
    "half-brother",
    "grandfather",
    "grandson",
    "predecessor",
    "incumbent",
    "fellow",
    "rival",
    "opponent",
];

/// Reads "the incumbent mayor Ann Lund" at the start of `chosen`: the full name, and how many words it takes.
///
/// `None` for a name of one word, for one that may be two persons, and where "and" makes it two.
pub fn person_at(scene: &Scene<'_>, view: &View<'_>, chosen: &[usize]) -> Option<(String, usize)> {
    const LONGEST: usize = 6;
    for (at, index) in chosen.iter().enumerate().take(LONGEST) {
        let mention = scene
            .mentions(view)
            .iter()
            .find(|mention| mention.start == *index);
        if let Some(mention) = mention.filter(|mention| mention.kind == NameKind::Person) {
            let end = at + mention.end - mention.start;
            let is_whole = chosen.get(end - 1) == Some(&(mention.end - 1));
            let next = chosen.get(end).map(|next| &view.words[*next]);
            let goes_on = next.is_some_and(|next| {
                matches!(next.tag, Tag::Genitive | Tag::Noun | Tag::Name) || next.is_any(&["and", "or", ","])
            });
            let fits = is_whole && !goes_on && !mention.is_ambiguous && mention.full.contains(' ');
            return fits.then(|| (mention.full.clone(), end));
        }
        let word = &view.words[*index];
        let describes = word.is("the")
            || matches!(word.tag, Tag::Possessive | Tag::Number)
            || word.is_any(KIN)
            || scene.lexicon.role(&word.lower).is_some()
            || mention.is_some_and(|mention| mention.kind == NameKind::People)
            || word.is_any(&["then", "former", "long-time", "prime", "vice", "deputy"]);
        if !describes {
            return None;
        }
    }
    None
}

/// The one person who is the subject of a clause, and nothing else is.
pub fn subject_person(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<String> {
    if let Some(topic) = &clause.topic {
        return (topic.kind == NameKind::Person && topic.text.contains(' ')).then(|| topic.text.clone());
    }
    let (person, end) = person_at(scene, view, &clause.subject)?;
    (end == clause.subject.len()).then_some(person)
}
