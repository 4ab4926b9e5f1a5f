//! What is not worth a question: the year one left a school, appeared in a show or moved house.
//!
//! Such an event may still stand in a fact and help to tell others apart; asked
//! for its date or its doer it is a question about the page and not about the world.

use crate::facts::frame::{Event, NameKind, Voice};
use crate::lexicon::Lexicon;

/// Verbs of what happens to everybody, and of what somebody does every week.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "accept", "advocate", "announce", "appear", "apply", "attend", "audition", "cast", "celebrate", "collaborate", "compete", "diagnose", "enrol",
    "enroll", "evict", "face", "feature", "film", "graduate", "guest-star", "hire", "hospitalise",
    "hospitalize", "interview", "invite", "lecture", "matriculate", "narrate", "offer", "participate", "preach",
    "partner", "perform", "plead", "pledge", "praise", "promise", "re-sign", "relaunch", "remarry",
    "reprise", "request", "retire", "reunite", "screen", "share", "suffer", "testify", "thank", "tour",
    "undergo", "voice", "volunteer", "wed",
];

/// What is said in two words and is as small.
const SMALL_PHRASES: &[(&str, &[&str])] = &[
    ("team", &["up "]),
    ("pass", &["away"]),
    ("give", SPEECHES),
    ("deliver", SPEECHES),
    ("conduct", SPEECHES),
    ("fall", &["ill"]),
    ("test", &["positive", "negative"]),
    ("arrest", SOMEBODY),
    ("detain", SOMEBODY),
    ("charge", SOMEBODY),
    ("file", &["for divorce", "for bankruptcy protection"]),
    ("break", &["up with"]),
    ("come", &["out as"]),
    ("unveil", &["as "]),
    ("enter", &["into a marriage"]),
    ("go", &["on sale", "to "]),
    ("make", &["his ", "her ", "its ", "a "]),
    ("take", &["part ", "up "]),
    ("come", PLACES),
    ("finish", PLACES),
    ("place", PLACES),
    ("rank", PLACES),
    (
        "begin",
        &[
            "his ", "her ", "its ", "their ", "a career", "work", "to ", "as ", "school", "studies", "study",
        ],
    ),
    (
        "start",
        &[
            "his ", "her ", "its ", "their ", "a career", "work", "to ", "as ", "school", "studies", "study",
        ],
    ),
];

/// Where one came in, where it is not the first place.
const PLACES: &[&str] = &[
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "last", "outside", "runner",
];

/// Of whom the page alone knows who it was.
const SOMEBODY: &[&str] = &[
    "a man",
    "a woman",
    "a person",
    "a suspect",
    "a teenager",
    "a boy",
    "a girl",
    "a couple",
    "two men",
    "two people",
];

/// What is said to an audience and gone.
const SPEECHES: &[&str] = &[
    "the commencement",
    "a commencement",
    "a speech",
    "a lecture",
    "a talk",
    "a keynote",
    "the keynote",
    "a concert",
    "a performance",
    "an interview",
    "lectures",
    "speeches",
];

/// What one gets at the end of a school.
const DEGREES: &[&str] = &[
    "Bachelor",
    "Bachelor's",
    "Master",
    "Master's",
    "degree",
    "degrees",
    "diploma",
    "B.A.",
    "M.A.",
    "BA",
    "MA",
    "BSc",
    "MSc",
    "MBA",
    "Ph.D.",
    "PhD",
    "Ph.D",
    "M.D.",
    "M.Sc.",
    "doctorate",
];

/// Where one is taught.
const SCHOOLS: &[&str] = &["School", "College", "University", "Academy", "school", "college"];

/// Whether nobody need know when it was and who did it.
pub fn is_small(event: &Event) -> bool {
    let (verb, rest) = (event.verb.as_str(), event.rest.text.as_str());
    let has = |words: &[&str]| rest.split(' ').any(|word| words.contains(&word));
    let is_phrase = SMALL_PHRASES
        .iter()
        .any(|(own, starts)| *own == verb && starts.iter().any(|start| rest.starts_with(start)));
    // "began teaching": of what people do for a living.
    let is_doing = matches!(verb, "begin" | "start")
        && event.subject.kind == NameKind::Person
        && rest.split(' ').next().is_some_and(|first| first.ends_with("ing"));
    let is_schooling = matches!(
        verb,
        "receive" | "earn" | "obtain" | "gain" | "complete" | "award" | "finish"
    ) && has(DEGREES)
        || matches!(
            verb,
            "enter" | "leave" | "join" | "transfer" | "complete" | "start" | "begin"
        ) && has(SCHOOLS)
            && !rest.starts_with("construction");
    // "met Otto Velk": whom one comes to know, where neither is known to everybody.
    let is_acquaintance = verb == "meet"
        && event.subject.kind == NameKind::Person
        && event.rest.names.first().is_some_and(|named| {
            let is_whole = rest.starts_with(named.text.as_str());
            named.kind == NameKind::Person && is_whole && Lexicon::shipped().person(&named.text).is_none()
        });
    // "signed a four-year contract", "signed Otto Velk to a contract".
    let is_contract = matches!(verb, "sign" | "extend" | "renew")
        && has(&["contract", "contracts"])
        && event
            .subject
            .names
            .iter()
            .chain(&event.rest.names)
            .any(|named| named.kind == NameKind::Person);
    let is_address = matches!(verb, "deliver" | "give") && has(&["Commencement", "birth"]);
    SMALL.contains(&verb)
        || is_contract
        || is_address
        || is_notice(event)
        || is_mark(event)
        || is_acquaintance
        || is_wedding(event)
        || is_stay(event)
        || is_illness(event)
        || is_on_disc(event)
        || is_phrase
        || is_doing
        || is_schooling
        || is_move(event)
}

