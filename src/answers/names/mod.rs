//! Grading names, terms and short phrases: exact forms first, then what their sort allows, slips last.

mod acronyms;
mod classes;
mod home;
mod offices;
mod persons;
mod rendered;
mod rivals;

use super::Question;
use super::Word;
use super::edits;
use super::forms::Form;
use super::forms::Part;
use super::spelling;
use super::verdict::Outcome;
use super::verdict::Verdict;
use persons::Match;
use rivals::Rivals;

pub(super) use acronyms::is_acronym;
pub(super) use offices::is_office;

/// What a name stands for, as far as that changes its grading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Person,
    Office,
    /// What an acronym stands for.
    Expansion,
    /// Places, organisations, events, terms.
    Thing,
}

/// A name question: the key and its accepted forms, ready for comparing.
pub(super) struct NameKey<'a> {
    question: &'a Question<'a>,
    sort: Sort,
    key: &'a str,
    forms: Vec<Form>,
    stem: Form,
}

/// Answers of more words than this hold no name.
const LONGEST: usize = 40;

impl<'a> NameKey<'a> {
    /// Prepares `key`, one of the item's, and the forms accepted beside it.
    pub(super) fn new(
        question: &'a Question<'a>,
        key: &'a str,
        accept: &[String],
        sort: Sort,
    ) -> NameKey<'a> {
        let texts = std::iter::once(key).chain(accept.iter().map(String::as_str));
        NameKey {
            question,
            sort,
            key,
            forms: texts.flat_map(variants).map(|text| Form::new(&text)).collect(),
            stem: Form::new(&question.item.stem),
        }
    }

    /// Whether the answer is the key or an accepted form, apart from spelling.
    pub(super) fn is_named_by(&self, typed: &Form) -> bool {
        self.forms
            .iter()
            .any(|form| form.is_same(typed) || plain(form).is_same(&plain(typed)))
    }

    /// Grades an answer. A `ё` may stand for the e or for the yo of the key.
    pub(super) fn grade(&self, text: &str) -> Verdict {
        let verdict = self.grade_spelling(text);
        if !text.contains(['ё', 'Ё']) || verdict.outcome == Outcome::Right {
            return verdict;
        }
        verdict.or_better(self.grade_spelling(&text.replace(['ё', 'Ё'], "йо")))
    }

    fn grade_spelling(&self, text: &str) -> Verdict {
        let typed = Form::new(text);
        let entire = Form::entire(text);
        if self
            .forms
            .iter()
            .any(|form| form.is_same(&typed) || form.is_same(&entire))
        {
            return Verdict::right("right");
        }
        if typed.words.len() > LONGEST {
            return Verdict::wrong("this is much more than the answer");
        }
        if let Some(verdict) = self.refuse_two_ways(&typed) {
            return verdict;
        }
        let rivals = Rivals::new(self.question, &self.forms, self.sort == Sort::Person);
        if self.sort == Sort::Person {
            return self.grade_person(&typed, &rivals);
        }
        if let Some(rival) = rivals.named(&typed) {
            return Verdict::wrong(format!("{rival} is another one"));
        }
        self.grade_sort(text, &typed, &rivals)
            .or_else(|| self.grade_classes(&typed, &rivals))
            .or_else(|| self.grade_letters(&typed))
            .or_else(|| self.grade_slips(&typed, &rivals))
            .or_else(|| self.grade_initials(&typed))
            .unwrap_or_else(|| Verdict::wrong("this is something else"))
    }

    /// The verdict on another name of the deck that was typed, or is one slip away; none where there is none.
    pub(in crate::answers) fn rival(&self, text: &str) -> Option<Verdict> {
        let typed = Form::new(text);
        let rivals = Rivals::new(self.question, &self.forms, self.sort == Sort::Person);
        let named = rivals.named(&typed);
        named
            .map(|rival| Verdict::wrong(format!("{rival} is another one")))
            .or_else(|| guard(&rivals, &typed.joined(), 1))
    }

    /// "Either this or that" and "not that" are no answers.
    fn refuse_two_ways(&self, typed: &Form) -> Option<Verdict> {
        let has = |form: &Form, list: &str| {
            form.words
                .iter()
                .any(|word| list.split(' ').any(|known| known == word))
        };
        let has_new = |list: &str| has(typed, list) && !self.forms.iter().any(|form| has(form, list));
        if has_new("or или немесе") {
            return Some(Verdict::wrong("one answer is asked, not a choice of two"));
        }
        has_new("not never isn't не емес").then(|| Verdict::wrong("that says what it is not"))
    }

    fn grade_person(&self, typed: &Form, rivals: &Rivals<'_>) -> Verdict {
        let found = self
            .forms
            .iter()
            .filter_map(|form| Some((persons::compare(form, typed)?, form)));
        let by_ear = |form| {
            let found = rendered::compare(form, typed)?;
            let is_rival = rivals.any(|rival| rendered::compare(rival, typed) == Some(found));
            (found == Match::Surname || !is_rival).then_some((found, form))
        };
        let best = found
            .chain(self.forms.iter().filter_map(by_ear))
            .min_by_key(|(found, _)| *found);
        let named = || {
            rivals
                .named(typed)
                .map(|rival| Verdict::wrong(format!("{rival} is another person")))
        };
        let Some((found, form)) = best else {
            return named().unwrap_or_else(|| Verdict::wrong("this is another name"));
        };
        match found {
            Match::Whole => named()
                .filter(|_| typed.sounds.len() > 1)
                .unwrap_or_else(|| Verdict::right("right")),
            Match::Surname => {
                let surname = persons::surname(form).unwrap_or_default();
                match rivals.namesake(&surname) {
                    Some(other) => {
                        Verdict::partial(500, format!("the surname is right, but {other} has it too"))
                    }
                    None => Verdict::right("right"),
                }
            }
            Match::Slips { all, in_surname } => named().unwrap_or_else(|| {
                let mut near = vec![(typed.joined(), all)];
                if let Some(last) = typed.parts().pop().filter(|_| in_surname > 0) {
                    near.push((last, in_surname));
                }
                let tests = near.iter().find_map(|(word, slips)| guard(rivals, word, *slips));
                tests.unwrap_or_else(|| Verdict::typo("right, with a slip"))
            }),
            Match::OtherGiven => named().unwrap_or_else(|| {
                Verdict::partial(500, "you typed the right surname with another first name")
            }),
            Match::OtherSex => named()
                .unwrap_or_else(|| Verdict::partial(400, "the surname has the ending of the other sex")),
            Match::GivenOnly => named().unwrap_or_else(|| Verdict::partial(300, "the surname is missing")),
        }
    }

    /// What only offices and expansions allow.
    fn grade_sort(&self, text: &str, typed: &Form, rivals: &Rivals<'_>) -> Option<Verdict> {
        let accepted = |verdict: &Verdict| verdict.outcome.is_accepted();
        match self.sort {
            Sort::Office => offices::grade(self.key, text),
            Sort::Expansion => {
                if acronyms::letters(typed).is_some_and(|letters| self.stem.words.contains(&letters)) {
                    return Some(Verdict::wrong("that is the short form from the question"));
                }
                let verdicts = self
                    .forms
                    .iter()
                    .filter_map(|form| acronyms::grade_expansion(form, typed));
                let best = verdicts.reduce(Verdict::or_better)?;
                let guarded = guard(rivals, &typed.joined(), 2).filter(|_| best.outcome == Outcome::Typo);
                Some(guarded.unwrap_or(best)).filter(|verdict| accepted(verdict) || verdict.credit > 0)
            }
            _ => None,
        }
    }

    /// Whether only the country is left out of the name, or added to it as the stem has it.
    fn is_at_home(&self, typed: &Form, rivals: &Rivals<'_>) -> bool {
        let is_left_out = |form: &Form| {
            home::without_country(form)
                .is_some_and(|(bare, _)| bare.is_same(&plain(typed)) && !rivals.begins_with(&bare, plain))
        };
        let is_added = |form: &Form| {
            home::without_country(typed).is_some_and(|(bare, country)| {
                bare.is_same(&plain(form)) && home::names_country(&self.stem, &country)
            })
        };
        self.forms.iter().any(|form| is_left_out(form) || is_added(form))
    }

    fn grade_classes(&self, typed: &Form, rivals: &Rivals<'_>) -> Option<Verdict> {
        let same = |form: &Form| plain(form).is_same(&plain(typed));
        if self.forms.iter().any(same) || self.is_at_home(typed, rivals) {
            return Some(Verdict::right("right"));
        }
        if self.forms.iter().any(|form| are_turned(form, typed)) {
            // In Kazakh the order says which word belongs to which, and it is learned with them.
            return Some(match self.question.word {
                Some(Word::Kazakh) => Verdict::typo("right, with a slip: the words stand in another order"),
                _ => Verdict::right("right"),
            });
        }
        let found = self
            .forms
            .iter()
            .filter_map(|form| classes::compare(&self.stem, form, typed, Form::is_same));
        let verdicts = found.map(|classes| match classes {
            classes::Classes::Agree => Verdict::right("right"),
            classes::Classes::Missing => Verdict::partial(500, format!("say what it is: {}", self.key)),
            classes::Classes::Differ => Verdict::wrong("the name is right, but it is another kind of place"),
        });
        verdicts.reduce(Verdict::or_better)
    }

    /// An acronym typed for the name it stands for, or with points between its letters.
    fn grade_letters(&self, typed: &Form) -> Option<Verdict> {
        if let Some(letters) = acronyms::letters(typed) {
            let stands_for =
                |form: &Form| acronyms::initials(form).is_some_and(|initials| initials == letters);
            let capitals = self.key.chars().filter(|letter| letter.is_uppercase()).count();
            if self.forms.iter().any(stands_for) && capitals >= 2 {
                if self.stem.words.contains(&letters) {
                    return Some(Verdict::wrong("that is the short form from the question"));
                }
                return Some(Verdict::right("right, by its initials"));
            }
            let is_letters = |form: &Form| form.words.concat() == letters && typed.words.len() > 1;
            let is_heard = |form: &Form| is_acronym(self.key) && rendered::is_acronym_heard(form, typed);
            if self.forms.iter().any(|form| is_letters(form) || is_heard(form)) {
                return Some(Verdict::right("right"));
            }
        }
        None
    }

    /// A long form whose initials are the acronym that was asked.
    fn grade_initials(&self, typed: &Form) -> Option<Verdict> {
        let fits = |form: &Form| acronyms::initials(typed).is_some_and(|initials| form.words == [initials]);
        let is_fit = is_acronym(self.key) && typed.words.len() >= 2 && self.forms.iter().any(fits);
        is_fit.then(|| {
            Verdict::self_grade(
                500,
                format!("the initials fit {}; compare and say yourself", self.key),
            )
        })
    }

    fn grade_slips(&self, typed: &Form, rivals: &Rivals<'_>) -> Option<Verdict> {
        let forms = self.forms.iter();
        let slips = forms
            .filter_map(|form| {
                slips(form, typed)
                    .or_else(|| slips(&plain(form), &plain(typed)))
                    .or_else(|| classes::slips(&self.stem, form, typed, slips))
            })
            .min()?;
        Some(guard(rivals, &typed.joined(), slips).unwrap_or_else(|| Verdict::typo("right, with a slip")))
    }
}

