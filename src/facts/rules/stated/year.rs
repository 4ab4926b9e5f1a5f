//! The one year of a sentence, where it dates what is told and belongs to nothing else.

use super::predicate;
use super::subject;
use super::{Slot, is_in_name};
use crate::facts::frame::{Event, Hidden, NameKind};
use crate::facts::rules::vague;
use crate::facts::scene::{Scene, View};
use crate::facts::time::{Link, TimeAt, TimeValue};
use crate::language::{Tag, Word};

/// Finds the year that may be hidden.
pub fn slot(scene: &Scene<'_>, view: &View<'_>, root: usize, event: &Event) -> Option<Slot> {
    let words = &view.words;
    let years: Vec<usize> = (0..words.len()).filter(|at| holds_year(&words[*at])).collect();
    let [year] = years[..] else { return None };
    let time = view
        .times
        .iter()
        .find(|time| time.start <= year && year < time.end)?;
    let TimeValue::Date(date) = time.value else {
        return None;
    };
    if !is_plain(&words[year]) || is_in_name(scene, view, year) || words[year].text != date.year.to_string() {
        return None;
    }
    if !is_linked(view, time) || !is_whole(view, time, year) || has_other_time(view, time) {
        return None;
    }
    let governor = predicate::governor(view, year)?;
    if !predicate::is_told_as_past(view, governor) || !subject::is_placed(scene, view, event) {
        return None;
    }
    if is_of_stranger(scene, view, governor, event)
        || recalls(words)
        || comes_again(view, time, governor, event)
    {
        return None;
    }
    if is_of_figure(words, year, event) || is_of_title(scene, view, date.year) {
        return None;
    }
    if is_any(event) || is_before_that(view, governor) {
        return None;
    }
    let told = Event {
        when: Some(date),
        ..event.clone()
    };
    if governor == root && subject::is_named(scene, view, event) && vague::objection(&told).is_some() {
        return None;
    }
    Some(Slot {
        start: year,
        end: year + 1,
        key: words[year].text.to_owned(),
        hides: Hidden::Year(super::year_of(date)),
    })
}

/// What somebody or something is, does or has for long, or every year: of which no year is the one.
fn comes_again(view: &View<'_>, time: &TimeAt, governor: usize, event: &Event) -> bool {
    #[rustfmt::skip]
    const STATES: &[&str] = &[
        "manage", "own", "use", "know", "call", "host", "house", "feature", "include", "contain", "consist", "operate",
        "exist", "remain", "stay", "play", "wear", "need", "keep", "continue", "resume", "co-operate", "cooperate",
        "collaborate", "participate", "co-sponsor", "support", "help", "want", "try", "account", "number", "total",
        "amount", "see", "spend", "work", "live", "teach", "serve", "represent", "compete", "gallop", "promote", "report",
        "list", "employ", "produce", "earn", "sell", "export", "import", "receive", "suffer", "experience", "enjoy",
        "like", "love", "tend", "seem", "appear", "look", "show", "say", "write", "speak", "attend", "visit", "engage",
        "put", "take", "make", "get", "give", "go", "do",
    ];
    const PHRASES: &[&str] = &[
        "power",
        "office",
        "place",
        "force",
        "independence",
        "control",
        "effect",
        "citizenship",
    ];
    if time.link != Link::At {
        return view.structure.parse().nodes[governor].xpos == "VB"
            || event.verb == "have" && time.link != Link::Bound;
    }
    let lemma = view.structure.parse().nodes[governor]
        .lemma(view.words[governor].text)
        .to_lowercase();
    let is_phrase = view.words[governor..]
        .iter()
        .take(4)
        .any(|word| word.is_any(PHRASES));
    let is_copular = view.structure.parse().related(governor, "cop").next().is_some();
    let is_first = view.words.iter().any(|word| word.is_any(&["first", "last"]));
    lemma == "have" || STATES.contains(&lemma.as_str()) && !is_phrase && !is_first || is_copular && !is_first
}

/// "A radio version was": of which there may be several, unless it is one of something by name.
fn is_any(event: &Event) -> bool {
    let text = event.subject.text.to_lowercase();
    let is_open = [
        "a ",
        "an ",
        "two ",
        "three ",
        "some ",
        "several ",
        "many ",
        "numerous ",
        "companies ",
    ]
    .iter()
    .any(|opening| text.starts_with(opening));
    let of_name = event.subject.text.split(" of ").skip(1).any(|behind| {
        let behind = behind.trim_start_matches("the ");
        behind.starts_with(char::is_uppercase)
    });
    is_open && !of_name
}

/// Whether the title of the page tells the year, or the sentence is an aside that has nothing of the title.
fn is_of_title(scene: &Scene<'_>, view: &View<'_>, year: i16) -> bool {
    const ROOT: usize = 5;
    let title = scene.document.title.as_deref().unwrap_or_default();
    let told = scene.document.plain(view.span).to_lowercase();
    let roots: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(|word| word.to_lowercase().chars().take(ROOT).collect())
        .collect();
    let is_open = title.is_empty() || roots.is_empty() || title.starts_with("List of");
    let is_named = scene.names.main.is_some() && super::full::edit(scene, view).is_some();
    let is_aside = !is_open && !is_named && !roots.iter().any(|root| told.contains(root.as_str()));
    is_aside || title.contains(&year.to_string())
}

