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

/// A word of so many letters with `-ы` or `-і` is often another word: `ұл`, a son, and `ұлы`, great.
const SHORT: usize = 3;

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

/// Looks at the letters of what `verdict` judged by its sounds. `rival` gives the verdict on another word of the
/// deck that was typed or is as near: no ending overrules it.
pub(super) fn by_letters<'a>(
    forms: impl Iterator<Item = &'a String> + Clone,
    typed: &str,
    verdict: Verdict,
    rival: impl FnOnce() -> Option<Verdict>,
) -> Verdict {
    if verdict.outcome == Outcome::Right {
        if !is_misspelt(forms.clone(), typed) {
            return verdict;
        }
        let inflected = forms.clone().find_map(|form| vowel_more(form, typed));
        return inflected.map_or_else(|| Verdict::typo("right, with a slip"), Ending::verdict);
    }
    match forms.clone().find_map(|form| ending(form, typed)) {
        // Only another word that is as near makes it so.
        Some(_) if verdict.outcome == Outcome::Close => verdict,
        Some(ending) => rival().unwrap_or_else(|| ending.verdict()),
        None => verdict,
    }
}

/// How surely a word with an ending is the word.
#[derive(Clone, Copy)]
enum Ending {
    Sure,
    /// It may as well be another word.
    Doubtful,
}

impl Ending {
    /// `-ы` or `-і` behind so many letters.
    fn of_vowel(letters: usize) -> Ending {
        match letters <= SHORT {
            true => Ending::Doubtful,
            false => Ending::Sure,
        }
    }

    fn verdict(self) -> Verdict {
        match self {
            Ending::Sure => Verdict::typo("right, with a slip: the plain form is asked"),
            Ending::Doubtful => Verdict::close("this may be another word: the plain form is asked"),
        }
    }
}

/// The `-ы` or `-і` of what was typed, which folding does not hear after another `й`.
fn vowel_more(form: &str, typed: &str) -> Option<Ending> {
    let (meant, typed) = (cyrillic(form)?, cyrillic(typed)?);
    let stem = typed
        .strip_suffix(&['ы'])
        .or_else(|| typed.strip_suffix(&['і']))?;
    is_forgiven(stem, &meant).then(|| Ending::of_vowel(meant.len()))
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

/// The ending of the plural or the possessive with which the word was typed. A last `қ`, `к` or `п` becomes `ғ`,
/// `г` or `б` before a vowel.
fn ending(form: &str, typed: &str) -> Option<Ending> {
    let (stem, typed) = (fold(form), fold(typed));
    let letters = stem.chars().count();
    let last = stem.chars().next_back().filter(|_| letters > 1)?;
    let softened = [("k", "g"), ("p", "b")];
    let mut softened = softened
        .iter()
        .filter_map(|(hard, soft)| Some(format!("{}{soft}i", stem.strip_suffix(hard)?)));
    if softened.any(|inflected| inflected == typed) {
        return Some(Ending::of_vowel(letters));
    }
    match typed.strip_prefix(&stem)? {
        "i" => (!matches!(last, 'a' | 'e' | 'o')).then(|| Ending::of_vowel(letters)),
        "si" => matches!(last, 'a' | 'e' | 'i' | 'o').then_some(Ending::Sure),
        plural => is_plural(last, plural).then_some(Ending::Sure),
    }
}

/// Whether `-лар`, `-дар`, `-тар` or a sister of theirs stands behind the letter it follows, all folded.
fn is_plural(last: char, ending: &str) -> bool {
    let first = match last {
        'a' | 'e' | 'i' | 'o' | 'u' | 'r' => 'l',
        'j' | 'z' | 'l' | 'm' | 'n' => 'd',
        _ => 't',
    };
    // Folding leaves one of two: `соттар`.
    let behind = ending
        .strip_prefix(first)
        .or_else(|| (last == 't').then_some(ending));
    behind.is_some_and(|behind| ["ar", "er", "ari", "eri"].contains(&behind))
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
    fn the_plural_and_the_possessive_of_a_word_are_slips() {
        for (key, typed) in [
            ("мұнай", "мұнайы"),
            ("құқық", "құқығы"),
            ("құқық", "quqygy"),
            ("партия", "партиясы"),
            ("ел", "елдер"),
            ("сот", "соттар"),
            ("заң", "zandar"),
            ("жер", "жерлер"),
            ("дауыс", "дауыстары"),
        ] {
            let verdict = verdict(Word::Kazakh, key, &[], typed);
            assert_eq!(verdict.outcome, Outcome::Typo, "{typed}");
            assert_eq!(verdict.reason, "right, with a slip: the plain form is asked");
        }
        for (key, typed) in [
            ("заң", "заңгер"),
            ("ел", "елтер"),
            ("ел", "еллер"),
            ("жер", "жердер"),
            ("сот", "сотлар"),
        ] {
            assert_eq!(kazakh(key, typed), Outcome::Wrong, "{typed}");
        }
    }

    #[test]
    fn a_short_word_with_a_vowel_more_may_be_another_word() {
        for (key, typed) in [
            ("ұл", "ұлы"),
            ("қаз", "қазы"),
            ("заң", "заңы"),
            ("заң", "zany"),
            ("ой", "ойы"),
        ] {
            let verdict = verdict(Word::Kazakh, key, &[], typed);
            assert_eq!(verdict.outcome, Outcome::Close, "{typed}");
            assert_eq!(
                verdict.reason,
                "this may be another word: the plain form is asked"
            );
        }
    }

    #[test]
    fn an_ending_does_not_overrule_another_word_of_the_deck() {
        let mut item = item("What is asked?", "партия");
        item.kind = Some(Kind::Term);
        let said = |rival: &str, typed: &str| {
            let question = Question {
                item: &item,
                rivals: &[rival.to_owned()],
                day_first: true,
                word: Some(Word::Kazakh),
            };
            grade(&question, typed)
        };
        let named = said("партиялар", "партиялар");
        assert_eq!(named.outcome, Outcome::Wrong);
        assert_eq!(named.reason, "партиялар is another one");
        let near = said("партиялас", "партиялар");
        assert_eq!(near.outcome, Outcome::Close);
        assert!(near.reason.contains("партиялас"), "{}", near.reason);
        assert_eq!(said("партизан", "партиялар").outcome, Outcome::Typo);
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
    fn brackets_that_explain_a_word_do_not_keep_its_slips_from_being_judged() {
        let said = |typed| {
            let key = "people (the whole population of a country)";
            verdict(Word::English, key, &["people"], typed).outcome
        };
        assert_eq!(said("people"), Outcome::Right);
        assert_eq!(said("poeple"), Outcome::Typo);
        assert_eq!(said("country"), Outcome::Wrong);
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
