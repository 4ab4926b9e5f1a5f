//! T01: who did what is done once by one person.

use super::agent;
use super::pinned::made;
use super::worth::is_small;
use super::{Answer, Question, QuestionType};
use crate::facts::classes::own_class;
use crate::facts::frame::{Event, Frame, NameKind, Named, Voice};
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::{ask, join, subject_question, time_tail, timed};
use crate::language::inflect;
use crate::lexicon::{Lexicon, Role};

/// Asks for the person who did it.
pub struct Who;

impl QuestionType for Who {
    fn kind(&self) -> Kind {
        Kind::Who
    }

    fn write(&self, found: &Found, _findings: &Findings) -> Vec<Question> {
        let Frame::Event(event) = &found.frame else {
            return Vec::new();
        };
        if is_small(event) {
            return Vec::new();
        }
        // "Who published": the author, or the house?
        let is_by_person = event.subject.kind == NameKind::Person || event.voice == Voice::Passive;
        if event.verb == "publish" && is_by_person {
            return Vec::new();
        }
        if let Some(question) = by_agent(event).or_else(|| agent::doer(event)) {
            return vec![question];
        }
        if let Some(question) = which_country(event)
            .or_else(|| two_countries(event))
            .or_else(|| together(event))
        {
            return vec![question];
        }
        if let Some(question) = which_body(event) {
            return vec![question];
        }
        if let Some(question) = what_it_was(event) {
            return vec![question];
        }
        let person = one_person(event);
        let is_told = !event.rest.names.is_empty() && (is_of_one(event) || is_chosen(event));
        let leans_on_subject = leans(&event.rest.text);
        let Some(person) = person.filter(|_| is_told) else {
            return Vec::new();
        };
        if leans_on_subject || is_of_many(event) || is_half(event) {
            return Vec::new();
        }
        let rest = timed(&event.rest.text, event);
        vec![Question {
            stem: ask(&subject_question("who", event, &rest, false)),
            key: person.to_owned(),
            accept: Vec::new(),
            answer: Answer::Name(NameKind::Person),
            part: "who",
            bonus: 20,
        }]
    }
}

/// "Ann Lund", "the miner Ann Lund", "President Ann Lund": the name of the one person who is the subject.
fn one_person(event: &Event) -> Option<&str> {
    const TITLES: &[&str] = &[
        "President",
        "Incumbent",
        "Minister",
        "Prime",
        "Senator",
        "Governor",
        "General",
        "Colonel",
        "Captain",
        "Professor",
        "Dr",
        "Dr.",
        "Sir",
        "Major",
        "Admiral",
        "Chancellor",
        "Mayor",
        "Commander",
    ];
    let [named] = &event.subject.names[..] else {
        return None;
    };
    let before = event.subject.text.strip_suffix(&named.text)?;
    let is_role = |word: &str| {
        TITLES.contains(&word) || word == "the" || Lexicon::shipped().role(word) == Some(Role::Calling)
    };
    let is_known_as = before.is_empty()
        || named.text.contains(' ')
            && before.split_whitespace().count() < 5
            && before.split_whitespace().all(is_role);
    // "was sworn in as constitutional President": of what, only the title before the name told.
    let is_office = matches!(
        event.verb.as_str(),
        "swear" | "inaugurate" | "appoint" | "elect" | "install" | "proclaim" | "become" | "name"
    );
    let is_pinned = before.is_empty()
        || !is_office
        || event.rest.names.iter().any(|named| {
            named.text.contains(' ') || !matches!(named.kind, NameKind::Other | NameKind::People)
        });
    (event.subject.kind == NameKind::Person && is_known_as && is_pinned).then_some(&named.text)
}

/// "Berdi was the capital of Velkland from 1911 to 1913": which city was.
fn what_it_was(event: &Event) -> Option<Question> {
    let [named] = &event.subject.names[..] else {
        return None;
    };
    let who = match named.kind {
        NameKind::Person => "who",
        NameKind::City => "which city",
        NameKind::Country => "which country",
        _ => return None,
    };
    let is_whole = event.subject.text.trim_start_matches("the ") == named.text;
    let is_seat = event.voice == Voice::Active
        && event.verb == "become"
        && named.kind == NameKind::City
        && event.rest.text.starts_with("the capital of ");
    let is_one =
        (event.voice == Voice::Copula || is_seat) && event.rest.text.starts_with("the ") && event.is_dated();
    if !is_whole || !is_one || event.rest.names.is_empty() || leans(&event.rest.text) {
        return None;
    }
    let rest = timed(&event.rest.text, event);
    Some(Question {
        stem: ask(&subject_question(who, event, &rest, false)),
        key: named.text.clone(),
        accept: Vec::new(),
        answer: Answer::Name(named.kind),
        part: "who",
        bonus: 20,
    })
}

