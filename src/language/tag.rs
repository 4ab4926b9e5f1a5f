//! A word class for every token, from closed lists, the verb table and the letters alone.
//!
//! Closed classes are listed in full; open ones are guessed: a capital means a
//! name, a form of a listed verb a verb, the rest a noun. What the guess cannot
//! tell apart (a past from a participle, a verb from the noun of one form) is
//! left open for the reader of the sentence, who sees the words around it.

use super::inflect::Forms;
use super::inflect::read_verb;
use crate::text::Document;
use crate::text::Sentence;
use crate::text::Span;

/// What a word is, as far as its form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// the, a, this, every
    Determiner,
    /// his, its
    Possessive,
    /// he, it, who said nothing of a noun
    Pronoun,
    /// which, who, whose, where, when as a link
    Relative,
    /// in, of, by
    Preposition,
    /// and, or, but
    Conjunction,
    /// because, although, if, that
    Subordinator,
    /// is, was, been
    Be,
    /// has, had, have
    Have,
    /// do, did
    Do,
    /// would, may, can
    Modal,
    /// not, never, no, n't
    Negation,
    /// quickly, also
    Adverb,
    /// 12, 2,297, three
    Number,
    /// a capitalised word that is no function word
    Name,
    /// past, participle or either
    Past,
    /// participle only: written, taken
    Participle,
    /// base or third person: also many nouns
    Present,
    /// holding
    Ing,
    /// to
    To,
    /// the mark of the possessive: 's
    Genitive,
    /// noun or adjective
    Noun,
    /// punctuation
    Mark,
}

/// A token with its class.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// In lower case, typographic apostrophes made plain.
    pub lower: String,
    /// Where it stands.
    pub span: Span,
    /// Whether white space stands before it.
    pub is_apart: bool,
    /// What it is.
    pub tag: Tag,
    /// Lemma, where it is a form of a listed verb.
    pub lemma: Option<&'static str>,
    /// Which forms of that verb it may be.
    pub forms: Forms,
}

impl Word<'_> {
    /// Whether the word is this one, in any case.
    pub fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }

    /// Whether the word is one of these, in any case.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }
}