/// "married Otto Velk", "separated from Otto Velk": of two whom not everybody knows.
fn is_wedding(event: &Event) -> bool {
    let mut names = event.subject.names.iter().chain(&event.rest.names);
    // Who left whom nobody need know, whoever they are.
    let is_parted = event.verb == "separate" && event.subject.kind == NameKind::Person;
    let is_of_couple = matches!(event.verb.as_str(), "marry" | "divorce");
    is_parted || is_of_couple && !names.any(|named| Lexicon::shipped().person(&named.text).is_some())
}

/// "visited Velk", "was held in Berdi": where somebody was, where not everybody knows who that is.
fn is_stay(event: &Event) -> bool {
    let is_held =
        event.verb == "hold" && event.voice == Voice::Passive && event.subject.kind == NameKind::Person;
    let mut names = event.subject.names.iter();
    let is_known = names.any(|named| Lexicon::shipped().person(&named.text).is_some());
    // "flew to Velk": the whole of it; "flew from Velk to Berdi" may be a feat.
    let went = matches!(event.verb.as_str(), "fly" | "travel" | "arrive")
        && event.rest.names.len() < 2
        && event.subject.kind == NameKind::Person;
    is_held || went || event.verb == "visit" && event.voice == Voice::Active && !is_known
}

/// "was admitted to hospital for tests".
fn is_illness(event: &Event) -> bool {
    const PLACES: &[&str] = &["hospital", "hospice", "clinic", "rehab"];
    let told = event.rest.text.split(' ').any(|word| PLACES.contains(&word));
    matches!(
        event.verb.as_str(),
        "admit" | "hospitalise" | "discharge" | "rush"
    ) && told
}

/// "was released on DVD": sold once more.
fn is_on_disc(event: &Event) -> bool {
    const DISCS: &[&str] = &["on DVD", "on Blu-ray", "on VHS", "on home video", "on video"];
    event.verb == "release" && DISCS.iter().any(|disc| event.rest.text.contains(disc))
}

/// Papers and words that are given out and forgotten.
#[rustfmt::skip]
const NOTICES: &[&str] = &[
    "itinerary", "schedule", "timetable", "statement", "trailer", "teaser", "list", "lineup", "line-up", "roster",
    "poster", "calendar", "announcement", "reference", "mention", "remark", "comment", "appearance", "interview",
    "cameo", "request", "apology", "preview", "screenshot", "tracklist", "newsletter",
];

/// What is small as long as it is one of many.
const PAPERS: &[&str] = &["study", "report", "letter", "photo", "photograph", "video"];

/// "released the itinerary of the race", "made an early reference to Velk", "granted an interview", "was confirmed
/// in an announcement", "was recorded in the Register of Berdi".
fn is_notice(event: &Event) -> bool {
    const GIVEN_OUT: &[&str] = &[
        "release", "publish", "issue", "grant", "give", "make", "reveal", "post", "unveil",
    ];
    const ENTERED: &[&str] = &["record", "register", "enter"];
    let (verb, rest) = (event.verb.as_str(), event.rest.text.as_str());
    let told = if event.voice == Voice::Passive {
        event.subject.text.as_str()
    } else {
        rest
    };
    let is_any = ["a ", "an "].iter().any(|article| told.starts_with(article));
    let is_paper = NOTICES.contains(&head(told)) || is_any && PAPERS.contains(&head(told));
    let is_given_out = GIVEN_OUT.contains(&verb) && is_paper;
    let is_announced = event.voice == Voice::Passive && rest.split(' ').any(|word| word == "announcement");
    let is_entered = event.voice == Voice::Passive
        && ENTERED.contains(&verb)
        && rest
            .split(' ')
            .any(|word| matches!(word, "Register" | "register" | "registry"));
    is_given_out || is_announced || is_entered
}

/// The last word of a phrase before what hangs on it: `itinerary` of "the full itinerary of the race".
fn head(phrase: &str) -> &str {
    const LINKS: &[&str] = &["of", "for", "to", "with", "in", "on", "at", "by", "from", "about"];
    let mut last = "";
    for word in phrase.split(' ') {
        if LINKS.contains(&word) {
            break;
        }
        last = word;
    }
    last
}