/// Whether one person did it: the verb says so, or a day and a name, or a date and two names.
fn is_of_one(event: &Event) -> bool {
    const OF_MANY: &[&str] = &[
        "visit",
        "enrol",
        "enroll",
        "exhibit",
        "take",
        "participate",
        "compete",
        "demonstrate",
        "apply",
        "qualify",
        "volunteer",
        "perform",
        "appear",
        "settle",
        "emigrate",
        "immigrate",
        "enlist",
        "march",
        "protest",
        "donate",
        "contribute",
        "arrive",
        "return",
        "travel",
        "attend",
        "join",
        "move",
        "receive",
        "meet",
        "leave",
        "enter",
        "flee",
        "bear",
        "die",
        "marry",
        "study",
        "graduate",
        "work",
        "live",
        "vote",
        "sign",
        "support",
        "oppose",
        "serve",
        "buy",
        "complete",
        "occupy",
        "win",
        "score",
        "play",
        "face",
        "introduce",
        "begin",
        "perform",
        "appear",
        "speak",
        "sing",
        "depart",
        "commission",
        "seek",
        "announce",
        "criticise",
        "criticize",
        "praise",
        "endorse",
        "lose",
        "step",
        "star",
        "advocate",
        "campaign",
        "argue",
        "involve",
        "observe",
        "see",
        "record",
    ];
    // "became involved in opposition": so did many.
    let is_involved = event.rest.text.split(' ').take(2).any(|word| word == "involved");
    let is_of_many = OF_MANY.contains(&event.verb.as_str()) || is_involved;
    // "published a biography of Otto Velk", "scored 23 points": others may have done the same.
    let is_any = ["a ", "an ", "his ", "her "]
        .iter()
        .any(|any| event.rest.text.starts_with(any))
        || event.rest.text.starts_with(|first: char| first.is_ascii_digit());
    let has_day = event.when.is_some_and(|when| when.day.is_some());
    let has_names = event.rest.names.len() > 1 && event.when.is_some();
    let is_pinned = !is_of_many && !is_any && (has_day || has_names);
    event.voice == Voice::Active && (event.is_unique && !is_any || is_pinned) || made(event).is_some()
}

/// "was sworn in as President of Berdiland in 1911": one person was.
fn is_chosen(event: &Event) -> bool {
    const CHOSEN: &[&str] = &[
        "inaugurate",
        "swear",
        "crown",
        "enthrone",
        "appoint",
        "elect",
        "install",
        "proclaim",
    ];
    let as_one =
        event.rest.text.starts_with("as ") || event.rest.text.contains(" as ") || event.verb == "elect";
    let is_any = ["as a ", "as an ", "a ", "an ", "to "]
        .iter()
        .any(|any| event.rest.text.starts_with(any));
    // Members and fellows are elected by the dozen.
    const OF_MANY: &[&str] = &[
        "member",
        "members",
        "fellow",
        "fellows",
        "academy",
        "senator",
        "deputy",
        "councillor",
        "councilman",
        "hall",
        "society",
        "representative",
        "delegate",
        "posthumously",
        "mp",
        "alderman",
        "cardinal",
        "bishop",
    ];
    let is_of_many = event
        .rest
        .text
        .split(' ')
        .take_while(|word| !matches!(*word, "of" | "for" | "in" | "at"))
        .any(|word| OF_MANY.contains(&word.to_lowercase().as_str()))
        || event.rest.text.contains("to the ");
    !is_of_many
        && event.voice == Voice::Passive
        && event.when.is_some()
        && CHOSEN.contains(&event.verb.as_str())
        && as_one
        && !is_any
}

