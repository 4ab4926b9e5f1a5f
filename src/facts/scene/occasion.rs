//! The vote an article reports on, named in its first sentences.

use super::{Scene, View};
use crate::facts::PartialDate;
use crate::facts::statement;
use crate::language::Tag;

impl Scene<'_> {
    /// What an article reports on, if its first sentences name one vote: "the local elections in Berdi".
    ///
    /// Numbers told later without a name of their own belong to it.
    pub fn occasion(&self, article: usize) -> Option<String> {
        self.occasions.get(article).cloned().flatten()
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
