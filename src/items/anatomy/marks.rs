//! What a common English word does in a question, as one set of marks a word.
//!
//! The table is closed and small; a word it lacks is a content word. Checks ask
//! for marks and not for words, so each word is looked up once.

/// A set of roles a word can play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u32);

impl Marks {
    /// No role: a content word.
    pub const NONE: Marks = Marks(0);
    /// Asks: who, which, how.
    pub const WH: Marks = Marks(1);
    /// did, does, do.
    pub const DO: Marks = Marks(1 << 1);
    /// is, was, were, and the other forms of be.
    pub const BE: Marks = Marks(1 << 2);
    /// has, have, had.
    pub const HAVE: Marks = Marks(1 << 3);
    /// will, could and their like.
    pub const MODAL: Marks = Marks(1 << 4);
    /// he, she, they and their forms.
    pub const PERSON: Marks = Marks(1 << 5);
    /// it, its, itself.
    pub const THING: Marks = Marks(1 << 6);
    /// I, we, you and their forms.
    pub const SPEAKER: Marks = Marks(1 << 7);
    /// this, that, these, those.
    pub const POINTER: Marks = Marks(1 << 8);
    /// here, there, then.
    pub const PLACE: Marks = Marks(1 << 9);
    /// not, except, never, least.
    pub const NEGATION: Marks = Marks(1 << 10);
    /// Names the document one reads: article, author, passage.
    pub const DOCUMENT: Marks = Marks(1 << 11);
    /// Time counted from the day of writing: recently, ago, now.
    pub const RELATIVE: Marks = Marks(1 << 12);
    /// last, this, next: relative before a period.
    pub const NEARNESS: Marks = Marks(1 << 13);
    /// year, month, spring, Monday.
    pub const PERIOD: Marks = Marks(1 << 14);
    /// Praise or blame that a question should not take for granted.
    pub const OPINION: Marks = Marks(1 << 15);
    /// Makes a number rough: about, nearly, over.
    pub const ROUGH: Marks = Marks(1 << 16);
    /// always, never, all, every, only, none.
    pub const ABSOLUTE: Marks = Marks(1 << 17);
    /// often, usually, sometimes, many.
    pub const VAGUE: Marks = Marks(1 << 18);
    /// Opens a clause inside the question: that, because, after.
    pub const CLAUSE: Marks = Marks(1 << 19);
    /// Carries no content of its own.
    pub const FUNCTION: Marks = Marks(1 << 20);
    /// in, of, to, by.
    pub const PREPOSITION: Marks = Marks(1 << 21);
    /// the, a, an.
    pub const ARTICLE: Marks = Marks(1 << 22);
    /// January to December.
    pub const MONTH: Marks = Marks(1 << 23);
    /// A thing or office the world has many of, unclear with a bare "the": party, country, president.
    pub const CLASS: Marks = Marks(1 << 24);