/// "was invented by Ann Lund": who invented it.
fn by_agent(event: &Event) -> Option<Question> {
    let rest = event.rest.text.strip_prefix("by ")?;
    let agent = event
        .rest
        .names
        .iter()
        .find(|named| named.kind == NameKind::Person)?;
    // "by the Danish chemist Ann Lund": the words on who she is go, but nobody else may stand there.
    let (before, after) = rest.split_once(agent.text.as_str())?;
    // "toppled by a rebellion led by Ann Lund": the rebellion did it.
    let is_through = before
        .split(' ')
        .any(|word| matches!(word, "by" | "of" | "under" | "with"));
    if is_through
        || before.split_whitespace().count() > 4
        || before.contains(" and ")
        || before.contains([',', '\''])
    {
        return None;
    }
    let goes_on = after.trim_start().starts_with("and ") || after.starts_with(',') || after.starts_with('\'');
    if event.voice != Voice::Passive || !event.is_unique || goes_on || leans(&event.subject.text) {
        return None;
    }
    let verb = join(&[&event.adverb, &inflect::past(&event.verb)]);
    Some(Question {
        stem: ask(&join(&[
            "who",
            &verb,
            &event.subject.text,
            after,
            &time_tail(event),
        ])),
        key: agent.text.clone(),
        accept: Vec::new(),
        answer: Answer::Name(NameKind::Person),
        part: "who",
        bonus: 20,
    })
}

/// "Berdiland declared war on 3 May 1911": which country did.
fn which_country(event: &Event) -> Option<Question> {
    let is_country = event.subject.kind == NameKind::Country
        && event.subject.names.len() == 1
        && event.subject.names[0].text == event.subject.text.trim_start_matches("the ");
    // "became a member" is true of many; "declared independence" names its day.
    let is_one = (event.is_unique && event.rest.text.starts_with("the ")) || event.verb == "declare";
    let tells =
        is_one && !event.rest.names.is_empty() && event.when.is_some() && event.voice == Voice::Active;
    if !is_country || !tells || leans(&event.rest.text) {
        return None;
    }
    Some(Question {
        stem: ask(&subject_question(
            "which country",
            event,
            &timed(&event.rest.text, event),
            false,
        )),
        key: event.subject.names[0].text.clone(),
        accept: Vec::new(),
        answer: Answer::Name(NameKind::Country),
        part: "who",
        bonus: 0,
    })
}

/// "Berdiland and Velkland signed the Treaty of Karsu in 1911": which two countries did.
fn two_countries(event: &Event) -> Option<Question> {
    let [one, other] = &event.subject.names[..] else {
        return None;
    };
    let bare = |text: &str| text.trim_start_matches("the ").to_owned();
    let key = event.subject.text.clone();
    let are_two = one.kind == NameKind::Country
        && other.kind == NameKind::Country
        && key
            .split_once(" and ")
            .is_some_and(|(first, last)| bare(first) == one.text && bare(last) == other.text);
    let is_treaty = matches!(event.verb.as_str(), "sign" | "conclude")
        && event.rest.names.len() == 1
        && event.rest.text == format!("the {}", event.rest.names[0].text);
    if !are_two || !is_treaty || event.voice != Voice::Active || event.when.is_none() {
        return None;
    }
    let rest = timed(&event.rest.text, event);
    Some(Question {
        stem: ask(&subject_question("which two countries", event, &rest, true)),
        key,
        accept: Vec::new(),
        answer: Answer::Words,
        part: "who",
        bonus: 20,
    })
}

/// "The Velk Company bought the Berdi Bank in 1911": which company did.
fn which_body(event: &Event) -> Option<Question> {
    let [named] = &event.subject.names[..] else {
        return None;
    };
    let class = match named.kind {
        NameKind::Party => "party",
        NameKind::Organisation | NameKind::Other => own_class(&named.text)?,
        _ => return None,
    };
    let is_whole = event.subject.text.trim_start_matches("the ") == named.text;
    let is_any = ["a ", "an ", "its "]
        .iter()
        .any(|any| event.rest.text.starts_with(any));
    let is_one = event.is_unique && !is_any && !event.rest.names.is_empty() || made(event).is_some();
    let tells = event.voice == Voice::Active && event.when.is_some();
    if !is_whole || !is_one || !tells || leans(&event.rest.text) || is_half(event) || is_of_many(event) {
        return None;
    }
    let rest = timed(&event.rest.text, event);
    Some(Question {
        stem: ask(&subject_question(&format!("which {class}"), event, &rest, false)),
        key: named.text.clone(),
        accept: Vec::new(),
        answer: Answer::Words,
        part: "who",
        bonus: 0,
    })
}

