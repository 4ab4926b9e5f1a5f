//! Kazakh words letter by letter: what a keyboard without Kazakh letters writes, and the endings of a noun.
//!
//! Folding makes `а` and `ә` one letter. Who has only Russian letters is right to write `а` for `ә`; who
//! writes `ә` for `а` has the letter and chose the wrong one.

use super::verdict::Outcome;
use super::verdict::Verdict;
use crate::lexicon::fold::fold;

/// Kazakh letters, each with the Russian one that is typed for want of it.
const WITHOUT: [(char, char); 9] = [
    ('ә', 'а'),
    ('ө', 'о'),
    ('ұ', 'у'),
    ('ү', 'у'),
    ('і', 'и'),
    ('қ', 'к'),
    ('ғ', 'г'),
    ('ң', 'н'),
    ('һ', 'х'),
];

/// Endings of the plural and of the possessive, folded: `-лар`, `-ы`, `-сы`, `-лары` and their sisters.
const ENDINGS: [&str; 14] = [
    "i", "si", "lar", "ler", "dar", "der", "tar", "ter", "lari", "leri", "dari", "deri", "tari", "teri",
];

/// Returns other ways to write what was typed in Latin letters: `x` is `h`, and `ng` is `n` where the word has
/// a `ң`. None where neither stands in it.
pub(super) fn other_spellings<'a>(
    forms: impl Iterator<Item = &'a String> + Clone,
    typed: &str,
) -> Vec<String> {
    let has = |letters: &[char]| forms.clone().any(|form| form.to_lowercase().contains(letters));
    let typed = typed.to_lowercase();
    let mut others = Vec::new();
    if typed.contains('x') && has(&['х', 'һ']) {
        others.push(typed.replace('x', "h"));
    }
    if typed.contains("ng") && has(&['ң']) {
        let with_h: Vec<String> = others.iter().map(|other| other.replace("ng", "n")).collect();
        others.push(typed.replace("ng", "n"));
        others.extend(with_h);
    }
    others
}

/// Looks at the letters of what `verdict` judged by its sounds.
pub(super) fn by_letters<'a>(
    forms: impl Iterator<Item = &'a String> + Clone,
    typed: &str,
    verdict: Verdict,
) -> Verdict {
    if verdict.outcome == Outcome::Right {
        return match is_misspelt(forms.clone(), typed) {
            true if forms.clone().any(|form| has_vowel_more(form, typed)) => inflected(),
            true => Verdict::typo("right, with a slip"),
            false => verdict,
        };
    }
    match forms.clone().any(|form| has_ending(form, typed)) {
        true => inflected(),
        false => verdict,
    }
}

fn inflected() -> Verdict {
    Verdict::typo("right, with a slip: the plain form is asked")
}

/// Whether what was typed is the word with `-ы` or `-і`, which folding does not hear after another `й`.
fn has_vowel_more(form: &str, typed: &str) -> bool {
    let (Some(meant), Some(typed)) = (cyrillic(form), cyrillic(typed)) else {
        return false;
    };
    let stem = typed.strip_suffix(&['ы']).or_else(|| typed.strip_suffix(&['і']));
    stem.is_some_and(|stem| is_forgiven(stem, &meant))
}

/// Whether a word in Cyrillic sounds like one that is right, and has a letter that no keyboard forces on anybody.
fn is_misspelt<'a>(forms: impl Iterator<Item = &'a String>, typed: &str) -> bool {
    let Some(letters) = cyrillic(typed) else {
        return false;
    };
    let sound = fold(typed);
    let mut alike = forms
        .filter(|form| fold(form) == sound)
        .filter_map(|form| cyrillic(form))
        .peekable();
    alike.peek().is_some() && !alike.any(|meant| is_forgiven(&letters, &meant))
}

/// The letters of a text in Cyrillic, in lower case and without signs; none where a letter is of another script.
fn cyrillic(text: &str) -> Option<Vec<char>> {
    let letters = text.chars().flat_map(char::to_lowercase);
    let letters: Vec<char> = letters.filter(|letter| letter.is_alphanumeric()).collect();
    let is_cyrillic = |letter: &char| !letter.is_alphabetic() || matches!(letter, '\u{400}'..='\u{52f}');
    letters.iter().all(is_cyrillic).then_some(letters)
}

fn is_forgiven(typed: &[char], meant: &[char]) -> bool {
    let is_same = |(typed, meant): (&char, &char)| {
        typed == meant
            || WITHOUT.contains(&(*meant, *typed))
            || matches!((typed, meant), ('е' | 'ё', 'е' | 'ё'))
    };
    typed.len() == meant.len() && typed.iter().zip(meant).all(is_same)
}

/// Whether what was typed is the word with an ending of the plural or the possessive. A last `қ`, `к` or `п`
/// becomes `ғ`, `г` or `б` before a vowel.
fn has_ending(form: &str, typed: &str) -> bool {
    let (stem, typed) = (fold(form), fold(typed));
    if stem.chars().count() < 2 {
        return false;
    }
    let softened = [("k", "g"), ("p", "b")];
    let softened = softened
        .iter()
        .filter_map(|(hard, soft)| Some(format!("{}{soft}i", stem.strip_suffix(hard)?)));
    let plain = typed
        .strip_prefix(&stem)
        .is_some_and(|ending| ENDINGS.contains(&ending));
    plain || softened.into_iter().any(|inflected| inflected == typed)
}