/// A slip is forgiven only if no other name is as near: the verdict when one is.
fn guard(rivals: &Rivals<'_>, typed: &Part, slips: usize) -> Option<Verdict> {
    let (rival, distance) = rivals.nearest(typed, slips)?;
    Some(if distance < slips {
        Verdict::wrong(format!("this is nearer to {rival}"))
    } else {
        Verdict::close(format!("this could also be {rival}; write it exactly"))
    })
}

/// The key itself, and without what stands in parentheses.
fn variants(text: &str) -> Vec<String> {
    let Some((before, inside)) = text.split_once('(') else {
        return vec![text.to_owned()];
    };
    let after = inside.split_once(')').map_or("", |(_, after)| after);
    let bare = format!("{} {}", before.trim(), after.trim());
    let mut variants = vec![text.to_owned()];
    variants.extend(Some(bare.trim().to_owned()).filter(|bare| !bare.is_empty()));
    let inside = inside.split(')').next().unwrap_or("").trim();
    variants.extend(Some(inside.to_owned()).filter(|inside| is_acronym(inside)));
    variants
}

/// Singular words in one spelling, without small words.
fn plain(form: &Form) -> Form {
    let small = |word: &str| {
        matches!(
            word,
            "the" | "a" | "an" | "of" | "for" | "in" | "on" | "to" | "by"
        )
    };
    let telling = form.without(small);
    Form::of(telling.words.iter().map(|word| spelling::plain(word)).collect())
}

