//! From findings to ranked drafts: every question type over every fact, options, lint, limit.

use std::collections::{BTreeMap, BTreeSet};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use twox_hash::XxHash3_64;

use super::at_odds::at_odds;
use super::beside::Beside;
use super::bodies;
use super::difficulty::{Around, difficulty};
use super::distractors::{self, Pool, Rival};
use super::doubt::doubt;
use super::gaps::gap;
use super::home_nations;
use super::introduced::{introduced, is_half_named, is_stranger};
use super::keywords::keywords;
use super::kinds::{Answer, KINDS, Question};
use super::leaning::leans;
use super::letters;
use super::lint;
use super::lives::shared_names;
use super::phrasings;
use super::rank;
use super::sets;
use super::stated;
use super::unique::unique;
use super::wanting::want;
use super::wars;
use super::{Fact, Item, ItemId, Kind, Particulars, Status};
use crate::facts::commas::closed;
use crate::facts::frame::{Event, Frame, NameKind};
use crate::facts::people::Person;
use crate::facts::{Assertion, Findings, Found, statement};
use crate::language::vocabulary;
use crate::lexicon::Lexicon;
use crate::text::{Document, DocumentId, Span};

/// How items are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Where chance comes from: same seed, same items.
    pub seed: u64,
    /// Items per 1,000 words of the document; `None` for all.
    pub per_thousand: Option<usize>,
    /// Whether facts of rules on trial are asked too.
    pub experimental: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            seed: 0,
            per_thousand: Some(15),
            experimental: false,
        }
    }
}

/// What came of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// Items fit to print, best first.
    pub drafts: Vec<Draft>,
    /// Items that a check keeps from print, with the reasons.
    pub dropped: Vec<Dropped>,
    /// How many more items were fit to print, beyond the number asked for.
    pub more: usize,
}

/// An item with the fact and the place it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The item; its status is draft.
    pub item: Item,
    /// The fact it rests on.
    pub fact: Fact,
    /// The document.
    pub document: DocumentId,
    /// Its file name.
    pub name: String,
    /// The sentence, as a byte range of the document's text.
    pub quote: Span,
    /// 0 to 1000; how worth showing it is.
    pub score: u16,
    /// The rule that found the fact.
    pub rule: &'static str,
    /// Which part of the fact is asked.
    pub part: &'static str,
}

/// An item that is not shown, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// The item as it would have been.
    pub draft: Draft,
    /// Each with the number of its rule.
    pub reasons: Vec<String>,
}

/// Writes the items that `findings` of `document` allow.
///
/// An item that a check blocks is never repaired; without its options it may
/// still be asked with a typed answer, if that passes.
pub fn write(findings: &Findings, document: &Document, options: Options) -> Written {
    if options.experimental {
        let findings = findings.with_experimental();
        return written(&findings, document, options);
    }
    written(findings, document, options)
}

fn written(findings: &Findings, document: &Document, options: Options) -> Written {
    let facts: Vec<Fact> = findings.facts.iter().map(|found| found.fact.clone()).collect();
    let context = lint::Context::new("en", &facts).generated();
    let around = Surroundings::new(findings, document, options.seed);
    let mut written = Written::default();
    let mut fit = Vec::new();
    let shared = shared_names(&findings.facts);
    for found in &findings.facts {
        if !matches!(
            found.fact.assertion,
            Assertion::Stated | Assertion::Attributed { .. }
        ) {
            continue;
        }
        for question_type in KINDS {
            for question in question_type.write(found, findings) {
                if !found.may_ask(question.part) {
                    continue;
                }
                let (draft, known) = draft(&question, question_type.kind(), found, &around);
                let is_shared = names_of(&found.frame)
                    .iter()
                    .any(|(name, _)| shared.contains(name));
                let reason = is_shared
                    .then_some("L12 the document tells of two persons under one name")
                    .or_else(|| refusal(&draft, &question.stem, question_type.kind(), found, &around));
                if let Some(reason) = reason {
                    let reasons = vec![reason.to_owned()];
                    written.dropped.push(Dropped { draft, reasons });
                    continue;
                }
                match checked(draft, known, &context) {
                    Ok(draft) => fit.push(draft),
                    Err(dropped) => written.dropped.push(*dropped),
                }
            }
        }
    }
    let (fit, open) = unique(fit);
    written.dropped.extend(open);
    let (fit, asked) = stated::not_asked_before(fit);
    written.dropped.extend(asked);
    let singles = rank::best(fit);
    let (sets, broken) = checked_sets(&singles, findings, document, options.seed);
    written.dropped.extend(broken);
    let limit = options.per_thousand.map(|per_thousand| {
        let words = document.text.split_whitespace().count();
        (words * per_thousand).div_ceil(1000).max(1)
    });
    let article = |draft: &Draft| article_of(document, draft.quote);
    (written.drafts, written.more) = rank::choose(singles, sets, limit, article);
    written
}

