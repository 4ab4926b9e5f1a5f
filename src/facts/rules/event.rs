//! Something happened on a date: "In 1911 the council of Berdi founded a school".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Rule;
use super::life::{is_known, is_told_of};
use super::{astray, cut, nameless, severed, torn, unsure, untold, vague};
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::clause;
use crate::facts::clause::Clause;
use crate::facts::frame::{Event, Frame, NameKind, Named, Phrase, Voice};
use crate::facts::parts::parts;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeValue};
use crate::facts::topic::is_person;
use crate::language::{Tag, Word};

/// Finds dated events.
pub struct DatedEvent;

static VERBS: LazyLock<BTreeMap<&'static str, (u8, bool)>> = LazyLock::new(|| {
    include_str!("../event_verbs.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split_whitespace();
            let lemma = columns.next()?;
            let weight = columns.next()?.parse().ok()?;
            Some((lemma, (weight, columns.next() == Some("u"))))
        })
        .collect()
});

/// Returns the weight of an event verb, 1 to 3, and whether it names one thing done once.
pub fn event_verb(lemma: &str) -> Option<(u8, bool)> {
    VERBS.get(lemma).copied()
}

impl Rule for DatedEvent {
    fn name(&self) -> &'static str {
        "dated-event"
    }

    fn find(&self, scene: &Scene<'_>, skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found = Vec::new();
        for view in scene.views.iter().filter(|view| !view.times.is_empty()) {
            if clause::dated_vote(scene, view).is_some() {
                skipped(view.sentence, "a vote told in front");
                continue;
            }
            match clause::read_all(scene, view) {
                Ok(clauses) => {
                    let events: Vec<Result<Found, &'static str>> =
                        clauses.iter().map(|clause| read(scene, view, clause)).collect();
                    let refused = events.iter().find_map(|event| event.as_ref().err());
                    if let Some(reason) = refused.filter(|_| events.iter().all(Result::is_err)) {
                        skipped(view.sentence, reason);
                    }
                    found.extend(events.into_iter().flatten());
                }
                Err(reason) => skipped(view.sentence, reason),
            }
        }
        found
    }
}

fn read(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Result<Found, &'static str> {
    read_as("dated-event", scene, view, clause)
}

/// Reads one clause as an event that `rule` found.
pub(super) fn read_as(
    rule: &'static str,
    scene: &Scene<'_>,
    view: &View<'_>,
    clause: &Clause,
) -> Result<Found, &'static str> {
    let (weight, is_unique) = event_verb(clause.lemma)
        .or_else(|| event_phrase(view, clause))
        .ok_or("no event verb")?;
    if !matches!(clause.voice, Voice::Active | Voice::Passive) {
        return Err("no single event");
    }
    let is_first = clause
        .rest
        .iter()
        .any(|index| view.words[*index].is_any(&["first", "inaugural"]));
    if clause.lemma == "hold" && clause.voice == Voice::Active && !is_first {
        return Err("too little said");
    }
    let is_thing = clause
        .topic
        .as_ref()
        .is_some_and(|topic| topic.kind != NameKind::Person);
    // "The city was renamed Velk": under the name it has now, that asks for itself. And no square begins.
    if is_thing && matches!(clause.lemma, "rename" | "name" | "begin" | "start") {
        return Err("a name that the thing had not yet");
    }
    if clause.leans_on_occasion {
        return Err("a noun that another sentence explains");
    }
    // "cancelled all support, with the exception of one": half of what was said.
    if view
        .words
        .iter()
        .any(|word| word.is_any(&["exception", "except"]))
    {
        return Err("words of the complement are cut");
    }
    let when = match bracketed(view, clause) {
        Some(year) => year,
        None => single_date(clause)?,
    };
    let event = event_of(scene, view, clause, Some(when), is_unique)?;
    if torn::lacks_object(&event) {
        return Err("words are missing");
    }
    if takes_own_name(clause, &event) {
        return Err("a name that the thing had not yet");
    }
    let is_aside = clause.subject.first().is_some_and(|first| *first > 2);
    let is_life = matches!(clause.lemma, "bear" | "die") && is_aside && event.note.is_empty();
    let is_name = event.subject.kind == NameKind::Person && event.subject.names.len() == 1;
    if is_life
        && is_name
        && event.subject.text == event.subject.names[0].text
        && !is_told_of(scene, &event.subject.text)
    {
        return Err("a person of whom nothing else is told");
    }
    // In a biography the births and marriages of others are told in passing.
    const OF_A_LIFE: &[&str] = &["bear", "die", "marry", "bury", "baptise", "retire", "graduate"];
    let is_of_other = scene.names.main.as_ref().is_some_and(|main| {
        event
            .subject
            .names
            .iter()
            .all(|named| !main.contains(&named.text))
    });
    let may_be_person = matches!(event.subject.kind, NameKind::Person | NameKind::Other);
    let is_suicide = clause.lemma == "commit" && event.rest.text.starts_with("suicide");
    if (OF_A_LIFE.contains(&clause.lemma) || is_suicide)
        && (is_of_other && may_be_person || is_of_nobody(scene, &event))
    {
        return Err("a life told of in passing");
    }
    if is_put_off(view, clause) {
        return Err("a time that may be of what was announced");
    }
    if event.subject.names.is_empty() && event.rest.names.is_empty() {
        return Err("no name to hold on to");
    }
    let statement = statement::of_event(&event);
    Ok(Found::begin(scene, view, rule, statement)
        .about(&event.subject.text, clause.lemma, &when.to_string())
        .at(when)
        .worth(weight, 800)
        .framed(Frame::Event(event)))
}

