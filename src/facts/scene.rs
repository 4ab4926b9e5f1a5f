//! A document made ready for the rules: words, names, times and doubts of every sentence.

use super::PartialDate;
use super::Span;
use super::assertion;
use super::frame::NameKind;
use super::frame::Named;
use super::frame::Phrase;
use super::names::Mention;
use super::names::Names;
use super::structure::Structure;
use super::time::TimeAt;
use super::time::TimeValue;
use super::time::find_times;
use super::time::month;
use super::topic::Topic;
use crate::language::Tag;
use crate::language::Word;
use crate::language::inflect::is_plural;
use crate::language::words;
use crate::lexicon::{Lexicon, Role, Sex};
use crate::text::BlockKind;
use crate::text::Document;

/// A document made ready for the rules.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The document itself.
    pub document: &'a Document,
    /// Names and word classes.
    pub lexicon: &'a Lexicon,
    /// Its names.
    pub names: Names,
    /// One for each sentence, in order.
    pub views: Vec<View<'a>>,
    /// For each article, whether it argues rather than reports.
    pub opinions: Vec<bool>,
    /// The thing or place the document is about, if its opening says so.
    pub topic: Option<Topic>,
    /// For each article, the vote it reports on.
    occasions: Vec<Option<String>>,
}

/// One sentence as the rules see it.
#[derive(Debug)]
pub struct View<'a> {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of its article.
    pub article: usize,
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub words: Vec<Word<'a>>,
    /// Its time expressions.
    pub times: Vec<TimeAt>,
    /// Why it gives no plain fact.
    pub objection: Option<&'static str>,
    /// The day of its article.
    pub anchor: Option<PartialDate>,
    /// Who "he" or "she" at its start is, if only one person can be.
    pub topic: Option<String>,
    /// Words outside brackets, by index.
    pub visible: Vec<usize>,
    /// How its words hang together; made when a rule first asks.
    pub structure: Structure<'a>,
}

/// Sentences of more tokens are not read.
const LONGEST: usize = 200;

impl<'a> Scene<'a> {
    /// Reads a document.
    pub fn read(document: &'a Document, lexicon: &'a Lexicon) -> Scene<'a> {
        let mut all: Vec<Vec<Word<'a>>> = document
            .sentences
            .iter()
            .map(|sentence| match sentence.tokens.len() {
                // No sentence a person wrote; and every rule may take its time over the words of one.
                LONGEST.. => Vec::new(),
                _ => words(document, sentence),
            })
            .collect();
        let titles: Vec<&str> = document.title.iter().map(String::as_str).collect();
        let names = Names::read(&mut all, &titles, lexicon);
        let mut own: Vec<Vec<&[Word<'_>]>> = vec![Vec::new(); document.articles.len()];
        for (words, sentence) in all.iter().zip(&document.sentences) {
            own[document.block_of(sentence).article].push(words);
        }
        let opinions: Vec<bool> = own.iter().map(|own| assertion::is_opinion(own)).collect();
        let mut views: Vec<View<'a>> = all
            .into_iter()
            .enumerate()
            .map(|(sentence, words)| view(document, sentence, words, &opinions))
            .collect();
        date_by_paragraph(document, &mut views);
        let topic = Topic::read(document, &names, &views);
        let mut scene = Scene {
            document,
            topic,
            lexicon,
            names,
            views,
            opinions,
            occasions: Vec::new(),
        };
        scene.follow_topics();
        scene.occasions = scene.read_occasions();
        scene
    }

    /// What an article reports on, if its first sentences name one vote: "the local elections in Berdi".
    ///
    /// Numbers told later without a name of their own belong to it.
    pub fn occasion(&self, article: usize) -> Option<String> {
        self.occasions.get(article).cloned().flatten()
    }

