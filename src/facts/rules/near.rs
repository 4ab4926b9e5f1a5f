//! What stands right around a verb: who acts, where or with whom, and the date beside it.
//!
//! Other rules read a clause to its end. Where all that a fact needs touches its
//! verb, the rest of a long sentence does not matter; here only that is read.
//! A word of doubt anywhere in the sentence still refuses it: the caller asks
//! only sentences without objection.

use super::lasting::gives_away;
use super::persons::person_at;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::classes::own_class;
use crate::facts::frame::{Frame, NameKind};
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::{Link, TimeAt, TimeValue};
use crate::language::{Tag, Word};

/// Who does what a verb says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// As a question names them: `Ann Lund`, `Ann Lund's family`.
    pub text: String,
    /// The person.
    pub person: String,
    /// Index of the first word.
    pub start: usize,
}

/// Adverbs before a verb that may go without a change of what is said.
const LOOSE: &[&str] = &[
    "later",
    "then",
    "subsequently",
    "eventually",
    "finally",
    "also",
    "soon",
    "afterwards",
    "thereafter",
    "permanently",
    "formally",
    "officially",
    "initially",
];

/// Words behind which a clause begins.
const OPENERS: &[&str] = &["when", "where", "after", "before", "while", "and", "but", "until"];

/// Finds the one well-known person who acts at the verb with index `verb`, where nothing but an adverb stands between.
pub fn actor(scene: &Scene<'_>, view: &View<'_>, verb: usize) -> Option<Actor> {
    let mut end = verb;
    while end > 0 && view.words[end - 1].is_any(LOOSE) {
        end -= 1;
    }
    let actor = named(scene, view, end)
        .or_else(|| pronoun(scene, view, end))
        .or_else(|| family(scene, view, end))
        .or_else(|| shared(scene, view, end))?;
    // Of others a question would have to say who they are.
    let is_main = scene.names.main.as_ref() == Some(&actor.person);
    (is_main || scene.lexicon.person(&actor.person).is_some()).then_some(actor)
}

/// "In 1911 Ann Lund moved to Karsu and became": the subject of the verb before "and" in the same clause.
fn shared(scene: &Scene<'_>, view: &View<'_>, end: usize) -> Option<Actor> {
    const LONGEST: usize = 14;
    let and = end.checked_sub(1).filter(|and| view.words[*and].is("and"))?;
    let first = (and.saturating_sub(LONGEST)..and)
        .rev()
        .find(|at| is_of_clause(&view.words[*at]))?;
    let is_simple =
        view.words[first].tag == Tag::Past && !view.words[first..and].iter().any(|word| word.is(","));
    let actor = named(scene, view, first)
        .or_else(|| pronoun(scene, view, first))
        .filter(|_| is_simple)?;
    let is_timed = view
        .times
        .iter()
        .any(|time| first < time.start && time.start < and);
    // A time of the first verb is not that of the second.
    let start = if is_timed { end } else { actor.start };
    Some(Actor { start, ..actor })
}

/// "In 1911 Ann Lund moved": the person by name.
fn named(scene: &Scene<'_>, view: &View<'_>, end: usize) -> Option<Actor> {
    let mention = scene.mentions(view).iter().find(|mention| mention.end == end)?;
    let is_person = mention.kind == NameKind::Person || scene.is_main(&mention.full);
    if !is_person || mention.is_ambiguous {
        return None;
    }
    let main = scene.names.main.as_ref().filter(|_| scene.is_main(&mention.full));
    let person = main.unwrap_or(&mention.full).clone();
    let start = behind_calling(scene, view, mention.start);
    let before = start.checked_sub(1).map(|before| &view.words[before]);
    // "Otto and Ann Lund moved": not she alone.
    let is_joined = before.is_some_and(|before| before.is_any(&["and", "or", "&"]))
        && start.checked_sub(2).is_none_or(|two| !view.words[two].is(","));
    (person.contains(' ') && !is_joined && opens_clause(view, start)).then(|| Actor {
        text: person.clone(),
        person,
        start,
    })
}