/// A bare name of somebody of whom the document tells little, and which nothing else makes known.
fn is_of_nobody(scene: &Scene<'_>, event: &Event) -> bool {
    let [named] = &event.subject.names[..] else {
        return false;
    };
    let is_bare = event.subject.kind == NameKind::Person && event.subject.text == named.text;
    let last = named.text.rsplit(' ').next().unwrap_or_default();
    let is_in_title = scene
        .document
        .title
        .as_ref()
        .is_some_and(|title| title.contains(last));
    // A few lines are on whomever they name.
    let is_long = scene.views.len() > A_FEW;
    is_long && is_bare && event.note.is_empty() && !is_in_title && !is_known(scene, &named.text)
}

/// A text of so many sentences is not on everybody it names; ours.
const A_FEW: usize = 20;

/// "announced plans to invest in 1911": the year may be that of the plan or of what was planned.
fn is_put_off(view: &View<'_>, clause: &Clause) -> bool {
    const SAID: &[&str] = &["announce", "plan", "promise", "propose", "pledge", "intend"];
    let to = clause
        .rest
        .iter()
        .find(|index| view.words[**index].tag == Tag::To);
    SAID.contains(&clause.lemma) && to.is_some_and(|to| clause.times.iter().any(|time| time.start > *to))
}

/// "Lund directed _The Lamp_ (1911).": the year of the one work that the clause ends with.
fn bracketed(view: &View<'_>, clause: &Clause) -> Option<PartialDate> {
    const MAKING: &[&str] = &[
        "direct",
        "write",
        "co-write",
        "publish",
        "release",
        "compose",
        "paint",
        "produce",
        "record",
        "star",
        "create",
        "design",
        "edit",
        "translate",
        "co-direct",
        "co-author",
        "score",
        "sculpt",
        "issue",
        "introduce",
        "invent",
        "devise",
    ];
    let last = clause.rest.iter().max().filter(|_| clause.times.is_empty())?;
    let word = |at: usize| view.words.get(at);
    let is_bracket =
        word(last + 1)?.text == "(" && word(last + 3)?.text == ")" && word(last + 4)?.is_any(&[".", ","]);
    let is_one = !clause
        .rest
        .iter()
        .any(|index| view.words[*index].is_any(&["and", ",", "or", "for"]));
    let mut times = view.times.iter();
    let time = times.next().filter(|time| time.start == last + 2)?;
    let TimeValue::Date(year) = time.value else {
        return None;
    };
    let is_work = word(*last).is_some_and(|last| last.tag == Tag::Name);
    (MAKING.contains(&clause.lemma) && is_bracket && is_one && is_work && times.next().is_none())
        .then_some(year)
}

/// Light verbs that name an event only together with what follows: "took office".
pub fn event_phrase(view: &View<'_>, clause: &Clause) -> Option<(u8, bool)> {
    const PHRASES: &[(&str, &[&str], u8)] = &[
        ("take", &["place"], 2),
        ("take", &["office", "as"], 3),
        ("take", &["power"], 3),
        ("take", &["to", "the", "streets"], 3),
        ("come", &["to", "power"], 3),
        ("come", &["into", "force"], 3),
        ("come", &["into", "effect"], 3),
        ("go", &["into", "effect"], 2),
        ("break", &["out"], 2),
        ("hand", &["over", "power"], 3),
        ("step", &["down"], 3),
        ("set", &["up"], 2),
        ("draw", &["up"], 2),
        ("swear", &["into", "office"], 3),
        ("take", &["part", "in"], 1),
        ("take", &["over"], 2),
        ("take", &["up"], 1),
        ("take", &["control", "of"], 2),
        ("take", &["command", "of"], 2),
        ("take", &["possession", "of"], 2),
        ("take", &["charge", "of"], 2),
        ("take", &["refuge", "in"], 1),
        ("come", &["under"], 1),
        ("go", &["to"], 1),
        ("come", &["first"], 1),
        ("come", &["second"], 1),
        ("come", &["third"], 1),
        ("go", &["on", "sale"], 1),
        ("go", &["on", "strike"], 2),
        ("go", &["bankrupt"], 2),
        ("go", &["into", "production"], 2),
        ("go", &["into", "exile"], 2),
        ("carry", &["out"], 1),
        ("make", &["a"], 1),
        ("make", &["an"], 1),
        ("make", &["his", "debut"], 1),
        ("make", &["her", "debut"], 1),
        ("make", &["its", "debut"], 1),
        ("make", &["peace", "with"], 2),
        ("lay", &["the", "foundation"], 1),
        ("run", &["for"], 1),
        ("stand", &["for"], 1),
        ("stand", &["trial"], 2),
        ("put", &["down"], 1),
        ("put", &["into"], 1),
        ("bring", &["to", "an"], 1),
        ("pull", &["out", "of"], 1),
        ("team", &["up", "with"], 1),
        ("rise", &["against"], 2),
        ("rise", &["to", "the", "rank", "of"], 1),
        ("make", &["the", "first"], 2),
        ("change", &["its", "name", "to"], 2),
        ("change", &["its", "name", "from"], 2),
        ("set", &["a", "new", "record"], 1),
        ("set", &["a", "world", "record"], 2),
        ("phase", &["out"], 2),
        ("wipe", &["out"], 2),
        ("tear", &["down"], 2),
        ("pull", &["down"], 2),
    ];
    let begins = |phrase: &[&str]| {
        phrase.len() <= clause.rest.len()
            && phrase
                .iter()
                .zip(&clause.rest)
                .all(|(wanted, index)| view.words[*index].is(wanted))
    };
    // "was made Major General", "was made a member of": what somebody or something became.
    let is_raised = clause.lemma == "make"
        && clause.voice == Voice::Passive
        && clause.rest.first().is_some_and(|first| {
            let word = &view.words[*first];
            matches!(word.tag, Tag::Name | Tag::Noun) || word.is_any(&["a", "an"])
        });
    // "The first report was made by Ann Lund": who made it, of what one makes once.
    let is_made = clause.lemma == "make" && clause.voice == Voice::Passive && begins(&["by"]);
    let is_first = clause
        .subject
        .iter()
        .take(2)
        .any(|index| view.words[*index].is("first"));
    if is_raised || is_made && is_first || is_called_to_the_bar(view, clause) {
        return Some((2, false));
    }
    if is_foundation_laid(view, clause) {
        return Some((1, false));
    }
    // "took over": what, another sentence tells.
    let is_open = clause.lemma == "take" && clause.rest.len() < 2;
    if is_open && !begins(&["place"]) && !begins(&["power"]) {
        return None;
    }
    PHRASES
        .iter()
        .find(|(lemma, phrase, _)| *lemma == clause.lemma && begins(phrase))
        .map(|(_, _, weight)| (*weight, false))
}

