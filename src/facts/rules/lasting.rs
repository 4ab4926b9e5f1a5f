//! What the rules on lasting facts share: clauses in the present, subjects with a name, answers.

use crate::facts::Found;
use crate::facts::clause;
use crate::facts::clause::Clause;
use crate::facts::frame::{Frame, NameKind, Named, Phrase};
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::{Tag, Word};

/// Every fact that `told` reads from a main clause in the present.
pub fn in_lasting(
    scene: &Scene<'_>,
    told: fn(&Scene<'_>, &View<'_>, &Clause) -> Option<Found>,
) -> Vec<Found> {
    let views = scene.views.iter();
    let read = |view| clause::read_lasting(scene, view).and_then(|clause| told(scene, view, &clause));
    views.filter_map(read).collect()
}

/// The subject of a clause, "it" and "the lake" by their name.
pub fn subject(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<Phrase> {
    match &clause.topic {
        Some(topic) => Some(topic.clone()),
        None => scene.phrase(view, &clause.subject),
    }
}

/// The one name a phrase consists of, but for its article.
pub fn only_name(phrase: &Phrase) -> Option<&Named> {
    let [named] = &phrase.names[..] else {
        return None;
    };
    (phrase.text.trim_start_matches("the ") == named.text).then_some(named)
}

/// The thing the page is named after, where these words at the start of a sentence are its title: "KARSU" too.
///
/// What a title adds in brackets goes, and so does a remark between commas: "KARSU, also known as VELK,".
pub fn titled(scene: &Scene<'_>, view: &View<'_>, chosen: &[usize]) -> Option<Phrase> {
    let title = scene.document.title.as_ref()?.split(" (").next()?.trim();
    let word = |at: usize| &view.words[chosen[at]];
    let comma = (0..chosen.len()).find(|at| word(*at).is(","));
    let closes = comma.is_none_or(|comma| comma + 1 < chosen.len() && word(chosen.len() - 1).is(","));
    let name = &chosen[..comma.unwrap_or(chosen.len())];
    let folded = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let has_the = view.words[*name.first()?].is("the") && !title.to_lowercase().starts_with("the ");
    let words: String = name[usize::from(has_the)..]
        .iter()
        .map(|index| folded(view.words[*index].text))
        .collect();
    if !closes || title.contains(',') || words.is_empty() || words != folded(title) {
        return None;
    }
    let the = if has_the { "the " } else { "" };
    let kind = scene.mentions(view).iter().find(|mention| mention.full == title);
    let kind = kind.map_or(NameKind::Other, |mention| mention.kind);
    Some(Phrase {
        text: format!("{the}{title}"),
        kind,
        is_plural: false,
        names: vec![Named {
            text: title.to_owned(),
            kind,
        }],
    })
}

/// Classes that stand in names.
const OWN: &[&str] = &[
    "river",
    "sea",
    "ocean",
    "lake",
    "gulf",
    "bay",
    "strait",
    "channel",
    "canal",
    "island",
    "peninsula",
    "desert",
    "mountains",
    "valley",
    "range",
    "delta",
    "basin",
];

/// What a named thing is: from its own words, or from what the document calls it.
pub fn class_of(scene: &Scene<'_>, named: &Named) -> Option<String> {
    let lower = named.text.to_lowercase();
    let mut ends = [lower.split(' ').next_back(), lower.split(' ').next()]
        .into_iter()
        .flatten();
    let own = ends.find_map(|end| OWN.iter().find(|own| **own == end));
    match own.filter(|_| lower.contains(' ')) {
        Some(own) => Some((*own).to_owned()),
        None => scene.classes.of(&named.text, named.kind),
    }
}

/// Whether a clause ends where its sentence does, but for what stands behind a comma or in brackets.
pub fn ends_behind(view: &View<'_>, last: usize) -> bool {
    view.words
        .get(last + 1)
        .is_none_or(|next| next.is_any(&[".", ",", ";", "(", "–", "—"]))
}

/// A name of a language or of those who speak it.
pub fn is_language(scene: &Scene<'_>, word: &Word<'_>) -> bool {
    const DEAD: &[&str] = &[
        "latin", "greek", "sanskrit", "persian", "arabic", "hebrew", "aramaic", "avestan", "akkadian",
        "sumerian", "coptic", "gaelic", "welsh", "basque", "catalan", "breton", "norse", "quechua",
        "nahuatl", "hindi", "urdu", "bengali", "tamil", "swahili", "malay", "hawaiian", "maori", "yiddish",
        "slavic",
    ];
    word.text.starts_with(char::is_uppercase)
        && (word.is_any(DEAD)
            || scene.lexicon.country_of_adjective(word.text).is_some() && !word.lower.ends_with('s'))
}

/// Whether the words share a stem of five letters, so that one gives the other away; "which river" may be told.
pub fn gives_away(stem: &str, key: &str) -> bool {
    let long = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 3 && !OWN.contains(word) && !word.starts_with("mount"))
            .map(str::to_owned)
            .collect()
    };
    let (told, asked) = (long(stem), long(key));
    told.iter().any(|one| {
        asked.iter().any(|other| {
            let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
            shared >= 5 || shared >= one.chars().count().min(other.chars().count())
        })
    })
}

/// Words of a range as they stand, for names that the tables do not know: no article, no marks of emphasis.
pub fn plain(words: &[Word<'_>]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && word.is_apart {
            text.push(' ');
        }
        text.push_str(word.text.trim_matches(['_', '*']));
    }
    text
}

/// Whether a mark opens or closes a quotation, or stands for emphasis.
pub fn is_quote(word: &Word<'_>) -> bool {
    word.tag == Tag::Mark
        && matches!(
            word.text,
            "\"" | "“" | "”" | "'" | "‘" | "’" | "``" | "''" | "_" | "*"
        )
}

/// A fact whose answer is a name or a term.
pub struct Answered<'a> {
    /// Name of the rule.
    pub rule: &'static str,
    /// What the fact is about.
    pub subject: &'a str,
    /// How subject and answer hang together.
    pub relation: &'a str,
    /// The question without its mark.
    pub stem: String,
    /// The answer.
    pub key: String,
    /// What the answer is.
    pub kind: NameKind,
    /// The fact as a sentence, without its stop.
    pub statement: String,
}

impl Answered<'_> {
    /// Makes the fact, unless its question gives the answer away.
    pub fn found(self, scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
        if gives_away(&self.stem, &self.key) {
            return None;
        }
        let statement = format!("{}.", statement::capitalised(self.statement.trim()));
        let draft = Found::begin(scene, view, self.rule, statement)
            .about(self.subject, self.relation, &self.key)
            .worth(2, 800);
        Some(draft.framed(Frame::Named {
            stem: self.stem,
            name: self.key,
            kind: self.kind,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::gives_away;

    #[test]
    fn a_word_with_the_stem_of_another_gives_it_away() {
        assert!(gives_away("a message sent by a submarine cable", "cablegram"));
        assert!(gives_away("what is the Velk Institute named after", "Otto Velk"));
        assert!(!gives_away(
            "which river forms the border of Mongolia",
            "Velk River"
        ));
    }
}