/// Why a draft that was written as `asked` of a fact is not fit to be linted, if so.
fn refusal(
    draft: &Draft,
    asked: &str,
    kind: Kind,
    found: &Found,
    around: &Surroundings<'_>,
) -> Option<&'static str> {
    let (findings, document) = (around.findings, around.document);
    let stem = draft.item.stem.as_str();
    let is_open = is_of_unplaced(&draft.item)
        || is_of_nowhere(stem) && (findings.country.is_none() || is_of_some_holder(stem));
    if is_open {
        return Some("L03 which country's body is meant, nothing tells");
    }
    if is_stranger(stem, findings) || is_half_named(stem, findings) {
        return Some("L03 who the person is, nothing tells");
    }
    if leans(asked, found, findings, document) {
        return Some("L03 the stem leans on its page");
    }
    let title = document.title.as_deref().unwrap_or_default();
    let text = document.text.as_str();
    // What asks for letters or a term has them in its stem.
    if let Some(reason) = stated::refusal(asked, stem, found, || {
        introduced(asked, kind, &draft.item.key, findings)
    }) {
        return Some(reason);
    }
    let in_words = || {
        letters::unexplained(stem, title)
            .map(|_| "L03 letters that only the page explains")
            .or_else(|| doubt(stem, &draft.item.key))
            .or_else(|| gap(stem, draft.quote.of(text), text))
            .or_else(|| at_odds(stem, text, title))
            .or_else(|| want(stem, title))
    };
    let is_read = !matches!(kind, Kind::Expansion | Kind::Term);
    is_read.then(in_words).flatten().or_else(|| {
        letters::is_rare(&found.frame, text).then_some("L03 letters that the document hardly uses")
    })
}

/// Writes and lints what asks several facts. Of two options none may be left out: such an item is dropped.
fn checked_sets(
    singles: &[Draft],
    findings: &Findings,
    document: &Document,
    seed: u64,
) -> (Vec<Draft>, Vec<Dropped>) {
    let drafts = sets::write(singles, findings, document, seed);
    let facts: Vec<Fact> = drafts.iter().map(|draft| draft.fact.clone()).collect();
    let context = lint::Context::new("en", &facts).generated();
    let (mut fit, mut broken) = (Vec::new(), Vec::new());
    for draft in drafts {
        let around = Around {
            gap: years_apart(&draft),
            ..Around::default()
        };
        let needs_options = matches!(draft.item.kind, Some(Kind::Earlier | Kind::Compare));
        match checked(draft, around, &context) {
            Ok(draft) if needs_options && draft.item.distractors.is_empty() => {
                let reasons = vec!["L29 one of the two options is unfit".to_owned()];
                broken.push(Dropped { draft, reasons });
            }
            Ok(draft) => fit.push(draft),
            Err(dropped) => broken.push(*dropped),
        }
    }
    (fit, broken)
}

/// Years between the first and the last event that an item asks.
fn years_apart(draft: &Draft) -> Option<u16> {
    let years: Vec<i16> = draft
        .fact
        .object
        .split("; ")
        .filter_map(|date| date.get(..4)?.parse().ok())
        .collect();
    let (first, last) = (years.iter().min()?, years.iter().max()?);
    (years.len() > 1).then(|| first.abs_diff(*last))
}