const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "every", "each", "any", "some", "no", "all", "both",
    "another", "either", "neither", "such", "its", "many", "several", "few", "most", "more", "other",
];
const POSSESSIVES: &[&str] = &["his", "her", "its", "their", "my", "our", "your", "whose"];
const PRONOUNS: &[&str] = &[
    "i",
    "you",
    "he",
    "she",
    "it",
    "we",
    "they",
    "me",
    "him",
    "us",
    "them",
    "himself",
    "herself",
    "itself",
    "themselves",
    "myself",
    "ourselves",
    "one",
    "there",
    "here",
    "mine",
    "ours",
    "theirs",
    "who",
    "what",
    "someone",
    "anyone",
    "everyone",
    "nobody",
    "something",
    "anything",
    "everything",
    "nothing",
    "none",
];
const RELATIVES: &[&str] = &[
    "which", "who", "whom", "whose", "where", "when", "whereby", "wherein",
];
const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "with",
    "from",
    "into",
    "onto",
    "through",
    "during",
    "under",
    "over",
    "between",
    "among",
    "amongst",
    "against",
    "about",
    "as",
    "near",
    "within",
    "without",
    "across",
    "along",
    "around",
    "behind",
    "below",
    "beside",
    "besides",
    "beyond",
    "despite",
    "inside",
    "outside",
    "per",
    "since",
    "throughout",
    "toward",
    "towards",
    "until",
    "till",
    "upon",
    "via",
    "above",
    "after",
    "before",
    "up",
    "down",
    "off",
    "out",
    "like",
    "unlike",
    "including",
    "alongside",
    "amid",
    "following",
    "circa",
    "versus",
    "than",
    "respecting",
    "regarding",
    "concerning",
    "past",
];
const CONJUNCTIONS: &[&str] = &["and", "or", "but", "nor", "yet", "&"];
const SUBORDINATORS: &[&str] = &[
    "because", "although", "though", "if", "unless", "while", "whereas", "whether", "once", "so", "that",
    "lest", "whenever", "how", "why",
];
const BE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "am", "'re", "'m",
];
const HAVE: &[&str] = &["has", "have", "had", "having", "'ve"];
const DO: &[&str] = &["do", "does", "did"];
const MODALS: &[&str] = &[
    "will", "would", "can", "could", "may", "might", "must", "shall", "should", "ought", "'ll", "'d", "wo",
    "ca",
];
const NEGATIONS: &[&str] = &["not", "n't", "never", "hardly", "barely", "cannot", "neither"];
const ADVERBS: &[&str] = &[
    "also",
    "then",
    "now",
    "just",
    "still",
    "already",
    "again",
    "ever",
    "even",
    "only",
    "very",
    "too",
    "soon",
    "later",
    "often",
    "always",
    "sometimes",
    "once",
    "twice",
    "almost",
    "nearly",
    "however",
    "therefore",
    "thus",
    "hence",
    "instead",
    "meanwhile",
    "moreover",
    "furthermore",
    "nevertheless",
    "today",
    "yesterday",
    "tomorrow",
    "currently",
    "together",
    "ago",
    "far",
    "away",
    "back",
    "eventually",
    "perhaps",
    "maybe",
    "indeed",
    "rather",
    "quite",
    "much",
    "well",
    "long",
    "first",
    "yet",
    "forward",
    "home",
    "abroad",
    "elsewhere",
    "afterwards",
    "afterward",
    "thereafter",
    "likewise",
    "else",
];
const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "dozen",
    "half",
];
/// Nouns that end like an adverb or a past.
const NOUNS: &[&str] = &[
    "family",
    "assembly",
    "ally",
    "supply",
    "monopoly",
    "anomaly",
    "italy",
    "july",
    "reply",
    "fly",
    "daily",
    "weekly",
    "monthly",
    "yearly",
    "early",
    "elderly",
    "friendly",
    "costly",
    "likely",
    "only",
    "united",
    "red",
    "bed",
    "need",
    "seed",
    "speed",
    "breed",
    "hundred",
    "sacred",
    "naked",
    "rapid",
    "united",
    "armed",
    "so-called",
    "unprecedented",
    "indeed",
    "creed",
    "shed",
    "deed",
    "feed",
];
/// Forms of verbs that are nouns far more often in front of or behind a noun.
const MOSTLY_NOUNS: &[&str] = &[
    "state",
    "states",
    "force",
    "forces",
    "house",
    "office",
    "place",
    "places",
    "work",
    "works",
    "party",
    "head",
    "chair",
    "book",
    "books",
    "film",
    "form",
    "forms",
    "name",
    "names",
    "line",
    "lines",
    "link",
    "order",
    "play",
    "plays",
    "record",
    "records",
    "report",
    "reports",
    "result",
    "results",
    "rule",
    "rules",
    "study",
    "trade",
    "vote",
    "votes",
    "war",
    "view",
    "views",
    "use",
    "uses",
    "value",
    "values",
    "term",
    "terms",
    "train",
    "test",
    "tests",
    "tax",
    "show",
    "ships",
    "ship",
    "share",
    "shares",
    "sign",
    "range",
    "project",
    "projects",
    "process",
    "present",
    "press",
    "plan",
    "plans",
    "part",
    "issue",
    "issues",
    "influence",
    "increase",
    "import",
    "imports",
    "export",
    "exports",
    "interest",
    "host",
    "hosts",
    "help",
    "hand",
    "hands",
    "group",
    "grant",
    "grants",
    "fund",
    "funds",
    "fire",
    "fight",
    "field",
    "file",
    "feature",
    "features",
    "face",
    "exile",
    "end",
    "effect",
    "drop",
    "draft",
    "design",
    "demand",
    "demands",
    "deal",
    "debate",
    "date",
    "dates",
    "damage",
    "cut",
    "cross",
    "cover",
    "court",
    "control",
    "contract",
    "contracts",
    "claim",
    "claims",
    "charge",
    "charges",
    "change",
    "changes",
    "challenge",
    "challenges",
    "cause",
    "cast",
    "campaign",
    "campaigns",
    "call",
    "calls",
    "border",
    "borders",
    "block",
    "base",
    "ban",
    "award",
    "awards",
    "attack",
    "attacks",
    "aid",
    "aim",
    "address",
    "sanctions",
    "research",
    "return",
    "rise",
    "river",
    "reform",
    "reforms",
    "run",
    "set",
    "score",
    "start",
    "stay",
    "step",
    "steps",
    "support",
    "supply",
    "talk",
    "talks",
    "travel",
    "visit",
    "visits",
    "watch",
    "wage",
    "wages",
    "walk",
    "lands",
    "land",
    "landing",
    "number",
    "numbers",
    "conduct",
    "conflict",
    "contrast",
    "estimate",
    "estimates",
    "exchange",
    "experience",
    "experiment",
    "experiments",
    "guarantee",
    "market",
    "measure",
    "measures",
    "protest",
    "protests",
    "poll",
    "polls",
    "position",
    "power",
    "purchase",
    "raid",
    "raids",
    "rank",
    "release",
    "request",
    "requests",
    "review",
    "shift",
    "sponsor",
    "staff",
    "stage",
    "stages",
    "stand",
    "stress",
    "strike",
    "strikes",
    "study",
    "transfer",
    "transport",
    "turn",
    "veto",
    "witness",
    "witnesses",
    "back",
    "mark",
    "marks",
    "march",
    "offer",
    "pledge",
    "approach",
    "access",
    "bombs",
    "bomb",
    "match",
    "matches",
    "list",
    "lists",
    "paper",
    "reign",
    "focus",
    "object",
    "subject",
    "lead",
    "leaves",
    "means",
    "close",
    "lack",
    "open",
    "complete",
    "separate",
    "double",
    "free",
    "clear",
    "own",
    "corporate",
    "yield",
    "delegate",
    "delegates",
    "associate",
    "advocate",
    "like",
    "live",
    "welcome",
    "top",
    "total",
    "past",
    "lower",
    "author",
    "pilot",
    "process",
];

