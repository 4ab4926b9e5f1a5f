//! How a sentence puts what it says: as fact, in somebody's words, with doubt, as a plan, as an opinion.
//!
//! Only what the source states in its own voice becomes a fact that is asked.
//! A sentence that falls through here is skipped whole: a claim cut out of its
//! "reportedly" would be a false fact with good evidence.

use std::ops::Range;

use crate::language::Tag;
use crate::language::Word;

const HEDGES: &[&str] = &[
    "reportedly",
    "allegedly",
    "supposedly",
    "apparently",
    "possibly",
    "probably",
    "perhaps",
    "maybe",
    "presumably",
    "purportedly",
    "seemingly",
    "likely",
    "unlikely",
    "alleged",
    "rumoured",
    "rumored",
    "disputed",
    "uncertain",
    "unclear",
    "suggests",
    "suggest",
    "suggested",
    "seems",
    "seem",
    "seemed",
    "appears",
    "appear",
    "appeared",
    "legend",
    "tradition",
    "assumed",
    "estimated",
    "estimates",
    "could",
    "might",
    "may",
    "doubtful",
    "hypothetical",
    "theoretically",
    "arguably",
    "speculated",
    "perceived",
];
const REPORTING: &[&str] = &[
    "said",
    "says",
    "say",
    "according",
    "told",
    "argued",
    "argues",
    "argue",
    "believes",
    "believe",
    "believed",
    "claimed",
    "claims",
    "claiming",
    "wrote",
    "writes",
    "adds",
    "stated",
    "states",
    "stating",
    "described",
    "describe",
    "describes",
    "considered",
    "regarded",
    "viewed",
    "thought",
    "noted",
    "notes",
    "complained",
    "warned",
    "insisted",
    "asserted",
    "criticised",
    "criticized",
    "accused",
    "accuse",
    "accusing",
    "suspected",
    "recalled",
    "explained",
    "commented",
    "remarked",
    "quoted",
    "opinion",
];
const PERSONS: &[&str] = &[
    "i",
    "we",
    "you",
    "my",
    "our",
    "your",
    "us",
    "me",
    "ours",
    "yours",
    "myself",
    "ourselves",
    "let",
];
const DENIALS: &[&str] = &[
    "not", "n't", "never", "no", "nor", "neither", "none", "nobody", "without", "failed",
];
/// Judgements: a fact that leans on one is the writer's view.
const OPINIONS: &[&str] = &[
    "important",
    "importance",
    "historic",
    "notable",
    "notably",
    "remarkable",
    "impressive",
    "massive",
    "unique",
    "famous",
    "legendary",
    "beautiful",
    "amazing",
    "great",
    "greatest",
    "best",
    "worst",
    "excellent",
    "successful",
    "successfully",
    "essential",
    "crucial",
    "vital",
    "infamous",
    "favorite",
    "favourite",
    "popular",
    "brutal",
    "tragic",
    "unfortunately",
    "fortunately",
    "surprisingly",
    "interesting",
    "interestingly",
    "significant",
    "spectacular",
    "keenly-awaited",
    "so-called",
    "soundly",
    "extreme",
    "picturesque",
    "stunning",
];

/// What is said of a sentence that lost a word.
pub const GAP: &str = "words are missing";
/// What is said of a sentence with a word of doubt.
pub const DOUBT: &str = "told with doubt";
/// What is said of a sentence with a word of reporting.
pub const REPORT: &str = "told in somebody's words";