/// The index of the article a place of the document belongs to.
fn article_of(document: &Document, place: Span) -> usize {
    let is_in = |span: Span| span.start <= place.start && place.end <= span.end;
    document
        .articles
        .iter()
        .position(|article| is_in(article.span))
        .unwrap_or(0)
}

/// Lints a draft with its options, then without them.
fn checked(mut draft: Draft, around: Around, context: &lint::Context<'_>) -> Result<Draft, Box<Dropped>> {
    let mut findings = lint::lint(&draft.item, context);
    let blocks = |findings: &[lint::Finding]| {
        findings
            .iter()
            .any(|finding| finding.severity == lint::Severity::Block)
    };
    if blocks(&findings) && !draft.item.distractors.is_empty() {
        draft.item.distractors.clear();
        findings = lint::lint(&draft.item, context);
    }
    if blocks(&findings) {
        let reasons = findings
            .iter()
            .filter(|finding| finding.severity == lint::Severity::Block)
            .map(|finding| format!("{} {}", finding.check, finding.message))
            .collect();
        return Err(Box::new(Dropped { draft, reasons }));
    }
    let warnings = u16::try_from(findings.len()).unwrap_or(u16::MAX);
    draft.score = draft.score.saturating_sub(warnings.saturating_mul(40));
    draft.item.difficulty = Some(difficulty(&draft.item, around));
    Ok(draft)
}

fn draft(question: &Question, kind: Kind, found: &Found, around: &Surroundings<'_>) -> (Draft, Around) {
    let document = around.document;
    let named = format!("{}\n{}\n{}", found.fact.id, kind.slug(), question.stem);
    let hash = XxHash3_64::oneshot(named.as_bytes());
    let mut chance = ChaCha8Rng::seed_from_u64(around.seed ^ hash);
    let latest = document
        .articles
        .get(found.article)
        .and_then(|article| article.date)
        .or(document.date);
    let pool = around.pool(found, &question.stem);
    let distractors = distractors::draw(question.answer, &question.key, &pool, latest, &mut chance);
    // Drawn from the words alone: two documents that say the same ask the same.
    let words = XxHash3_64::oneshot(question.stem.as_bytes());
    let mut wording = ChaCha8Rng::seed_from_u64(around.seed ^ words);
    let stem = phrasings::vary(&question.stem, kind, &mut wording);
    let stem = placed(&stem, kind, found, around.findings);
    let stem = spelled_out(&stem, kind, around);
    let is_spelled = !matches!(kind, Kind::Expansion | Kind::Term);
    let title = document.title.as_deref().unwrap_or_default();
    let stem = letters::spelled(&stem, title, &document.text)
        .filter(|_| is_spelled)
        .unwrap_or(stem);
    let stem = introduced(&stem, kind, &question.key, around.findings);
    let stem = told_as_of(stem, found);
    let stem = told_by(stem, found);
    let stem = closed(&stem);
    let (stem, distractors) = home_nations::told(stem, &question.key, found.fact.time, distractors);
    let item = Item {
        id: ItemId(format!("{}-{:06x}", kind.slug(), hash >> 40)),
        fact: Some(found.fact.id.clone()),
        kind: Some(kind),
        stem,
        key: question.key.clone(),
        accept: accepted(question, around),
        distractors,
        detail: Particulars {
            keywords: keywords(kind, &question.key),
            ..Particulars::default()
        }
        .into(),
        explanation: Some(explanation(found, document, &question.key)),
        importance: found.fact.importance,
        difficulty: None,
        tags: Vec::new(),
        as_of: found.fact.as_of,
        contested: false,
        status: Status::Draft,
        changed: None,
        added: None,
        record: Default::default(),
    };
    let known = around.around(question.answer, &question.key, &pool);
    let draft = Draft {
        score: score(question, found, around),
        item,
        fact: found.fact.clone(),
        document: document.id.clone(),
        name: document.name.clone(),
        quote: found.span,
        rule: found.rule,
        part: question.part,
    };
    (draft, known)
}