/// "The Velk League changed its name to Velk League": told under the name that it has now.
fn takes_own_name(clause: &Clause, event: &Event) -> bool {
    let own = event.subject.text.trim_start_matches("the ").to_lowercase();
    clause.lemma == "change" && event.rest.text.to_lowercase().contains(&own)
}

/// "was called to the Velk Bar": became an advocate there.
fn is_called_to_the_bar(view: &View<'_>, clause: &Clause) -> bool {
    let is = |at: usize, wanted: &str| {
        let index = clause.rest.get(at);
        index.is_some_and(|index| view.words[*index].is(wanted))
    };
    let ends_so = clause.rest.last().is_some_and(|last| view.words[*last].is("bar"));
    clause.lemma == "call" && clause.voice == Voice::Passive && is(0, "to") && is(1, "the") && ends_so
}

/// "The foundation stone of the Velk Library was laid".
fn is_foundation_laid(view: &View<'_>, clause: &Clause) -> bool {
    let is_of_stone = clause
        .subject
        .iter()
        .take(2)
        .any(|index| view.words[*index].is_any(&["foundation", "cornerstone"]));
    clause.lemma == "lay" && clause.voice == Voice::Passive && is_of_stone
}

/// The one date of a clause.
pub fn single_date(clause: &Clause) -> Result<PartialDate, &'static str> {
    let [time] = &clause.times[..] else {
        return Err(if clause.times.is_empty() {
            "no date"
        } else {
            "several times"
        });
    };
    match (time.value, time.link) {
        (TimeValue::Date(date), Link::At) => Ok(date),
        (TimeValue::Relative, _) => Err("a time that depends on when it was said"),
        _ => Err("a time that is no date"),
    }
}

/// Whether the document itself has the subject in the plural: by its "were" or "have".
fn number_told(view: &View<'_>, clause: &Clause) -> Option<bool> {
    const REACH: usize = 4;
    let read = |word: &Word<'_>| match word.lower.as_str() {
        "was" | "is" | "has" => Some(false),
        "were" | "are" | "have" => Some(true),
        _ => None,
    };
    let behind_subject = clause.subject.last().and_then(|last| view.words.get(last + 1));
    let near = view.words[clause.verb.saturating_sub(REACH)..=clause.verb]
        .iter()
        .rev();
    near.map(read)
        .find(Option::is_some)
        .flatten()
        .or_else(|| behind_subject.and_then(read))
}

/// "Otto Velk, brother of Anna Lund, was tried for her murder": whose it is, words that are not kept say.
fn owns_anothers(scene: &Scene<'_>, view: &View<'_>, clause: &Clause, subject: &Phrase) -> bool {
    let owned = clause
        .rest
        .iter()
        .find(|at| view.words[**at].is_any(&["his", "her", "hers"]));
    let Some((&owned, &first)) = owned.zip(clause.subject.first()) else {
        return false;
    };
    let is_kept = |at: &usize| clause.subject.contains(at) || clause.rest.contains(at);
    let left_out: Vec<usize> = (first..owned).filter(|at| !is_kept(at)).collect();
    let told = scene.phrase(view, &left_out);
    let others = told.iter().flat_map(|phrase| &phrase.names);
    subject.kind == NameKind::Person
        && others
            .filter(|named| named.kind == NameKind::Person)
            .any(|named| subject.names.iter().all(|own| own.text != named.text))
}

