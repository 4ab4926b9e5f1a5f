//! The vote an article reports on, named in its first sentences.

use super::{Scene, View};
use crate::facts::PartialDate;
use crate::facts::statement;
use crate::language::{Tag, Word};

/// Sentences in which a report says what it is on.
const OPENING: usize = 4;

/// Reads "the 2018 FIFA World Cup" or "the Velk council election" in a sentence of a report of that date.
fn contest_in(view: &View<'_>, date: PartialDate) -> Option<String> {
    const MEETINGS: &[&str] = &[
        "Cup",
        "Games",
        "Olympics",
        "Paralympics",
        "Championship",
        "Championships",
    ];
    let words = &view.words;
    let at = words.iter().position(|word| {
        MEETINGS.contains(&word.text) && word.tag == Tag::Name || word.is_any(&["election", "referendum"])
    })?;
    let is_vote = words[at].is_any(&["election", "referendum"]);
    let goes_on = words
        .get(at + 1)
        .is_some_and(|next| next.is_any(&["of", "in"]) || matches!(next.tag, Tag::Noun | Tag::Name));
    let belongs = |word: &Word<'_>| {
        matches!(word.tag, Tag::Name)
            || word.tag == Tag::Noun && !word.text.contains('-')
            || word.tag == Tag::Number
    };
    let start = (0..at)
        .rev()
        .take(5)
        .take_while(|index| belongs(&words[*index]))
        .last()?;
    let named = words[start..at].iter().any(|word| word.tag == Tag::Name);
    let the = start.checked_sub(1).map(|before| &words[before])?;
    if goes_on || !named || !the.is("the") {
        return None;
    }
    let year = date.year.to_string();
    let has_year = words[start..at].iter().any(|word| word.text == year);
    let has_other_year = words[start..at]
        .iter()
        .any(|word| word.tag == Tag::Number && word.text != year);
    if has_other_year {
        return None;
    }
    let name: Vec<&str> = words[start..=at].iter().map(|word| word.text).collect();
    let lead = match (has_year, is_vote) {
        (true, _) => String::new(),
        (false, true) => format!("{} ", statement::date(PartialDate { day: None, ..date })),
        (false, false) => format!("{year} "),
    };
    let link = if is_vote { "in" } else { "at" };
    Some(format!("{link} the {lead}{}", name.join(" ")))
}

impl Scene<'_> {
    /// What an article reports on, if its first sentences name one vote: "the local elections in Berdi".
    ///
    /// Numbers told later without a name of their own belong to it.
    pub fn occasion(&self, article: usize) -> Option<String> {
        self.occasions.get(article).cloned().flatten()
    }

    /// The one contest or vote that a dated report is on, as an adverbial: "at the 2018 World Cup", "in the
    /// May 1911 Velk council election". What it tells without a date of its own happened there.
    pub fn contest(&self, view: &View<'_>) -> Option<String> {
        let date = self.document.articles[view.article].date.or(self.document.date)?;
        let opening = self
            .views
            .iter()
            .filter(|other| other.article == view.article)
            .take(OPENING);
        let told: Vec<String> = opening.filter_map(|view| contest_in(view, date)).collect();
        told.first()
            .filter(|first| told.iter().all(|other| other == *first))
            .cloned()
    }

    pub(super) fn read_occasions(&self) -> Vec<Option<String>> {
        let mut opening: Vec<Vec<&View<'_>>> = vec![Vec::new(); self.document.articles.len()];
        for view in &self.views {
            if opening[view.article].len() < 4 {
                opening[view.article].push(view);
            }
        }
        opening
            .iter()
            .enumerate()
            .map(|(article, views)| self.read_occasion(article, views))
            .collect()
    }

    fn read_occasion(&self, article: usize, opening: &[&View<'_>]) -> Option<String> {
        let country = self.names.country.as_ref()?;
        for view in opening {
            let Some(at) = view.words.iter().position(|word| {
                word.is_any(&["election", "elections", "referendum"]) && word.tag == Tag::Noun
            }) else {
                continue;
            };
            let Some(place) = self.place_in(view, country) else {
                continue;
            };
            let mut kind: Vec<&str> = Vec::new();
            for word in view.words[..at].iter().rev().take(2) {
                if word.tag != Tag::Noun || word.text.contains('-') {
                    break;
                }
                kind.insert(0, word.text);
            }
            kind.push(view.words[at].text);
            let when = self.document.articles[article].date.or(self.document.date);
            let is_first = opening.iter().any(|view| {
                let words = &view.words;
                words.len() > 3
                    && (words[0].is("for")
                        && words[1].is("the")
                        && words[2].is("first")
                        && words[3].is("time"))
            });
            if is_first && when.is_none() {
                return Some(format!("the first {} {place}", kind.join(" ")));
            }
            let month = when
                .map(|date| format!("{} ", statement::date(PartialDate { day: None, ..date })))
                .unwrap_or_default();
            return Some(format!("the {month}{} {place}", kind.join(" ")));
        }
        None
    }

    /// "in Berdiland", "in Berdiland's rural districts".
    fn place_in(&self, view: &View<'_>, country: &str) -> Option<String> {
        let mention = self.mentions(view).iter().find(|mention| {
            mention.full == country && mention.start > 0 && view.words[mention.start - 1].is("in")
        })?;
        let mut end = mention.end;
        if view.words.get(end).is_some_and(|word| word.tag == Tag::Genitive) {
            end += 1;
            while view.words.get(end).is_some_and(|word| word.tag == Tag::Noun) {
                end += 1;
            }
        }
        let chosen: Vec<usize> = (mention.start - 1..end).collect();
        self.phrase(view, &chosen).map(|phrase| phrase.text)
    }
}