/// "Ann Lund and Otto Velk founded": the second, together with the first.
fn together(event: &Event) -> Option<Question> {
    let [one, other] = &event.subject.names[..] else {
        return None;
    };
    let are_two = event.subject.text == format!("{} and {}", one.text, other.text)
        && is_full_person(one)
        && is_full_person(other);
    let tells =
        event.voice == Voice::Active && (event.is_unique || event.rest.text.starts_with("that they "));
    if !are_two || !tells || event.rest.names.is_empty() {
        return None;
    }
    let rest = timed(&event.rest.text, event);
    let rest = match event.rest.text.strip_prefix("that ") {
        Some(_) => join(&[&time_tail(event), &event.rest.text]),
        None => rest,
    };
    let stem = format!(
        "together with {}, {}",
        one.text,
        subject_question("who", event, &rest, false)
    );
    Some(Question {
        stem: ask(&stem),
        key: other.text.clone(),
        accept: Vec::new(),
        // Who works together is alike in more than the document tells: no sure and tempting others.
        answer: Answer::Words,
        part: "who",
        bonus: 20,
    })
}

/// Two words at least, and nothing known that speaks against a person.
fn is_full_person(named: &Named) -> bool {
    named.text.contains(' ') && matches!(named.kind, NameKind::Person | NameKind::Other)
}

/// Whether others may have done the same that year: "became a citizen of", "won the Berdi Prize".
fn is_of_many(event: &Event) -> bool {
    let rest = &event.rest.text;
    let becomes_one = event.verb == "become"
        && ["a ", "an ", "one of ", "part of "]
            .iter()
            .any(|any| rest.starts_with(any));
    let is_prize = ["Prize", "Award", "Medal", "medal"]
        .iter()
        .any(|prize| rest.contains(prize));
    // A battle is won by a commander, by an army and by a country: each is a right answer.
    let is_fight = ["battle", "war", "siege", "campaign"].iter().any(|fight| {
        rest.to_lowercase()
            .split(|c: char| !c.is_alphabetic())
            .any(|word| word == *fight)
    });
    becomes_one || event.verb == "win" && (is_prize || is_fight)
}

/// Whether others did it too and the stem names none of them: "co-founded the Berdi Fund".
fn is_half(event: &Event) -> bool {
    const TOGETHER: &[&str] = &[" with ", " alongside "];
    let is_joint = event.verb.starts_with("co-") || matches!(event.verb.as_str(), "collaborate" | "cofound");
    is_joint && !TOGETHER.iter().any(|with| event.rest.text.contains(with))
}

/// Whether words need the subject they were taken from.
pub(super) fn leans(text: &str) -> bool {
    [" his ", " her ", " their ", " its "]
        .iter()
        .any(|word| format!(" {text} ").contains(word))
}

#[cfg(test)]
mod tests {
    use super::{by_agent, is_of_many, together};
    use crate::facts::frame::{Event, NameKind, Named, Phrase, Voice};

    fn phrase(text: &str, persons: &[&str]) -> Phrase {
        Phrase {
            text: text.to_owned(),
            kind: NameKind::Other,
            is_plural: persons.len() > 1,
            names: persons
                .iter()
                .map(|person| Named {
                    text: (*person).to_owned(),
                    kind: NameKind::Person,
                })
                .collect(),
        }
    }

    fn event(subject: Phrase, voice: Voice, rest: Phrase) -> Event {
        Event {
            subject,
            verb: "invent".to_owned(),
            adverb: String::new(),
            voice,
            rest,
            when: "1911".parse().ok(),
            is_unique: true,
            place: None,
            parts: Vec::new(),
            era: String::new(),
            as_of: None,
            note: String::new(),
        }
    }

    #[test]
    fn an_inventor_is_asked_without_what_he_is() {
        let told = event(
            phrase("the Berdi lamp", &[]),
            Voice::Passive,
            phrase("by the Danish chemist Ann Lund", &["Ann Lund"]),
        );
        let question = by_agent(&told).unwrap();
        assert_eq!(question.stem, "Who invented the Berdi lamp in 1911?");
        assert_eq!(question.key, "Ann Lund");
        let two = phrase("by Otto Velk and Ann Lund", &["Otto Velk", "Ann Lund"]);
        assert!(by_agent(&event(phrase("the Berdi lamp", &[]), Voice::Passive, two)).is_none());
    }

