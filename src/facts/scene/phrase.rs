//! Words of a sentence written out as a phrase that stands alone: full names, "the country" by its name.

use super::{Scene, View};
use crate::facts::frame::{NameKind, Named, Phrase};
use crate::facts::names::Mention;
use crate::facts::names::slanted;
use crate::language::Tag;
use crate::language::inflect::is_plural;
use crate::language::vocabulary;
use crate::lexicon::Role;

/// What may be called by a surname alone.
const WORKS: &[&str] = &[
    "film",
    "movie",
    "novel",
    "book",
    "album",
    "song",
    "opera",
    "series",
    "documentary",
    "biopic",
    "musical",
    "biography",
    "magazine",
    "ship",
    "crater",
    "asteroid",
    "exhibition",
    "single",
];

/// Whether a sign or word for a hundredth stands behind a figure here.
fn is_per_cent(view: &View<'_>, index: usize) -> bool {
    let number = index.checked_sub(1).map(|before| &view.words[before]);
    view.words[index].is_any(&["%", "percent"]) && number.is_some_and(|number| number.tag == Tag::Number)
}

impl Scene<'_> {
    /// Which country "the country" is: the one the document is on, if the sentence names no other.
    pub fn home(&self, view: &View<'_>) -> Option<&str> {
        let country = self.names.country.as_deref()?;
        let names_other = self
            .mentions(view)
            .iter()
            .any(|mention| mention.kind == NameKind::Country && mention.full != country);
        (!names_other).then_some(country)
    }

    /// Whether "the country" stands at this place, and which it is.
    fn home_at(&self, view: &View<'_>, chosen: &[usize]) -> Option<&str> {
        let (the, country) = (*chosen.first()?, *chosen.get(1)?);
        let is_whole = view.words[the].is("the") && view.words[country].is("country") && the + 1 == country;
        let goes_on = view.words.get(country + 1).is_some_and(|next| {
            matches!(next.tag, Tag::Noun | Tag::Name) || next.is_any(&["of", "that", "which", "where"])
        });
        self.home(view).filter(|_| is_whole && !goes_on)
    }

    /// Writes words out as a phrase: full names for surnames, no capital of the sentence's own.
    ///
    /// `None` when a name is cut or may be two persons.
    pub fn phrase(&self, view: &View<'_>, chosen: &[usize]) -> Option<Phrase> {
        let mut text = String::new();
        let mut names: Vec<Named> = Vec::new();
        let mut at = 0;
        while at < chosen.len() {
            at += self.passing_office(view, &chosen[at..]);
            let index = chosen[at];
            if let Some(home) = self.home_at(view, &chosen[at..]) {
                let the = self
                    .lexicon
                    .country(home)
                    .is_some_and(|country| country.takes_the);
                for part in [if the { "the" } else { "" }, home] {
                    if !text.is_empty() && !part.is_empty() {
                        text.push(' ');
                    }
                    text.push_str(part);
                }
                names.push(Named {
                    text: home.to_owned(),
                    kind: NameKind::Country,
                });
                at += 2;
                continue;
            }
            if let Some(meant) = self.meant_at(view, &chosen[at..]) {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&self.with_article(meant));
                names.push(Named {
                    text: meant.full.clone(),
                    kind: meant.kind,
                });
                at += 2;
                continue;
            }
            let mention = self
                .mentions(view)
                .iter()
                .find(|mention| mention.start <= index && index < mention.end);
            let word = &view.words[index];
            let is_glued = !word.is_apart && at > 0 && chosen[at - 1] + 1 == index;
            if !text.is_empty()
                && !is_glued
                && !matches!(word.text, "," | ";" | ":" | "." | "'s" | "’s" | ")")
            {
                text.push(' ');
            }
            match mention {
                Some(mention) => {
                    let length = mention.end - index;
                    let is_whole =
                        mention.start == index && chosen.get(at + length - 1) == Some(&(mention.end - 1));
                    if !is_whole || mention.is_ambiguous || self.is_office_alone(view, mention) {
                        return None;
                    }
                    // "Velk and Oron" known as "Velk": the rest of the name must not be written twice.
                    let behind = mention.full.split(' ').nth(length);
                    let goes_on = behind
                        .zip(chosen.get(at + length))
                        .is_some_and(|(own, next)| view.words[*next].lower == own.to_lowercase());
                    if goes_on {
                        return None;
                    }
                    let mut written = self.written(view, mention, &names);
                    if is_shouted(&mention.full) {
                        // "PRESIDENTIAL ELECTIONS were held": a headline's capitals, no name.
                        if mention.start > 1 || mention.kind != NameKind::Event {
                            return None;
                        }
                        written = mention.full.to_lowercase();
                    }
                    if self.wants_the(view, chosen, at, mention) {
                        text.push_str("the ");
                    }
                    // "the Pope" of the page on Pope Otto III.
                    let is_title = length == 1
                        && mention.kind == NameKind::Person
                        && self.lexicon.role(&word.lower).is_some()
                        && written.starts_with(word.text);
                    if is_title && written.contains(' ') && (text == "the " || text.ends_with(" the ")) {
                        text.truncate(text.len() - "the ".len());
                    }
                    text.push_str(&written);
                    if !is_shouted(&mention.full) {
                        names.push(Named {
                            text: mention.full.clone(),
                            kind: mention.kind,
                        });
                    }
                    at += length;
                }
                // "60%" is told as "60 per cent", whatever the document writes.
                None if is_per_cent(view, index) => {
                    if !text.ends_with(' ') {
                        text.push(' ');
                    }
                    text.push_str("per cent");
                    at += 1;
                }
                None => {
                    let opens = opens_sentence(view, index);
                    let is_role =
                        word.tag == Tag::Name && self.lexicon.role(&word.lower) == Some(Role::Calling);
                    if word.tag == Tag::Determiner && self.opens_title(view, index) {
                        text.push_str(word.text);
                    } else if word.tag == Tag::Determiner {
                        text.push_str(&word.lower);
                    } else if opens && (word.tag != Tag::Name || is_role) {
                        if is_role {
                            text.push_str("the ");
                        }
                        text.push_str(&word.lower);
                    } else {
                        text.push_str(word.text);
                    }
                    at += 1;
                }
            }
        }
        let text = text.replace('’', "'");
        let kind = match self.meant_at(view, chosen).filter(|_| chosen.len() == 2) {
            Some(meant) => meant.kind,
            None => head_kind(view, chosen, self.mentions(view)),
        };
        Some(Phrase {
            is_plural: self.is_plural(view, chosen),
            kind,
            text,
            names,
        })
    }

    /// "_The Time of Velk_": the article belongs to the title of a work, or of the page.
    fn opens_title(&self, view: &View<'_>, index: usize) -> bool {
        let (word, next) = (&view.words[index], view.words.get(index + 1));
        let is_article = matches!(word.text, "The" | "A" | "An");
        let is_in_italics = self.document.text[..word.span.start].ends_with(slanted::MARKS);
        let is_of_page = || {
            let title = self.document.title.as_deref().unwrap_or_default();
            next.is_some_and(|next| title.starts_with(&format!("{} {}", word.text, next.text)))
        };
        is_article && next.is_some_and(|next| next.tag == Tag::Name) && (is_in_italics || is_of_page())
    }

    /// A name with "the" where the document mostly writes it so.
    fn with_article(&self, name: &Mention) -> String {
        let uses = self.views.iter().flat_map(|view| {
            let same = self.mentions(view).iter().filter(|other| other.full == name.full);
            same.map(|other| other.start > 0 && view.words[other.start - 1].is("the"))
        });
        let (with, without): (Vec<bool>, Vec<bool>) = uses.partition(|has_the| *has_the);
        let the = if with.len() > without.len() { "the " } else { "" };
        format!("{the}{}", name.full)
    }

    /// How many words "the current president" takes in front of a person: what he is now is left out.
    fn passing_office(&self, view: &View<'_>, chosen: &[usize]) -> usize {
        let is = |at: usize, wanted: &[&str]| {
            chosen
                .get(at)
                .is_some_and(|index| view.words[*index].is_any(wanted))
        };
        if !is(0, &["the"]) || !is(1, &["current", "incumbent", "present"]) {
            return 0;
        }
        let office = chosen[2..].iter().take(3).take_while(|index| {
            let word = &view.words[**index];
            word.tag == Tag::Noun || self.lexicon.role(&word.lower) == Some(Role::Office)
        });
        let length = 2 + office.count();
        let names_person = chosen.get(length).is_some_and(|start| {
            self.mentions(view)
                .iter()
                .any(|mention| mention.start == *start && mention.kind == NameKind::Person)
        });
        if length > 2 && names_person { length } else { 0 }
    }

    /// "the Royal Miller", of whom the page tells one by name elsewhere: whoever held the office then.
    fn is_office_alone(&self, view: &View<'_>, mention: &Mention) -> bool {
        let own = &view.words[mention.start..mention.end];
        let full: Vec<&str> = mention.full.split(' ').collect();
        let begins = own.len() > 1
            && own.len() < full.len()
            && own.iter().zip(&full).all(|(word, name)| word.text == *name);
        let is_common = |word: &str| {
            let classes = vocabulary::classes_of_form(&word.to_lowercase());
            (classes.noun.is_some() || classes.adjective) && !self.lexicon.is_given(word)
        };
        let is_name = |word: &&str| word.starts_with(char::is_uppercase) && !is_common(word);
        begins && own.iter().all(|word| is_common(word.text)) && full[own.len()..].iter().all(is_name)
    }

    /// A name as a question prints it: the full form, unless it only describes the noun behind it.
    fn written(&self, view: &View<'_>, mention: &Mention, names: &[Named]) -> String {
        let own = view.words[mention.end - 1].text.to_owned();
        if mention.kind != NameKind::Person {
            return mention.full.clone();
        }
        // "the College of Otto and Mary": a given name of a pair stays as short as the other.
        let is_paired = mention.end - mention.start == 1
            && mention.start >= 2
            && view.words[mention.start - 1].is_any(&["and", "&"])
            && view.words[mention.start - 2].tag == Tag::Name
            && self.lexicon.is_given(&own);
        if is_paired {
            return own;
        }
        let next = view.words.get(mention.end);
        // "Lund's Velk Recipes": a title that bears the name as it stands there.
        let owns_title = next.is_some_and(|next| next.tag == Tag::Genitive)
            && view
                .words
                .get(mention.end + 1)
                .is_some_and(|after| after.tag == Tag::Name);
        if owns_title && mention.end - mention.start > 1 {
            let own = view.words[mention.start..mention.end].iter();
            return own.map(|word| word.text).collect::<Vec<_>>().join(" ");
        }
        // "the film Lund".
        let is_of_work = mention.end - mention.start == 1
            && mention
                .start
                .checked_sub(1)
                .is_some_and(|before| view.words[before].is_any(WORKS));
        if is_of_work {
            return own;
        }
        let describes = next.is_some_and(|next| next.tag == Tag::Noun) || owns_title;
        let is_known = names.iter().any(|named| named.text == mention.full);
        if mention.end - mention.start == 1 && (describes || is_known) {
            return own;
        }
        mention.full.clone()
    }

    /// "German inventor Otto Velk", "by Danish chemist Ann Lund" read better with "the".
    fn wants_the(&self, view: &View<'_>, chosen: &[usize], at: usize, mention: &Mention) -> bool {
        let opens = at == 0 && chosen.len() > 2
            || at > 0 && view.words[chosen[at - 1]].is_any(&["by", "of", "with", "for", "from", "to"]);
        let role = chosen
            .get(at + mention.end - mention.start)
            .map(|next| &view.words[*next]);
        let names_someone = chosen
            .get(at + mention.end - mention.start + 1)
            .is_some_and(|next| view.words[*next].tag == Tag::Name);
        opens
            && mention.kind == NameKind::People
            && role.is_some_and(|role| self.lexicon.role(&role.lower).is_some() && role.tag == Tag::Noun)
            && (at == 0 || names_someone)
    }

    fn is_plural(&self, view: &View<'_>, chosen: &[usize]) -> bool {
        let head_end = chosen
            .iter()
            .position(|index| matches!(view.words[*index].tag, Tag::Preposition | Tag::Relative | Tag::To))
            .unwrap_or(chosen.len());
        let head = &chosen[..head_end];
        // "the Berdi and Velk Act" is one act: an "and" inside a name joins nothing.
        let is_of_name = |index: usize| {
            let mut own = self.mentions(view).iter();
            own.any(|mention| mention.start < index && index < mention.end)
        };
        if head
            .iter()
            .any(|index| view.words[*index].is("and") && !is_of_name(*index))
        {
            return true;
        }
        head.last().is_some_and(|last| {
            let word = &view.words[*last];
            match word.tag {
                Tag::Name if is_shouted(&format!("{} {}", word.text, word.text)) => is_plural(&word.lower),
                Tag::Name => {
                    let people = self.lexicon.country_of_adjective(word.text).is_some();
                    people && word.lower.ends_with('s')
                }
                _ => is_plural(&word.lower),
            }
        })
    }
}