/// The answers of the question, and the full name where the key is a short form.
fn accepted(question: &Question, around: &Surroundings<'_>) -> Vec<String> {
    let mut accept = question.accept.clone();
    accept.extend(
        around
            .short_forms
            .get(question.key.as_str())
            .map(|long| (*long).to_owned()),
    );
    accept
}

/// Bodies that nearly every country has under the same name.
const BODIES_OF_ALL: &[&str] = &[
    "Senate",
    "Parliament",
    "National Assembly",
    "Supreme Court",
    "Supreme Council",
    "Constitutional Court",
    "High Court",
    "National Party",
    "Communists",
    "Nationalists",
    "Socialists",
    "Republicans",
    "Democrats",
    "House of Representatives",
    "Cabinet",
    "Central Bank",
    "Constitution",
    "Prime Minister",
    "President",
    "Vice President",
    "Foreign Minister",
    "Air Force",
    "Navy",
    "Army",
];

/// Whether a stem speaks of "the President" alone: of which of all who held the office.
fn is_of_some_holder(stem: &str) -> bool {
    ["Prime Minister", "President", "Foreign Minister"]
        .iter()
        .any(|office| stem.contains(&format!("the {office}")))
}

/// Whether an item is on "the School of Accounting" or "the Communist Party", of no country.
fn is_of_unplaced(item: &Item) -> bool {
    let is_open = |text: &str| bodies::is_of_field(text) || bodies::is_common_party(text);
    !is_placed(&item.stem)
        && (is_open(&item.stem)
            || bodies::is_common_party(&format!("the {}", item.key))
            || bodies::is_of_each_state(&item.key))
}

/// Whether nothing in a stem tells which country's body is meant: no place, and no other name.
fn is_of_nowhere(stem: &str) -> bool {
    let listed = BODIES_OF_ALL.iter().find(|body| stem.contains(**body)).copied();
    let body = listed.or_else(|| bodies::common(stem));
    let has_other_name = body.is_some_and(|body| {
        let rest = stem.replacen(body, "", 1);
        rest.split(' ')
            .skip(1)
            .any(|word| word.starts_with(char::is_uppercase))
    });
    has_body_of_all(stem) && !is_placed(stem) && !has_other_name
}

/// Whether a stem speaks of such a body and names it by nothing else: "the Senate", not "the Roman Senate".
fn has_body_of_all(stem: &str) -> bool {
    let is_common = bodies::common(stem).is_some();
    is_common
        || BODIES_OF_ALL.iter().any(|body| {
            stem.match_indices(body).any(|(at, _)| {
                let before = stem[..at].trim_end();
                let after = &stem[at + body.len()..];
                let is_bare = before.rsplit(' ').next().is_none_or(|word| {
                    !word.starts_with(char::is_uppercase) || word == "The" || word == before
                });
                is_bare && after.starts_with([' ', '?', ',', '.', '\'']) && !after.starts_with(" of ")
            })
        })
}

/// Begins the stem of a statement on the document's own day with that day.
fn told_as_of(stem: String, found: &Found) -> String {
    let Frame::Event(Event {
        as_of: Some(date), ..
    }) = &found.frame
    else {
        return stem;
    };
    format!("As of {}, {}", statement::date(*date), continued(&stem, found))
}

/// Begins the stem of what somebody says with who says so.
fn told_by(stem: String, found: &Found) -> String {
    match &found.fact.assertion {
        Assertion::Attributed { speaker } => format!("According to {speaker}, {}", continued(&stem, found)),
        _ => stem,
    }
}

/// A stem without the capital of its first word, unless a name has it.
fn continued(stem: &str, found: &Found) -> String {
    let opens_with_name = names_of(&found.frame)
        .iter()
        .any(|(name, _)| stem.starts_with(name.as_str()));
    let mut letters = stem.chars();
    letters.next().filter(|_| !opens_with_name).map_or_else(
        || stem.to_owned(),
        |first| first.to_lowercase().chain(letters).collect(),
    )
}

