//! Why a stem that was written from a fact lacks words without which nobody can tell what is meant.
//!
//! Like [`super::doubt`] it looks at the words of the stem alone: a title without
//! its holder, a noun that is always of something, a rank without its field.

use super::doubt::ends_phrase;
use super::write::is_placed;
use crate::language::vocabulary;
use crate::lexicon::Lexicon;

/// Why `stem` is not asked, written from `quote`, a sentence of `text`.
pub fn gap(stem: &str, quote: &str, text: &str) -> Option<&'static str> {
    let words: Vec<&str> = stem.split(' ').collect();
    if has_bare_holder(&words, is_placed(stem)) {
        return Some("L03 a title without its holder");
    }
    if has_bare_relation(&words) || has_open_place(stem) || owns_nameless_work(&words) {
        return Some("L03 a noun whose complement another sentence tells");
    }
    if coaches_nothing(&words) {
        return Some("L03 which sport, the stem does not tell");
    }
    if has_bare_rank(&words) {
        return Some("L10 a rank without its field");
    }
    if opens_with_participle(&words) || ends_before_noun(&words) || stem.contains(", & ") {
        return Some("L10 a part of the sentence is missing");
    }
    if has_lost_words(quote) {
        return Some("L10 the sentence lost a word in the document");
    }
    lowers_a_name(&words, quote, text).then_some("L10 a name without its capital")
}

/// A word without what may stand behind it: `king` of "King's,".
fn plain(word: &str) -> String {
    let word = word.trim_end_matches(['?', ',', '.', ':', ';']);
    let word = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix('\''))
        .unwrap_or(word);
    word.to_lowercase()
}

/// Whether a mark ends the phrase behind a word.
fn is_closed(word: &str) -> bool {
    word.ends_with(['?', ',', '.', ':', ';'])
}

/// Whether nothing behind the word at `last` says more of it.
fn stands_bare(words: &[&str], last: usize) -> bool {
    let next = words.get(last + 1).copied().unwrap_or_default();
    is_closed(words[last]) || next.is_empty() || ends_phrase(next) || next == "and"
}

/// Those who rule: of each there were many.
const RULERS: &[&str] = &[
    "emperor",
    "empress",
    "king",
    "queen",
    "sultan",
    "tsar",
    "tsarina",
    "czar",
    "kaiser",
    "shah",
    "caliph",
    "duke",
    "archduke",
    "regent",
    "viceroy",
    "khan",
    "emir",
    "bishop",
    "archbishop",
    "prince",
    "princess",
];

/// Those who hold an office that nearly every country has.
const HOLDERS: &[&str] = &[
    "president",
    "vice president",
    "prime minister",
    "foreign minister",
    "premier",
    "chancellor",
    "governor",
    "mayor",
];

/// "revolted against the Emperor", "the Prime Minister met the President": nobody in particular.
fn has_bare_holder(words: &[&str], is_placed: bool) -> bool {
    (1..words.len()).any(|at| {
        // "did the Queen open": what follows is the verb.
        let is_inverted = at > 1
            && words[at - 2].eq_ignore_ascii_case("did")
            && words
                .get(at + 1)
                .is_some_and(|next| next.starts_with(char::is_lowercase) && *next != "of");
        let is_bare = stands_bare(words, at) || is_inverted || is_first_of_two(words, at);
        if !words[at - 1].eq_ignore_ascii_case("the") || !is_bare {
            return false;
        }
        let last = if is_first_of_two(words, at) { at + 1 } else { at };
        let title = words[at..=last]
            .iter()
            .map(|word| plain(word))
            .collect::<Vec<String>>()
            .join(" ");
        let is_ruler = RULERS.contains(&title.as_str()) && words[at].starts_with(char::is_uppercase);
        (stands_bare(words, last) || is_inverted)
            && (is_ruler || !is_placed && HOLDERS.contains(&title.as_str()))
    })
}

/// "Prime Minister", "vice president".
fn is_first_of_two(words: &[&str], at: usize) -> bool {
    matches!(plain(words[at]).as_str(), "prime" | "vice" | "foreign")
        && words
            .get(at + 1)
            .is_some_and(|next| matches!(plain(next).as_str(), "minister" | "president"))
}

/// Lexicographer file of acts: what somebody does to something.
const ACT: u8 = 4;

/// Endings of nouns that are made of verbs and want their object.
const OF_DEEDS: &[&str] = &["tion", "sion", "ment", "sal", "val"];

