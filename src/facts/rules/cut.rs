//! Words that were cut from an event, so that what is left says too little or something else.
//!
//! "Velkland declared a region" lost its "as a protectorate"; "the Velk Statute
//! enacted in 1527 banned games" took a participle for its verb.

use crate::facts::clause::Clause;
use crate::facts::frame::{Event, Voice};
use crate::facts::names::slanted::MARKS;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// What is missing from an event, if anything is.
pub fn objection(scene: &Scene<'_>, view: &View<'_>, clause: &Clause, event: &Event) -> Option<&'static str> {
    if breaks_title(scene, view, clause) {
        return Some("half a title");
    }
    if is_described(view, clause) {
        return Some("a participle that describes its noun");
    }
    if goes_on_behind_gap(view, clause) {
        return Some("a second verb");
    }
    if is_loose_subject(view, clause) {
        return Some("words that are no subject");
    }
    if breaks_off(view, clause) {
        return Some("words of the complement are cut");
    }
    if has_nearer_time(view, clause) {
        return Some("a time nearer to the subject");
    }
    if ends_in_half_a_pair(view, clause) {
        return Some("words are missing");
    }
    if is_cut_short(event) {
        return Some("words are missing");
    }
    has_lost_complement(view, clause).then_some("words of the complement are cut")
}

/// "The Velk Statute enacted in Berdi in 1527 banned games": the first verb only describes.
fn is_described(view: &View<'_>, clause: &Clause) -> bool {
    let Some(node) = view.structure.parse().nodes.get(clause.verb) else {
        return false;
    };
    let stands_alone = clause.voice == Voice::Active;
    let reads_as_agent = clause
        .rest
        .first()
        .is_some_and(|first| view.words[*first].is("by"))
        && clause.rest.len() > 1
        && view.words[clause.rest[1]].tag != Tag::Number
        && !view.words[clause.rest[1]].is_any(&["a", "about", "nearly", "more", "over"]);
    let is_participle = node.base() == "acl" || node.xpos == "VBN" && node.relation != "root";
    stands_alone
        && (is_participle && node.is_agreed || reads_as_agent && view.words[clause.verb].forms.participle)
}

/// A finite verb among the words behind the verb, where a time before it was taken out or "and" joins it.
fn goes_on_behind_gap(view: &View<'_>, clause: &Clause) -> bool {
    clause.rest.windows(2).any(|pair| {
        let (before, word) = (&view.words[pair[0]], &view.words[pair[1]]);
        let is_gap = pair[0] + 1 < pair[1] || before.is("and");
        let is_finite = matches!(word.tag, Tag::Past | Tag::Be | Tag::Have | Tag::Modal);
        let xpos = view
            .structure
            .parse()
            .nodes
            .get(pair[1])
            .map_or("", |node| node.xpos);
        is_gap && is_finite && xpos != "VBN"
    })
}

/// Verbs that are whole without an object: "the bridge opened".
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "open", "close", "die", "begin", "end", "start", "resign", "retire", "collapse", "premiere", "merge",
    "abdicate", "surrender", "marry", "divorce", "disband", "dissolve", "graduate", "return", "sink",
    "break", "explode", "erupt", "crash", "split", "secede", "fall", "revolt", "debut", "expire",
    "capitulate", "mutiny", "reopen", "finish", "meet", "occur", "happen", "step", "rise", "withdraw",
    "leave", "emigrate", "ratify", "rebel", "cease", "converge", "separate", "unite", "launch", "vote",
    "win", "intervene",
];