/// Begins a stem with the country where its bodies and laws have names that many countries have.
fn placed(stem: &str, kind: Kind, found: &Found, findings: &Findings) -> String {
    let asks = matches!(
        kind,
        Kind::When
            | Kind::Who
            | Kind::HowMany
            | Kind::Where
            | Kind::Requirement
            | Kind::Cloze
            | Kind::Cause
            | Kind::Content
            | Kind::Outcome
    );
    let Some(country) = findings.country.as_ref().filter(|_| asks) else {
        return stem.to_owned();
    };
    let names = names_of(&found.frame);
    let has_body = kind == Kind::Requirement
        || has_body_of_all(stem)
        || names.iter().any(|(name, kind)| {
            let is_body = *kind == NameKind::Organisation && is_of_state(name);
            (is_body || matches!(kind, NameKind::Law | NameKind::Party)) && is_of_every_country(name)
        });
    let lexicon = Lexicon::shipped();
    let is_placed = is_placed(stem)
        || stem.contains(country.as_str())
        || names
            .iter()
            .any(|(_, kind)| matches!(kind, NameKind::Country | NameKind::City));
    let has_person = names
        .iter()
        .any(|(name, kind)| *kind == NameKind::Person && stem.contains(name.as_str()));
    // "the Finance Ministry" beside a name of its own: that one tells where it is.
    let is_told_apart = !has_body_of_all(stem)
        && names
            .iter()
            .any(|(name, _)| !is_of_every_country(name) && stem.contains(name.as_str()));
    // "In Japan, what does the African Judo Union": what is of many countries is of none.
    let is_of_many = [
        "International",
        "World",
        "European",
        "African",
        "Asian",
        "American",
        "United Nations",
        "Security Council",
        "General Assembly",
        "Global",
    ]
    .iter()
    .any(|whole| names.iter().any(|(name, _)| name.contains(whole)));
    if !has_body
        || is_of_many
        || is_placed
        || is_told_apart
        || has_person
        || stem.starts_with("As of")
        || stem.starts_with("In the ")
    {
        return stem.to_owned();
    }
    let opens_with_name = kind == Kind::Cloze && !stem.starts_with("The ");
    let mut letters = stem.chars();
    let rest: String = letters.next().filter(|_| !opens_with_name).map_or_else(
        || stem.to_owned(),
        |first| first.to_lowercase().chain(letters).collect(),
    );
    let the = if lexicon.country(country).is_some_and(|country| country.takes_the) {
        "the "
    } else {
        ""
    };
    format!("In {the}{country}, {rest}")
}

/// Whether a name says that a body belongs to a state: a theatre or a firm of any country may be told of.
fn is_of_state(name: &str) -> bool {
    #[rustfmt::skip]
    const OF_STATE: &[&str] = &[
        "Ministry", "Court", "Commission", "Council", "Department", "Agency", "Assembly", "Congress",
        "Senate", "Parliament", "Army", "Navy", "Police", "Office", "Bank", "Authority", "Service",
        "Board", "Union", "Guard",
    ];
    name.split(' ').any(|word| OF_STATE.contains(&word))
}

/// Whether other countries may have a body or law of that name: "the Education Act", "the Liberal Party".
fn is_of_every_country(name: &str) -> bool {
    const LONGEST: usize = 3;
    let words: Vec<&str> = name
        .split(' ')
        .filter(|word| word.starts_with(char::is_uppercase))
        .collect();
    let is_common = |word: &&str| {
        Lexicon::shipped().head(word).is_some() || {
            let classes = vocabulary::classes_of_form(&word.to_lowercase());
            classes.noun.is_some() || classes.adjective
        }
    };
    words.len() <= LONGEST && words.iter().all(is_common)
}

/// Whether a stem names a place or a people.
pub(super) fn is_placed(stem: &str) -> bool {
    let lexicon = Lexicon::shipped();
    stem.split([' ', '\'', ',', '?'])
        .any(|word| lexicon.place(word).is_some() || lexicon.country_of_adjective(word).is_some())
}