/// Tags the tokens of a sentence. Marks that belong to no reader (footnotes, emphasis) are no tokens.
pub fn words<'a>(document: &'a Document, sentence: &Sentence) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = Vec::with_capacity(sentence.tokens.len());
    for (at, token) in sentence.tokens.iter().enumerate() {
        let text = token.span.of(&document.text);
        let before = at.checked_sub(1).map(|before| sentence.tokens[before].span.end);
        let is_apart = before.is_some_and(|end| {
            document
                .text
                .get(end..token.span.start)
                .is_some_and(|gap| gap.contains(char::is_whitespace))
        });
        let lower = text.to_lowercase().replace('’', "'");
        let known = read_verb(&lower);
        let opens = words.iter().all(|word| word.tag == Tag::Mark);
        words.push(Word {
            tag: tag_of(text, &lower, opens),
            lemma: known.map(|(lemma, _)| lemma),
            forms: known.map_or_else(Forms::default, |(_, forms)| forms),
            text,
            lower,
            span: token.span,
            is_apart,
        });
    }
    settle(&mut words);
    words
}

fn tag_of(text: &str, lower: &str, opens: bool) -> Tag {
    if !text.chars().any(char::is_alphanumeric) {
        return Tag::Mark;
    }
    if matches!(lower, "'s" | "'") {
        return Tag::Genitive;
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&lower) {
        return Tag::Number;
    }
    let is_capital = text.chars().next().is_some_and(char::is_uppercase);
    let closed = closed_class(lower);
    if is_capital && !opens {
        // "The Hague", "In Memoriam": a function word inside a name is rare; "May" is a month.
        let is_function = closed.is_some() && text.chars().skip(1).all(|c| !c.is_uppercase());
        return match closed {
            Some(tag) if is_function && lower != "may" && lower != "us" => tag,
            _ => Tag::Name,
        };
    }
    if let Some(tag) = closed {
        return tag;
    }
    if is_capital {
        // The first word of a sentence may be anything; only its neighbours tell.
        return Tag::Name;
    }
    if NOUNS.contains(&lower) {
        return Tag::Noun;
    }
    if lower.ends_with("ly") && lower.len() > 4 {
        return Tag::Adverb;
    }
    verb_tag(lower)
}

