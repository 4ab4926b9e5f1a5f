//! Who said it, word for word: "Velk is a town of ferries and will stay one," said Ann Lund.
//!
//! Only a quotation that stands in one sentence with its speaker, or with "she
//! said" behind a sentence that leaves no other, and that tells by itself what it
//! speaks of.

use std::ops::Range;

use super::Rule;
use crate::facts::Found;
use crate::facts::frame::{Frame, NameKind};
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::facts::time::{Link, TimeValue};
use crate::language::Tag;
use crate::language::Word;

/// Finds exact quotations of persons named in full.
pub struct Speaker;

impl Rule for Speaker {
    fn name(&self) -> &'static str {
        "speaker"
    }

    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let reports = |view: &&View<'_>| !scene.opinions.get(view.article).copied().unwrap_or(true);
        let views = scene.views.iter().filter(reports);
        views.filter_map(|view| told(scene, view)).collect()
    }
}

const SHORTEST: usize = 8;
const LONGEST: usize = 25;
const SAID: &[&str] = &[
    "said",
    "says",
    "added",
    "adds",
    "told",
    "stated",
    "states",
    "declared",
    "remarked",
    "noted",
    "notes",
    "explained",
    "explains",
    "warned",
    "insisted",
    "recalled",
];
const WROTE: &[&str] = &["wrote"];

fn told(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    // A sentence that ends with the quotation has its stop inside.
    let ends = words.iter().rev().take(2).any(|word| word.is("."));
    let may_be_told = matches!(
        view.objection,
        None | Some(
            "told in somebody's words" | "first or second person" | "told with doubt" | "no plain statement"
        )
    );
    if !may_be_told || !ends {
        return None;
    }
    let (open, close) = quotation(words)?;
    let inside = open + 1..close;
    let outside: Vec<&Mention> = scene
        .mentions(view)
        .iter()
        .filter(|mention| !inside.contains(&mention.start))
        .collect();
    // "Regarding Otto Velk, Ann Lund said": whom it is about does not speak.
    let is_topic = |mention: &Mention| {
        let before = mention.start.checked_sub(1).map(|before| &words[before]);
        before.is_some_and(|before| before.is_any(&["regarding", "about", "concerning"]))
            && words.get(mention.end).is_some_and(|next| next.is(","))
    };
    let mut persons = outside
        .iter()
        .filter(|mention| mention.kind == NameKind::Person && !is_topic(mention));
    let pronoun = he_said(scene, view, close);
    let speaker = match (persons.next(), pronoun) {
        (Some(speaker), None) => *speaker,
        (None, Some(speaker)) => speaker,
        _ => return None,
    };
    let is_alone = persons.next().is_none();
    if !is_alone || speaker.is_ambiguous || !speaker.full.contains(' ') {
        return None;
    }
    // Of "she" the sentence before tells who she is.
    let is_known = match pronoun {
        Some(_) => is_worth_knowing(scene, &scene.views[view.sentence - 1], speaker, 0..0),
        None => is_worth_knowing(scene, view, speaker, open..close),
    };
    if !is_known {
        return None;
    }
    let verb = match pronoun {
        Some(_) => "said",
        None => speech(words, open, close, speaker)?,
    };
    let said = exact(scene, view, open, close)?;
    let reveals = speaker
        .full
        .split(' ')
        .any(|part| part.len() > 2 && said.contains(part));
    if reveals {
        return None;
    }
    let mut times = view.times.iter().filter(|time| !inside.contains(&time.start));
    let when = match (times.next(), times.next()) {
        (None, _) => None,
        (Some(time), None) => match time.value {
            TimeValue::Date(date) if time.link == Link::At => Some(date),
            _ => return None,
        },
        _ => return None,
    };
    if !stands_alone(scene, view, open + 1, close) {
        return None;
    }
    let statement = format!("{} {verb}: “{said}”", speaker.full);
    let mut draft = Found::begin(scene, view, "speaker", statement)
        .about(&speaker.full, verb, &said)
        .worth(2, 800);
    if let Some(when) = when {
        draft = draft.at(when);
    }
    Some(draft.framed(Frame::Quotation {
        speaker: speaker.full.clone(),
        verb,
        words: said,
        when,
    }))
}