/// Whether two names are the same words in another order: `Internal Affairs Ministry`.
fn are_turned(key: &Form, typed: &Form) -> bool {
    let sorted = |form: &Form| {
        let mut sounds = plain(form).sounds;
        sounds.sort();
        sounds
    };
    let (key_words, typed_words) = (sorted(key), sorted(typed));
    key.numerals == typed.numerals && key_words.len() > 1 && key_words == typed_words
}

/// Slips between two names that may be forgiven: by the length of the whole, and no word becomes another one.
fn slips(key: &Form, typed: &Form) -> Option<usize> {
    if key.numerals != typed.numerals {
        return None;
    }
    let all = edits::forgivable_part(&key.joined(), &typed.joined())?;
    if key.sounds.len() != typed.sounds.len() {
        return (all <= 1).then_some(all);
    }
    let is_slip = |word: &Part, other: &Part| {
        let letters = word.sound.chars().count();
        let most = edits::budget(letters).max(usize::from(letters >= 3));
        edits::slips_of_part(word, other, most).is_some()
            && (edits::starts_alike(&word.sound, &other.sound)
                || edits::starts_alike(&word.spelt, &other.spelt))
            && !spelling::are_man_and_woman(&word.sound, &other.sound)
            && !spelling::are_different_words(&word.sound, &other.sound)
    };
    let mut words = key.parts().into_iter().zip(typed.parts());
    words
        .all(|(word, other)| word.sound == other.sound || is_slip(&word, &other))
        .then_some(all)
}