fn verb_tag(lower: &str) -> Tag {
    let one = lower.strip_suffix('s').unwrap_or(lower);
    if MOSTLY_NOUNS.contains(&lower) || MOSTLY_NOUNS.contains(&one) {
        return Tag::Noun;
    }
    match read_verb(lower).map(|(_, forms)| forms) {
        Some(forms) if forms.past => Tag::Past,
        Some(forms) if forms.participle => Tag::Participle,
        Some(forms) if forms.ing => Tag::Ing,
        Some(_) => Tag::Present,
        None if lower.ends_with("ed") && lower.len() > 4 => Tag::Past,
        None if lower.ends_with("ing") && lower.len() > 5 => Tag::Ing,
        None => Tag::Noun,
    }
}

fn closed_class(lower: &str) -> Option<Tag> {
    let lists: &[(&[&str], Tag)] = &[
        (NEGATIONS, Tag::Negation),
        (BE, Tag::Be),
        (HAVE, Tag::Have),
        (DO, Tag::Do),
        (MODALS, Tag::Modal),
        (POSSESSIVES, Tag::Possessive),
        (RELATIVES, Tag::Relative),
        (DETERMINERS, Tag::Determiner),
        (CONJUNCTIONS, Tag::Conjunction),
        (SUBORDINATORS, Tag::Subordinator),
        (PREPOSITIONS, Tag::Preposition),
        (PRONOUNS, Tag::Pronoun),
        (ADVERBS, Tag::Adverb),
    ];
    if lower == "to" {
        return Some(Tag::To);
    }
    lists
        .iter()
        .find(|(list, _)| list.contains(&lower))
        .map(|(_, tag)| *tag)
}

/// Uses the neighbours where the form alone says too little.
fn settle(words: &mut [Word<'_>]) {
    for at in 0..words.len() {
        let before = at
            .checked_sub(1)
            .map(|before| (words[before].tag, words[before].lower.clone()));
        let after = words.get(at + 1).map(|word| (word.tag, word.lower.clone()));
        let word = &mut words[at];
        match word.tag {
            // A verb right after a determiner, a possessive or 's is a noun: "the ruling", "its claims".
            Tag::Present | Tag::Ing
                if matches!(
                    before.as_ref().map(|(tag, _)| *tag),
                    Some(Tag::Determiner | Tag::Possessive | Tag::Genitive)
                ) =>
            {
                word.tag = Tag::Noun;
            }
            Tag::Past
                if matches!(
                    before.as_ref().map(|(tag, _)| *tag),
                    Some(Tag::Determiner | Tag::Possessive | Tag::Genitive)
                ) && !word.is_any(&["had"]) =>
            {
                word.tag = Tag::Participle;
            }
            // "that" in front of a noun points; behind one it links.
            Tag::Determiner if word.is("that") => {
                let links = before
                    .as_ref()
                    .is_some_and(|(tag, _)| matches!(tag, Tag::Noun | Tag::Name | Tag::Past | Tag::Present));
                if links {
                    word.tag = Tag::Subordinator;
                }
            }
            Tag::Noun
                if word.forms.base
                    && before.as_ref().is_some_and(|(tag, lower)| {
                        *tag == Tag::To || *tag == Tag::Modal || lower == "did"
                    })
                    && after
                        .as_ref()
                        .is_some_and(|(tag, _)| !matches!(tag, Tag::Past | Tag::Be)) =>
            {
                word.tag = Tag::Present;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tag, words};
    use crate::text::read;

    fn tags(sentence: &str) -> Vec<Tag> {
        let document = read("a.txt", sentence.as_bytes()).unwrap();
        words(&document, &document.sentences[0])
            .iter()
            .map(|word| word.tag)
            .collect()
    }

    #[test]
    fn tags_a_plain_sentence() {
        assert_eq!(
            tags("In 1911 the council of Berdi founded its first school."),
            [
                Tag::Preposition,
                Tag::Number,
                Tag::Determiner,
                Tag::Noun,
                Tag::Preposition,
                Tag::Name,
                Tag::Past,
                Tag::Possessive,
                Tag::Adverb,
                Tag::Noun,
                Tag::Mark,
            ]
        );
    }

    #[test]
    fn a_verb_behind_the_is_a_noun() {
        assert_eq!(tags("They heard the claims of Berdi.")[3], Tag::Noun);
        assert_eq!(tags("They read the printed copy in Berdi.")[3], Tag::Participle);
    }
}
