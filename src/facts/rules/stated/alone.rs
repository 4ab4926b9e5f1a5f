//! Whether the words of a sentence point at nothing outside it, and tell in their own voice what is so.

use super::full::Edit;
use super::{LONGEST, SHORTEST, is_in_name};
use crate::facts::assertion;
use crate::facts::scene::{Scene, View};
use crate::facts::time::TimeValue;
use crate::language::{Tag, Word};

/// Words that point at another sentence, or at the day of writing.
#[rustfmt::skip]
const POINTERS: &[&str] = &[
    "this", "these", "those", "another", "other", "others", "both", "same", "latter", "respectively", "there", "here",
    "also", "however", "thus", "therefore", "hence", "meanwhile", "instead", "again", "too", "still", "already", "next",
    "previous", "previously", "following", "subsequent", "soon", "afterwards", "afterward", "thereafter",
    "consequently", "accordingly", "additional", "additionally", "further", "furthermore", "moreover", "nevertheless",
    "nonetheless", "similarly", "similar", "likewise", "otherwise", "indeed", "instance", "example", "recent",
    "recently", "current", "currently", "today", "now", "nowadays", "ago", "yet", "aforementioned", "above", "below",
    "own", "ones", "either", "neither", "else", "apart", "besides", "simultaneously", "lately", "presently", "ongoing",
    "upcoming", "so-called", "thereby", "therein", "thereof", "whereupon", "equally", "alternatively", "respective",
    "corresponding", "said", "such", "remaining", "concurrently", "newly", "namely", "i.e.", "e.g.", "etc", "etc.",
    "counterpart", "counterparts", "shortly", "elsewhere", "coincidentally", "latest", "resulting", "entire", "whole",
    "it", "they", "them", "themselves", "itself", "one", "everyone", "someone", "anyone", "something", "anything",
    "everything", "nothing", "ours", "theirs", "hers",
];

/// Words of what is not so, or not yet, or only meant.
#[rustfmt::skip]
const UNREAL: &[&str] = &[
    "would", "could", "should", "might", "may", "must", "will", "shall", "wo", "planned", "plans", "plan", "expected",
    "proposed", "intended", "intends", "hoped", "hopes", "aimed", "aims", "scheduled", "attempted", "tried", "sought",
    "seeks", "wanted", "unsuccessful", "unsuccessfully", "considered", "rumoured", "rumored", "supposed", "supposedly",
    "likely", "unlikely", "probable", "probably", "possibly", "possible", "perhaps", "maybe", "allegedly", "alleged",
    "apparently", "presumably", "seemingly", "arguably", "reportedly", "believed", "thought", "claimed", "claims",
    "claim", "argued", "argues", "suggested", "suggests", "estimated", "estimates", "if", "unless", "whether",
    "hypothetical", "disputed", "unclear", "unknown", "uncertain", "seems", "seemed", "tentatively", "potentially",
    "potential", "presumed", "assumed", "speculated", "purported", "reputedly", "legend", "myth", "according",
    "regarded", "viewed", "deemed", "praised", "criticised", "criticized", "hailed", "suspected", "promised",
    "threatened", "announced", "stated", "noted", "reported", "explained", "recalled", "remarked", "writes", "says",
    "told", "asked", "felt", "hope", "instead", "rather", "unable", "impossible", "accused", "advised", "urged",
    "supposedly", "expects", "predicted", "recommended", "requested", "declined", "failed", "refused",
];

/// Words of praise and blame, beside those no fact may hold.
#[rustfmt::skip]
const JUDGING: &[&str] = &[
    "acclaimed", "renowned", "iconic", "controversial", "controversially", "well-known", "best-known",
    "outstanding", "exceptional", "brilliant", "disastrous", "memorable", "groundbreaking", "ground-breaking",
    "extraordinary", "charismatic", "talented", "gifted", "beloved", "luxurious", "interestingly", "notoriously",
    "ironically", "sadly", "luckily", "obviously", "clearly", "certainly", "surely", "truly", "really", "very", "quite",
    "lacklustre", "devastating", "revolutionary", "distinguished", "innovative",
];