/// `…,” she said`: the one person of the sentence before, which tells of nobody else.
fn he_said<'s>(scene: &'s Scene<'_>, view: &View<'_>, close: usize) -> Option<&'s Mention> {
    let words = &view.words;
    let (one, two) = (words.get(close + 1)?, words.get(close + 2)?);
    let pronoun = match (one.is_any(&["he", "she"]), two.is_any(&["he", "she"])) {
        (true, false) if two.is_any(SAID) => one,
        (false, true) if one.is_any(SAID) => two,
        _ => return None,
    };
    if words.get(close + 3).is_none_or(|next| !next.is(".")) {
        return None;
    }
    let before = scene.views.get(view.sentence.checked_sub(1)?)?;
    if before.article != view.article {
        return None;
    }
    let quoted = quotation_marks(&before.words);
    let is_outside = |at: usize| quoted.iter().filter(|mark| **mark < at).count() % 2 == 0;
    let mut named = scene.mentions(before).iter().filter(|mention| {
        is_outside(mention.start)
            && (mention.kind == NameKind::Person
                || mention.kind == NameKind::Other && mention.full.contains(' '))
    });
    let speaker = named.next()?;
    let is_alone = named.all(|other| other.full == speaker.full);
    let is_told = before.words.iter().any(|word| word.is_any(SAID));
    (is_alone && is_told && speaker.kind == NameKind::Person && scene.fits(&speaker.full, &pronoun.lower))
        .then_some(speaker)
}

