//! A word of a language deck, and the cards that grow from it.
//!
//! English and Kazakh are asked both ways. Kazakh may be typed in Cyrillic or in
//! Latin script; Russian is shown, never accepted. Wrong options come from the
//! deck itself, and none of them may be a synonym of the key.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::items::Detail;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Kind;
use crate::items::Status;
use crate::lexicon::fold::fold;
use crate::lexicon::kazakh_latin::in_latin;

use super::Direction;
use super::Script;
use super::confusable;

/// A word or phrase in English, Kazakh in two scripts, and Russian.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Given once.
    pub id: ItemId,
    /// English, with a gloss in brackets where the word alone says too little.
    pub en: String,
    /// Kazakh in Cyrillic script, the reference.
    pub kk_cyrl: String,
    /// Kazakh in Latin script.
    pub kk_latn: Option<String>,
    /// Russian; shown, never accepted as Kazakh.
    pub ru: Option<String>,
    /// Other right answers in English.
    pub accept_en: Vec<String>,
    /// Other right answers in Kazakh.
    pub accept_kk: Vec<String>,
    /// Part of speech.
    pub pos: Option<String>,
    /// Field of meaning; wrong options are taken from the same one first.
    pub topic: Option<String>,
    /// In plain English.
    pub definition: Option<String>,
    /// Its English is the Kazakh word itself (an akim, the tenge), so that both directions ask what it is.
    pub by_definition: bool,
    /// A sentence with the word in it.
    pub example: Option<Example>,
    /// Whether the Kazakh form with this meaning was seen in a source; `None` when not said.
    pub verified: Option<bool>,
    /// Whether the Russian form was seen beside the Kazakh in a dictionary; `None` when not said.
    pub ru_verified: Option<bool>,
    /// Where the form was seen.
    pub sources: Vec<String>,
    /// 3 core, 2 useful, 1 detail.
    pub importance: u8,
    /// Words to find and group it by.
    pub tags: Vec<String>,
    /// Where it stands on the way from draft to retirement.
    pub status: Status,
    /// When its content last changed, RFC 3339 in UTC.
    pub changed: Option<String>,
    /// When it came here, RFC 3339 in UTC, where that was not when it last changed.
    pub added: Option<String>,
}

/// Every form of a word, by which it is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// Kazakh, in both scripts: found by their sound as well.
    pub kazakh: Vec<String>,
    /// English and Russian.
    pub others: Vec<String>,
}

/// A sentence that shows a word at work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// In Kazakh, Cyrillic script.
    pub kk: String,
    /// In Kazakh, Latin script.
    pub kk_latn: Option<String>,
    /// In English; may be empty.
    pub en: String,
    /// Whether a speaker of Kazakh has looked at it.
    pub reviewed: bool,
}

/// What stands on the two sides of a card, each in every form in which it may be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// The question as it is shown, then the word alone.
    pub front: Vec<String>,
    /// The answer, without those that are accepted beside it.
    pub back: Vec<String>,
}

impl Term {
    /// Makes the card of one direction; `terms` are those of the deck, this one may be among them.
    ///
    /// The item carries the id of the term: the direction is part of the card's
    /// id, not of the item's.
    pub fn card(&self, direction: Direction, terms: &[Term]) -> Item {
        self.card_in(direction, terms, Script::Cyrillic)
    }

    /// Makes the same card with one script of Kazakh first: the question, the answer, the options and the
    /// explanation show it so, and the other script is right as well.
    pub fn card_in(&self, direction: Direction, terms: &[Term], script: Script) -> Item {
        let (stem, key) = (
            self.stem(direction, script),
            self.key(direction, script).into_owned(),
        );
        let accept = self
            .answers_in(direction, script)
            .into_iter()
            .filter(|answer| *answer != key)
            .collect();
        Item {
            id: self.id.clone(),
            fact: None,
            kind: Some(Kind::Term),
            stem,
            key,
            accept,
            distractors: self.distractors(direction, terms, script),
            detail: Detail::default(),
            explanation: Some(self.explanation(terms, script)),
            importance: self.importance,
            difficulty: None,
            tags: self.all_tags(),
            as_of: None,
            contested: false,
            status: self.status.clone(),
            changed: self.changed.clone(),
            added: self.added.clone(),
            record: Default::default(),
        }
    }

    /// What it is, where that is asked instead of its English.
    pub(super) fn asked_definition(&self) -> Option<&str> {
        self.definition.as_deref().filter(|_| self.by_definition)
    }