/// Words behind which letters stand for the whole phrase: "the first VBA plaque" is none.
pub(super) const MAY_STAND_BEFORE: &[&str] = &[
    "the", "did", "was", "were", "of", "in", "by", "for", "with", "to", "from", "and", "at", "on", "under",
    "within", "joined", "left", "against",
];

/// Writes the full name beside a short form that nothing else in the stem explains: a learner who has not
/// read the document may not know the letters.
fn spelled_out(stem: &str, kind: Kind, around: &Surroundings<'_>) -> String {
    if kind == Kind::Expansion || is_placed(stem) {
        return stem.to_owned();
    }
    for (short, long) in &around.short_forms {
        let Some(at) = stem.find(&format!(" {short}")).map(|at| at + 1) else {
            continue;
        };
        let end = at + short.len();
        let is_word = stem[end..].starts_with([' ', '?', ',', '.']);
        let next_is_name = stem[end..].trim_start().starts_with(char::is_uppercase);
        // "the 2018 NBA draft": the letters stand in the middle of a name.
        let before = stem[..at].trim_end().rsplit(' ').next().unwrap_or_default();
        let is_inside =
            before.contains(|letter: char| letter.is_ascii_digit()) || !MAY_STAND_BEFORE.contains(&before);
        if !is_word || next_is_name || is_inside || stem.contains(long) {
            continue;
        }
        // "NMU became" is "Velk University (VU) became": with "the" only where the document has it so.
        let text = around.document.text.as_str();
        let articles = ["the ", "The "].map(|the| text.matches(&format!("{the}{long}")).count());
        let has_the = articles.iter().sum::<usize>() * 2 >= text.matches(long).count();
        let the = if stem[..at].ends_with("the ") || !has_the {
            ""
        } else {
            "the "
        };
        return format!("{}{the}{long} ({short}){}", &stem[..at], &stem[end..]);
    }
    stem.to_owned()
}

/// What all items of a document share.
struct Surroundings<'a> {
    findings: &'a Findings,
    document: &'a Document,
    /// Names of the document's facts with the sentence of their first mention.
    names: Vec<(Rival, Span)>,
    /// Its numbers and dates.
    beside: Beside,
    /// How many facts each subject has.
    subjects: BTreeMap<&'a str, usize>,
    /// Short forms of the document and what they are short for.
    short_forms: BTreeMap<&'a str, &'a str>,
    seed: u64,
}

/// At most this many names of a kind are kept to draw wrong options from.
const NAMES_PER_KIND: usize = 60;

impl<'a> Surroundings<'a> {
    fn new(findings: &'a Findings, document: &'a Document, seed: u64) -> Self {
        let mut names: Vec<(Rival, Span)> = Vec::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut of_kind: BTreeMap<NameKind, usize> = BTreeMap::new();
        let mut subjects: BTreeMap<&str, usize> = BTreeMap::new();
        let renamed: BTreeSet<String> = findings.facts.iter().filter_map(later_name).collect();
        for found in &findings.facts {
            *subjects.entry(&found.fact.subject).or_default() += 1;
            for (name, kind) in names_of(&found.frame) {
                // One name for one country, and former federations are no rivals of their members.
                let country = Lexicon::shipped().country(&name);
                let is_alias = country.is_some_and(|country| country.name != name || country.takes_the)
                    || renamed.contains(&name);
                let count = of_kind.entry(kind).or_default();
                if !is_alias && *count < NAMES_PER_KIND && known.insert(name.clone()) {
                    *count += 1;
                    let rival = Rival {
                        name,
                        kind,
                        year: found.fact.time.map(|time| time.year),
                        is_near: true,
                        why: Some(statement::capitalised(found.fact.statement.trim_end_matches('.'))),
                    };
                    names.push((rival, found.span));
                }
            }
        }
        Surroundings {
            findings,
            document,
            names,
            beside: Beside::new(findings),
            subjects,
            short_forms: findings.facts.iter().filter_map(short_form).collect(),
            seed,
        }
    }