/// "with about 821 mills opened in 1911": of a figure the number is worth knowing, not its year.
fn is_of_figure(words: &[Word<'_>], year: usize, event: &Event) -> bool {
    let is_figure = |at: usize| {
        let digits = words[at].text.bytes().filter(u8::is_ascii_digit).count();
        at != year
            && (digits > 2 && words[at].text.starts_with(|first: char| first.is_ascii_digit())
                || words[at].is("%"))
    };
    (0..words.len()).any(is_figure)
        || matches!(event.verb.as_str(), "account" | "amount" | "number" | "total")
}

/// "had been detached": before something of which another sentence told.
fn is_before_that(view: &View<'_>, governor: usize) -> bool {
    let parse = view.structure.parse();
    parse
        .related(governor, "aux")
        .any(|token| view.words[token].is("had"))
}

/// "1911", "1911–12", "1910s", "mid-1911".
fn holds_year(word: &Word<'_>) -> bool {
    let parts = word.text.split(|letter: char| !letter.is_ascii_digit());
    parts
        .into_iter()
        .any(|part| part.len() == 4 && part.parse::<u16>().is_ok_and(|year| (1000..2100).contains(&year)))
}

fn is_plain(word: &Word<'_>) -> bool {
    word.text.len() == 4 && word.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "in 1911", "on 3 May 1911", "since 1911", "until 1911": not "about 1911", "the 1911 fair", "from 1911 to 1914".
fn is_linked(view: &View<'_>, time: &TimeAt) -> bool {
    const ROUGH: &[&str] = &[
        "about", "around", "circa", "c.", "ca.", "early", "late", "mid", "by", "before", "after", "between",
        "from", "or", "and", "to", "–", "than", "near", "least", "during",
    ];
    let words = &view.words;
    let first = &words[time.start];
    let is_link = match time.link {
        Link::At => first.is_any(&["in", "on"]),
        Link::Since => first.is("since"),
        Link::Bound => first.is_any(&["until", "till"]),
        Link::Span | Link::Bare => false,
    };
    let before = time.start.checked_sub(1).map(|before| &words[before]);
    let is_rough = before.is_some_and(|before| before.is_any(ROUGH))
        || words[time.start..time.end].iter().any(|word| word.is_any(ROUGH));
    is_link && !is_rough
}

/// What has its year before it.
const CENSUSES: &[&str] = &[
    "census",
    "elections",
    "election",
    "season",
    "games",
    "edition",
    "data",
    "terms",
    "prices",
    "dollars",
    "alone",
];

/// Whether the year ends its time, and what follows is no noun that it belongs to.
fn is_whole(view: &View<'_>, time: &TimeAt, year: usize) -> bool {
    let words = &view.words;
    let Some(next) = words.get(year + 1) else {
        return false;
    };
    if time.end != year + 1 {
        return false;
    }
    if next.is_any(&[
        "or", "/", "?", "bc", "bce", "ad", "ce", "to", "through", "until", "and",
    ]) {
        // "in 1911 and moved": one year, and what came of it.
        return next.is("and")
            && words
                .get(year + 2)
                .is_some_and(|after| !matches!(after.tag, Tag::Number | Tag::Name) && !is_month(after));
    }
    if time.start == 0 {
        let is_apart = view.structure.parse().nodes[year].base() == "obl" && !next.is_any(CENSUSES);
        if is_apart && next.tag == Tag::Noun {
            return true;
        }
        // "In 1911 census data": of that year.
        return matches!(
            next.tag,
            Tag::Mark | Tag::Determiner | Tag::Name | Tag::Possessive | Tag::Preposition
        ) && !next.is_any(&["("]);
    }
    !matches!(
        next.tag,
        Tag::Noun | Tag::Name | Tag::Number | Tag::Genitive | Tag::Ing
    ) && next.text != "("
}

fn is_month(word: &Word<'_>) -> bool {
    crate::facts::time::month(&word.lower).is_some()
}

/// A century, a decade or a day of another time tells of the year, or makes two of it.
fn has_other_time(view: &View<'_>, time: &TimeAt) -> bool {
    let is_other = |other: &&TimeAt| other.start != time.start && other.value != TimeValue::Relative;
    let counts = view.words.iter().any(|word| {
        word.is_any(&[
            "anniversary",
            "birthday",
            "centenary",
            "bicentenary",
            "centennial",
            "anniversaries",
            "years",
            "century",
            "decade",
            "decades",
            "year",
            "months",
            "season",
            "seasons",
        ])
    });
    view.times.iter().any(|other| is_other(&other)) || counts
}

/// Births, weddings and deaths of others than those the page is on, or everybody knows.
fn is_of_stranger(scene: &Scene<'_>, view: &View<'_>, governor: usize, event: &Event) -> bool {
    const OF_A_LIFE: &[&str] = &[
        "bear", "die", "pass", "marry", "bury", "baptise", "baptize", "retire", "divorce", "wed",
    ];
    // What a person does on the way through life; a body or a state does it once.
    const OF_PERSONS: &[&str] = &["move", "emigrate", "meet", "return", "travel", "visit"];
    let lemma = view.structure.parse().nodes[governor].lemma(view.words[governor].text);
    let is_known = |name: &str| scene.is_main(name) || scene.lexicon.person(name).is_some();
    let mut names = event.subject.names.iter();
    let is_person = event.subject.kind == NameKind::Person;
    let lemma = lemma.to_lowercase();
    (OF_A_LIFE.contains(&lemma.as_str()) || is_person && OF_PERSONS.contains(&lemma.as_str()))
        && !names.any(|named| {
            named.kind == NameKind::Person
                && (is_known(&named.text)
                    || scene
                        .mentions(view)
                        .iter()
                        .any(|mention| mention.kind == NameKind::Person && is_known(&mention.full)))
        })
}

/// Words of what comes every week or goes unnoticed: nobody learns its year.
fn recalls(words: &[Word<'_>]) -> bool {
    #[rustfmt::skip]
    const SMALL: &[&str] = &[
        "chart", "charts", "charted", "billboard", "peaked", "episode", "episodes", "dvd", "blu-ray", "vhs", "aired",
        "airs", "touchdown", "touchdowns", "scored", "innings", "playoffs", "play-offs", "halftime", "kickoff", "cameo",
        "nominated", "nomination", "nominations", "trailer", "website", "interview", "graduated", "enrolled", "starred",
        "guest", "audition", "waived", "toured", "concert", "gig", "remix", "podcast", "blog", "twitter", "facebook",
        "youtube", "instagram", "itunes", "streaming", "runner-up", "semi-finals", "semifinals", "semi-final",
        "semifinal", "quarter-finals", "quarterfinals", "playoff", "quarterback", "pitcher", "midfielder", "striker",
        "goalkeeper", "rookie", "lap", "laps", "qualifying", "seeded", "downgraded", "renovated", "refurbished",
        "reconfigured", "renewed", "ranked", "tv", "filming", "magazine's", "documentary", "preseason", "debuted",
        "bachelor", "bachelors", "degree", "phd", "graduating", "panel", "cameraman",
    ];
    #[rustfmt::skip]
    const OF_GAMES: &[&str] = &[
        "match", "matches", "goal", "goals", "loan", "transfer", "squad", "roster", "debut", "tour", "finished",
        "champions", "title", "round", "cup", "league", "coach", "draft", "season", "seed", "club", "team", "player",
        "defender", "overall", "album", "single", "song", "tournament", "championship", "division", "football", "won",
    ];
    let games = words.iter().filter(|word| word.is_any(OF_GAMES)).count();
    games > 1 || words.iter().any(|word| word.is_any(SMALL))
}

#[cfg(test)]
mod tests {
    use super::super::sample::gaps;

    #[test]
    fn the_one_year_that_dates_what_is_told_is_hidden() {
        for (text, told) in [
            (
                "On 3 May 1911, the Berdi Academy of Velkland was founded by miners.",
                "On 3 May ____, the Berdi Academy of Velkland was founded by miners. 1911",
            ),
            (
                "The Berdi Academy of Velkland belonged to the miners of Karsu until 1911.",
                "The Berdi Academy of Velkland belonged to the miners of Karsu until ____. 1911",
            ),
        ] {
            assert_eq!(gaps(text), [told]);
        }
    }

    #[test]
    fn a_year_of_the_title_and_an_aside_are_not() {
        let told = "The Berdi Academy of Velkland belonged to the miners of Karsu until 1911.";
        assert_eq!(gaps(&format!("# Berdi Academy\n\n{told}")).len(), 1);
        assert_eq!(gaps(&format!("# Berdi in 1911\n\n{told}")), Vec::<String>::new());
        assert_eq!(gaps(&format!("# Oronite\n\n{told}")), Vec::<String>::new());
    }

    #[test]
    fn a_year_of_a_noun_of_a_span_or_of_doubt_is_not() {
        for text in [
            "The Berdi Academy of Velkland was founded by miners after the 1911 Karsu Fair.",
            "The Berdi Academy of Velkland was led by miners from 1911 to 1914.",
            "The Berdi Academy of Velkland was founded by miners of Karsu around 1911.",
            "The Berdi Academy of Velkland was founded by miners in 1911 and sold in 1914.",
            "The Berdi Academy of Velkland was founded by miners of Karsu in early 1911.",
            "The Berdi Academy of Velkland is led by miners of Karsu in 1911.",
            "The Berdi Academy of Velkland was left by about 300 miners of Karsu in 1911.",
            "The Berdi Academy of Velkland had been left by miners of Karsu in 1911.",
        ] {
            assert!(gaps(text).iter().all(|gap| !gap.ends_with(" 1911")), "{text}");
        }
    }
}