/// "the young painter Ann Lund": where the words on who she is begin.
fn behind_calling(scene: &Scene<'_>, view: &View<'_>, name: usize) -> usize {
    let mut start = name;
    while start > 0 && name - start < 4 {
        let word = &view.words[start - 1];
        let describes = scene.lexicon.role(&word.lower).is_some()
            || word.is_any(&["young", "the"])
            || scene.lexicon.country_of_adjective(word.text).is_some();
        if !describes {
            break;
        }
        start -= 1;
    }
    start
}

/// "he moved": at the start of the sentence, or later in one that tells of one person only.
fn pronoun(scene: &Scene<'_>, view: &View<'_>, end: usize) -> Option<Actor> {
    let at = end.checked_sub(1)?;
    let word = &view.words[at];
    if !word.is_any(&["he", "she"]) || !opens_clause(view, at) {
        return None;
    }
    let is_first = !view.words[..at].iter().any(|word| word.is_any(&["he", "she"]));
    let told = view.topic.clone().filter(|_| is_first);
    let person = told.or_else(|| main_goes_on(scene, view, at))?;
    (person.contains(' ') && scene.fits(&person, &word.lower)).then(|| Actor {
        text: person.clone(),
        person,
        start: at,
    })
}

/// The person a biography is on, where the sentence up to `at` tells of them and of nobody else.
fn main_goes_on(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<String> {
    let main = scene.names.main.as_ref()?;
    let has_sex = scene.names.sexes.contains_key(main);
    let before = || scene.mentions(view).iter().filter(|mention| mention.start < at);
    let is_told = view.topic.as_ref() == Some(main)
        || before().any(|mention| scene.is_main(&mention.full) && opens_clause(view, mention.start));
    let may_be_other = |mention: &Mention| {
        let may_be_person =
            mention.kind == NameKind::Person || mention.kind == NameKind::Other && mention.full.contains(' ');
        may_be_person && !scene.is_main(&mention.full)
    };
    let speaks_of_role = view.words[..at].iter().any(|word| {
        word.tag == Tag::Noun && scene.lexicon.role(&word.lower).is_some()
            || word.is_any(&[
                "father", "mother", "brother", "sister", "son", "daughter", "wife", "husband",
            ])
    });
    (has_sex && is_told && !before().any(may_be_other) && !speaks_of_role).then(|| main.clone())
}

/// "his family moved".
fn family(scene: &Scene<'_>, view: &View<'_>, end: usize) -> Option<Actor> {
    let at = end.checked_sub(2)?;
    let (whose, kin) = (&view.words[at], &view.words[at + 1]);
    let owner = view.owner.as_ref()?;
    let pronoun = if whose.is("his") { "he" } else { "she" };
    let is_first = !view.words[..at].iter().any(|word| word.is_any(&["his", "her"]));
    let fits = kin.is("family")
        && whose.is_any(&["his", "her"])
        && is_first
        && opens_clause(view, at)
        && scene.fits(owner, pronoun)
        && owner.contains(' ');
    fits.then(|| Actor {
        text: format!("{owner}'s family"),
        person: owner.clone(),
        start: at,
    })
}

/// Whether a clause begins at a word: at the start of the sentence, behind a date, a comma or a word that opens one.
fn opens_clause(view: &View<'_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else {
        return true;
    };
    let word = &view.words[before];
    word.is_any(&[",", ";", "(", "_"])
        || word.is_any(OPENERS)
        || view
            .times
            .iter()
            .any(|time| time.end == start && time.value != TimeValue::Relative)
}

/// When something was, told right beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// In a year, on a day.
    At(PartialDate),
    /// From one to another.
    Span(PartialDate, PartialDate),
    /// From then on.
    Since(PartialDate),
    /// Nothing tells.
    Untold,
}