/// Writes out subject and rest of a clause.
pub fn event_of(
    scene: &Scene<'_>,
    view: &View<'_>,
    clause: &Clause,
    when: Option<PartialDate>,
    is_unique: bool,
) -> Result<Event, &'static str> {
    let subject = match &clause.topic {
        Some(topic) => topic.clone(),
        None => scene
            .phrase(view, &clause.subject)
            .ok_or("a name that may be two persons")?,
    };
    let mut subject = titled(subject);
    if clause.topic.is_none()
        && let Some(is_plural) = number_told(view, clause).filter(|told| *told != subject.is_plural)
    {
        // Of "the Velk Dues" only the document knows; "the findings of the survey was" lost a word.
        let bare = subject.text.trim_start_matches("the ");
        if !bare.starts_with(char::is_uppercase) || bare.contains(" of ") {
            return Err("words are missing");
        }
        subject.is_plural = is_plural;
    }
    let subject = match &scene.topic {
        Some(topic) if subject.names.is_empty() && topic.is_named(&subject.text) => Phrase {
            names: topic.phrase.names.clone(),
            ..subject
        },
        _ => subject,
    };
    let rest = scene
        .phrase(view, &clause.rest)
        .ok_or("a name that may be two persons")?;
    if subject.text.is_empty() {
        return Err("no subject");
    }
    let is_any_one = subject.text.starts_with("a ") || subject.text.starts_with("an ");
    // "An investor in the firm, Ann Lund, became": the name that was left out says who.
    let behind = clause.subject.last().map_or(0, |last| last + 1);
    let has_name_behind = view.words.get(behind).is_some_and(|comma| comma.is(","))
        && view
            .words
            .get(behind + 1)
            .is_some_and(|name| name.tag == Tag::Name);
    if is_any_one && has_name_behind {
        return Err("a subject that may be any of its kind");
    }
    // "The former player, Velk, joined": the name that was left out says who.
    let is_told_behind = has_name_behind
        && subject.text.starts_with("the ")
        && clause
            .subject
            .last()
            .is_some_and(|last| view.words[*last].tag == Tag::Noun);
    // "Former agent Ann Lund died": a word of the sentence that was taken for one of the name.
    let is_misread = ["Former ", "Then ", "Late "]
        .iter()
        .any(|first| subject.text.starts_with(first));
    if is_told_behind || is_misread || subject.text.contains("now-former") {
        return Err("a subject without a name");
    }
    // "Ann Lund, with Otto Velk, founded": not alone.
    let with_others = view.words.get(behind).is_some_and(|comma| comma.is(","))
        && view.words.get(behind + 1).is_some_and(|next| {
            next.is_any(&["with", "along", "together", "alongside", "assisted", "aided"])
        });
    if with_others && !clause.subject.is_empty() || is_shared(view, clause, &subject, &rest) {
        return Err("several did it together");
    }
    // "was born a miner becoming a painter in the 1940s": the time is not that of the birth.
    let has_ing = clause.rest.iter().any(|index| view.words[*index].tag == Tag::Ing);
    if clause.lemma == "bear" && has_ing || subject.text.ends_with("'s") || subject.text.ends_with("’s") {
        return Err("words are missing");
    }
    let is_made = clause.voice == Voice::Passive && rest.text.starts_with("by ");
    if is_any_one && (rest.names.is_empty() || is_made) {
        return Err("a subject that may be any of its kind");
    }
    // "became chief executive": of what, another sentence tells.
    let has_article = ["a ", "an ", "the "]
        .iter()
        .any(|article| rest.text.starts_with(article));
    let may_hold_office = subject.kind == NameKind::Person || subject.kind == NameKind::Other && !has_article;
    if clause.lemma == "become" && may_hold_office && rest.names.is_empty() {
        return Err("too little said");
    }
    // "The Bureau began", "proposed by Cooke": of whom the rest of the document knows.
    let is_bare = |named: &Named| {
        let of_person = named.kind == NameKind::Person || named.kind == NameKind::Other;
        let only = !named.text.contains([' ', '-', '.']);
        only && (GENERIC.contains(&named.text.as_str()) || of_person && is_by(&rest.text, &named.text))
    };
    if subject.names.iter().chain(&rest.names).any(is_bare) {
        return Err("a bare name that nothing explains");
    }
    // "Velk was conquered in 1911": by whom, of several who may have done it?
    const TAKEN: &[&str] = &[
        "conquer", "capture", "occupy", "annex", "invade", "defeat", "attack", "besiege", "seize",
    ];
    if clause.voice == Voice::Passive && rest.text.is_empty() && TAKEN.contains(&clause.lemma) {
        return Err("too little said");
    }
    if rest
        .text
        .split(' ')
        .any(|word| matches!(word, "himself" | "herself" | "themselves"))
    {
        return Err("a pronoun");
    }
    // "became infected": with what, another sentence tells.
    if clause.lemma == "become" && !rest.text.contains(' ') && rest.names.is_empty() {
        return Err("too little said");
    }
    let owns = |pronoun: &str| clause.rest.iter().any(|index| view.words[*index].is(pronoun));
    if subject.kind == NameKind::Person && (owns("its") || owns("their") && !subject.is_plural) {
        return Err("a pronoun");
    }
    if owns_anothers(scene, view, clause, &subject) {
        return Err("a pronoun");
    }
    let bare = &subject.text;
    let is_topic = clause.topic.is_some()
        || scene
            .topic
            .as_ref()
            .is_some_and(|topic| topic.is_named(&subject.text) || topic.is_called_by(bare, scene.lexicon));
    // "the game house Velk": a thing that the document has said what it is.
    let is_known_thing = scene
        .classes
        .of(bare, subject.kind)
        .is_some_and(|class| !is_person(&class, scene.lexicon));
    // "Velkora was founded in 1911" on the page "Velkora".
    let is_own_title = scene
        .document
        .title
        .as_ref()
        .is_some_and(|title| bare.len() > 4 && title.split(" (").next() == Some(bare.as_str()));
    let is_topic = is_topic || is_known_thing || is_own_title;
    let is_bare_name = !is_topic
        && subject.names.len() == 1
        && subject.names[0].text == *bare
        && !bare.contains([' ', '-'])
        && matches!(subject.kind, NameKind::Other)
        && !crate::facts::names::is_acronym(bare);
    let is_pair_of_bare_names = subject.text.contains(" and ")
        && subject
            .names
            .iter()
            .any(|named| named.kind == NameKind::Other && !named.text.contains(' '));
    if is_bare_name || is_pair_of_bare_names {
        return Err("a bare name that nothing explains");
    }
    let is_vote = subject.text.contains("election") || subject.text.contains("referendum");
    let is_placed = rest
        .names
        .iter()
        .any(|named| matches!(named.kind, NameKind::Country | NameKind::City));
    // "Velkin was discovered by Ann Lund": a bare noun of a thing there is one of, and who found it.
    let is_found = clause.voice == Voice::Passive
        && matches!(
            clause.lemma,
            "discover" | "invent" | "isolate" | "describe" | "synthesise" | "synthesize"
        )
        && rest.text.starts_with("by ")
        && rest.names.iter().any(|named| named.kind == NameKind::Person)
        && (clause.subject.len() == 1 || subject.text.starts_with("the ") && clause.subject.len() < 6);
    // "Work began on the Velk Bridge": the words behind the verb say which work.
    let is_work = matches!(
        subject.text.as_str(),
        "work" | "construction" | "production" | "filming" | "excavation" | "excavations" | "service"
    ) && rest.text.starts_with("on the ")
        && rest
            .names
            .first()
            .is_some_and(|named| rest.text[7..].starts_with(&named.text));
    // "Slavery was abolished in Berdiland": a state of things that a country ends or begins once.
    const LAWFUL: &[&str] = &[
        "abolish",
        "ban",
        "outlaw",
        "legalise",
        "legalize",
        "decriminalise",
        "decriminalize",
        "introduce",
        "restore",
        "criminalise",
        "criminalize",
        "prohibit",
    ];
    let is_law = clause.voice == Voice::Passive
        && LAWFUL.contains(&clause.lemma)
        && rest.text.starts_with("in ")
        && rest
            .names
            .first()
            .is_some_and(|named| named.kind == NameKind::Country)
        && !subject.text.starts_with("the ");
    let is_title = scene
        .document
        .title
        .as_ref()
        .is_some_and(|title| subject.text.to_lowercase() == format!("the {}", title.to_lowercase()));
    if !(is_vote && is_placed || is_found || is_work || is_law || is_title)
        && subject.names.is_empty()
        && clause.topic.is_none()
        && subject.text.split(' ').count() < 4
    {
        return Err("a subject without a name");
    }
    let needs_rest = matches!(
        clause.lemma,
        "become"
            | "begin"
            | "lead"
            | "win"
            | "leave"
            | "join"
            | "name"
            | "hold"
            | "elect"
            | "appoint"
            | "enter"
            | "start"
            | "return"
            | "move"
            | "arrive"
            | "appeal"
            | "file"
            | "debut"
            | "graduate"
            | "add"
            | "extend"
    ) || (clause.lemma == "meet" && clause.adverbs != "first");
    // "Berdiland's first elections were held": the subject says it all.
    let is_named_vote = clause.lemma == "hold" && clause.voice == Voice::Passive && !subject.names.is_empty();
    // "suffered severely": what from, another sentence tells.
    let is_only_manner = rest.text.ends_with("ly") && !rest.text.contains(' ') && rest.names.is_empty();
    if (rest.text.is_empty() || is_only_manner) && needs_rest && !is_named_vote
        || is_only_manner && clause.lemma == "suffer"
    {
        return Err("too little said");
    }
    let rest = if clause.lemma == "bear" && !rest.text.starts_with("in ") {
        Phrase {
            text: String::new(),
            names: Vec::new(),
            ..rest
        }
    } else {
        rest
    };
    const MADE: &[&str] = &[
        "found",
        "establish",
        "create",
        "launch",
        "publish",
        "write",
        "paint",
        "compose",
        "open",
        "form",
        "develop",
        "build",
        "begin",
        "start",
        "conduct",
        "hold",
    ];
    let is_any_object = rest.text.starts_with("a ") || rest.text.starts_with("an ");
    let tells_which = rest.names.iter().any(|named| named.kind != NameKind::People);
    if is_any_object && !tells_which && clause.voice == Voice::Active && MADE.contains(&clause.lemma) {
        return Err("an object that may be any of its kind");
    }
    // "defeated Velkland 3 – 0": the score was cut at its dash.
    let ends_with_number = rest.text.rsplit_once(' ').is_some_and(|(before, last)| {
        let is_number = last.len() <= 2 && last.parse::<u8>().is_ok();
        let of_name = rest
            .names
            .last()
            .is_some_and(|named| before.ends_with(&named.text));
        is_number && of_name
    });
    if ends_with_number {
        return Err("words are missing");
    }
    let place = place_at_end(&rest);
    let event = Event {
        subject,
        verb: clause.lemma.to_owned(),
        adverb: clause.adverbs.clone(),
        voice: clause.voice,
        rest,
        when,
        is_unique,
        place,
        parts: parts(scene, view, clause).unwrap_or_default(),
        era: String::new(),
        as_of: None,
        note: note(scene, view, clause),
    };
    let objection = cut::objection(scene, view, clause, &event)
        .or_else(|| vague::objection(&event))
        .or_else(|| astray::objection(scene, view, clause, &event))
        .or_else(|| unsure::objection(view, clause, &event))
        .or_else(|| severed::objection(scene, view, clause, &event))
        .or_else(|| torn::objection(scene, view, clause, &event))
        .or_else(|| untold::objection(view, clause, &event))
        .or_else(|| nameless::objection(&event));
    objection.map_or(Ok(event), Err)
}