#[cfg(test)]
mod tests {
    use crate::answers::tests::item;
    use crate::answers::{Outcome, Question, Verdict, Word, grade};
    use crate::items::Kind;

    fn verdict(word: Word, key: &str, accept: &[&str], typed: &str) -> Verdict {
        let mut item = item("What is asked?", key);
        item.kind = Some(Kind::Term);
        item.accept = accept.iter().map(|form| (*form).to_owned()).collect();
        let question = Question {
            item: &item,
            rivals: &[],
            day_first: true,
            word: Some(word),
        };
        grade(&question, typed)
    }

    fn kazakh(key: &str, typed: &str) -> Outcome {
        verdict(Word::Kazakh, key, &[], typed).outcome
    }

    #[test]
    fn a_keyboard_without_kazakh_letters_is_forgiven_and_the_other_way_is_a_slip() {
        for (key, typed) in [
            ("әкім", "аким"),
            ("тәуелсіздік", "тауелсиздик"),
            ("қоғам", "когам"),
            ("заң", "зан"),
            ("Сот билігі", "сот-билиги"),
        ] {
            assert_eq!(kazakh(key, typed), Outcome::Right, "{typed}");
        }
        for (key, typed) in [
            ("сот", "сөт"),
            ("мұнай", "мүнай"),
            ("ту", "туу"),
            ("ел", "еел"),
            ("жүз", "жұз"),
            ("би", "бий"),
        ] {
            let verdict = verdict(Word::Kazakh, key, &[], typed);
            assert_eq!(verdict.outcome, Outcome::Typo, "{typed}");
            assert!(!verdict.difference.is_empty(), "{typed}");
        }
        assert_eq!(kazakh("хан", "қан"), Outcome::Wrong);
        assert_eq!(kazakh("ел", "өл"), Outcome::Wrong);
    }

    #[test]
    fn latin_letters_of_every_day_are_right() {
        for (key, typed) in [
            ("заң", "zang"),
            ("тың", "tyng"),
            ("өңір", "ongir"),
            ("қаңтар", "qangtar"),
            ("халық", "xalyq"),
            ("заң шығарушы", "zang shygarushy"),
            ("заң шығарушы билік", "zang shygharushy bilik"),
        ] {
            assert_eq!(kazakh(key, typed), Outcome::Right, "{typed}");
        }
        assert_ne!(kazakh("зан", "zang"), Outcome::Right);
    }

    #[test]
    fn the_plural_and_the_possessive_of_a_word_are_slips_of_any_length() {
        for (key, typed) in [
            ("мұнай", "мұнайы"),
            ("заң", "заңы"),
            ("заң", "zany"),
            ("құқық", "құқығы"),
            ("партия", "партиясы"),
            ("ел", "елдер"),
            ("дауыс", "дауыстары"),
        ] {
            let verdict = verdict(Word::Kazakh, key, &[], typed);
            assert_eq!(verdict.outcome, Outcome::Typo, "{typed}");
            assert_eq!(verdict.reason, "right, with a slip: the plain form is asked");
        }
        assert_eq!(kazakh("заң", "заңгер"), Outcome::Wrong);
    }

    #[test]
    fn a_month_is_a_word_where_a_word_is_asked() {
        assert_eq!(kazakh("қаңтар", "January"), Outcome::Wrong);
        assert_eq!(kazakh("қаңтар", "қантар"), Outcome::Right);
        assert_eq!(kazakh("желтоқсан", "желтоксан"), Outcome::Right);
        let english = verdict(Word::English, "January", &[], "Jan");
        assert_ne!(english.outcome, Outcome::Right);
        assert_eq!(
            verdict(Word::English, "January", &[], "january").outcome,
            Outcome::Right
        );
    }

    #[test]
    fn english_is_not_written_in_cyrillic() {
        for typed in ["флаг", "ту", "референдум", "the флаг"] {
            for key in ["flag", "referendum"] {
                assert_eq!(
                    verdict(Word::English, key, &["tu"], typed).outcome,
                    Outcome::Wrong,
                    "{typed}"
                );
            }
        }
        assert_eq!(
            verdict(Word::English, "flag", &["флаг"], "флаг").outcome,
            Outcome::Right
        );
    }

    #[test]
    fn a_deck_may_have_russian_in_the_place_of_english() {
        let said = |typed| verdict(Word::English, "собрание", &[], typed).outcome;
        assert_eq!(said("Собрание"), Outcome::Right);
        assert_eq!(said("сабрание"), Outcome::Typo);
    }

    #[test]
    fn part_of_what_it_is_is_for_the_learner_to_judge() {
        let money = "the currency of Kazakhstan since 1993";
        let said = |typed| verdict(Word::Meaning, money, &["money"], typed).outcome;
        assert_eq!(said("the currency of Kazakhstan"), Outcome::SelfGrade);
        assert_eq!(said("currency"), Outcome::SelfGrade);
        assert_eq!(said("money"), Outcome::Right);
        assert_eq!(said(money), Outcome::Right);
        assert_eq!(said("деньги"), Outcome::Wrong);
    }
}