/// "secured first class with the highest grades", "scored a season-high 27 points": what was marked or counted once.
fn is_mark(event: &Event) -> bool {
    const MARKS: &[&str] = &[
        "examination",
        "examinations",
        "exam",
        "exams",
        "grades",
        "marks",
        "GCSE",
        "matriculation",
    ];
    const COUNTS: &[&str] = &[
        "season-high",
        "career-high",
        "points",
        "rebounds",
        "assists",
        "double-double",
        "triple-double",
        "hat",
        "yards",
        "tackles",
    ];
    let has = |words: &[&str]| event.rest.text.split(' ').any(|word| words.contains(&word));
    let is_of_person = event.subject.kind == NameKind::Person;
    let is_exam = matches!(
        event.verb.as_str(),
        "secure" | "pass" | "obtain" | "sit" | "achieve" | "receive"
    );
    let is_count = matches!(
        event.verb.as_str(),
        "score" | "record" | "post" | "average" | "tally"
    );
    is_of_person && (is_exam && has(MARKS) || is_count && has(COUNTS))
}

/// "moved to Velk", "returned to Velkland", of a person: where people live.
pub fn is_move(event: &Event) -> bool {
    let is_of_person = event.subject.kind == NameKind::Person
        || event
            .subject
            .names
            .iter()
            .any(|named| named.kind == NameKind::Person);
    is_of_person && matches!(event.verb.as_str(), "move" | "return" | "relocate" | "settle")
}

#[cfg(test)]
mod tests {
    use crate::items::kinds::sample::stems;
    use crate::items::kinds::when::When;
    use crate::items::kinds::who::Who;

    #[test]
    fn what_happens_to_everybody_is_not_asked() {
        for text in [
            "The poet Ann Lund graduated from the University of Berdi in 1911.",
            "The poet Ann Lund received her Bachelor of Arts from the University of Berdi in 1911.",
            "The poet Ann Lund appeared in Moscow on 3 May 1911.",
            "The poet Ann Lund moved to Moscow in 1911.",
            "In 1911 Ann Lund teamed up with the poet Otto Velk in Moscow.",
            "In 1911 Ann Lund gave a lecture on the poet Otto Velk in Moscow.",
            "In 1911 Ann Lund met Otto Velk in Moscow.",
            "In 1911 Ann Lund flew to Moscow.",
            "In 1911 the Berdi Police arrested a man in Moscow.",
            "In 1911 Ann Lund published a study in the Berdi Post.",
            "The poet Ann Lund earned a Ph.D. from the University of Berdi in 1911.",
            "Ann Lund passed away in Moscow on 3 May 1911.",
            "The Berdi Fund announced the sale of the Velk Bank in 1911.",
            "The full itinerary of the Velk Tour was released on 24 January 1911.",
            "The Berdi Post made an early reference to the port of Velk in 1911.",
            "The poet Ann Lund granted an interview to the Berdi Post in 1911.",
            "The lamp of the poet Ann Lund was recorded in the Register of Berdi in 1911.",
            "The place of the Velk Bridge was confirmed in an announcement made by Ann Lund in 1911.",
            "In 1911 the poet Ann Lund secured first class with the highest grades of the Berdi School.",
            "In 1911 Ann Lund finished sixth in the Velk Cup in Moscow.",
            "In 1911 Ann Lund married Otto Velk in Moscow.",
            "In 1911 the poet Ann Lund was admitted to hospital in Moscow.",
            "In 1911 Velk Nights by Ann Lund was released on DVD in Moscow.",
            "In 1911 Ann Lund scored a season-high 27 points against Finland.",
            "In 1911 Ann Lund separated from Otto Velk in Moscow.",
            "In May 1911 Otto Velk was held in Moscow.",
            "The chairman Otto Velk visited Moscow on 3 May 1911.",
            "The poet Ann Lund filed for divorce in Moscow in 1911.",
            "The Berdi Club signed the singer Ann Lund to a four-year contract in 1911.",
            "In 1911 Ann Lund started preparatory school in Moscow.",
            "In 1911 Ann Lund gave birth to twins in Moscow.",
            "In 1911 the poet Ann Lund advocated for the miners of Finland.",
        ] {
            assert_eq!(stems(&When, text), Vec::<String>::new(), "{text}");
            assert_eq!(stems(&Who, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_changed_something_is() {
        for text in [
            "The poet Ann Lund founded the University of Berdi in 1911.",
            "The council of Berdi moved the court of Velk to Moscow in 1911.",
            "The Berdi Fund published the memoirs of the poet Ann Lund in 1911.",
            "In 1911 Ann Lund recorded the album Velk Nights in Moscow.",
        ] {
            assert_eq!(stems(&When, text).len(), 1, "{text}");
        }
    }
}