    /// Whether `text` is the Kazakh word itself in some spelling, which says nothing of what it means.
    pub fn is_itself(&self, text: &str) -> bool {
        let plain = without_gloss(text).unwrap_or_else(|| text.to_owned());
        let mut own = std::iter::once(&self.kk_cyrl).chain(&self.kk_latn);
        own.any(|word| fold(word) == fold(&plain))
    }

    /// Whether a card of one of the two takes the other, or its English, as right.
    ///
    /// To warn of what a card takes as right would contradict it, so neither card does.
    pub(crate) fn is_near(&self, other: &Term) -> bool {
        self.accepts(other) || other.accepts(self)
    }

    /// Its English without the gloss that explains it.
    pub fn plain_english(&self) -> String {
        without_gloss(&self.en).unwrap_or_else(|| self.en.clone())
    }

    /// The Kazakh word in `script`; where the term has no Latin, by rule.
    pub(crate) fn kazakh(&self, script: Script) -> Cow<'_, str> {
        in_script(&self.kk_cyrl, &self.kk_latn, script)
    }

    /// Returns what is asked in this direction.
    pub(crate) fn stem(&self, direction: Direction, script: Script) -> String {
        match (direction, self.asked_definition()) {
            (Direction::EnKk, None) => format!("What is the Kazakh for “{}”?", self.en),
            (Direction::EnKk, Some(definition)) => {
                format!("Which Kazakh word means “{definition}”?")
            }
            (Direction::KkEn, _) => match self.kazakh(script) {
                word if word == self.kk_cyrl => format!("What does “{word}” mean?"),
                word => format!("What does “{word}” ({}) mean?", self.kk_cyrl),
            },
        }
    }

    /// Returns what stands on the card of this direction.
    pub fn sides(&self, direction: Direction, script: Script) -> Sides {
        let mut kazakh = vec![self.kk_cyrl.clone()];
        kazakh.push(self.kazakh(Script::Latin).into_owned());
        let english = match self.asked_definition() {
            Some(definition) => vec![definition.to_owned()],
            None => std::iter::once(self.en.clone())
                .chain(without_gloss(&self.en))
                .collect(),
        };
        let (asked, back) = match direction {
            Direction::EnKk => (english, kazakh),
            Direction::KkEn => (kazakh, english),
        };
        let stem = self.stem(direction, script);
        Sides {
            front: std::iter::once(stem).chain(asked).collect(),
            back,
        }
    }

    fn key(&self, direction: Direction, script: Script) -> Cow<'_, str> {
        match direction {
            Direction::EnKk => self.kazakh(script),
            Direction::KkEn => Cow::Borrowed(self.asked_definition().unwrap_or(&self.en)),
        }
    }

    /// Every answer that is right in this direction, the key first.
    pub fn answers(&self, direction: Direction) -> Vec<String> {
        self.answers_in(direction, Script::Cyrillic)
    }

    /// Every answer that is right in this direction with one script of Kazakh first: that one is the key.
    pub(crate) fn answers_in(&self, direction: Direction, script: Script) -> Vec<String> {
        let mut answers = vec![self.key(direction, script).into_owned()];
        match direction {
            Direction::EnKk => {
                answers.push(self.kk_cyrl.clone());
                answers.extend(self.kk_latn.clone());
                answers.extend(each_word(&self.kk_cyrl));
                answers.extend(self.kk_latn.iter().flat_map(|latin| each_word(latin)));
                answers.extend(self.accept_kk.iter().cloned());
            }
            // Who writes the word itself has not said what it means.
            Direction::KkEn if self.asked_definition().is_some() => {
                let own = [self.en.clone(), self.plain_english()].into_iter();
                let english = own.chain(each_word(&self.en)).chain(self.accept_en.clone());
                answers.extend(english.filter(|word| !self.is_itself(word)));
            }
            Direction::KkEn => {
                answers.extend(without_gloss(&self.en));
                answers.extend(each_word(&self.en));
                answers.extend(self.accept_en.iter().cloned());
            }
        }
        let mut seen = BTreeSet::new();
        answers.retain(|answer| seen.insert(answer.clone()));
        answers
    }

    /// Its forms in all languages, Russian as well, by which it is found.
    pub fn all_forms(&self) -> Forms {
        let kazakh = std::iter::once(&self.kk_cyrl)
            .chain(&self.kk_latn)
            .chain(&self.accept_kk);
        let others = std::iter::once(&self.en).chain(&self.ru).chain(&self.accept_en);
        Forms {
            kazakh: kazakh.cloned().collect(),
            others: others.cloned().collect(),
        }
    }

    /// The term's tags and its topic, by which it is found as well.
    pub fn all_tags(&self) -> Vec<String> {
        let mut tags = self.tags.clone();
        tags.extend(self.topic.clone().filter(|topic| !self.tags.contains(topic)));
        tags
    }

    /// What is shown after the answer, line by line: both scripts, the meaning, an example.
    fn explanation(&self, terms: &[Term], script: Script) -> String {
        let word = in_both(&self.kk_cyrl, &self.kk_latn, script);
        let mut lines = vec![format!("{word}: {}", self.en)];
        lines.extend(self.definition.clone());
        if let Some(ru) = self.ru.as_ref().filter(|ru| **ru != self.kk_cyrl) {
            lines.push(format!("Russian: {ru}"));
        }
        if let Some(example) = &self.example {
            lines.push(example.line(script));
        }
        let rivals = confusable::rivals(self, terms);
        let (near, others): (Vec<&Term>, Vec<&Term>) =
            rivals.into_iter().partition(|rival| self.is_near(rival));
        for (said, rivals) in [("Near in meaning:", near), ("Not to be confused with", others)] {
            let named = |term: &&Term| format!("{} ({})", term.kazakh(script), term.plain_english());
            if !rivals.is_empty() {
                let rivals: Vec<String> = rivals.iter().map(named).collect();
                lines.push(format!("{said} {}.", rivals.join("; ")));
            }
        }
        if self.verified == Some(false) {
            lines.push("The Kazakh form was not seen in a source.".to_owned());
        }
        lines.join("\n")
    }

    /// Whether the word of another term, or its English, is right on a card of this one.
    fn accepts(&self, other: &Term) -> bool {
        let words = [other.kk_cyrl.clone(), other.en.clone(), other.plain_english()];
        let words = words.map(|word| word.to_lowercase());
        let mut accepted = Direction::ALL
            .into_iter()
            .flat_map(|direction| self.answers(direction));
        accepted.any(|answer| words.contains(&answer.to_lowercase()))
    }

    /// Every form in either language, in lower case and without gloss: terms that share one are synonyms.
    pub(super) fn forms(&self) -> BTreeSet<String> {
        let mut forms = BTreeSet::from([self.en.to_lowercase()]);
        forms.extend(without_gloss(&self.en).map(|plain| plain.to_lowercase()));
        for direction in Direction::ALL {
            for answer in self.answers(direction) {
                forms.extend(without_gloss(&answer).map(|plain| plain.to_lowercase()));
                forms.insert(answer.to_lowercase());
            }
        }
        forms
    }
}