    #[test]
    fn what_a_person_is_may_stand_before_the_name() {
        use crate::items::kinds::sample::stems;
        for subject in ["President Ann Lund", "The chemist Ann Lund"] {
            let told = format!("{subject} founded the Velk Society in 1911.");
            assert_eq!(
                stems(&super::Who, &told),
                ["Who founded the Velk Society in 1911? Ann Lund"],
                "{subject}"
            );
        }
    }

    #[test]
    fn an_office_of_nothing_is_not_asked_for_its_holder() {
        use crate::items::kinds::sample::stems;
        let told = "General Ann Lund was sworn in as constitutional President on 3 May 1911.";
        assert_eq!(stems(&super::Who, told), Vec::<String>::new());
    }

    #[test]
    fn two_countries_that_sign_a_treaty_are_asked_as_two() {
        use crate::items::kinds::sample::stems;
        assert_eq!(
            stems(
                &super::Who,
                "Finland and Sweden signed the Treaty of Velk in 1911."
            ),
            ["Which two countries signed the Treaty of Velk in 1911? Finland and Sweden"]
        );
        let any = "Finland and Sweden signed a treaty on the Velk River in 1911.";
        assert_eq!(stems(&super::Who, any), Vec::<String>::new());
    }

    #[test]
    fn who_published_may_be_author_or_house() {
        use crate::items::kinds::sample::stems;
        let told = |verb: &str| format!("In 1911 Ann Lund {verb} Velkora, a game of Berdi.");
        assert_eq!(stems(&super::Who, &told("published")), Vec::<String>::new());
        assert_eq!(stems(&super::Who, &told("released")).len(), 1);
    }

    #[test]
    fn what_many_may_become_has_no_one_person() {
        let told = |verb: &str, rest: &str| Event {
            verb: verb.to_owned(),
            ..event(
                phrase("Ann Lund", &["Ann Lund"]),
                Voice::Active,
                phrase(rest, &[]),
            )
        };
        assert!(is_of_many(&told("become", "a citizen of Berdi")));
        assert!(is_of_many(&told("win", "the Berdi Prize")));
        assert!(is_of_many(&told("win", "the Battle of Berdi")));
        assert!(!is_of_many(&told("become", "the mayor of Berdi")));
        assert!(!is_of_many(&told("win", "the election in Berdi")));
    }

    #[test]
    fn a_day_and_a_name_or_an_office_make_it_one_person() {
        let told = |verb: &str, voice: Voice, rest: &str, when: &str| Event {
            verb: verb.to_owned(),
            when: when.parse().ok(),
            is_unique: false,
            ..event(phrase("Ann Lund", &["Ann Lund"]), voice, phrase(rest, &["Berdi"]))
        };
        assert!(super::is_of_one(&told(
            "surrender",
            Voice::Active,
            "the fort of Berdi",
            "1911-05-03"
        )));
        assert!(!super::is_of_one(&told(
            "surrender",
            Voice::Active,
            "the fort of Berdi",
            "1911"
        )));
        assert!(!super::is_of_one(&told(
            "visit",
            Voice::Active,
            "Berdi",
            "1911-05-03"
        )));
        assert!(super::is_chosen(&told(
            "swear",
            Voice::Passive,
            "in as mayor of Berdi",
            "1911"
        )));
        assert!(!super::is_chosen(&told(
            "elect",
            Voice::Passive,
            "a member of the Berdi Society",
            "1911"
        )));
    }

    #[test]
    fn one_of_two_is_asked_with_the_other() {
        let two = phrase("Ann Lund and Otto Velk", &["Ann Lund", "Otto Velk"]);
        let lamp = phrase("the Berdi lamp", &["Berdi"]);
        let question = together(&event(two, Voice::Active, lamp.clone())).unwrap();
        assert_eq!(
            question.stem,
            "Together with Ann Lund, who invented the Berdi lamp in 1911?"
        );
        assert_eq!(question.key, "Otto Velk");
        let three = phrase(
            "Ann Lund, Ida Berg and Otto Velk",
            &["Ann Lund", "Ida Berg", "Otto Velk"],
        );
        assert!(together(&event(three, Voice::Active, lamp)).is_none());
    }
}