/// Acts that have a name of their own where one speaks of them.
const KNOWN_ACTS: &[&str] = &[
    "election",
    "revolution",
    "reformation",
    "inquisition",
    "restoration",
    "resurrection",
    "legislation",
    "administration",
    "government",
    "television",
    "immigration",
    "emigration",
    "transportation",
    "telecommunication",
    "communication",
    "education",
    "taxation",
    "navigation",
    "irrigation",
    "aviation",
    "prohibition",
    "abolition",
];

/// What is always of something or in something.
const RELATIVE: &[&str] = &[
    "stake",
    "remainder",
    "copyright",
    "trademark",
    "successor",
    "predecessor",
    "title",
    "titles",
    "championship",
    "race",
    "match",
    "contest",
    "competition",
    "event",
    "name",
    "post",
    "position",
    "premiere",
    "appointment",
];

/// What somebody has in a body, or at one.
const HELD: &[&str] = &[
    "stake",
    "stakes",
    "share",
    "shares",
    "position",
    "positions",
    "post",
    "role",
    "surrender",
    "seat",
    "licence",
    "license",
    "judgment",
    "judgement",
    "verdict",
    "ruling",
    "findings",
    "recommendations",
];

/// "purchased the brand name", "sold its stake to Velk", "after the removal": of what, or in what.
fn has_bare_relation(words: &[&str]) -> bool {
    (1..words.len()).any(|at| {
        let before = words[at - 1];
        let two_before = at.checked_sub(2).map(|at| words[at]).unwrap_or_default();
        let noun = plain(words[at]);
        let is_common = words[at].starts_with(char::is_lowercase);
        let is_flag = || Lexicon::shipped().country_of_adjective(before).is_some();
        let has_the = before == "the" || two_before == "the" && (before == "brand" || is_flag());
        let is_act = OF_DEEDS.iter().any(|end| noun.ends_with(end))
            && vocabulary::classes_of_form(&noun).noun == Some(ACT)
            && !KNOWN_ACTS.contains(&noun.as_str());
        let is_of_other = is_common && has_the && (is_act || RELATIVE.contains(&noun.as_str()));
        let is_held = matches!(before, "its" | "his" | "her" | "their") && HELD.contains(&noun.as_str());
        // "the original Greek": of which work.
        let is_language = Lexicon::shipped()
            .country_of_adjective(words[at].trim_end_matches('?'))
            .is_some()
            || matches!(noun.as_str(), "greek" | "latin" | "hebrew");
        let is_tongue = two_before == "the" && before == "original" && is_language;
        let next = words.get(at + 1).copied().unwrap_or_default();
        let is_told = match is_closed(words[at]) {
            true => false,
            false => matches!(next, "in" | "as" | "at" | "about" | "against") && is_held,
        };
        (is_of_other || is_held || is_tongue) && (stands_bare(words, at) || next == "first") && !is_told
    })
}

/// "with the inclusion of Velk Nights": in what.
fn has_open_place(stem: &str) -> bool {
    const INTO: &[(&str, &[&str])] = &[
        ("the inclusion of ", &[" in ", " among ", " on "]),
        ("the addition of ", &[" to "]),
        ("the admission of ", &[" to ", " into "]),
        ("the accession of ", &[" to "]),
    ];
    INTO.iter().any(|(opening, links)| {
        stem.split_once(opening)
            .is_some_and(|(_, behind)| !links.iter().any(|link| behind.contains(link)))
    })
}

/// "based on Otto Lund's book": which.
fn owns_nameless_work(words: &[&str]) -> bool {
    const WORKS: &[&str] = &[
        "book",
        "novel",
        "film",
        "album",
        "poem",
        "play",
        "song",
        "story",
        "opera",
        "essay",
        "cd",
        "record",
        "single",
        "invention",
        "discovery",
        "results",
        "findings",
        "conclusions",
        "proposal",
        "claims",
        "experiments",
        "ideas",
    ];
    (1..words.len()).any(|at| {
        let is_owned = (words[at - 1].ends_with("'s") || words[at - 1].ends_with("s'"))
            && words[at - 1].starts_with(char::is_uppercase)
            || matches!(words[at - 1], "his" | "her" | "their" | "its");
        is_owned && WORKS.contains(&plain(words[at]).as_str()) && stands_bare(words, at)
    })
}