/// Whether a word opens its sentence, or the line of annals behind its year: "1911 – Activist Ann Lund".
fn opens_sentence(view: &View<'_>, index: usize) -> bool {
    let before = &view.words[..index];
    let is_annal =
        matches!(before, [year, dash] if year.tag == Tag::Number && matches!(dash.text, "–" | "—" | "-"));
    is_annal || before.iter().all(|word| word.tag == Tag::Mark)
}

/// Whether a name is set in capitals for the eye only: `PRESIDENTIAL ELECTIONS`.
fn is_shouted(name: &str) -> bool {
    let long = name.split(' ').filter(|word| word.chars().count() > 4);
    long.clone().count() > 0
        && long.clone().all(|word| word.chars().all(|c| !c.is_lowercase()))
        && name.split(' ').count() > 1
}

/// The kind of the name that heads a phrase: its last word before a preposition.
fn head_kind(view: &View<'_>, chosen: &[usize], mentions: &[Mention]) -> NameKind {
    let end = chosen
        .iter()
        .position(|index| {
            let inside = mentions
                .iter()
                .any(|mention| mention.start < *index && *index < mention.end);
            !inside && matches!(view.words[*index].tag, Tag::Preposition | Tag::Relative | Tag::To)
        })
        .unwrap_or(chosen.len());
    let Some(last) = chosen[..end].last() else {
        return NameKind::Other;
    };
    mentions
        .iter()
        .find(|mention| mention.start <= *last && *last < mention.end)
        .map_or(NameKind::Other, |mention| mention.kind)
}