    /// What is surely wrong for a question: names of other sentences that are nowhere in the stem, numbers in the
    /// same unit and dates of other events.
    fn pool(&self, found: &Found, stem: &str) -> Pool {
        let own: Vec<String> = names_of(&found.frame).into_iter().map(|(name, _)| name).collect();
        let is_hinted = |name: &str| {
            Lexicon::shipped().country(name).is_some_and(|country| {
                country
                    .adjectives
                    .iter()
                    .any(|adjective| stem.contains(*adjective))
            })
        };
        // Alma-Ata beside Almaty is one city twice.
        let is_other_name = |name: &str| own.iter().any(|own| Lexicon::shipped().is_renamed(own, name));
        let fits = |rival: &Rival| {
            !own.contains(&rival.name)
                && !is_other_name(&rival.name)
                && !stem.contains(rival.name.as_str())
                && !is_hinted(&rival.name)
        };
        let is_of_circle = |rival: &Rival| {
            rival.kind != NameKind::Person
                || self
                    .findings
                    .people
                    .iter()
                    .any(|person| person.name == rival.name && self.is_of_circle(person, &own))
        };
        let names = self.names.iter().filter(|(_, span)| *span != found.span);
        let names = names
            .map(|(rival, _)| rival.clone())
            .filter(|rival| is_of_circle(rival));
        // Who never stands in a sentence with what is asked had no part in it.
        let others = self.findings.people.iter().filter(|person| {
            person.article == found.article
                && own.iter().all(|name| !person.beside.contains(name))
                && self.is_of_circle(person, &own)
        });
        let others = others.map(|person| Rival {
            name: person.name.clone(),
            kind: NameKind::Person,
            year: Some(person.year),
            is_near: true,
            why: Some(format!(
                "{} is named in the document for something else",
                person.name
            )),
        });
        let mut seen = BTreeSet::new();
        Pool {
            names: names
                .chain(others)
                .filter(|rival| fits(rival) && seen.insert(rival.name.clone()))
                .collect(),
            numbers: self.beside.numbers(found),
            dates: self.beside.dates(found),
            year: found.fact.time.map(|time| time.year),
            war: found.fact.time.and_then(|time| {
                wars::around(
                    time.year,
                    &format!("{stem} {}", found.span.of(&self.document.text)),
                )
            }),
        }
    }

    /// Whether a person is called by a word that one of `names` is called by: a king is no rival of composers.
    fn is_of_circle(&self, person: &Person, names: &[String]) -> bool {
        let people = self.findings.people.iter();
        let mut own = people.filter(|other| names.contains(&other.name));
        own.any(|own| own.called.iter().any(|word| person.called.contains(word)))
    }

    /// What is known around an item of one fact, for its difficulty.
    fn around(&self, answer: Answer, key: &str, pool: &Pool) -> Around {
        let facts = self.findings.facts.iter();
        Around {
            rivals: match answer {
                Answer::Name(kind) => pool.names.iter().filter(|rival| rival.kind == kind).count(),
                _ => 0,
            },
            mentions: facts
                .filter(|other| other.fact.statement.contains(key))
                .count()
                .saturating_sub(1),
            ..Around::default()
        }
    }
}

fn short_form(found: &Found) -> Option<(&str, &str)> {
    match &found.frame {
        Frame::Expansion { short, long, .. } => Some((short, long)),
        _ => None,
    }
}

/// The name a thing took later: beside the earlier one it is no second option.
fn later_name(found: &Found) -> Option<String> {
    match &found.frame {
        Frame::Event(event) if event.verb == "rename" => {
            event.rest.names.first().map(|named| named.text.clone())
        }
        Frame::Renaming { before, .. } => before.clone(),
        _ => None,
    }
}