/// "became the head coach at the University of Velk": of which of its teams.
fn coaches_nothing(words: &[&str]) -> bool {
    const SPORTS: &[&str] = &[
        "football",
        "basketball",
        "baseball",
        "hockey",
        "rugby",
        "soccer",
        "cricket",
        "volleyball",
        "lacrosse",
        "softball",
        "tennis",
        "swimming",
        "rowing",
        "wrestling",
        "athletics",
        "track",
        "gymnastics",
        "golf",
        "water",
    ];
    const SCHOOLS: &[&str] = &["university", "college", "school", "academy", "institute", "state"];
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&plain(word).as_str()));
    let is_of_nation = words
        .windows(2)
        .any(|pair| pair[0] == "national" && plain(pair[1]) == "team");
    has(&["coach", "captain", "manager"]) && (has(SCHOOLS) || is_of_nation) && !has(SPORTS)
}

/// "became the second sitting President", "became the first woman": to do what, or of what.
fn has_bare_rank(words: &[&str]) -> bool {
    const RANKS: &[&str] = &[
        "first", "second", "third", "fourth", "fifth", "sixth", "only", "last", "youngest", "oldest",
    ];
    let is_role = |word: &str| Lexicon::shipped().role(&plain(word)).is_some();
    (2..words.len()).any(|at| {
        if !(matches!(words[at - 2], "become" | "became")
            && words[at - 1] == "the"
            && RANKS.contains(&words[at]))
        {
            return false;
        }
        let behind = &words[at + 1..];
        let length = behind
            .iter()
            .position(|word| is_closed(word))
            .map_or(behind.len(), |closed| closed + 1);
        let phrase = &behind[..length];
        let is_told = phrase.iter().any(|word| {
            matches!(
                *word,
                "of" | "to" | "in" | "at" | "for" | "from" | "with" | "who" | "that" | "on" | "since"
            ) || word.starts_with(char::is_uppercase) && !is_role(word)
        });
        !phrase.is_empty() && !is_told
    })
}

/// Participles that open a remark and do not end in "ed".
const OPENING: &[&str] = &[
    "born", "built", "made", "known", "written", "held", "led", "bought", "sold", "drawn", "driven", "sent",
    "taken", "given", "chosen", "brought", "grown", "beaten", "torn", "hit", "struck", "seen",
];

/// "did designed by Ann Lund, construction begin": what is said of a thing took its place.
fn opens_with_participle(words: &[&str]) -> bool {
    let asks_aside = matches!(words.first(), Some(&"In" | &"On" | &"At" | &"From" | &"To"))
        && matches!(words.get(1), Some(&"which" | &"what"));
    let verb = words
        .iter()
        .position(|word| matches!(*word, "did" | "was" | "were"));
    let Some(verb) = verb.filter(|_| asks_aside) else {
        return false;
    };
    let is_participle = words
        .get(verb + 1)
        .is_some_and(|next| next.ends_with("ed") && next.len() > 4 || OPENING.contains(next));
    let has_link = words
        .get(verb + 2)
        .is_some_and(|next| matches!(*next, "by" | "in" | "at" | "on" | "as" | "for" | "with"));
    is_participle && has_link
}

/// "scored his first NHL": the letters say of what kind, and the noun is not there.
fn ends_before_noun(words: &[&str]) -> bool {
    const RANKS: &[&str] = &["first", "second", "third", "only", "last", "final"];
    let [.., rank, last] = words else {
        return false;
    };
    let letters = last.trim_end_matches(['?', '.']);
    // "its only LP": a noun by itself.
    let is_noun = matches!(letters, "LP" | "EP" | "CD" | "DVD" | "MP" | "MEP");
    let is_short = !is_noun && (2..=5).contains(&letters.len()) && letters.chars().all(char::is_uppercase);
    RANKS.contains(rank) && is_short
}

/// "derived from the Chinese , and similar to": a comma that lost the word before it.
fn has_lost_words(quote: &str) -> bool {
    let mut depth = 0usize;
    let mut before = ' ';
    quote.chars().any(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let is_lost = depth == 0 && letter == ',' && before == ' ';
        // Behind a bracket a comma may stand apart.
        if !(letter == ' ' && before == ')') {
            before = letter;
        }
        is_lost
    })
}

/// "was mwana wa Velk excavated": a name at the head of its sentence, taken for a noun.
fn lowers_a_name(words: &[&str], quote: &str, text: &str) -> bool {
    let first: String = quote
        .chars()
        .take_while(|letter| letter.is_alphabetic())
        .collect();
    let lower = first.to_lowercase();
    let opens_subject = words
        .windows(2)
        .any(|pair| matches!(pair[0], "did" | "was" | "were") && pair[1] == lower);
    if lower.len() < 4 || lower == first || !opens_subject {
        return false;
    }
    let classes = vocabulary::classes_of_form(&lower);
    let is_word = classes.noun.is_some() || classes.verb.is_some() || classes.adjective || classes.adverb;
    !is_word && !text.contains(&format!(" {lower}"))
}