impl Beside {
    /// As an adverbial: `in 1911`, `from 1911 to 1914`; empty where nothing tells.
    pub fn words(self) -> String {
        match self {
            Beside::At(date) => statement::on(date),
            Beside::Span(from, to) => format!("from {} to {}", statement::date(from), statement::date(to)),
            Beside::Since(date) => format!("from {}", statement::date(date)),
            Beside::Untold => String::new(),
        }
    }

    /// The date a deck keeps.
    pub fn date(self) -> Option<PartialDate> {
        match self {
            Beside::At(date) | Beside::Since(date) | Beside::Span(date, _) => Some(date),
            Beside::Untold => None,
        }
    }
}

/// Reads the date of what stands from `start` up to `behind`; nothing where two dates may be meant, or a rough one.
pub fn time_beside(view: &View<'_>, start: usize, behind: usize) -> Option<Beside> {
    let mut told: Option<Beside> = None;
    for time in view
        .times
        .iter()
        .filter(|time| is_beside(view, time, start, behind))
    {
        let is_tie = time.value == TimeValue::Relative
            && time.end == time.start + 1
            && view.words[time.start].is_any(LOOSE);
        if is_tie {
            continue;
        }
        let read = match (time.value, time.link) {
            (TimeValue::Date(date), Link::At) => Beside::At(date),
            (TimeValue::Range(from, to), _) => Beside::Span(from, to),
            (TimeValue::Date(date), Link::Since) => Beside::Since(date),
            (TimeValue::Date(date), Link::Span) if view.words[time.start].is("from") => Beside::Since(date),
            _ => return None,
        };
        if told.is_some_and(|told| told != read) || is_one_of_two(view, time) {
            return None;
        }
        told = Some(read);
    }
    Some(told.unwrap_or(Beside::Untold))
}

/// Whether a time is told of the words from `start` up to `behind`.
fn is_beside(view: &View<'_>, time: &TimeAt, start: usize, behind: usize) -> bool {
    let is_comma = |at: usize| view.words.get(at).is_some_and(|word| word.is(","));
    let touches_front = time.end == start || time.end + 1 == start && is_comma(time.end);
    let is_inside = start <= time.start && time.end <= behind;
    let touches_end = time.start == behind || is_comma(behind) && time.start == behind + 1;
    // "In 1911, after a fire, Lund moved": what opens the sentence counts for its first clause.
    let opens = time.start <= 1
        && is_comma(time.end)
        && start > time.end
        && is_comma(start - 1)
        && !view.words[time.end..start].iter().any(is_of_clause);
    touches_front || is_inside || touches_end || opens
}

/// Whether a word shows that a clause of its own goes on.
fn is_of_clause(word: &Word<'_>) -> bool {
    matches!(
        word.tag,
        Tag::Past | Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Relative | Tag::Pronoun
    )
}

/// "in October or November 1911", "in 1911 and 1914".
fn is_one_of_two(view: &View<'_>, time: &TimeAt) -> bool {
    let joins = |at: usize| {
        view.words
            .get(at)
            .is_some_and(|word| word.is_any(&["or", "and", "&", "/"]))
    };
    let starts = |at: usize| view.times.iter().any(|other| other.start == at);
    let ends = |at: usize| view.times.iter().any(|other| other.end == at);
    let is_behind = joins(time.end) && starts(time.end + 1);
    let is_before = time.start > 0 && joins(time.start - 1) && ends(time.start - 1);
    is_behind || is_before
}

/// A place behind a preposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: NameKind,
    /// What a question calls it: `country`, `village`; none where nothing tells.
    pub class: Option<String>,
    /// The larger place it is told to lie in.
    pub inside: Option<String>,
    /// As it stands, with its article.
    pub text: String,
    /// One past its last word.
    pub end: usize,
}