/// Why a sentence does not stand alone, or tells no plain fact.
pub fn check(scene: &Scene<'_>, view: &View<'_>, edit: Option<&Edit>) -> Result<(), &'static str> {
    if let Some(objection) = view.objection {
        return Err(objection);
    }
    if view.speaker.is_some() || !view.source.is_empty() {
        return Err("told in somebody's words");
    }
    let words = &view.words;
    let count = words.iter().filter(|word| word.tag != Tag::Mark).count();
    if !(SHORTEST..=LONGEST).contains(&count) {
        return Err("too short or too long");
    }
    if !opens_well(view) || has_debris(words) {
        return Err("marks that a sentence of its own has not");
    }
    if loses_words(words) {
        return Err("words are missing");
    }
    let all: Vec<&Word<'_>> = words.iter().collect();
    if let Some(taint) = assertion::taints(&all) {
        return Err(taint);
    }
    let own = |at: &usize| !is_in_name(scene, view, *at) && edit.is_none_or(|edit| !edit.covers(*at));
    for at in (0..words.len()).filter(own) {
        if let Some(reason) = word_at(view, at) {
            return Err(reason);
        }
    }
    let is_relative =
        |time: &crate::facts::time::TimeAt| time.value == TimeValue::Relative && !goes_on(view, time.start);
    if view.times.iter().any(is_relative) {
        return Err("a time that depends on when it was said");
    }
    Ok(())
}