/// "in collaboration with Otto Velk", "along with several friends", where no word of it was kept.
fn is_shared(view: &View<'_>, clause: &Clause, subject: &Phrase, rest: &Phrase) -> bool {
    const WITH: &[&[&str]] = &[
        &["in", "collaboration", "with"],
        &["in", "cooperation", "with"],
        &["in", "partnership", "with"],
        &["together", "with"],
        &["along", "with"],
        &["jointly", "with"],
        &["alongside"],
    ];
    let is_done_by_person = subject.kind == NameKind::Person && clause.voice == Voice::Active
        || clause.voice == Voice::Passive && rest.text.contains("by ");
    let is_cut = |at: usize| !clause.rest.contains(&at) && !clause.subject.contains(&at);
    let begins = |at: usize, phrase: &[&str]| {
        phrase
            .iter()
            .enumerate()
            .all(|(step, wanted)| view.words.get(at + step).is_some_and(|word| word.is(wanted)))
    };
    is_done_by_person
        && (0..view.words.len()).any(|at| is_cut(at) && WITH.iter().any(|phrase| begins(at, phrase)))
}

/// "district councillor Ann Lund" of a report is "the district councillor Ann Lund" in a question.
fn titled(subject: Phrase) -> Phrase {
    const OPEN: &[&str] = &[
        "the", "a", "an", "two", "three", "four", "five", "both", "his", "her", "their", "its",
    ];
    let first = subject.text.split(' ').next().unwrap_or_default();
    let is_title = subject.kind == NameKind::Person
        && subject.names.len() == 1
        && first.starts_with(char::is_lowercase)
        && !OPEN.contains(&first);
    match is_title {
        true => Phrase {
            text: format!("the {}", subject.text),
            ..subject
        },
        false => subject,
    }
}

