//! L10: the verb of a question has the form its auxiliary asks for.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::Marks;

/// Past forms that are not also the plain form of a verb; sorted.
#[rustfmt::skip]
const PASTS: &[&str] = &[
    "became", "began", "broke", "brought", "built", "came", "chose", "drew", "fell", "fought", "gave",
    "grew", "held", "kept", "knew", "lost", "made", "met", "paid", "ran", "rose", "said", "sent", "spoke",
    "stood", "taken", "taught", "thought", "threw", "told", "took", "went", "won", "wrote",
];
/// Of these, the ones that never follow `was`.
#[rustfmt::skip]
const NEVER_PARTICIPLE: &[&str] = &[
    "became", "began", "broke", "came", "chose", "drew", "fell", "gave", "grew", "knew", "ran", "rose",
    "spoke", "threw", "took", "went", "wrote",
];
/// Plain forms that stand in questions of history and politics; sorted.
#[rustfmt::skip]
const PLAIN: &[&str] = &[
    "abandon", "abolish", "accept", "account", "accuse", "achieve", "acquire", "act", "add", "adopt",
    "advise", "agree", "aim", "allow", "amend", "announce", "appear", "apply", "appoint", "approve",
    "argue", "arrest", "arrive", "ask", "attack", "attend", "back", "ban", "be", "bear", "become", "begin",
    "believe", "belong", "blame", "block", "border", "break", "bring", "build", "buy", "call", "cancel",
    "carry", "cast", "cause", "celebrate", "chair", "challenge", "change", "charge", "choose", "cite",
    "claim", "close", "coin", "collapse", "collect", "come", "command", "compare", "compete", "complete",
    "comprise", "concern", "conclude", "condemn", "conduct", "conquer", "consider", "consist", "contain",
    "contest", "continue", "control", "convene", "cost", "count", "cover", "create", "credit", "criticise",
    "cross", "cut", "date", "decide", "declare", "declassify", "decline", "defeat", "defend", "demand",
    "deny", "describe", "develop", "die", "differ", "direct", "discover", "dismiss", "dissolve", "divide",
    "do", "draft", "draw", "drop", "earn", "elect", "employ", "enact", "end", "enter", "establish",
    "estimate", "exceed", "exist", "expand", "expel", "expire", "explain", "extend", "face", "fail", "fall",
    "fight", "file", "find", "finish", "fix", "fly", "follow", "forbid", "force", "form", "found", "gain",
    "gather", "get", "give", "go", "govern", "grant", "grow", "guarantee", "happen", "have", "head", "help",
    "hold", "host", "include", "increase", "inherit", "initiate", "introduce", "invade", "invite", "issue",
    "join", "keep", "kill", "know", "lack", "last", "launch", "lay", "lead", "leave", "let", "lie", "lift",
    "list", "live", "lose", "lower", "make", "mark", "marry", "mean", "meet", "mention", "merge", "move",
    "name", "need", "nominate", "number", "observe", "occupy", "occur", "offer", "open", "operate",
    "oppose", "order", "organise", "organize", "outlaw", "overthrow", "own", "participate", "pass", "pay",
    "permit", "place", "plan", "play", "pledge", "practise", "precede", "prepare", "present", "preside",
    "produce", "prohibit", "promise", "promote", "propose", "protect", "prove", "provide", "publish", "put",
    "raise", "rank", "ratify", "reach", "read", "receive", "recognise", "recognize", "record", "recover",
    "reduce", "refer", "reform", "refuse", "register", "regulate", "reign", "reject", "release", "remain",
    "remove", "rename", "renounce", "repeal", "replace", "report", "represent", "require", "resign",
    "resist", "result", "resume", "retain", "retire", "return", "reveal", "revolt", "rise", "rule", "run",
    "say", "seat", "secede", "see", "seek", "seize", "sell", "send", "separate", "serve", "set", "settle",
    "share", "show", "shrink", "sign", "sink", "sit", "speak", "spend", "split", "sponsor", "stage",
    "stand", "start", "state", "stay", "stop", "study", "submit", "succeed", "suffer", "support",
    "surrender", "suspend", "swear", "take", "teach", "tell", "think", "total", "trade", "train",
    "transfer", "travel", "treat", "trigger", "turn", "undergo", "unite", "use", "vest", "veto", "visit",
    "vote", "want", "warn", "win", "withdraw", "work", "write",
];

/// See the file's first line.
pub struct VerbForms;

impl Check for VerbForms {
    fn id(&self) -> &'static str {
        "L10"
    }

    fn rule(&self) -> &'static str {
        "one auxiliary a question, and the plain form after did"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !context.is_english || !item.item.stem.trim_end().ends_with('?') {
            return Vec::new();
        }
        let what = doubled_auxiliary(item)
            .or_else(|| past_after_did(item))
            .or_else(|| missing_auxiliary(item))
            .or_else(|| doubled_preposition(item));
        what.map_or_else(Vec::new, |what| block("L10", what))
    }
}

/// `president for from 2014`, `a member of in 1911`: what stood between was lost.
fn doubled_preposition(item: &Anatomy<'_>) -> Option<String> {
    const FIRST: &[&str] = &["of", "for", "with", "by", "at"];
    const SECOND: &[&str] = &["of", "from", "in", "at", "by", "with", "on", "for"];
    let at = (0..item.stem.len().saturating_sub(1)).find(|&at| {
        !item.stem[at].quoted
            && item.gap_after(at) == " "
            && FIRST.contains(&item.lower(at))
            && SECOND.contains(&item.lower(at + 1))
            // `What share was Velk credited with in 1911`: the word asked for stood there.
            && ["In ", "On ", "Who "].iter().any(|opening| item.item.stem.starts_with(opening))
    })?;
    Some(format!(
        "`{} {}` lost what stood between",
        item.lower(at),
        item.lower(at + 1)
    ))
}