impl Place {
    /// Asks for the place behind `link`: `to which country`, `where in the Netherlands`, `where`.
    pub fn asked(&self, link: &str) -> String {
        match (&self.class, &self.inside) {
            (Some(class), _) => format!("{link} which {class}"),
            (None, Some(inside)) => format!("where in {inside}"),
            (None, None) => "where".to_owned(),
        }
    }
}

/// Reads a place that begins at a word and ends what is said: "the village of Karsu in Berdiland".
pub fn place_at(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<Place> {
    const CLASSES: &[&str] = &[
        "town", "village", "city", "island", "hamlet", "suburb", "province", "state",
    ];
    let word = |at: usize| view.words.get(at);
    let the = usize::from(word(at)?.is("the"));
    let class = word(at + the).filter(|class| class.is_any(CLASSES) && the == 1);
    let skip = match class {
        Some(_) if word(at + 2).is_some_and(|of| of.is("of")) => 3,
        Some(_) => return None,
        None => the,
    };
    let mention = mention_at(scene, view, at + skip)?;
    let is_place = matches!(mention.kind, NameKind::Country | NameKind::City | NameKind::Place);
    let may_be_place = mention.kind == NameKind::Other && !mention.full.contains(' ');
    let mut end = mention.end;
    let mut inside = None;
    // "Karsu, Berdiland,", "Karsu in Berdiland".
    let link = word(end).filter(|link| link.is_any(&[",", "in"]));
    if let Some(link) = link {
        let skip = 1 + usize::from(word(end + 1).is_some_and(|the| the.is("the")));
        let larger = mention_at(scene, view, end + skip)
            .filter(|larger| matches!(larger.kind, NameKind::Country | NameKind::Place | NameKind::City));
        let closes = |larger: &Mention| {
            link.is("in") || word(larger.end).is_none_or(|next| next.is_any(&[",", ".", ";", "in", "where"]))
        };
        if let Some(larger) = larger.filter(|larger| closes(larger)) {
            inside = Some(with_article(scene, larger));
            end = larger.end;
        }
    }
    if !(is_place || class.is_some() || may_be_place && inside.is_some()) || !ends_at(view, end) {
        return None;
    }
    let class = match (class, mention.kind) {
        (Some(class), _) => Some(class.lower.clone()),
        (None, NameKind::Country) => Some("country".to_owned()),
        // A text that lives in a place makes a town of it; whether it is a city, nothing tells.
        (None, _) => scene
            .classes
            .of(&mention.full, mention.kind)
            .filter(|class| CLASSES.contains(&class.as_str()) && class != "city"),
    };
    let name = with_article(scene, mention);
    let text = inside
        .as_ref()
        .map_or_else(|| name.clone(), |inside| format!("{name} in {inside}"));
    Some(Place {
        name,
        kind: mention.kind,
        class,
        inside,
        text,
        end,
    })
}

/// Whether nothing behind a name makes it part of something else, or one of several.
pub fn ends_at(view: &View<'_>, end: usize) -> bool {
    let Some(next) = view.words.get(end) else {
        return true;
    };
    let after = view.words.get(end + 1);
    if next.is_any(&["and", "or", "&"]) {
        let goes_on = |word: &Word<'_>| {
            matches!(
                word.tag,
                Tag::Past | Tag::Be | Tag::Pronoun | Tag::Adverb | Tag::Have
            )
        };
        let is_timed = view.times.iter().any(|time| time.start == end + 1);
        return next.is("and") && (after.is_some_and(goes_on) || is_timed);
    }
    if next.is(",") {
        // "in Berdi, Karsu and Velk": a list; a larger place was read before.
        let is_name = after.is_some_and(|after| after.tag == Tag::Name);
        let is_timed = view.times.iter().any(|time| time.start == end + 1);
        return !is_name || is_timed;
    }
    !matches!(next.tag, Tag::Genitive | Tag::Name | Tag::Noun) && !next.is_any(&["-", "–", "/", "of"])
        || view.times.iter().any(|time| time.start == end)
}