/// Words that name a body only where another sentence has told which.
const GENERIC: &[&str] = &[
    "Bureau",
    "Company",
    "Committee",
    "Council",
    "Commission",
    "Agency",
    "University",
    "Institute",
    "Ministry",
    "Department",
    "Board",
    "Court",
    "Party",
    "Union",
    "League",
    "Assembly",
    "Group",
    "Club",
    "Society",
    "Act",
    "Treaty",
    "Agreement",
    "Convention",
    "Foundation",
    "Fund",
    "Academy",
    "College",
    "School",
    "Church",
    "Bank",
    "War",
];

/// "by Cooke": an agent told by one name.
fn is_by(text: &str, name: &str) -> bool {
    text.split_once("by ")
        .is_some_and(|(_, rest)| rest == name || rest.starts_with(&format!("{name} ")))
}

/// "Ann Lund, leader of the miners of Berdi, was killed": who a person is whom the document hardly names.
fn note(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> String {
    told_note(scene, view, clause)
        .or_else(|| reason(scene, view, clause))
        .unwrap_or_default()
}

/// "Miners, angered by new taxes, took to the streets": what sets a crowd apart from others.
fn reason(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<String> {
    const LONGEST: usize = 9;
    let last = *clause.subject.last()?;
    let is_crowd = clause.lemma == "take"
        && view.words.get(last + 1)?.is(",")
        && matches!(view.words.get(last + 2)?.tag, Tag::Past | Tag::Participle)
        && view.words.get(last + 3)?.is_any(&["by", "over", "at"]);
    let start = last + 2;
    let length = view.words[start..].iter().position(|word| word.is(","))?;
    let inside: Vec<usize> = (start..start + length).collect();
    let is_plain = inside.iter().all(|index| {
        !matches!(
            view.words[*index].tag,
            Tag::Pronoun | Tag::Possessive | Tag::Relative
        )
    });
    let fits = is_crowd && is_plain && inside.len() <= LONGEST;
    fits.then(|| scene.phrase(view, &inside).map(|phrase| phrase.text))?
}

fn told_note(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Option<String> {
    const LONGEST: usize = 9;
    let last = *clause.subject.last()?;
    let mention = scene
        .mentions(view)
        .iter()
        .find(|mention| mention.end == last + 1 && mention.kind == NameKind::Person)?;
    let is_known = scene.names.main.as_ref() == Some(&mention.full)
        || scene
            .names
            .persons
            .get(&mention.full)
            .is_some_and(|count| *count > 3);
    let is_alone = mention.end - mention.start == clause.subject.len();
    if is_known || !is_alone || !view.words.get(mention.end)?.is(",") {
        return None;
    }
    let start = mention.end + 1;
    let length = view.words[start..].iter().position(|word| word.is(","))?;
    let inside: Vec<usize> = (start..start + length)
        .filter(|index| view.visible.contains(index))
        .collect();
    let words = || inside.iter().map(|index| &view.words[*index]);
    let is_plain = words().all(|word| {
        matches!(
            word.tag,
            Tag::Noun | Tag::Name | Tag::Preposition | Tag::Determiner | Tag::Number
        ) && !word.is_any(&["this", "that", "these", "those", "such"])
    });
    let tells_role = words()
        .take(4)
        .any(|word| scene.lexicon.role(&word.lower).is_some());
    let fits = (2..=LONGEST).contains(&inside.len()) && is_plain && tells_role;
    let note = scene.phrase(view, &inside).filter(|_| fits)?;
    (!note.names.is_empty()).then_some(note.text)
}

/// A known city or country at the end of a phrase, with "in".
fn place_at_end(rest: &Phrase) -> Option<(String, Named)> {
    let last = rest.names.last()?;
    let is_place = matches!(last.kind, NameKind::City | NameKind::Country);
    let ending = format!("in {}", last.text);
    let before = rest.text.strip_suffix(&ending)?;
    (is_place && (before.is_empty() || before.ends_with(' '))).then(|| ("in".to_owned(), last.clone()))
}

#[cfg(test)]
mod tests {
    use super::DatedEvent;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_who_did_what_when() {
        assert_eq!(
            statements(
                &DatedEvent,
                "In 1911 the council of Berdi founded a school for girls in Moscow."
            ),
            ["The council of Berdi founded a school for girls in Moscow in 1911."]
        );
        assert_eq!(
            statements(
                &DatedEvent,
                "On 3 May 1911, Ann Lund, the mayor of Berdi, opened the port of Velk, which closed later."
            ),
            ["Ann Lund opened the port of Velk on 3 May 1911."]
        );
        assert_eq!(
            statements(
                &DatedEvent,
                "Ann Lund was elected to the Council of Berdi and became the head of the Berdi Fund on 3 May 1911."
            ),
            ["Ann Lund became the head of the Berdi Fund on 3 May 1911."]
        );
        assert_eq!(
            statements(
                &DatedEvent,
                "In 1911, the council of Berdi moved the court to Moscow (Moscow was renamed Velk on 3 May 1913)."
            )
            .len(),
            2
        );
        assert_eq!(
            statements(
                &DatedEvent,
                "The poet Otto Velk was born in Berdi. He joined the Northern Society in 1911."
            ),
            ["Otto Velk joined the Northern Society in 1911."]
        );
    }

    #[test]
    fn finds_what_is_told_of_a_name_in_passing() {
        for (text, told) in [
            (
                "The amendments brought back the Supreme Court of Berdi, which had been abolished in 1911.",
                "The Supreme Court of Berdi was abolished in 1911.",
            ),
            (
                "Finland built its first port, Velk, in 1911.",
                "Finland built its first port, Velk, in 1911.",
            ),
            (
                "The worst uprising, the Velk Revolt, broke out in 1911.",
                "The Velk Revolt broke out in 1911.",
            ),
            (
                "In 1911 chemist Anna Lund discovered the Velk effect.",
                "The chemist Anna Lund discovered the Velk effect in 1911.",
            ),
            (
                "During this turmoil Finland declared its independence on 3 May 1911.",
                "Finland declared its independence on 3 May 1911.",
            ),
            (
                "Velkin was discovered by the chemist Anna Lund and the physicist Ida Berg in 1911.",
                "Velkin was discovered by the chemist Anna Lund and the physicist Ida Berg in 1911.",
            ),
            (
                "Finland's first elections were held on 3 May 1911.",
                "Finland's first elections were held on 3 May 1911.",
            ),
        ] {
            assert_eq!(statements(&DatedEvent, text), [told]);
        }
    }

    #[test]
    fn the_year_in_brackets_is_that_of_the_one_work_before_it() {
        assert_eq!(
            statements(&DatedEvent, "The painter Anna Lund directed Velk Nights (1911)."),
            ["The painter Anna Lund directed Velk Nights in 1911."]
        );
        for text in [
            "The painter Anna Lund directed Velk Nights and Berdi Days (1911).",
            "The painter Anna Lund visited Velk Nights (1911).",
            "The painter Anna Lund directed Velk Nights (1911) and Berdi Days (1913).",
        ] {
            assert!(statements(&DatedEvent, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_subject_is_named_and_owns_what_is_said_to_be_its_own() {
        for text in [
            "The former Velk League player, Berdin, joined the Berdi Fund in 1911.",
            "Former Velk Fund agent Anna Lund opened the port of Berdi in 1911.",
            "Otto Velk, brother of the poet Anna Lund, was tried for her murder in Moscow in 1911.",
        ] {
            assert!(statements(&DatedEvent, text).is_empty(), "{text}");
        }
        let own = "The poet Anna Lund was buried beside her mother in Moscow in 1911.";
        assert_eq!(statements(&DatedEvent, own).len(), 1);
    }

    #[test]
    fn a_country_abolishes_once_and_a_first_meeting_is_one() {
        assert_eq!(
            statements(&DatedEvent, "Slavery was abolished in Finland in 1911."),
            ["Slavery was abolished in Finland in 1911."]
        );
        assert_eq!(
            statements(
                &DatedEvent,
                "Finland held its first general elections on 3 May 1911."
            ),
            ["Finland held its first general elections on 3 May 1911."]
        );
        for text in [
            "Slavery was abolished in towns in 1911.",
            "Finland held a meeting in Moscow on 3 May 1911.",
        ] {
            assert!(statements(&DatedEvent, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_somebody_made_is_told_by_his_name() {
        use crate::facts::rules::sample::statements_of_page;
        let page = |told: &str| {
            format!(
                "---\ntitle: Otto Velkin\n---\nOtto Velkin was a poet in the north. {told} His first novel was published by the Berdi Post in 1911."
            )
        };
        assert_eq!(
            statements_of_page(&DatedEvent, &page("In 1908 Velkin left Moscow.")),
            [
                "Otto Velkin left Moscow in 1908.",
                "Otto Velkin's first novel was published by the Berdi Post in 1911."
            ]
        );
        assert!(statements_of_page(&DatedEvent, &page("The poet Bo Karsu came to Moscow.")).is_empty());
    }

    #[test]
    fn a_remark_behind_the_subject_lends_it_no_adverb() {
        assert_eq!(
            statements(
                &DatedEvent,
                "Anna Lund, the first woman to lead the Berdi Fund, joined the Northern Society in 1911."
            ),
            ["Anna Lund joined the Northern Society in 1911."]
        );
    }

    #[test]
    fn leaves_half_answers_and_clauses_on_something_else() {
        for text in [
            "Anna Lund opened the port of Velk in 1911 and 1913.",
            "Anna Lund opened the port of Velk on 3 May 1911 and 5 June 1913.",
            "Anna Lund died in 1911 or 1912 in Moscow.",
            "The amendments brought back the president of the Supreme Court, which was abolished in 1911.",
            "The council of Berdi had founded the Berdi Fund.",
            "In 2008 parliamentary elections Finland opened the port of Velk.",
            "A lamp for miners was developed by Anna Lund in 1911.",
            "Anna Lund led the school to its first prize in 1911.",
            "Anna Lund again moved to Moscow in 1911.",
            "Anna Lund became chief executive in 1911.",
            "Sarna Velkov, the head of the mill, became chief executive in 1911.",
            "Anna Lund took office in 1911.",
            "Anna Lund graduated in 1911.",
            "In 1911, Anna Lund drew Velkor, a mill firm headquartered in Moscow.",
            "In 1911 an inventory of 48 old, 8 Norwegian and 4 Irish bells was recorded.",
            "On 3 May 1911 Finland defeated Sweden 3 – 0.",
            "In Moscow she married Emil Velk, who died in 1911.",
            "Anna Lund, with Otto Karsu, founded the Velk Fund of Moscow in 1911.",
            "In 1911 Finland cancelled the Berdi Prize, with the exception of its medal.",
        ] {
            let found = statements(&DatedEvent, text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }

    #[test]
    fn one_word_names_a_thing_that_is_explained() {
        let told = "The game maker Velkor is well known. In 1911 Velkor released the Berdi Lamp.";
        assert_eq!(
            statements(&DatedEvent, told),
            ["Velkor released the Berdi Lamp in 1911."]
        );
        let open = "The skater Velkor is well known. In 1911 Velkor released the Berdi Lamp.";
        assert!(statements(&DatedEvent, open).is_empty());
    }

    #[test]
    fn the_document_tells_whether_its_subject_is_one() {
        use crate::facts::frame::Frame;
        let told = |text: &str| {
            let document = crate::text::read("a.txt", text.as_bytes()).unwrap();
            let found = crate::facts::find(&document, crate::lexicon::Lexicon::shipped()).facts;
            found.into_iter().find_map(|found| match found.frame {
                Frame::Event(event) => Some(event.subject.is_plural),
                _ => None,
            })
        };
        assert_eq!(
            told("The Velk Art and Lamp Exposition was held in Moscow in 1911."),
            Some(false)
        );
        assert_eq!(
            told("The Velk Dues were abolished by Denmark in 1911."),
            Some(true)
        );
    }

    #[test]
    fn plain_verbs_of_change_are_events() {
        assert_eq!(
            statements(
                &DatedEvent,
                "Work resumed on the Velk Bridge in 1911. The Velk Line was discontinued in 1913."
            ),
            [
                "Work resumed on the Velk Bridge in 1911.",
                "The Velk Line was discontinued in 1913."
            ]
        );
        assert!(statements(&DatedEvent, "Anna Lund debuted on 3 May 1911.").is_empty());
    }

    #[test]
    fn phrases_name_events_that_their_verb_leaves_open() {
        assert_eq!(
            statements(
                &DatedEvent,
                "Anna Lund was called to the Velk Bar in 1911. The Northern Lamp League changed its name to \
                 the Berdi Lamp League in 1913."
            ),
            [
                "Anna Lund was called to the Velk Bar in 1911.",
                "The Northern Lamp League changed its name to the Berdi Lamp League in 1913."
            ]
        );
        for open in [
            "Anna Lund was called to the Velk Hall in 1911.",
            "The Berdi Lamp League changed its name to the Berdi Lamp League in 1913.",
            "The Northern Lamp League changed its rules in 1913.",
        ] {
            assert!(statements(&DatedEvent, open).is_empty(), "{open}");
        }
    }

    #[test]
    fn in_a_long_text_a_life_is_told_of_who_is_known_from_it() {
        let filler = "The port of Velk lies in the north. ".repeat(24);
        let told = |named: &str| {
            statements(
                &DatedEvent,
                &format!("{filler}{named}Anna Lund died in Moscow in 1911."),
            )
        };
        assert!(told("").is_empty(), "{:?}", told(""));
        let often = "The poet Anna Lund lives in Moscow. ".repeat(5);
        assert_eq!(told(&often), ["Anna Lund died in Moscow in 1911."]);
    }

    #[test]
    fn reads_a_list_that_both_parsers_see() {
        assert_eq!(
            statements(
                &DatedEvent,
                "In 1911 the council of Berdi founded schools in Moscow, Kazan and Omsk."
            ),
            ["The council of Berdi founded schools in Moscow, Kazan and Omsk in 1911."]
        );
    }

    #[test]
    fn leaves_what_is_not_plain() {
        for text in [
            "In 1911 the council of Berdi did not found a school there.",
            "In 1911 it founded a school in the town of Berdi.",
            "The council of Berdi founded the party around 1911 in Moscow.",
            "In 2031 the council of Berdi will found a school in Moscow.",
            "Last year the council of Berdi founded a school in Moscow.",
            "In 1911 Ann Lund founded the Society of Berdi if the papers are right.",
            "In 1911 Ann Lund joined the office of the President the Republic of Finland.",
            "The town of Berdi was split from Velk and made a capital in 1911.",
        ] {
            assert!(
                statements(&DatedEvent, text).is_empty(),
                "{text}: {:?}",
                statements(&DatedEvent, text)
            );
        }
    }
}