/// Why a sentence gives no plain fact; `None` when it may.
///
/// `source` are the words that [`source`] found: they report nothing else.
pub fn objection(words: &[Word<'_>], quoted: bool, source: &Range<usize>) -> Option<&'static str> {
    let Some(last) = words.last() else {
        return Some("empty");
    };
    if quoted {
        return Some("inside a quotation");
    }
    if !last.is(".") {
        return Some("no plain statement");
    }
    if words.len() < 6 || words.len() > 70 {
        return Some("too short or too long");
    }
    if (0..words.len()).any(|at| is_person(words, at)) {
        return Some("first or second person");
    }
    if let Some(reason) = gap(words) {
        return Some(reason);
    }
    let doubts = doubts(words);
    let mut doubts = doubts.iter().filter(|at| !source.contains(at));
    doubts.next().map(|at| match words[*at].is_any(HEDGES) {
        true => DOUBT,
        false => REPORT,
    })
}

/// Indices of the words that report or doubt what stands around them.
pub fn doubts(words: &[Word<'_>]) -> Vec<usize> {
    let is_month = is_month_of_may(words);
    let hedges = |at: usize| {
        let is_of_name = words[at].tag == Tag::Name && at > 0;
        words[at].is_any(HEDGES) && !is_month && !is_of_name && !is_appearance(words, at)
    };
    let reports = |at: usize| {
        let word = &words[at];
        let is_noun = word.tag == Tag::Noun && word.is_any(&["states", "notes", "thought", "view"]);
        let is_report = word.is_any(REPORTING) && !is_noun && word.tag != Tag::Name;
        is_report && !is_first_description(words, at) && !is_writing(words, at)
    };
    (0..words.len())
        .filter(|at| hedges(*at) || reports(*at))
        .collect()
}

/// The words that name whose word a whole sentence is: "According to the 2011 census, ...", or the same at
/// its end; empty where it has none, or where more than a name may follow.
pub fn source(words: &[Word<'_>]) -> Range<usize> {
    const LONGEST: usize = 14;
    let none = 0..0;
    let opens = |at: usize| {
        words.get(at).is_some_and(|word| word.is("according"))
            && words.get(at + 1).is_some_and(|word| word.is("to"))
    };
    let Some(at) = (0..words.len()).find(|at| opens(*at)) else {
        return none;
    };
    let closes = |word: &&Word<'_>| matches!(word.text, "," | ";" | ":" | "." | "(" | "–" | "—");
    let Some(length) = words[at..].iter().position(|word| closes(&word)) else {
        return none;
    };
    let (end, mark) = (at + length, words[at + length].text);
    let is_front = at == 0 && mark == ",";
    let is_back = at > 0 && words[at - 1].is(",") && mark == "." && end + 1 == words.len();
    let is_plain = words[at + 2..end].iter().all(|word| {
        matches!(
            word.tag,
            Tag::Determiner | Tag::Name | Tag::Noun | Tag::Number | Tag::Genitive
        ) || word.is_any(&["of", "for", "and", "on"])
    });
    match length <= LONGEST && is_plain && !(at + 2..words.len()).any(opens) {
        true if is_front => at..end + 1,
        true if is_back => at - 1..end,
        _ => none,
    }
}

/// "appeared in five films", "appeared before the court": seen, and not only seeming so.
fn is_appearance(words: &[Word<'_>], at: usize) -> bool {
    words[at].is("appeared")
        && words
            .get(at + 1)
            .is_some_and(|next| next.is_any(&["in", "on", "at", "before", "for"]))
}

/// Whether a word is a first or second person: "I", but not "World War I"; "us", but not the "US".
fn is_person(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let counts = word.is("i")
        && at
            .checked_sub(1)
            .is_some_and(|before| words[before].text.starts_with(char::is_uppercase));
    // "the song Take Me Away": of a name nobody speaks to us.
    word.is_any(PERSONS) && word.tag != Tag::Name && !counts && word.text != "US"
}

/// "The moth was first described by Ann Lund in 1911": science names a thing; nobody judges it "as" something.
fn is_first_description(words: &[Word<'_>], at: usize) -> bool {
    let is_first = at >= 2 && words[at - 1].is("first") && words[at - 2].is_any(&["was", "were"]);
    let behind = match words.get(at + 1) {
        Some(next) if next.tag == Tag::Adverb => words.get(at + 2),
        next => next,
    };
    let by = behind.is_some_and(|next| next.is_any(&["by", "in"]));
    words[at].is("described") && is_first && by && !words.iter().any(|word| word.is("as"))
}

/// "wrote his second quartet": a work was written; nobody is quoted.
fn is_writing(words: &[Word<'_>], at: usize) -> bool {
    let opens_work = words.get(at + 1).is_some_and(|next| {
        next.is_any(&[
            "a", "an", "the", "his", "her", "their", "two", "three", "four", "several", "many", "and",
        ]) || matches!(next.tag, Tag::Name | Tag::Number) && at > 0
    });
    let quotes = words
        .iter()
        .any(|word| matches!(word.text, "\"" | "“" | ":") || word.is_any(&["that", "how", "why", "whether"]));
    words[at].is("wrote") && opens_work && !quotes
}

/// "May" with a capital inside a sentence is the month.
fn is_month_of_may(words: &[Word<'_>]) -> bool {
    words
        .iter()
        .filter(|word| word.is_any(HEDGES))
        .all(|word| word.is("may") && word.tag == Tag::Name)
}

/// Whether words that the author lost (a template that was not filled in) leave a hole.
///
/// A hole inside brackets, such as a pronunciation that got lost, takes nothing from the sentence around them.
fn gap(words: &[Word<'_>]) -> Option<&'static str> {
    let mut depth = 0_i32;
    let mut outside: Vec<&Word<'_>> = Vec::with_capacity(words.len());
    for word in words {
        match word.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "|" | "=" | "{" | "}" | "*" | "+" | "]]" | "{{" | "[[" => return Some("markup of a page"),
            _ if depth == 0 => outside.push(word),
            _ => {}
        }
    }
    for (at, word) in outside.iter().enumerate() {
        let next = outside.get(at + 1);
        let wants_more = matches!(word.tag, Tag::Determiner | Tag::To)
            || (word.tag == Tag::Preposition
                && word.is_any(&["of", "from", "with", "at", "for", "into", "about"]));
        let ends = next.is_none_or(|next| matches!(next.text, "." | ","));
        let may_stand_alone = word.is_any(&[
            "this", "that", "these", "those", "all", "both", "some", "many", "most", "each", "more",
            "either", "neither", "few", "several", "other", "any",
        ]);
        let is_comma_twice = word.text == "," && next.is_some_and(|next| next.text == ",");
        if wants_more && ends && !may_stand_alone || is_comma_twice {
            return Some(GAP);
        }
    }
    (depth != 0).then_some("brackets do not match")
}

/// Whether the words hold a denial or a judgement, which a question must not turn into fact.
pub fn taints(words: &[&Word<'_>]) -> Option<&'static str> {
    // "Symphony No. 9" denies nothing.
    let is_number = |at: usize| words[at].text == "No" && words.get(at + 1).is_some_and(|next| next.is("."));
    let denies = |at: usize| words[at].is_any(DENIALS) && words[at].tag != Tag::Name && !is_number(at);
    if (0..words.len()).any(denies) {
        return Some("denied");
    }
    // "The first successful flight" is a way to count, not to praise.
    let counts =
        |at: usize| at > 0 && words[at - 1].is("first") && words[at].is_any(&["successful", "popular"]);
    if words
        .iter()
        .enumerate()
        .any(|(at, word)| word.is_any(OPINIONS) && word.tag != Tag::Name && !counts(at))
    {
        return Some("a judgement");
    }
    let marks: Vec<usize> = (0..words.len()).filter(|at| is_quote(words[*at])).collect();
    let are_names = marks.len().is_multiple_of(2)
        && marks
            .chunks(2)
            .all(|pair| matches!(pair, [open, close] if is_quoted_name(&words[open + 1..*close])));
    (!are_names).then_some("somebody's words")
}

fn is_quote(word: &Word<'_>) -> bool {
    matches!(word.text, "\"" | "“" | "”" | "«" | "»" | "``" | "''")
}

/// "the fortress of "Velk"": a name in quotation marks, and nobody's words.
fn is_quoted_name(inside: &[&Word<'_>]) -> bool {
    const LONGEST: usize = 5;
    let is_name = |word: &&&Word<'_>| word.text.starts_with(char::is_uppercase);
    (1..=LONGEST).contains(&inside.len())
        && inside.first().is_some_and(|first| is_name(&first))
        && inside.last().is_some_and(|last| is_name(&last))
}

/// Whether an article argues rather than reports: first person or what should be, in one sentence of seven.
pub fn is_opinion(sentences: &[&[Word<'_>]]) -> bool {
    let counts = |words: &&&[Word<'_>]| {
        let in_quotes = words.iter().any(|word| matches!(word.text, "\"" | "“" | "”"));
        let argues = words.iter().enumerate().any(|(at, word)| {
            word.is("i") && is_person(words, at)
                || word.is_any(&[
                    "we",
                    "our",
                    "my",
                    "must",
                    "should",
                    "essential",
                    "crucial",
                    "vital",
                ])
        });
        argues && !in_quotes
    };
    sentences.len() >= 5 && sentences.iter().filter(counts).count() * 7 >= sentences.len() * 2
}

#[cfg(test)]
mod tests {
    use super::{objection, source};
    use crate::language::words;
    use crate::text::read;

    fn objection_to(sentence: &str) -> Option<&'static str> {
        let document = read("a.txt", sentence.as_bytes()).unwrap();
        let words = words(&document, &document.sentences[0]);
        objection(&words, false, &source(&words))
    }

    #[test]
    fn a_number_of_kings_and_a_country_are_no_persons() {
        for plain in [
            "The council of Berdi opened a school during World War I in Velk.",
            "The council of Berdi sold a school to US investors in May 1911.",
        ] {
            assert_eq!(objection_to(plain), None, "{plain}");
        }
        assert_eq!(
            objection_to("The council told us and I opened a school in May 1911."),
            Some("first or second person")
        );
    }

    #[test]
    fn what_got_lost_in_brackets_takes_nothing_away() {
        for plain in [
            "The lake of Berdi (, ) was named in 1911 by Ann Lund.",
            "The lake of Berdi ( ; ) was named in 1911 by Ann Lund.",
        ] {
            assert_eq!(objection_to(plain), None, "{plain}");
        }
    }

    #[test]
    fn a_plain_statement_passes() {
        assert_eq!(
            objection_to("The council of Berdi opened a school in May 1911."),
            None
        );
    }

    #[test]
    fn what_was_first_described_is_a_fact_unless_as_something() {
        let told = |text: &str| objection_to(text).is_none();
        assert!(told("The Velk moth was first described by Ann Lund in 1911."));
        assert!(!told(
            "The Velk moth was first described by Ann Lund as a fly in 1911."
        ));
        assert!(!told(
            "The Velk moth was described by Ann Lund in the Berdi Post."
        ));
    }

    #[test]
    fn who_appears_in_a_film_or_wrote_a_work_is_a_fact() {
        for plain in [
            "Ann Lund appeared in five films by Otto Velk.",
            "In 1895 Ann Lund wrote Letters to Berdi about the sea.",
            "The Velk moth was first described scientifically in 1834 by Ann Lund.",
        ] {
            assert_eq!(objection_to(plain), None, "{plain}");
        }
        for other in [
            "Ann Lund appeared to be ill in five films.",
            "In 1895 Ann Lund wrote that Berdi lies at the sea.",
        ] {
            assert!(objection_to(other).is_some(), "{other}");
        }
    }

    #[test]
    fn a_source_that_is_only_named_is_found_at_either_end() {
        let found = |sentence: &str| {
            let document = read("a.txt", sentence.as_bytes()).unwrap();
            let words = words(&document, &document.sentences[0]);
            words[source(&words)]
                .iter()
                .map(|word| word.text)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            found("According to the 2011 census, Berdi had 105,539 inhabitants."),
            "According to the 2011 census ,"
        );
        assert_eq!(
            found("Berdi had 105,539 inhabitants in 2011, according to the Velk Statistics Office."),
            ", according to the Velk Statistics Office"
        );
        for not_alone in [
            "Berdi, according to a report, had 105,539 inhabitants in 2011.",
            "According to what he told her, Berdi had 105,539 inhabitants.",
            "Seats are shared according to votes in Berdi.",
        ] {
            assert_eq!(found(not_alone), "", "{not_alone}");
        }
    }

    #[test]
    fn doubt_words_of_others_and_gaps_do_not() {
        for sentence in [
            "The council of Berdi reportedly opened a school in 1911.",
            "Ann Lund said the council of Berdi opened a school in 1911.",
            "We opened the school of Berdi in 1911.",
            "The lake of Berdi lies in the north with an area of .",
            "The lake of Berdi, , was named in 1911 by Ann Lund.",
            "The lake of Berdi was named by (Ann Lund) the .",
        ] {
            assert!(objection_to(sentence).is_some(), "{sentence}");
        }
    }
}