/// "_Once more, Velk_ won a prize", "painted _The Lamp, or Night_": italics that a comma cut in two.
fn breaks_title(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> bool {
    let Some(begin) = view.words.first().map(|word| word.span.start) else {
        return false;
    };
    let text = scene.document.text.as_str();
    // The mark that opens italics at the start of a sentence stands before its first word.
    let begin = begin - usize::from(text[..begin].ends_with(MARKS));
    let is_open = |to: usize| {
        text.get(begin..to)
            .is_some_and(|before| before.matches(MARKS).count() % 2 == 1)
    };
    let begins_inside = |at: usize| {
        let start = view.words[at].span.start;
        is_open(start) && !text[..start].ends_with(MARKS)
    };
    let ends_inside = |at: usize| {
        let end = view.words[at].span.end;
        is_open(end) && !text[end..].starts_with(['_', '*', '\'', '’'])
    };
    let starts_broken = clause.subject.first().is_some_and(|first| begins_inside(*first));
    let ends_broken = [clause.subject.last(), clause.rest.last()]
        .into_iter()
        .flatten()
        .any(|last| ends_inside(*last));
    // "called 'Velkstorms": a quotation that does not end.
    let kept = || clause.rest.iter().map(|at| &view.words[*at]);
    let opens = kept().any(|word| word.is_apart && word.text.starts_with(['\'', '‘']));
    let closes = kept().any(|word| !word.is_apart && matches!(word.text, "'" | "’"));
    let doubles = kept()
        .filter(|word| matches!(word.text, "“" | "”" | "\""))
        .count();
    starts_broken || ends_broken || opens && !closes || doubles % 2 == 1
}

/// "Designed by Ann Lund, construction began"; "the fund led by Lund, Velk, and Karsu opened", where the
/// last of a list was taken alone; "20-year-old Ann Lund", who was twenty when another thing happened.
fn is_loose_subject(view: &View<'_>, clause: &Clause) -> bool {
    let Some(&first) = clause.subject.first() else {
        return false;
    };
    let word = &view.words[first];
    let next = view.words.get(first + 1);
    let is_dangling = word.forms.participle
        && matches!(word.tag, Tag::Past | Tag::Participle)
        && next.is_some_and(|next| next.is_any(&["by", "in", "on", "at"]));
    let is_last_of_list = first > 0
        && view.words[first - 1].is("and")
        && view.words[..first].iter().any(|word| word.is("by"))
        && word.tag == Tag::Name;
    // "with Otto Lund, Bo Karsu and Ida Velk disbanded": the end of what stood behind "with".
    let is_end_of_list = first > 1
        && view.words[first - 1].is(",")
        && view.words[first - 2].tag == Tag::Name
        && clause.subject.iter().any(|at| view.words[*at].is("and"))
        && view.words[..first - 1]
            .iter()
            .rev()
            .find(|word| word.tag != Tag::Name && !word.is(","))
            .is_some_and(|word| word.is_any(&["with", "by", "including", "featuring", "like", "between"]));
    let has_age = clause
        .subject
        .iter()
        .any(|at| view.words[*at].lower.ends_with("-year-old"));
    is_dangling || is_last_of_list || is_end_of_list || has_age
}

/// "a letter inviting all", cut before "to unite"; "made by Velk beginning", before its time; "named Berdi",
/// before what it was called.
fn breaks_off(view: &View<'_>, clause: &Clause) -> bool {
    const NAMING: &[&str] = &["name", "call", "dub", "label", "title"];
    let Some(&last) = clause.rest.last() else {
        return false;
    };
    let has_ing = clause.rest.iter().any(|at| view.words[*at].tag == Tag::Ing);
    // "published Velk: A Life": half of a title.
    const TITLED: &[&str] = &[
        "publish",
        "write",
        "release",
        "direct",
        "produce",
        "co-write",
        "edit",
        "record",
        "translate",
    ];
    let is_half_title = TITLED.contains(&clause.lemma)
        && clause.voice == Voice::Active
        && view.words[last].tag == Tag::Name
        && view.words.get(last + 1).is_some_and(|next| next.is(":"));
    // "with Velk, Berdi, Karsu | and Lund entitled": a list without its end.
    let is_half_list = view.words.get(last + 1).is_some_and(|next| next.is("and"))
        && view.words.get(last + 2).is_some_and(|next| next.tag == Tag::Name)
        && view.words[last].tag == Tag::Name
        && clause.rest.iter().any(|at| view.words[*at].is(","));
    // "with Otto Velk of Berdi | and Ida Lund of Karsu": the second of two.
    let behind_name = view
        .words
        .iter()
        .skip(last + 2)
        .find(|word| word.tag != Tag::Name && !word.is_any(&["of", "the"]));
    let is_half_pair = view.words.get(last + 1).is_some_and(|next| next.is("and"))
        && view.words.get(last + 2).is_some_and(|next| next.tag == Tag::Name)
        && view.words[last].tag == Tag::Name
        && behind_name.is_none_or(|next| {
            let is_verb = matches!(next.tag, Tag::Past | Tag::Be | Tag::Have | Tag::Do | Tag::Modal);
            !(is_verb || next.tag == Tag::Present && next.forms.third)
        });
    if is_half_title || is_half_list || is_half_pair {
        return true;
    }
    let wants_more = has_ing && view.words.get(last + 1).is_some_and(|next| next.tag == Tag::To);
    let ends_in_ing = view.words[last].is_any(&["beginning", "starting", "ending"]);
    let next = view.words.get(last + 1).map_or("", |next| next.text);
    let is_half_named = NAMING.contains(&clause.lemma)
        && clause.voice == Voice::Active
        && (!matches!(next, "." | "" | "after" | "in" | "on") || clause.rest.len() < 2);
    // "climbed the tower and hung": where one went is told for what one did there.
    const MOTION: &[&str] = &[
        "go", "come", "travel", "walk", "ride", "sail", "fly", "drive", "climb", "enter", "visit", "return",
        "arrive", "march", "leave",
    ];
    let behind: Vec<&Word<'_>> = view.words[last + 1..]
        .iter()
        .filter(|word| {
            !view.times.iter().any(|time| {
                view.words[time.start..time.end]
                    .iter()
                    .any(|own| own.span == word.span)
            })
        })
        .take(2)
        .collect();
    let goes_on = MOTION.contains(&clause.lemma)
        && matches!(behind[..], [and, verb] if and.is("and") && verb.tag == Tag::Past);
    // "worked until his move on 3 May": the day is that of the move.
    let is_until = clause
        .rest
        .iter()
        .any(|at| view.words[*at].is_any(&["until", "till", "since"]));
    // "hired Otto Lund of the Velk Bakery decorated by": what is said of the name runs into it.
    let runs_on = clause.rest.windows(2).any(|pair| {
        let xpos = view
            .structure
            .parse()
            .nodes
            .get(pair[1])
            .map_or("", |node| node.xpos);
        view.words[pair[0]].tag == Tag::Name
            && pair[0] + 1 == pair[1]
            && matches!(view.words[pair[1]].tag, Tag::Past | Tag::Participle)
            && xpos == "VBN"
    });
    wants_more || ends_in_ing || is_half_named || goes_on || is_until || runs_on
}

/// "In 1911 the first lamp and, in 1913, the second were shown": the subject has a time of its own.
fn has_nearer_time(view: &View<'_>, clause: &Clause) -> bool {
    let Some(first) = clause.subject.first() else {
        return false;
    };
    let is_near = |end: usize| end == *first || end + 1 == *first && view.words[end].is(",");
    view.times
        .iter()
        .any(|time| is_near(time.end) && !clause.times.contains(time))
}

/// "set up highly-visible, yet quiet, patrols": an adjective whose noun stands behind a comma.
fn ends_in_half_a_pair(view: &View<'_>, clause: &Clause) -> bool {
    let Some(last) = clause.rest.last() else {
        return false;
    };
    let is_adjective = view
        .structure
        .parse()
        .nodes
        .get(*last)
        .is_some_and(|node| node.xpos == "JJ");
    let goes_on = view
        .words
        .get(last + 1)
        .is_some_and(|next| next.is_any(&[",", "and", "yet", "but", "or"]));
    is_adjective && goes_on && view.words[*last].tag != Tag::Name
}

/// "organised in 1911", "became a citizen in order", "died at 12:45": what belongs to the verb is not there.
fn is_cut_short(event: &Event) -> bool {
    let rest = event.rest.text.as_str();
    let is_bare = event.voice == Voice::Active && rest.is_empty() && !WHOLE.contains(&event.verb.as_str());
    let is_open = [
        "in order", "so", "such", "only", "as", "and", "to", "of", "for", "with", "by", "in", "at", "from",
        "into",
    ]
    .iter()
    .any(|last| rest == *last || rest.ends_with(&format!(" {last}")));
    // "was sent by the king": where to?
    let is_half_sent = event.verb == "send"
        && !rest
            .split(' ')
            .any(|word| matches!(word, "to" | "on" | "as" | "into"));
    // "married as her second husband": whom, the end of the sentence said.
    let is_half_married = event.verb == "marry" && event.voice == Voice::Active && rest.starts_with("as ");
    let needs_more = is_half_sent
        || is_half_married
        || event.voice == Voice::Passive && rest.is_empty() && TOLD_WITH.contains(&event.verb.as_str());
    let is_of_file = [&event.subject.text, &event.rest.text]
        .iter()
        .any(|text| text.contains('_') || text.contains(".jpg") || text.contains(".png"));
    let is_subordinate = event
        .subject
        .text
        .split(' ')
        .any(|word| matches!(word, "after" | "before" | "since"));
    if needs_more || is_of_file || is_subordinate {
        return true;
    }
    let is_dashed = [" — ", " – ", " - "].iter().any(|dash| rest.contains(dash));
    let is_headless = ["and ", "or ", ", "].iter().any(|first| rest.starts_with(first));
    is_bare || is_headless || is_open || is_dashed || rest.contains(':')
}

/// Verbs that say in the passive what of, to or as what: "was convicted" is half of it.
#[rustfmt::skip]
const TOLD_WITH: &[&str] = &[
    "convict", "sentence", "accuse", "charge", "promote", "nominate", "appoint", "award", "name", "select", "elect",
    "remove", "replace", "exchange", "fire", "re-elect", "try", "offer", "discharge", "present", "place", "apply", "assign", "transform", "honour", "honor",
    "order", "ask", "invite", "declare", "dismiss", "expel", "admit", "grant", "give", "send", "transfer", "call", "force", "allow", "use", "trade",
];

/// Verbs whose "to" says what they are about: whom one orders to do what.
#[rustfmt::skip]
const WITH_TO: &[&str] = &[
    "order", "select", "choose", "ask", "invite", "urge", "instruct", "force", "allow", "authorise",
    "authorize", "persuade", "convince", "direct", "command", "request", "require", "declare", "commission",
    "hire", "vote", "agree", "decide", "refuse", "offer", "help", "enable", "permit", "encourage", "rule",
    "use", "rise", "expand", "appoint", "nominate", "elect", "send", "seek", "try", "attempt", "begin",
    "continue", "lead", "bring", "take",
];

/// Verbs that say little without their "as": what one recognises, declares or regards something as.
#[rustfmt::skip]
const WITH_AS: &[&str] = &[
    "recognise", "recognize", "declare", "designate", "regard", "define", "describe", "classify", "treat",
    "reorganise", "reorganize", "establish", "select", "choose", "name", "use", "identify", "cite", "portray", "view",
    "credit", "hail", "depict", "characterise", "characterize", "rank", "present", "nominate",
];

/// Verbs that say of, with or for what.
#[rustfmt::skip]
const TOLD_OF: &[&str] = &[
    "convict", "accuse", "acquit", "suspect", "charge", "nominate", "elect", "appoint", "sentence", "impeach", "choose",
];

/// What opens it.
const CHARGES: &[&str] = &["of", "with", "for", "as", "to"];

/// Whether a complement of the verb follows in the sentence and is not among the words kept.
fn has_lost_complement(view: &View<'_>, clause: &Clause) -> bool {
    let Some(last) = clause.rest.iter().chain([&clause.verb]).max().copied() else {
        return false;
    };
    let behind = || {
        view.words[last + 1..]
            .iter()
            .take_while(|word| !word.is_any(&[".", ";", "and", "but", "when", "while", "after", "before"]))
    };
    let next = view.words.get(last + 1);
    // "proclaimed a state called": the name that says which one.
    let is_called = next
        .is_some_and(|next| next.is_any(&["called", "named", "titled", "entitled", "dubbed"]))
        || next.is_some_and(|next| next.is(","))
            && view
                .words
                .get(last + 2)
                .is_some_and(|next| next.is_any(&["called", "named"]))
            && clause
                .rest
                .iter()
                .any(|index| view.words[*index].is_any(&["a", "an"]));
    let is_as = WITH_AS.contains(&clause.lemma)
        && clause.voice == Voice::Active
        && !clause.rest.iter().any(|index| view.words[*index].is("as"))
        && behind().any(|word| word.is("as"));
    // "voted on 3 June, to leave": the time stands between.
    let behind_time = clause
        .times
        .iter()
        .find(|time| time.start == last + 1)
        .map(|time| {
            let comma = view.words.get(time.end).is_some_and(|word| word.is(","));
            time.end + usize::from(comma)
        });
    let next_told = behind_time.and_then(|at| view.words.get(at)).or(next);
    let is_purpose = WITH_TO.contains(&clause.lemma)
        && next_told.is_some_and(|next| next.is("to"))
        && !clause.rest.iter().any(|index| view.words[*index].is("to"));
    // "ordered Otto Velk, a member of the council, to lead": what he was to do stands behind the remark.
    let behind_remark = next.filter(|next| next.is(",")).and_then(|_| {
        let close = view.words[last + 2..].iter().position(|word| word.is(","))?;
        view.words.get(last + 3 + close)
    });
    let keeps = |forms: &[&str]| clause.rest.iter().any(|index| view.words[*index].is_any(forms));
    let is_purpose_behind = WITH_TO.contains(&clause.lemma)
        && behind_remark.is_some_and(|behind| behind.is("to"))
        && !keeps(&["to"]);
    // "convicted Otto Velk, who owned the port, of theft".
    let is_charge_behind = TOLD_OF.contains(&clause.lemma)
        && behind_remark.is_some_and(|behind| behind.is_any(CHARGES))
        && !keeps(CHARGES);
    // "became the first country to give": the first of what, its end says.
    let is_rank = next.is_some_and(|next| next.is("to"))
        && clause.rest.iter().any(|index| {
            view.words[*index].is_any(&["first", "only", "last", "youngest", "oldest", "second", "third"])
        });
    // "surveyed by the Fund covering 600 people": the clause was to be read with what follows.
    let is_ing = next.is_some_and(|next| next.tag == Tag::Ing);
    is_called
        || is_rank
        || is_as
        || is_purpose
        || is_purpose_behind
        || is_charge_behind
        || is_ing
        || lost_its_name(view, last)
}

/// "a deal with the Finnish oil company, Velkoil", "a series of stamps, Old Velk": the name behind the comma says
/// which.
fn lost_its_name(view: &View<'_>, last: usize) -> bool {
    let word = |at: usize| view.words.get(at);
    let is_name_behind = word(last + 1).is_some_and(|comma| comma.is(","))
        && word(last + 2).is_some_and(|name| name.tag == Tag::Name);
    if !is_name_behind || view.words[last].tag != Tag::Noun {
        return false;
    }
    let inside = view.words[..last].iter().rev().take(5).take_while(|word| {
        let is_inside = matches!(
            word.tag,
            Tag::Noun | Tag::Name | Tag::Participle | Tag::Determiner
        );
        is_inside || word.is("of")
    });
    let is_own = last >= 2
        && (view.words[last - 1].tag == Tag::Possessive || view.words[last - 2].tag == Tag::Possessive);
    is_own || inside.into_iter().any(|word| word.is_any(&["the", "a", "an"]))
}

#[cfg(test)]
mod tests {
    use crate::facts::rules::event::DatedEvent;
    use crate::facts::rules::sample::{statements, statements_of_page};

    fn told(text: &str) -> Vec<String> {
        statements(&DatedEvent, text)
    }

    #[test]
    fn leaves_clauses_that_lost_a_word() {
        for text in [
            "In 1911 Finland recognised the Velk languages as having official standing.",
            "The Velk Statute enacted in Finland in 1527 banned several ball games of Berdi.",
            "In 1206 a Danish army led by king Otto Velk and Andreas landed in Finland.",
            "On 1 March 1420 Anna Lund issued a letter to the Velk Fund inviting all Danes to join a war against Berdi, Moscow, and other towns.",
            "In 1899 the scholar Otto Lund named Velk, Finland the \"Berdi capital of Denmark\".",
            "Anna Lund led the Velk Fund until its move to Moscow on 3 May 1911.",
            "Designed by the architect Otto Lund, construction of the Velk Bridge began in 1911.",
            "In 1911 the 20-year-old singer Anna Lund joined the Velk Opera.",
            "In 1911 Anna Lund published Velk Nights: A Life of Berdi.",
            "Anna Lund was sent by the Berdi Fund in 1911.",
            "Anna Lund was fired in 1911.",
            "Anna Lund was dismissed in 1911.",
            "In 1911 Anna Lund sent the miner Otto Karsu.",
            "Anna Lund married as her second husband in 1911.",
            "Finland voted on 3 May 1911, to leave the Berdi Union.",
            "In 1911 the council of Berdi convicted Otto Velk, the owner of the Velk Fund, of theft.",
        ] {
            assert!(told(text).is_empty(), "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn tells_the_deed_and_not_the_way_to_it() {
        assert_eq!(
            told("In 1911 Anna Lund visited the port of Berdi and opened the Velk Fund."),
            ["Anna Lund opened the Velk Fund in 1911."]
        );
    }

    #[test]
    fn leaves_half_a_title_alone() {
        let half = "In 1911, _Once more, velk berdi nights_ won the Berdi Prize of Finland.";
        assert!(statements_of_page(&DatedEvent, half).is_empty());
        let opening = "_The Velk Nights_ won the Berdi Prize of Finland in 1911.";
        assert_eq!(statements_of_page(&DatedEvent, opening).len(), 1);
        let whole = "In 1911 Anna Lund published _Velk Nights_ in Moscow.";
        assert_eq!(statements_of_page(&DatedEvent, whole).len(), 1);
    }

    #[test]
    fn keeps_clauses_that_are_whole() {
        for text in [
            "In 1911 Finland declared the town of Berdi a free port.",
            "The port of Velk opened in 1911.",
            "Anna Lund was sent to Moscow by the Berdi Fund in 1911.",
            "In 1911 the council of Berdi ordered the Velk Fund to close its schools.",
        ] {
            assert_eq!(told(text).len(), 1, "{text}");
        }
    }
}