fn quotation_marks(words: &[Word<'_>]) -> Vec<usize> {
    (0..words.len())
        .filter(|at| matches!(words[*at].text, "“" | "”" | "\"" | "«" | "»" | "``" | "''"))
        .collect()
}

/// Whether a learner of the subject would know the speaker: whom the document is on, or who holds an office.
///
/// What a reviewer or reporter says is the wording of a page.
fn is_worth_knowing(scene: &Scene<'_>, view: &View<'_>, speaker: &Mention, quoted: Range<usize>) -> bool {
    const WRITERS: &[&str] = &[
        "critic",
        "critics",
        "journalist",
        "reviewer",
        "columnist",
        "blogger",
        "reporter",
        "editor",
        "correspondent",
        "commentator",
        "magazine",
        "newspaper",
        "review",
        "website",
        "producer",
        "director",
        "host",
    ];
    let outside = || {
        (0..view.words.len())
            .filter(|at| !quoted.contains(at))
            .map(|at| &view.words[at])
    };
    let is_writer = outside().any(|word| word.is_any(WRITERS));
    let holds_office = outside().any(|word| scene.lexicon.role(&word.lower).is_some());
    let is_main = scene.names.main.as_ref() == Some(&speaker.full);
    let mentions = scene.names.persons.get(&speaker.full).copied().unwrap_or(0);
    !is_writer && (is_main || holds_office || mentions >= 4)
}

/// The one quotation of a sentence: its opening and closing mark.
fn quotation(words: &[Word<'_>]) -> Option<(usize, usize)> {
    let [open, close] = quotation_marks(words)[..] else {
        return None;
    };
    let fits = matches!((words[open].text, words[close].text), ("“", "”") | ("\"", "\""));
    let count = words[open + 1..close]
        .iter()
        .filter(|word| word.tag != Tag::Mark)
        .count();
    (fits && (SHORTEST..=LONGEST).contains(&count)).then_some((open, close))
}

/// The verb that links a speaker to the quotation: `said` or `wrote`.
fn speech(words: &[Word<'_>], open: usize, close: usize, speaker: &Mention) -> Option<&'static str> {
    let read = |word: &Word<'_>| {
        let is_said = word.is_any(SAID).then_some("said");
        is_said.or(word.is_any(WROTE).then_some("wrote"))
    };
    if speaker.start > close {
        // `said Ann Lund`, `said the mayor of Velk, Ann Lund`, `Ann Lund said`.
        let between = &words[close + 1..speaker.start];
        let is_title = between.len() <= 4
            && between
                .iter()
                .all(|word| matches!(word.tag, Tag::Noun | Tag::Name | Tag::Determiner));
        if is_title {
            return read(words.get(speaker.end)?);
        }
        let is_plain = between.len() <= 8
            && between[1..].iter().all(|word| {
                matches!(
                    word.tag,
                    Tag::Noun | Tag::Name | Tag::Determiner | Tag::Preposition | Tag::Mark
                ) && !word.is_any(&["to", "with", "by"])
            });
        return read(&between[0]).filter(|_| is_plain);
    }
    // `Ann Lund, the mayor of Velk, said:`, with nothing but `that` or whom she told between verb and mark.
    let owns = words.get(speaker.end).is_some_and(|next| {
        next.tag == Tag::Genitive
            || next.is_any(&["and", "or", "of", "from", "for", "in", "writing"])
            || matches!(next.tag, Tag::Noun)
    });
    let opens = speaker.start <= 8
        && words[..speaker.start].iter().all(|word| {
            !matches!(
                word.tag,
                Tag::Past | Tag::Be | Tag::Have | Tag::Modal | Tag::Pronoun
            ) && !word.is_any(&["by", "to", "with", "and", "of"])
        });
    let verb = (speaker.end..open).rev().find(|at| read(&words[*at]).is_some())?;
    let is_close = open - verb <= 6
        && words[verb + 1..open].iter().all(|word| {
            matches!(
                word.tag,
                Tag::Name | Tag::Determiner | Tag::Noun | Tag::Mark | Tag::Preposition
            ) && !word.is_any(&["of", "about", "was", "as"])
                || word.is("that")
        });
    let is_first = !words[speaker.end..verb].iter().any(|word| {
        matches!(
            word.tag,
            Tag::Past | Tag::Be | Tag::Have | Tag::Modal | Tag::Present
        )
    });
    read(&words[verb]).filter(|_| !owns && opens && is_close && is_first)
}

/// The quoted words as they stand, without a stop at their end; none where the quotation was cut.
fn exact(scene: &Scene<'_>, view: &View<'_>, open: usize, close: usize) -> Option<String> {
    let text = &scene.document.text;
    let said = text.get(view.words[open].span.end..view.words[close].span.start)?;
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = said.trim_end_matches([',', '.', ';', ' ']).to_owned();
    let is_whole = !said.contains("...") && !said.contains(['…', '[', ']', '(', '_', '*', '!', '?', '‘']);
    is_whole.then_some(said)
}

/// Whether the quoted words are a clause that says what it speaks of: a name in it, and nothing that points away.
fn stands_alone(scene: &Scene<'_>, view: &View<'_>, start: usize, end: usize) -> bool {
    const POINTS: &[&str] = &[
        "i",
        "me",
        "my",
        "mine",
        "we",
        "us",
        "our",
        "ours",
        "you",
        "your",
        "he",
        "she",
        "him",
        "her",
        "his",
        "it",
        "its",
        "their",
        "they",
        "them",
        "this",
        "these",
        "those",
        "here",
        "there",
        "now",
        "today",
        "yesterday",
        "tomorrow",
        "so",
        "such",
        "also",
        "but",
        "and",
        "again",
        "still",
    ];
    let words = &view.words[start..end];
    let points = words.iter().enumerate().any(|(at, word)| {
        let joins = word.is_any(&["and", "but", "so", "still", "also", "such"]) && at > 0;
        let has_antecedent = word.is_any(&["it", "its", "they", "them", "their"]) && at > 4;
        word.is_any(POINTS) && !joins && !has_antecedent
    });
    let mentions = scene.mentions(view);
    let names = mentions
        .iter()
        .any(|mention| mention.start >= start && mention.end <= end);
    let is_clause = words.iter().enumerate().any(|(at, word)| {
        at > 0
            && (matches!(word.tag, Tag::Be | Tag::Have | Tag::Modal | Tag::Past)
                || word.tag == Tag::Present && word.forms.third)
    });
    let opens_whole = words.first().is_some_and(|first| {
        first.text.starts_with(char::is_uppercase)
            && !matches!(first.tag, Tag::Past | Tag::Participle | Tag::Relative)
    });
    !points && names && is_clause && opens_whole
}

#[cfg(test)]
mod tests {
    use super::Speaker;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_the_speaker_of_whole_quotations() {
        let told = "Anna Lund said: “Moscow is a town of ferries and will stay one for long”";
        for text in [
            "“Moscow is a town of ferries and will stay one for long,” said the mayor Anna Lund.",
            "“Moscow is a town of ferries and will stay one for long,” the mayor Anna Lund said.",
            "The mayor Anna Lund said: “Moscow is a town of ferries and will stay one for long.”",
            "Anna Lund, the mayor, told the council: \"Moscow is a town of ferries and will stay one for long.\"",
        ] {
            assert_eq!(statements(&Speaker, text), [told], "{text}");
        }
        assert_eq!(
            statements(
                &Speaker,
                "The mayor Anna Lund said the ferries were old. “Moscow is a town of ferries and will stay one for long,” she added."
            ),
            [told]
        );
        assert_eq!(
            statements(
                &Speaker,
                "In 1911 the mayor Anna Lund wrote: “Moscow is a town of ferries and will stay one for long.”"
            ),
            ["Anna Lund wrote: “Moscow is a town of ferries and will stay one for long”"]
        );
    }

    #[test]
    fn leaves_scraps_pronouns_two_persons_and_names_that_tell() {
        for text in [
            "“Moscow is a town of ferries,” said the mayor Anna Lund.",
            "“It is a town of ferries and will stay one for very long,” said the mayor Anna Lund.",
            "“I love Moscow and the ferries and will stay for very long,” said the mayor Anna Lund.",
            "“Moscow is a town of ferries and will stay one for long,” Anna Lund told Otto Berg.",
            "“Moscow is a town of ferries and will stay one for Lund,” said the mayor Anna Lund.",
            "“Moscow is a town of ferries … and will stay one for long,” said the mayor Anna Lund.",
            "“Moscow is a town of ferries and will stay one for long,” said the mayor.",
            "The mayor Anna Lund met Otto Berg and said so. “Moscow is a town of ferries and will stay one for long,” he said.",
            "Anna Lund called the plan “a town in Moscow with ferries that will stay one for long.”",
        ] {
            let found = statements(&Speaker, text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