impl Example {
    /// The example in one line, marked while nobody has looked at it.
    fn line(&self, script: Script) -> String {
        let mut line = in_both(&self.kk, &self.kk_latn, script);
        if !self.en.is_empty() {
            line.push_str(&format!(" {}", self.en));
        }
        if !self.reviewed {
            line.push_str(" [example not yet checked by a native speaker]");
        }
        line
    }
}

/// A Kazakh text in one script; without a Latin of its own it is written by rule.
fn in_script<'a>(cyrillic: &'a str, latin: &'a Option<String>, script: Script) -> Cow<'a, str> {
    match (script, latin) {
        (Script::Cyrillic, _) => Cow::Borrowed(cyrillic),
        (Script::Latin, Some(latin)) => Cow::Borrowed(latin),
        (Script::Latin, None) => in_latin(cyrillic),
    }
}

/// A Kazakh text in the script that stands first, with the other one in brackets where there is one.
fn in_both(cyrillic: &str, latin: &Option<String>, script: Script) -> String {
    let first = in_script(cyrillic, latin, script);
    match (script, latin) {
        (Script::Cyrillic, Some(latin)) => format!("{first} ({latin})"),
        (Script::Latin, _) if first != cyrillic => format!("{first} ({cyrillic})"),
        _ => first.into_owned(),
    }
}

/// `land (one's own)` and `akim, head of an administration` without what explains them.
pub(super) fn without_gloss(text: &str) -> Option<String> {
    let plain = match text.find(" (").or_else(|| text.find(", ")) {
        Some(end) => text[..end].trim(),
        None => return None,
    };
    (!plain.is_empty()).then(|| plain.to_owned())
}