    fn read_occasions(&self) -> Vec<Option<String>> {
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
                .map(|date| format!("{} ", super::statement::date(PartialDate { day: None, ..date })))
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

    /// The mentions of a sentence.
    pub fn mentions(&self, view: &View<'_>) -> &[Mention] {
        &self.names.by_sentence[view.sentence]
    }

    /// Finds for each sentence who "he" at its start must be.
    ///
    /// The person is the subject of the sentence before, or of the one before
    /// that through another "he"; a second person of the same sex in between
    /// leaves it open.
    fn follow_topics(&mut self) {
        let mut topic: Option<String> = None;
        let mut block = usize::MAX;
        for index in 0..self.views.len() {
            let own_block = self.document.sentences[index].block;
            if own_block != block {
                topic = self.names.main.clone();
                block = own_block;
            }
            let first = self.views[index].visible.first().copied();
            let pronoun = first.map(|first| self.views[index].words[first].lower.clone());
            let opening = self.opening_person(index);
            if matches!(pronoun.as_deref(), Some("he" | "she"))
                || self.pronoun_after_time(index)
                || self.pronoun_after_comma(index)
            {
                self.views[index].topic = topic.clone();
            } else {
                topic = opening.clone();
            }
            let others = self.names.by_sentence[index].iter().any(|mention| {
                let is_unknown = mention.kind == NameKind::Other && mention.full.contains(' ');
                (is_unknown && topic != self.names.main)
                    || (mention.kind == NameKind::Person && Some(&mention.full) != topic.as_ref())
            });
            if others {
                topic = None;
            }
        }
    }

    fn pronoun_after_time(&self, index: usize) -> bool {
        let view = &self.views[index];
        let opens = view.times.first().is_some_and(|time| time.start <= 1);
        opens
            && view.times.first().map(|time| time.end).is_some_and(|end| {
                view.words[end..]
                    .iter()
                    .take(2)
                    .any(|word| word.is_any(&["he", "she"]))
            })
    }

    /// "After the war in Berdi, he": an opening that names nobody.
    fn pronoun_after_comma(&self, index: usize) -> bool {
        const LONGEST: usize = 14;
        let view = &self.views[index];
        let Some(comma) = view.words.iter().take(LONGEST).position(|word| word.is(",")) else {
            return false;
        };
        let opens = view.words.first().is_some_and(|first| {
            matches!(
                first.tag,
                Tag::Preposition | Tag::Ing | Tag::Adverb | Tag::Subordinator
            )
        });
        let names_nobody = self.names.by_sentence[index].iter().all(|mention| {
            mention.start > comma
                || !(mention.kind == NameKind::Person
                    || (mention.kind == NameKind::Other && mention.full.contains(' ')))
        });
        let is_pronoun = view
            .words
            .get(comma + 1)
            .is_some_and(|word| word.is_any(&["he", "she"]));
        opens && names_nobody && is_pronoun
    }

    /// The person a sentence opens with, directly or behind a time.
    fn opening_person(&self, index: usize) -> Option<String> {
        let view = &self.views[index];
        let after_time = view
            .times
            .first()
            .filter(|time| time.start <= 1)
            .map_or(0, |time| time.end);
        let mention = self.names.by_sentence[index].first()?;
        let near = mention.start <= after_time + 3;
        let next = view.words.get(mention.end)?;
        let is_subject = near
            && mention.kind == NameKind::Person
            && !mention.is_ambiguous
            && !matches!(next.tag, Tag::Genitive | Tag::Conjunction);
        is_subject.then(|| mention.full.clone())
    }

    /// Whether a person may be meant by this pronoun.
    pub fn fits(&self, person: &str, pronoun: &str) -> bool {
        !matches!(
            (self.names.sexes.get(person), pronoun),
            (Some(Sex::Man), "she" | "her") | (Some(Sex::Woman), "he" | "his" | "him")
        )
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
                    if !is_whole || mention.is_ambiguous {
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
                    text.push_str(&written);
                    if !is_shouted(&mention.full) {
                        names.push(Named {
                            text: mention.full.clone(),
                            kind: mention.kind,
                        });
                    }
                    at += length;
                }
                None => {
                    let opens = index == 0 || view.words[..index].iter().all(|word| word.tag == Tag::Mark);
                    let is_role =
                        word.tag == Tag::Name && self.lexicon.role(&word.lower) == Some(Role::Calling);
                    if word.tag == Tag::Determiner {
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
        let kind = head_kind(view, chosen, self.mentions(view));
        Some(Phrase {
            is_plural: self.is_plural(view, chosen),
            kind,
            text,
            names,
        })
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

    /// A name as a question prints it: the full form, unless it only describes the noun behind it.
    fn written(&self, view: &View<'_>, mention: &Mention, names: &[Named]) -> String {
        let own = view.words[mention.end - 1].text.to_owned();
        if mention.kind != NameKind::Person {
            return mention.full.clone();
        }
        let next = view.words.get(mention.end);
        let describes = next.is_some_and(|next| next.tag == Tag::Noun)
            || next.is_some_and(|next| next.tag == Tag::Genitive)
                && view
                    .words
                    .get(mention.end + 1)
                    .is_some_and(|after| after.tag == Tag::Name);
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
        if head.iter().any(|index| view.words[*index].is("and")) {
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

/// Gives a day without a year the year of the last full date before it in its paragraph.
///
/// Only forward in the same year: "In March 2017 ... On 6 October ...". Anything
/// else stays open.
fn date_by_paragraph(document: &Document, views: &mut [View<'_>]) {
    let mut last: Option<(usize, PartialDate)> = None;
    for view in views.iter_mut() {
        let block = document.sentences[view.sentence].block;
        last = last.filter(|(of, _)| *of == block);
        for time in &mut view.times {
            if let TimeValue::Date(date) = time.value {
                last = date.month.map(|_| (block, date)).or(last);
                continue;
            }
            let Some((_, known)) = last.filter(|_| time.value == TimeValue::Relative) else {
                continue;
            };
            let Some(date) = day_of_year(&view.words[time.start..time.end], known.year) else {
                continue;
            };
            if date >= known {
                time.value = TimeValue::Date(date);
                last = Some((block, date));
            }
        }
    }
}

/// Reads "6 October" or "October 6" in a year.
fn day_of_year(words: &[Word<'_>], year: i16) -> Option<PartialDate> {
    let month = words
        .iter()
        .find_map(|word| (word.tag == Tag::Name).then(|| month(&word.lower)).flatten())?;
    let day = words.iter().find_map(|word| word.text.parse::<u8>().ok())?;
    PartialDate::day(year, month, day)
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

fn view<'a>(document: &'a Document, index: usize, words: Vec<Word<'a>>, opinions: &[bool]) -> View<'a> {
    let sentence = &document.sentences[index];
    let block = document.block_of(sentence);
    let anchor = document.articles[block.article].date.or(document.date);
    let in_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
    let objection = if in_text {
        assertion::objection(&words, sentence.quoted)
    } else {
        Some("not running text")
    };
    let objection = objection.or_else(|| opinions[block.article].then_some("an article of opinion"));
    View {
        sentence: index,
        article: block.article,
        span: sentence.span,
        times: find_times(&words, anchor),
        visible: visible(&words),
        objection,
        anchor,
        topic: None,
        structure: Structure::new(&words),
        words,
    }
}

/// Indices of the words outside brackets and paired dashes.
fn visible(words: &[Word<'_>]) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut seen = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        match word.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ if depth == 0 => seen.push(index),
            _ => {}
        }
    }
    let dashes: Vec<usize> = (0..seen.len())
        .filter(|at| matches!(words[seen[*at]].text, "–" | "—" | "--" | "-"))
        .collect();
    if let [open, close] = dashes[..] {
        seen.drain(open..=close);
    }
    seen
}