#[cfg(test)]
mod tests {
    use super::gap;

    fn is_open(stem: &str) -> bool {
        gap(stem, "It was so.", "It was so.").is_some()
    }

    #[test]
    fn what_lacks_its_complement_is_not_asked() {
        for stem in [
            "In which year did the people of Berdi revolt against the Emperor?",
            "In which year did the Queen suspend the Berdi Council?",
            "In which month of 1960 did the Prime Minister meet with the President?",
            "In which year did the Velk Works purchase the brand name from Berdi Motors?",
            "In which year was the original Greek first published with the notes of Velk?",
            "In which year did the Velk Group sell most of its stake to Karsu and Berdi?",
            "In which year was Ann Lund honoured with the inclusion of Velk Nights?",
            "In which year did Ann Lund leave her position?",
            "In which year did Ann Lund relinquish the post due to ill health?",
            "In which year did the British premiere, attended by Ann Lund, take place?",
            "In which year did Ann Lund patent his invention?",
            "In what year did the Court of Berdi deliver its judgment?",
            "In which year did Ann Lund release a film based on Otto Velk's book?",
            "In which year did Ann Lund and Otto Velk release their CD?",
            "Who became the head coach at the University of Berdi in 2001?",
            "Who was appointed head coach of the Velk national team in 1998?",
            "In which year did Ann Lund become the second sitting President?",
            "In which year did Ann Lund become the first woman?",
            "In which year did designed by architect Ann Lund, construction begin?",
            "In which year did born in Berdi, Ann Lund begin to paint?",
            "In which year were Ann Lund's results confirmed by the miners of Berdi?",
            "In which year did Ann Lund score her first NHL?",
            "In which year did Velk leave the red, white, & blue colours?",
            "In which year did Berdi complete the acquisition?",
        ] {
            assert!(is_open(stem), "{stem}");
        }
    }

    #[test]
    fn what_has_its_complement_is_asked() {
        for stem in [
            "In which year did the people of Berdi revolt against Emperor Otto III?",
            "In which year did Ann Lund meet the King of Velk?",
            "In which year was the King George Bridge opened?",
            "In which month of 1960 did Ann Lund meet the Prime Minister of France?",
            "In which year did the Velk Works purchase the brand name Karsu from Berdi Motors?",
            "In which year did the Velk Group sell most of its stake in Karsu to Berdi?",
            "In which year did Ann Lund release a film based on Otto Velk's book Berdi Nights?",
            "Who became the head football coach at the University of Berdi in 2001?",
            "In which year did Ann Lund become the first woman to fly over Berdi?",
            "In which year did Ann Lund become the first British astronaut?",
            "Who was elected in Berdi in 1911?",
            "In which year did Ann Lund score her first NHL goal?",
            "In which year did the band Velk record its only LP?",
            "In which year did Berdi complete the acquisition of Velk?",
            "In which year did Ann Lund leave her position as mayor of Berdi?",
            "In which year did Berdi win the election?",
        ] {
            assert!(!is_open(stem), "{stem}");
        }
    }

    #[test]
    fn a_word_lost_in_the_document_is_seen() {
        let stem = "What is the term for a lute derived from the Chinese?";
        let lost = "The velka (Velk , ) is a lute derived from the Chinese , and others.";
        assert!(gap(stem, lost, lost).is_some());
        let whole = "The velka (Velk , ) is a lute derived from the Chinese lute, and others.";
        assert!(gap(stem, whole, whole).is_none());
    }

    #[test]
    fn a_name_keeps_its_capital() {
        let quote = "Mwelka wa Karsu was excavated by Ann Lund in 1911.";
        let stem = "In which year was mwelka wa Karsu excavated by Ann Lund?";
        assert!(gap(stem, quote, quote).is_some());
        let from = "From 1911 to 1914 Ann Lund was mayor of Berdi.";
        assert!(gap("Who was mayor of Berdi from 1911 to 1914?", from, from).is_none());
        let told = "Mwelka wa Karsu was excavated by Ann Lund in 1911. Another mwelka was not.";
        assert!(gap(stem, quote, told).is_none());
    }
}