fn names_of(frame: &Frame) -> Vec<(String, NameKind)> {
    let of_event = |event: &Event| -> Vec<(String, NameKind)> {
        event
            .subject
            .names
            .iter()
            .chain(&event.rest.names)
            .map(|named| (named.text.clone(), named.kind))
            .collect()
    };
    match frame {
        Frame::Event(event) | Frame::Count { event, .. } => of_event(event),
        Frame::Office { person, .. } => vec![(person.clone(), NameKind::Person)],
        Frame::Succession {
            predecessor,
            successor,
            ..
        } => vec![
            (predecessor.clone(), NameKind::Person),
            (successor.clone(), NameKind::Person),
        ],
        Frame::Quotation { speaker, .. } => vec![(speaker.clone(), NameKind::Person)],
        Frame::Affiliation {
            person, body, kind, ..
        } => {
            vec![(person.clone(), NameKind::Person), (body.clone(), *kind)]
        }
        Frame::Outcome { result, kind, .. } if *kind != NameKind::Other => vec![(result.clone(), *kind)],
        _ => Vec::new(),
    }
}

/// Worth first, then how sure the rule is, how well the words read and how central the names are.
fn score(question: &Question, found: &Found, around: &Surroundings<'_>) -> u16 {
    let worth = 200 * i32::from(found.fact.importance);
    let sure = i32::from(found.confidence) / 5;
    let words = i32::try_from(question.stem.split(' ').count()).unwrap_or(99);
    let length = -8 * (words - 16).max(0);
    let central = around
        .subjects
        .get(found.fact.subject.as_str())
        .map_or(0, |count| (*count).min(5));
    let central = 12 * i32::try_from(central).unwrap_or(0);
    u16::try_from((worth + sure + length + central + question.bonus).clamp(0, 1000)).unwrap_or(0)
}

/// The fact in a sentence, at most 25 words of the source around the key, and the source with its date.
pub(super) fn explanation(found: &Found, document: &Document, key: &str) -> String {
    // Three less than allowed: a word with a hyphen or a dash may be counted as two.
    const QUOTED_WORDS: usize = 22;
    let plain = document.plain(found.span);
    let words: Vec<&str> = plain.split(' ').collect();
    let key_word = key.split(' ').next_back().unwrap_or(key);
    let at = words.iter().position(|word| word.contains(key_word)).unwrap_or(0);
    let start = at
        .saturating_sub(QUOTED_WORDS / 2)
        .min(words.len().saturating_sub(QUOTED_WORDS));
    let end = (start + QUOTED_WORDS).min(words.len());
    let before = if start > 0 { "… " } else { "" };
    let after = if end < words.len() { " …" } else { "" };
    let quote = words[start..end].join(" ");
    let source = source(found, document);
    // The quote of a whole sentence says it all.
    let told = match found.frame {
        Frame::Stated { .. } => String::new(),
        _ => format!("{} ", statement::capitalised(&found.fact.statement)),
    };
    format!("{told}Source: “{before}{quote}{after}” ({source}).")
}

/// Title and date of the article a fact stands in.
pub(super) fn source(found: &Found, document: &Document) -> String {
    let article = document.articles.get(found.article);
    let title = article
        .and_then(|article| article.title.clone())
        .or_else(|| document.title.clone())
        .unwrap_or_else(|| document.name.clone());
    let date = article.and_then(|article| article.date).or(document.date);
    match date {
        Some(date) => format!("{title}, {}", statement::date(date)),
        None => title,
    }
}

#[cfg(test)]
mod tests {
    use super::is_of_nowhere;

    #[test]
    fn a_body_of_every_country_needs_its_country_or_another_name() {
        assert!(is_of_nowhere("How many members did the Senate have in 1911?"));
        assert!(is_of_nowhere(
            "On what date in 1911 was the Constitution adopted?"
        ));
        for stem in [
            "How many members did the Finnish Senate have in 1911?",
            "How many members did the Senate of Berdi have in 1911?",
            "On what date in 1911 did Parliament pass the Ferry Act?",
            "In Mongolia, how many members did the Senate have in 1911?",
            "In which year was the Senate House Club founded?",
        ] {
            assert!(!is_of_nowhere(stem), "{stem}");
        }
    }
}
