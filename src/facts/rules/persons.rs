//! What several rules ask of a clause: which one person it is about, and whether it was read to its end.

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

/// Titles in front of a name that are no office.
const RANKS: &[&str] = &[
    "admiral",
    "general",
    "colonel",
    "major",
    "captain",
    "lieutenant",
    "commodore",
    "marshal",
    "brigadier",
    "grand",
    "rear",
    "field",
    "professor",
    "sir",
    "dr",
    "dr.",
    "reverend",
    "rev.",
    "father",
    "lord",
];

/// Reads "the incumbent mayor Ann Lund" at the start of `chosen`: the full name, and how many words it takes.
///
/// `None` for a name of one word, for one that may be two persons, and where "and" makes it two.
pub fn person_at(scene: &Scene<'_>, view: &View<'_>, chosen: &[usize]) -> Option<(String, usize)> {
    let (person, end, kind) = somebody_at(scene, view, chosen)?;
    (kind == NameKind::Person).then_some((person, end))
}

/// The same for a name of several words that nothing explains, with its kind.
pub fn somebody_at(
    scene: &Scene<'_>,
    view: &View<'_>,
    chosen: &[usize],
) -> Option<(String, usize, NameKind)> {
    const LONGEST: usize = 6;
    for (at, index) in chosen.iter().enumerate().take(LONGEST) {
        let mention = scene
            .mentions(view)
            .iter()
            .find(|mention| mention.start == *index);
        let may_be_person =
            |kind: NameKind, words: usize| kind == NameKind::Person || kind == NameKind::Other && words > 1;
        if let Some(mention) =
            mention.filter(|mention| may_be_person(mention.kind, mention.end - mention.start))
        {
            let end = at + mention.end - mention.start;
            let is_whole = chosen.get(end - 1) == Some(&(mention.end - 1));
            let next = chosen.get(end).map(|next| &view.words[*next]);
            let goes_on = next.is_some_and(|next| {
                matches!(next.tag, Tag::Genitive | Tag::Noun | Tag::Name) || next.is_any(&["and", "or", ","])
            });
            let fits = is_whole && !goes_on && !mention.is_ambiguous && mention.full.contains(' ');
            return fits.then(|| (without_rank(&mention.full), end, mention.kind));
        }
        let word = &view.words[*index];
        let describes = word.is("the")
            || matches!(word.tag, Tag::Possessive | Tag::Number)
            || word.is_any(KIN)
            || scene.lexicon.role(&word.lower).is_some()
            || mention.is_some_and(|mention| mention.kind == NameKind::People)
            || word.is_any(RANKS)
            || word.is_any(&["then", "former", "long-time", "prime", "vice", "deputy"]);
        if !describes {
            return None;
        }
    }
    None
}

/// "Rear Admiral Otto Velk" is asked as "Otto Velk".
fn without_rank(name: &str) -> String {
    let mut rest = name;
    while let Some((first, behind)) = rest.split_once(' ') {
        if !RANKS.contains(&first.to_lowercase().as_str()) || !behind.contains(' ') {
            break;
        }
        rest = behind;
    }
    rest.to_owned()
}

/// Whether a clause was read to a place where nothing that it says was cut off.
///
/// "provide instruction in reading, writing and arithmetic" is no whole answer when it
/// ends at "reading"; a relative clause, an apposition and a time may go.
pub fn is_closed(view: &View<'_>, clause: &Clause) -> bool {
    // Words moved behind the clause stand before it in the sentence.
    let Some(last) = clause.rest.iter().max() else {
        return false;
    };
    let mut at = last + 1;
    // Times were taken out; remarks in brackets say nothing that is asked.
    loop {
        if let Some(time) = view.times.iter().find(|time| time.start == at) {
            at = time.end;
        } else if view
            .words
            .get(at)
            .is_some_and(|word| matches!(word.text, "(" | "["))
        {
            at = (at..view.words.len())
                .find(|end| matches!(view.words[*end].text, ")" | "]"))
                .map_or(view.words.len(), |end| end + 1);
        } else {
            break;
        }
    }
    let Some(next) = view.words.get(at) else {
        return true;
    };
    if next.is_any(&[".", ";"]) {
        return true;
    }
    let after = view.words.get(at + 1);
    next.is(",")
        && after.is_some_and(|after| {
            after.tag == Tag::Relative
                || after.is_any(&["a", "an", "although", "though", "while", "whereas", "but"])
                || after.is("and")
                    && view
                        .words
                        .get(at + 2)
                        .is_some_and(|verb| matches!(verb.tag, Tag::Past | Tag::Be | Tag::Pronoun))
        })
}

/// The one person who is the subject of a clause, and nothing else is.
pub fn subject_person(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<String> {
    let (person, kind) = subject_somebody(scene, view, clause)?;
    (kind == NameKind::Person).then_some(person)
}

/// The same for a name of several words that nothing explains, with its kind.
pub fn subject_somebody(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<(String, NameKind)> {
    if let Some(topic) = &clause.topic {
        let is_person = topic.kind == NameKind::Person && topic.text.contains(' ');
        return is_person.then(|| (topic.text.clone(), topic.kind));
    }
    let (person, end, kind) = somebody_at(scene, view, &clause.subject)?;
    (end == clause.subject.len()).then_some((person, kind))
}