/// The name that begins at a word, if it is surely one thing.
pub fn mention_at<'s>(scene: &'s Scene<'_>, view: &View<'_>, at: usize) -> Option<&'s Mention> {
    let mut mentions = scene.mentions(view).iter();
    mentions.find(|mention| mention.start == at && !mention.is_ambiguous)
}

/// A country that takes an article with it.
fn with_article(scene: &Scene<'_>, mention: &Mention) -> String {
    let takes_the = scene
        .lexicon
        .country(&mention.full)
        .is_some_and(|country| country.takes_the);
    let the = if takes_the { "the " } else { "" };
    format!("{the}{}", mention.full)
}

/// A school, museum or other house that its name tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// Its name.
    pub name: String,
    /// With its article, as it stands.
    pub text: String,
    /// What it is, from its own name.
    pub class: Option<&'static str>,
    /// One past its last word, the town behind a comma included.
    pub end: usize,
}

/// Reads an institution by name that begins at a word and ends what is said.
pub fn house_at(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<House> {
    let the = usize::from(view.words.get(at)?.is("the"));
    let mention = mention_at(scene, view, at + the)?;
    if matches!(
        mention.kind,
        NameKind::Person | NameKind::People | NameKind::Country | NameKind::Event
    ) {
        return None;
    }
    let mut end = mention.end;
    // "the Karsu College, Berdi", "the Karsu College in Berdi", "Karsu College (KC)".
    if view.words.get(end).is_some_and(|word| word.text == "(") {
        let close = end + view.words[end..].iter().position(|word| word.text == ")")?;
        // "(which was moved in 1911)": the date is that of something else.
        if !view.words[end..close].iter().any(is_of_clause) {
            end = close + 1;
        }
    }
    if view.words.get(end).is_some_and(|link| link.is_any(&[",", "in"]))
        && let Some(town) = mention_at(scene, view, end + 1)
        && matches!(town.kind, NameKind::City | NameKind::Place | NameKind::Country)
    {
        end = town.end;
    }
    let the = if the == 1 { "the " } else { "" };
    ends_at(view, end).then(|| House {
        name: mention.full.clone(),
        text: format!("{the}{}", mention.full),
        class: own_class(&mention.full),
        end,
    })
}

/// The one person by full name who begins at a word, with what they are before it, and where the name ends.
pub fn person_behind(scene: &Scene<'_>, view: &View<'_>, at: usize) -> Option<(String, usize)> {
    let chosen: Vec<usize> = (at..view.words.len()).collect();
    let (person, length) = person_at(scene, view, &chosen)?;
    let end = at + length;
    ends_at(view, end).then_some((person, end))
}

/// A fact that is asked for one name.
pub struct Asked<'a> {
    /// Name of the rule.
    pub rule: &'static str,
    /// What the fact is about.
    pub subject: &'a str,
    /// How subject and answer hang together.
    pub relation: &'a str,
    /// The question without its mark.
    pub stem: String,
    /// The answer.
    pub key: String,
    /// What the answer is.
    pub kind: NameKind,
    /// The fact as a sentence, without its stop.
    pub statement: String,
    /// When.
    pub time: Option<PartialDate>,
}

impl Asked<'_> {
    /// Makes the fact, unless its question gives the answer away; "which university" may be told.
    pub fn found(self, scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
        let told: Vec<&str> = self.stem.split(' ').collect();
        let class = told
            .iter()
            .position(|word| *word == "which")
            .map_or(0, |which| which + 2);
        if gives_away(&told[class.min(told.len())..].join(" "), &self.key) {
            return None;
        }
        let statement = format!("{}.", statement::capitalised(self.statement.trim()));
        let draft = Found::begin(scene, view, self.rule, statement)
            .about(self.subject, self.relation, &self.key)
            .worth(2, 800);
        let draft = match self.time {
            Some(time) => draft.at(time),
            None => draft,
        };
        Some(draft.framed(Frame::Named {
            stem: self.stem,
            name: self.key,
            kind: self.kind,
        }))
    }
}