/// Why the word at a place may not stand in a sentence that is printed alone.
fn word_at(view: &View<'_>, at: usize) -> Option<&'static str> {
    let words = &view.words;
    let word = &words[at];
    let next = words.get(at + 1);
    if word.is_any(UNREAL) && word.tag != Tag::Name {
        return Some("told with doubt");
    }
    if word.is_any(JUDGING) && word.tag != Tag::Name {
        return Some("a judgement");
    }
    let is_such_as = word.is("such") && next.is_some_and(|next| next.is("as"));
    // "one of", "one hundred": but "the larger one" points.
    let is_counted = word.is("one")
        && next.is_some_and(|next| next.is("of") || next.tag == Tag::Number || next.tag == Tag::Noun);
    let is_following = word.is("following") && view.structure.parse().nodes[at].xpos == "VBG";
    // "a new café", "the new head": of which there were others.
    let is_new = word.is("new") && at > 0 && words[at - 1].tag == Tag::Determiner && word.tag != Tag::Name;
    if is_new {
        return Some("words that point elsewhere");
    }
    if word.is_any(POINTERS) && !is_such_as && !is_counted && !is_following {
        return Some("words that point elsewhere");
    }
    let node = &view.structure.parse().nodes.get(at)?;
    let is_pointing_that = word.is("that") && node.xpos == "DT";
    // "recorded that only a fifth remained": in whose words.
    if word.is("that") && node.base() == "mark" {
        return Some("told in somebody's words");
    }
    let is_compared =
        matches!(node.xpos, "JJR" | "RBR") && !word.is_any(&["lower", "upper", "senior", "junior"]);
    let has_than = || words[at..].iter().take(8).any(|word| word.is("than"));
    if is_pointing_that || is_compared && !has_than() || word.is("more") && !has_than() {
        return Some("words that point elsewhere");
    }
    // "a second bridge": beside the first, of which another sentence told.
    let is_next = word.is_any(&["second", "third", "fourth", "fifth", "sixth", "last", "final"])
        && at > 0
        && words[at - 1].is_any(&["a", "an", "its", "his", "her", "their"]);
    is_next.then_some("words that point elsewhere")
}

/// "was founded in 1911 and later renamed": later than what the sentence itself has told.
fn goes_on(view: &View<'_>, at: usize) -> bool {
    let is_loose = view.words[at].is_any(&["later", "then", "eventually", "subsequently"]);
    let told_before = || {
        view.words[..at]
            .iter()
            .any(|word| matches!(word.tag, Tag::Past | Tag::Participle | Tag::Be))
    };
    let is_joined = at > 0 && view.words[at - 1].is_any(&["and", "was", "were"]);
    is_loose && is_joined && told_before()
}

/// "which is exactly .", "some southwest of Karsu": a figure got lost.
fn loses_words(words: &[Word<'_>]) -> bool {
    let is_mark_apart = |word: &Word<'_>| matches!(word.text, "." | ",") && word.is_apart;
    let is_some_of_nothing = words.windows(2).any(|pair| {
        let [some, next] = pair else { return false };
        some.is("some")
            && (next.tag == Tag::Mark
                || next.tag == Tag::Preposition
                || ["north", "south", "east", "west"]
                    .iter()
                    .any(|side| next.lower.starts_with(side)))
    });
    words.iter().any(is_mark_apart) || is_some_of_nothing
}

/// Whether a sentence begins as one: with a capital or a figure.
fn opens_well(view: &View<'_>) -> bool {
    let first = &view.words[0];
    first
        .text
        .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
        && !first.is_any(&[
            "and", "but", "or", "so", "nor", "yet", "for", "see", "note", "click",
        ])
}

/// Marks of quotation, of lists and of notes, and brackets with more in them than a few words.
fn has_debris(words: &[Word<'_>]) -> bool {
    const MARKS: &[&str] = &[
        "\"", "“", "”", "„", "«", "»", "``", "''", ":", "–", "—", "--", "...", "…", "/", "[", "]", "•", "·",
        "?", "!", "→", "‘", "†", "‡", "§", "~", "≈", "+", "=", "×", "±",
    ];
    let is_mark = |word: &Word<'_>| {
        MARKS.contains(&word.text) || word.text == "-" || word.text == "'" && word.tag != Tag::Genitive
    };
    let last = words.len() - 1;
    let stops = (0..words.len())
        .filter(|at| words[*at].text == "." && (*at == last || words[at - 1].text.len() > 2))
        .count();
    let glued = words.iter().any(|word| {
        word.text.contains(['/', '_', '\\', '@', '|', '→'])
            || word.text.contains("..")
            || word.text.contains("www.")
            || word.text.contains("://")
    });
    let opens: Vec<usize> = (0..words.len()).filter(|at| words[*at].text == "(").collect();
    let has_bad_bracket = opens.len() > 2 || opens.iter().any(|open| !is_small_bracket(&words[open + 1..]));
    words.iter().any(is_mark) || stops > 1 || glued || has_bad_bracket
}

/// "(VTO)", "(later the Berdi Fund)": a few words, and no list of foreign spellings.
fn is_small_bracket(behind: &[Word<'_>]) -> bool {
    const MOST: usize = 7;
    let Some(length) = behind.iter().position(|word| word.text == ")") else {
        return false;
    };
    let is_plain = |word: &Word<'_>| {
        word.text.starts_with(|first: char| first.is_alphanumeric()) || word.text == "." || word.is(",")
    };
    (1..=MOST).contains(&length) && behind[..length].iter().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{gaps, refused};

    #[test]
    fn a_sentence_that_stands_alone_is_taken_as_it_is() {
        assert_eq!(
            gaps("The Berdi Academy of Velkland was founded by miners of the north in 1911."),
            ["The Berdi Academy of Velkland was founded by miners of the north in ____. 1911"]
        );
    }

    #[test]
    fn what_points_elsewhere_or_is_not_sure_is_left() {
        for (text, reason) in [
            (
                "The Berdi Academy of Velkland was also founded by miners of the north in 1911.",
                "words that point elsewhere",
            ),
            (
                "The Berdi Academy of Velkland was probably founded by miners of the north in 1911.",
                "told with doubt",
            ),
            (
                "The Berdi Academy of Velkland was founded by “miners of the north” in 1911.",
                "marks that a sentence of its own has not",
            ),
            (
                "The Berdi Academy of Velkland was founded by other miners of the north in 1911.",
                "words that point elsewhere",
            ),
            ("The Berdi Academy was founded in 1911.", "too short or too long"),
            (
                "The Berdi Academy of Velkland was built in 1911, some south of Karsu.",
                "words are missing",
            ),
            (
                "In 1911 the Berdi Academy of Velkland recorded that the mines were closed.",
                "told in somebody's words",
            ),
        ] {
            assert_eq!(refused(text), Some(reason), "{text}");
        }
    }
}