    /// Both sets together.
    pub const fn and(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// Whether the sets share a role.
    pub const fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns the roles of a word in lower case.
    pub fn of(word: &str) -> Marks {
        let Some(first @ b'a'..=b'z') = word.as_bytes().first().copied() else {
            return Marks::NONE;
        };
        if word.len() > LONGEST {
            return Marks::NONE;
        }
        let letter = usize::from(first - b'a');
        let beginning = &TABLE[STARTS[letter]..STARTS[letter + 1]];
        beginning
            .binary_search_by(|(known, _)| (*known).cmp(word))
            .map_or(Marks::NONE, |at| beginning[at].1)
    }
}

const LONGEST: usize = 14;

/// Where the words of each letter begin in the table, and its end.
static STARTS: [usize; 27] = starts();

const fn starts() -> [usize; 27] {
    let mut starts = [TABLE.len(); 27];
    let mut at = TABLE.len();
    while at > 0 {
        at -= 1;
        let mut letter = (TABLE[at].0.as_bytes()[0] - b'a') as usize;
        // A letter without words begins where the next one does.
        loop {
            starts[letter] = at;
            if letter == 0 || at > 0 && TABLE[at - 1].0.as_bytes()[0] == b'a' + letter as u8 {
                break;
            }
            letter -= 1;
        }
    }
    starts
}

const F: Marks = Marks::FUNCTION;
const CLASS: Marks = Marks::CLASS;
const PERIOD: Marks = Marks::PERIOD;
const MONTH: Marks = Marks::MONTH.and(Marks::PERIOD);
const OPINION: Marks = Marks::OPINION;
const WH: Marks = Marks::WH.and(F);
const WH_CLAUSE: Marks = WH.and(Marks::CLAUSE);
const BE: Marks = Marks::BE.and(F);
const PERSON: Marks = Marks::PERSON.and(F);
const THING: Marks = Marks::THING.and(F);
const SPEAKER: Marks = Marks::SPEAKER.and(F);
const MODAL: Marks = Marks::MODAL.and(F);
const PREPOSITION: Marks = Marks::PREPOSITION.and(F);
const CLAUSE: Marks = Marks::CLAUSE.and(F);
const ROUGH: Marks = Marks::ROUGH.and(F);
const RELATIVE: Marks = Marks::RELATIVE.and(F);
const DOCUMENT: Marks = Marks::DOCUMENT;

/// Sorted by word; a test watches that.
#[rustfmt::skip]
const TABLE: &[(&str, Marks)] = &[

    ("a", F.and(Marks::ARTICLE)), ("about", ROUGH.and(Marks::PREPOSITION)),
    ("above", DOCUMENT.and(PREPOSITION)), ("after", CLAUSE.and(Marks::PREPOSITION)),
    ("against", PREPOSITION), ("ago", RELATIVE), ("all", F.and(Marks::ABSOLUTE)), ("almost", ROUGH),
    ("also", F), ("although", CLAUSE), ("always", F.and(Marks::ABSOLUTE)), ("am", BE), ("amazing", OPINION),
    ("among", PREPOSITION), ("an", F.and(Marks::ARTICLE)), ("and", F), ("any", F), ("approximately", ROUGH),
    ("april", MONTH), ("are", BE), ("around", ROUGH.and(Marks::PREPOSITION)), ("article", DOCUMENT),
    ("as", CLAUSE.and(Marks::PREPOSITION)), ("at", PREPOSITION), ("august", MONTH), ("author", DOCUMENT),
    ("autumn", PERIOD), ("be", BE), ("beautiful", OPINION), ("because", CLAUSE), ("been", BE),
    ("before", CLAUSE.and(Marks::PREPOSITION)), ("being", BE), ("below", DOCUMENT.and(PREPOSITION)),
    ("between", PREPOSITION), ("body", CLASS), ("both", F), ("brilliant", OPINION), ("but", F),
    ("by", PREPOSITION), ("campaign", CLASS), ("can", MODAL), ("candidate", CLASS),
    ("cannot", F.and(Marks::NEGATION).and(Marks::MODAL)), ("century", PERIOD), ("city", CLASS),
    ("company", CLASS), ("conference", CLASS), ("contest", CLASS), ("could", MODAL), ("country", CLASS),
    ("crucial", OPINION), ("current", Marks::RELATIVE), ("currently", RELATIVE), ("day", PERIOD),
    ("decade", PERIOD), ("december", MONTH), ("decree", CLASS), ("did", F.and(Marks::DO)),
    ("do", F.and(Marks::DO)), ("does", F.and(Marks::DO)), ("during", PREPOSITION), ("each", F),
    ("editorial", DOCUMENT), ("election", CLASS.and(PERIOD)), ("every", F.and(Marks::ABSOLUTE)),
    ("excellent", OPINION), ("except", F.and(Marks::NEGATION)), ("excerpt", DOCUMENT), ("february", MONTH),
    ("firm", CLASS), ("following", DOCUMENT.and(F)), ("for", PREPOSITION), ("friday", PERIOD),
    ("from", PREPOSITION), ("government", CLASS), ("group", CLASS), ("had", F.and(Marks::HAVE)),
    ("has", F.and(Marks::HAVE)), ("have", F.and(Marks::HAVE)), ("he", PERSON), ("her", PERSON),
    ("here", F.and(Marks::PLACE)), ("hers", PERSON), ("herself", PERSON), ("him", PERSON),
    ("himself", PERSON), ("his", PERSON), ("historic", OPINION), ("how", WH), ("i", SPEAKER),
    ("iconic", OPINION), ("if", CLAUSE), ("important", OPINION), ("impressive", OPINION),
    ("in", PREPOSITION), ("initiative", CLASS), ("into", PREPOSITION), ("is", BE), ("it", THING),
    ("its", THING), ("itself", THING), ("january", MONTH), ("july", MONTH), ("june", MONTH),
    ("keenly-awaited", OPINION), ("last", Marks::NEARNESS), ("lately", RELATIVE),
    ("latest", Marks::RELATIVE), ("law", CLASS), ("leader", CLASS), ("least", F.and(Marks::NEGATION)),
    ("legendary", OPINION), ("long-awaited", OPINION), ("many", F.and(Marks::VAGUE)), ("march", MONTH),
    ("massive", OPINION), ("may", MODAL.and(MONTH)), ("mayor", CLASS), ("me", SPEAKER), ("meeting", CLASS),
    ("might", MODAL), ("minister", CLASS), ("ministry", CLASS), ("monday", PERIOD), ("month", PERIOD),
    ("more", F), ("most", F), ("movement", CLASS), ("much", F), ("must", MODAL), ("my", SPEAKER),
    ("myself", SPEAKER), ("nearly", ROUGH), ("never", F.and(Marks::NEGATION).and(Marks::ABSOLUTE)),
    ("next", Marks::NEARNESS), ("no", F), ("none", F.and(Marks::ABSOLUTE)), ("not", F.and(Marks::NEGATION)),
    ("november", MONTH), ("now", RELATIVE), ("nowadays", RELATIVE), ("october", MONTH), ("of", PREPOSITION),
    ("official", CLASS), ("often", F.and(Marks::VAGUE)), ("on", PREPOSITION), ("one", F),
    ("only", F.and(Marks::ABSOLUTE)), ("onto", PREPOSITION), ("or", F), ("organisation", CLASS),
    ("organization", CLASS), ("other", F), ("our", SPEAKER), ("ours", SPEAKER),
    ("over", ROUGH.and(Marks::PREPOSITION)), ("pair", CLASS), ("parliament", CLASS), ("party", CLASS),
    ("passage", DOCUMENT), ("plan", CLASS), ("presently", RELATIVE), ("president", CLASS),
    ("programme", CLASS), ("project", CLASS), ("protest", CLASS), ("recent", Marks::RELATIVE),
    ("recently", RELATIVE), ("referendum", CLASS), ("region", CLASS), ("remarkable", OPINION),
    ("report", CLASS), ("roughly", ROUGH), ("same", F), ("saturday", PERIOD), ("september", MONTH),
    ("shall", MODAL), ("shameful", OPINION), ("she", PERSON), ("should", MODAL),
    ("since", CLAUSE.and(Marks::PREPOSITION)), ("so", F), ("some", ROUGH),
    ("sometimes", F.and(Marks::VAGUE)), ("spring", PERIOD), ("state", CLASS), ("story", DOCUMENT),
    ("such", F), ("summer", PERIOD), ("sunday", PERIOD), ("terrible", OPINION), ("text", DOCUMENT),
    ("than", CLAUSE), ("that", CLAUSE.and(Marks::POINTER)), ("the", F.and(Marks::ARTICLE)),
    ("their", PERSON), ("theirs", PERSON), ("them", PERSON), ("themselves", PERSON),
    ("then", F.and(Marks::PLACE)), ("there", F.and(Marks::PLACE)), ("these", F.and(Marks::POINTER)),
    ("they", PERSON), ("this", F.and(Marks::POINTER).and(Marks::NEARNESS)),
    ("those", F.and(Marks::POINTER)), ("through", PREPOSITION), ("thursday", PERIOD), ("to", PREPOSITION),
    ("today", RELATIVE), ("tomorrow", RELATIVE), ("tonight", RELATIVE), ("town", CLASS),
    ("tuesday", PERIOD), ("under", ROUGH.and(Marks::PREPOSITION)),
    ("until", CLAUSE.and(Marks::PREPOSITION)), ("upcoming", Marks::RELATIVE), ("us", SPEAKER),
    ("usually", F.and(Marks::VAGUE)), ("village", CLASS), ("vital", OPINION), ("vote", CLASS), ("was", BE),
    ("we", SPEAKER), ("wednesday", PERIOD), ("week", PERIOD), ("weekend", PERIOD), ("were", BE),
    ("what", WH), ("when", WH_CLAUSE), ("where", WH_CLAUSE), ("whether", CLAUSE), ("which", WH_CLAUSE),
    ("while", CLAUSE), ("who", WH_CLAUSE), ("whom", WH_CLAUSE), ("whose", WH_CLAUSE), ("why", WH),
    ("will", MODAL), ("winter", PERIOD), ("with", PREPOSITION), ("within", PREPOSITION),
    ("without", PREPOSITION), ("wonderful", OPINION), ("worst", OPINION), ("would", MODAL),
    ("year", PERIOD), ("yesterday", RELATIVE), ("you", SPEAKER), ("your", SPEAKER), ("yours", SPEAKER),
];

#[cfg(test)]
mod tests {
    use super::LONGEST;
    use super::Marks;
    use super::TABLE;

    #[test]
    fn the_table_is_sorted_and_holds_a_word_once() {
        for pair in TABLE.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} stands before {}", pair[0].0, pair[1].0);
        }
        assert_eq!(TABLE.iter().map(|(word, _)| word.len()).max(), Some(LONGEST));
    }

    #[test]
    fn every_word_of_the_table_is_found() {
        for (word, marks) in TABLE {
            assert_eq!(Marks::of(word), *marks, "{word}");
        }
        for other in ["", "1991", "zzz", "ab", "әкім", "the-"] {
            assert_eq!(Marks::of(other), Marks::NONE, "{other}");
        }
    }

    #[test]
    fn a_word_can_play_several_roles() {
        assert!(Marks::of("may").has(Marks::MODAL) && Marks::of("may").has(Marks::MONTH));
        assert!(Marks::of("never").has(Marks::NEGATION));
        assert!(!Marks::of("founder").has(Marks::FUNCTION));
    }
}