/// The words of `child, kid (of any age)` one by one, each of which is right; none where what stands behind the
/// comma is an explanation, with more words than a word has. The `to` of a verb is none of them.
pub(crate) fn each_word(text: &str) -> Vec<String> {
    const MOST: usize = 2;
    let plain = text.split(" (").next().unwrap_or_default();
    let words: Vec<&str> = plain.split([',', ';', '/']).map(str::trim).collect();
    // `and/or` and `km/h` are one word.
    let shortest = if plain.contains('/') { 3 } else { 1 };
    let count = |word: &str| {
        word.strip_prefix("to ")
            .unwrap_or(word)
            .split_whitespace()
            .count()
    };
    let is_word = |word: &&str| word.chars().count() >= shortest && (1..=MOST).contains(&count(word));
    match words.len() > 1 && words.iter().all(is_word) {
        true => words.into_iter().map(str::to_owned).collect(),
        false => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::Term;
    use crate::decks::{Direction, Script};
    use crate::items::ItemId;

    fn term(id: &str, en: &str, kk: &str) -> Term {
        Term {
            id: ItemId(id.to_owned()),
            en: en.to_owned(),
            kk_cyrl: kk.to_owned(),
            pos: Some("noun".to_owned()),
            topic: Some("kitchen".to_owned()),
            importance: 2,
            ..Term::default()
        }
    }

    fn shelf() -> Vec<Term> {
        let mut terms = vec![
            term("spoon", "spoon", "қасық"),
            term("bowl", "bowl (for tea)", "кесе"),
            term("cup", "cup", "шыныаяқ"),
            term("knife", "knife", "пышақ"),
            term("kettle", "kettle, a vessel for boiling", "шәйнек"),
        ];
        terms[1].accept_en = vec!["cup".to_owned()];
        terms[1].kk_latn = Some("kese".to_owned());
        terms[1].ru = Some("пиала".to_owned());
        terms
    }

    #[test]
    fn kazakh_may_be_typed_in_either_script_but_not_in_russian() {
        let terms = shelf();
        let card = terms[1].card(Direction::EnKk, &terms);
        assert_eq!(card.key, "кесе");
        assert_eq!(card.accept, ["kese"]);
        assert!(!card.accept.iter().any(|answer| answer == "пиала"));
    }

    #[test]
    fn latin_may_stand_first_and_cyrillic_stays_right() {
        let terms = shelf();
        let word = terms[1].card_in(Direction::EnKk, &terms, Script::Latin);
        assert_eq!(
            (word.key.as_str(), &word.accept[..]),
            ("kese", &["кесе".to_owned()][..])
        );
        assert!(word.explanation.unwrap().starts_with("kese (кесе): bowl"));
        let meaning = terms[1].card_in(Direction::KkEn, &terms, Script::Latin);
        assert_eq!(meaning.stem, "What does “kese” (кесе) mean?");
        let without = terms[0].card_in(Direction::KkEn, &terms, Script::Latin);
        assert_eq!(without.stem, "What does “qasyq” (қасық) mean?", "by rule");
        let without = terms[0].card_in(Direction::EnKk, &terms, Script::Latin);
        assert_eq!(
            (without.key.as_str(), &without.accept[..]),
            ("qasyq", &["қасық".to_owned()][..])
        );
        assert!(
            without
                .distractors
                .iter()
                .all(|wrong| wrong.text.is_ascii() || !wrong.text.contains('а'))
        );
        let cyrillic = terms[1].card(Direction::KkEn, &terms);
        assert_eq!(cyrillic.stem, "What does “кесе” mean?");
    }

    #[test]
    fn english_is_accepted_without_its_gloss() {
        let terms = shelf();
        assert_eq!(terms[1].card(Direction::KkEn, &terms).accept, ["bowl", "cup"]);
        assert_eq!(terms[4].card(Direction::KkEn, &terms).accept, ["kettle"]);
    }

    #[test]
    fn of_several_words_each_is_right() {
        let mut terms = shelf();
        for (written, right) in [
            ("child, kid", &["child", "kid"][..]),
            ("child; kid (of any age)", &["child; kid", "child", "kid"]),
            ("child/kid", &["child", "kid"]),
            ("child, not yet of age", &["child"]),
            ("and/or", &[]),
            (
                "to take part, to participate",
                &["to take part", "to participate"],
            ),
            ("to take part in it, to participate", &["to take part in it"]),
        ] {
            written.clone_into(&mut terms[0].en);
            assert_eq!(terms[0].card(Direction::KkEn, &terms).accept, right, "{written}");
        }
        "бала, сәби".clone_into(&mut terms[0].kk_cyrl);
        let word = terms[0].card(Direction::EnKk, &terms);
        assert_eq!(
            (word.key.as_str(), word.accept),
            ("бала, сәби", vec!["бала".to_owned(), "сәби".to_owned()])
        );
    }

    #[test]
    fn a_synonym_is_no_wrong_option() {
        let terms = shelf();
        for direction in Direction::ALL {
            let card = terms[1].card(direction, &terms);
            assert_eq!(card.distractors.len(), 3);
            assert!(
                card.distractors
                    .iter()
                    .all(|option| option.text != "cup" && option.text != "шыныаяқ")
            );
        }
    }

    #[test]
    fn no_choice_where_only_one_rival_is_sure() {
        let terms = &shelf()[..2];
        assert!(terms[0].card(Direction::EnKk, terms).distractors.is_empty());
    }

    #[test]
    fn a_word_that_english_took_over_is_asked_by_what_it_is() {
        let mut terms = shelf();
        for (term, definition) in
            terms
                .iter_mut()
                .zip(["for soup", "for tea", "for coffee", "for bread", "for water"])
        {
            term.definition = Some(definition.to_owned());
        }
        terms[1].en = "kese (bowl)".to_owned();
        terms[1].accept_en = vec!["kese".to_owned(), "tea bowl".to_owned()];
        terms[1].by_definition = true;
        let meaning = terms[1].card(Direction::KkEn, &terms);
        assert_eq!(meaning.stem, "What does “кесе” mean?");
        assert_eq!(meaning.key, "for tea");
        assert_eq!(meaning.accept, ["tea bowl"], "the word itself says nothing");
        assert!(terms[1].is_itself("Kese (a bowl)") && !terms[1].is_itself("bowl"));
        assert!(
            meaning
                .distractors
                .iter()
                .all(|wrong| wrong.text.starts_with("for "))
        );
        assert_eq!(meaning.distractors.len(), 3);
        let word = terms[1].card(Direction::EnKk, &terms);
        assert_eq!(word.stem, "Which Kazakh word means “for tea”?");
        assert_eq!((word.key.as_str(), word.distractors.len()), ("кесе", 3));
        terms[1].by_definition = false;
        assert_eq!(terms[1].card(Direction::KkEn, &terms).key, "kese (bowl)");
    }

    #[test]
    fn a_look_alike_is_typed_but_not_chosen() {
        let mut terms = shelf();
        terms.push(term("minister", "minister (of the state)", "министр"));
        terms.push(term("statesman", "statesman", "қайраткер"));
        for direction in Direction::ALL {
            assert!(terms[5].card(direction, &terms).distractors.is_empty());
            assert_eq!(terms[6].card(direction, &terms).distractors.len(), 3);
        }
    }

    #[test]
    fn words_easily_confused_name_each_other_after_the_answer() {
        let mut terms = shelf();
        terms.push(term("victory", "victory", "жеңіс"));
        terms.push(term("defeat", "defeat", "жеңіліс"));
        let card = terms[5].card(Direction::KkEn, &terms);
        let explanation = card.explanation.unwrap();
        assert!(
            explanation.contains("Not to be confused with жеңіліс (defeat)."),
            "{explanation}"
        );
        let card = terms[0].card(Direction::KkEn, &terms);
        assert!(!card.explanation.unwrap().contains("confused"));
    }

    #[test]
    fn what_is_right_is_called_near_and_only_the_rest_is_warned_of() {
        let terms = shelf();
        // The bowl accepts "cup"; the cup does not accept "bowl".
        let of = |at: usize| terms[at].card(Direction::KkEn, &terms).explanation.unwrap();
        assert!(of(1).contains("Near in meaning: шыныаяқ (cup)."), "{}", of(1));
        assert!(!of(1).contains("confused"), "{}", of(1));
        assert!(of(2).contains("Near in meaning: кесе (bowl)."), "{}", of(2));
        assert!(!of(2).contains("confused"), "{}", of(2));
    }

    #[test]
    fn other_parts_of_speech_are_no_options() {
        let mut terms = shelf();
        for rival in &mut terms[1..] {
            rival.pos = Some("verb".to_owned());
        }
        assert!(terms[0].card(Direction::EnKk, &terms).distractors.is_empty());
    }
}