/// `did was`, `was did`, `is was`, `was became`.
fn doubled_auxiliary(item: &Anatomy<'_>) -> Option<String> {
    let finite = |at: usize| {
        let word = item.lower(at);
        item.marks_at(at)
            .has(Marks::DO.and(Marks::BE).and(Marks::HAVE).and(Marks::MODAL))
            && !matches!(word, "be" | "been" | "being" | "have" | "do")
    };
    let clash = (0..item.stem.len().saturating_sub(1)).find(|&at| {
        !item.stem[at].quoted
            && finite(at)
            && item.gap_after(at) == " "
            && (finite(at + 1) || item.marks_at(at).has(Marks::BE) && NEVER_PARTICIPLE.contains(&item.lower(at + 1)))
            // `what the law is is unclear` and `what was had` do not occur in questions; `who is will` might be a name.
            && !item.stem[at + 1].is_capital()
    })?;
    Some(format!(
        "`{} {}` are two verbs where one belongs",
        item.stem[clash].text,
        item.stem[clash + 1].text
    ))
}

/// The first verb after `did` in a form other than the plain one: `did … founded`, `did … was`.
fn past_after_did(item: &Anatomy<'_>) -> Option<String> {
    let (did, _) = item.find(Marks::DO)?;
    let clause = |at: &usize| !item.marks_at(*at).has(Marks::CLAUSE) || *at == did + 1;
    let own_clause: Vec<usize> = (did + 1..item.stem.len()).take_while(clause).collect();
    let plain = |at: &usize| is_plain(item.lower(*at)) && !item.stem[*at].is_capital();
    let wrong = own_clause
        .iter()
        .copied()
        .find(|&at| is_wrong_form(item, did, at))?;
    let has_plain_before = own_clause.iter().take_while(|at| **at < wrong).any(plain);
    // A participle may stand inside the subject: `did the party founded by Ulu win`.
    let has_plain_after = (wrong + 1..item.stem.len()).any(|at| plain(&at));
    let is_auxiliary = item.marks_at(wrong).has(Marks::BE.and(Marks::HAVE));
    if has_plain_before || has_plain_after && !is_auxiliary {
        return None;
    }
    Some(format!(
        "`{} … {}` wants the plain form of the verb",
        item.stem[did].text, item.stem[wrong].text
    ))
}

pub(super) fn is_plain(word: &str) -> bool {
    PLAIN.binary_search(&word).is_ok()
}

fn is_wrong_form(item: &Anatomy<'_>, did: usize, at: usize) -> bool {
    let word = &item.stem[at];
    let lower = word.lower.as_ref();
    if word.quoted || word.is_capital() || at == did + 1 && word.marks.has(Marks::ARTICLE) {
        return false;
    }
    if matches!(lower, "was" | "were" | "is" | "are" | "had" | "has" | "been")
        || PASTS.binary_search(&lower).is_ok()
    {
        return true;
    }
    let regular = lower.len() > 4 && lower.ends_with("ed") && !lower.ends_with("eed") && !lower.contains('-');
    // Before a noun it is an adjective: `the elected president`.
    let describes = item.marks_at(at.saturating_sub(1)).has(Marks::ARTICLE)
        && item
            .stem
            .get(at + 1)
            .is_some_and(|next| !next.marks.has(Marks::FUNCTION));
    regular && !describes
}

/// `In which year Aksu adopted …?` and `When Dina Ospanova founded …?`
fn missing_auxiliary(item: &Anatomy<'_>) -> Option<String> {
    let fronted = match item.lower(0) {
        "when" | "where" | "why" => true,
        "in" | "on" | "at" | "by" | "from" | "under" => matches!(item.lower(1), "which" | "what"),
        _ => false,
    };
    let auxiliaries = Marks::DO.and(Marks::BE).and(Marks::HAVE).and(Marks::MODAL);
    (fronted && !item.marks.has(auxiliaries))
        .then(|| "the question has no did, was or other auxiliary".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{PASTS, PLAIN};
    use crate::items::lint::sample::{blocks, card, passes};

    #[test]
    fn the_lists_are_sorted() {
        assert!(
            PLAIN.windows(2).all(|pair| pair[0] < pair[1]),
            "{:?}",
            PLAIN.windows(2).find(|pair| pair[0] >= pair[1])
        );
        assert!(PASTS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn finds_wrong_verbs() {
        for stem in [
            "When did the Steppe Voice party was founded?",
            "In which year did Dina Ospanova founded the Ulu party?",
            "Which party did Dina Ospanova won with in 2018?",
            "In which year Dina Ospanova founded the Ulu party?",
            "When Dina Ospanova joined the Ulu party?",
            "Who was became president of Sary-Orda in 2016?",
            "Which law did was adopted by Sary-Orda in 2016?",
        ] {
            blocks("L10", &card(stem, "2018"));
        }
    }

    #[test]
    fn leaves_right_verbs_alone() {
        for stem in [
            "When was the Steppe Voice party founded?",
            "In which year did the party founded by Dina Ospanova win a seat?",
            "In which year did the flood remembered as the Great Water begin?",
            "Which party did Dina Ospanova found in 2018?",
            "In which year did voters say that the law was wrong in Sary-Orda?",
            "To which office was Asan Berdiev elected in 2016?",
            "Which law did the elected president of Sary-Orda sign in 2016?",
            "How many seats did Ulu win in the election held in 2018?",
            "Who has been president of Sary-Orda since 2016?",
        ] {
            passes("L10", &card(stem, "2018"));
        }
    }
}
