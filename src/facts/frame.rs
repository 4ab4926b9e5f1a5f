//! What a fact says, taken apart for the question writer.
//!
//! A deck keeps only the sentence of a [`super::Fact`]; the frame is what lets
//! a question ask for one part and state the others in good English.

use super::PartialDate;

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A person.
    Person,
    /// A state.
    Country,
    /// A city or town.
    City,
    /// Another place.
    Place,
    /// A party or movement.
    Party,
    /// Any other body.
    Organisation,
    /// A war, election, conference.
    Event,
    /// A constitution, act, convention.
    Law,
    /// A people or an adjective of one.
    People,
    /// Not known.
    Other,
}

/// A name inside a phrase: as it is printed, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As it stands in the phrase.
    pub text: String,
    /// What it is.
    pub kind: NameKind,
}

/// A noun phrase ready to print, with the names in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// As in the middle of a sentence: no capital that the sentence gave it.
    pub text: String,
    /// What its head is.
    pub kind: NameKind,
    /// Whether it takes a plural verb.
    pub is_plural: bool,
    /// The names in it, in order.
    pub names: Vec<Named>,
}

impl Phrase {
    /// The full name of a person, and nothing else.
    pub fn of_person(name: &str) -> Phrase {
        Phrase {
            text: name.to_owned(),
            kind: NameKind::Person,
            is_plural: false,
            names: vec![Named {
                text: name.to_owned(),
                kind: NameKind::Person,
            }],
        }
    }
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// `about`, `more than`, empty when exact.
    pub approx: String,
    /// The number as printed: `2,297`, `three`, `38.2 per cent`.
    pub number: String,
    /// What is counted, in the plural: `candidates`, `kilometres`. For shares the whole: `the candidates`.
    /// For money what it came in: `in bribes`; mostly empty.
    pub of: String,
    /// What the number is.
    pub sort: Sort,
}

/// What a number says of its thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// How many things or units of measure.
    Count,
    /// A share of a whole.
    Share,
    /// Per cent of no whole that is told: how far something rose.
    Change,
    /// An amount of money.
    Money,
}

impl Quantity {
    /// Whether it is a share of a whole.
    pub fn is_share(&self) -> bool {
        self.sort == Sort::Share
    }

    /// The number with its approximation, as a key: `more than 2,000`.
    pub fn key(&self) -> String {
        if self.approx.is_empty() {
            self.number.clone()
        } else {
            format!("{} {}", self.approx, self.number)
        }
    }
}

/// How the verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// founded
    Active,
    /// was founded
    Passive,
    /// has founded; told with the date of the document
    Perfect,
    /// has been founded
    PerfectPassive,
    /// is, was
    Copula,
    /// includes, is elected
    Present,
    /// is named
    PresentPassive,
    /// is building; told with the date of the document
    Progressive,
}

/// One clause: who did what, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Who or what.
    pub subject: Phrase,
    /// Lemma of the verb.
    pub verb: String,
    /// Adverbs in front of the verb: `first`; mostly empty.
    pub adverb: String,
    /// How it stands.
    pub voice: Voice,
    /// What follows the verb, without the time; may be empty.
    pub rest: Phrase,
    /// When, as an adverbial of its own.
    pub when: Option<PartialDate>,
    /// When, in words, where it has no date: `from 1911 to 1914`, `in the late 1980s`; mostly empty.
    pub era: String,
    /// For what the document tells of its own day: that day.
    pub as_of: Option<PartialDate>,
    /// Whether the verb names one thing done once by one doer.
    pub is_unique: bool,
    /// Who a little-known subject is, from the words behind its name: `leader of the miners of Berdi`.
    pub note: String,
    /// A place at the end of `rest`, with its preposition: (`in`, Almaty).
    pub place: Option<(String, Named)>,
    /// `rest` piece by piece, in order: its object and the phrases behind it.
    pub parts: Vec<Part>,
}

impl Event {
    /// Whether anything says when it was.
    pub fn is_dated(&self) -> bool {
        self.when.is_some() || self.as_of.is_some() || !self.era.is_empty()
    }

    /// Whether it says what somebody did or what was done, and not what something is.
    pub fn is_deed(&self) -> bool {
        !matches!(self.voice, Voice::Copula | Voice::Present | Voice::PresentPassive)
    }
}

/// One piece of what follows a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its preposition: `in`; empty for an object.
    pub link: String,
    /// What stands behind the preposition.
    pub phrase: Phrase,
    /// The name that the phrase is about: Berdi in "the old port of Berdi" is none, in "Berdi on the Velk" it is.
    pub head: Option<Named>,
    /// What the thing named is, where the document says so: `river`.
    pub class: Option<String>,
    /// How many, where the phrase counts things: `60,760 votes`.
    pub quantity: Option<Quantity>,
    /// Whether it is a noun phrase without a name at its head, short enough to answer with.
    pub is_common: bool,
}

/// What a fact says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Something happened at a time.
    Event(Event),
    /// How many took part, or were had, in an event; the quantity stands in the subject or opens the rest.
    Count {
        /// The clause, its quantity taken out of subject or rest.
        event: Event,
        /// What was counted.
        quantity: Quantity,
        /// Whether the counted things are the subject.
        in_subject: bool,
        /// For what can change.
        as_of: Option<PartialDate>,
        /// The occasion, where the clause does not name it: `the local elections in Berdi`.
        occasion: Option<String>,
    },
    /// A person was born or died.
    Life {
        /// Full name with a word on who it is: `the painter Ann Berg`.
        person: String,
        /// Whether this is the birth.
        is_birth: bool,
        /// When.
        date: PartialDate,
    },
    /// A person holds or held an office.
    Office {
        /// Full name.
        person: String,
        /// Without article: `Executive Director`.
        office: String,
        /// Where, with its preposition: `of ARGO`.
        body: String,
        /// From, until.
        term: Option<(PartialDate, PartialDate)>,
        /// When it is told without a term.
        as_of: Option<PartialDate>,
    },
    /// A short form and what it is short for.
    Expansion {
        /// `ARGO`
        short: String,
        /// `Civil Society Development Association`
        long: String,
        /// Whether the letters are those of the words.
        is_spelled: bool,
        /// Whether the sentence and the title are on the country of the document, so that the country may stand in
        /// front of the question.
        is_of_country: bool,
        /// Whether the document is on the body itself.
        is_of_title: bool,
        /// What it names, for the wording.
        kind: NameKind,
    },
    /// A term and its meaning.
    Term {
        /// `akim`
        term: String,
        /// `local leader`
        meaning: String,
        /// Country or field it is used in, with preposition.
        context: String,
    },
    /// A thing had a size.
    Measure {
        /// The question without its mark: `what was turnout in the referendum of June 1911`.
        stem: String,
        /// `68.1 per cent`
        value: String,
    },
    /// A thing told with its kind and its name.
    Named {
        /// The question without its mark: `what is the name of the newspaper that Ann Lund founded`.
        stem: String,
        /// The name.
        name: String,
        /// What it is.
        kind: NameKind,
    },
    /// A thing had another name before.
    Renaming {
        /// What was renamed, with a word on what it is where its name does not say so: `the cruiser Velk`.
        thing: String,
        /// Its former name, where told.
        before: Option<String>,
        /// Its later name.
        after: String,
        /// When.
        when: Option<PartialDate>,
        /// What it is.
        kind: NameKind,
    },
    /// A thing is first, last or n-th of its kind.
    Rank {
        /// Which thing.
        subject: Phrase,
        /// Ready for "Which {class} ...": `was the last of the Soviet republics to declare independence`.
        predicate: String,
        /// Class of the subject for the wh-phrase: `country`.
        class: String,
        /// The rank in a word, with scope: (`ninth`, `the world's countries by area`).
        place: Option<(String, String)>,
        /// For what can change.
        as_of: Option<PartialDate>,
    },
    /// One person followed another in an office.
    Succession {
        /// Full name of who came first.
        predecessor: String,
        /// Full name of who came after.
        successor: String,
        /// With its body, without article: `mayor of Berdi`.
        office: String,
        /// Lemma of how it is told: `succeed` or `replace`.
        verb: String,
        /// When the later one took over.
        when: Option<PartialDate>,
    },
    /// A person belonged to a body, led it, or stood for it.
    Affiliation {
        /// The question without its mark: `to which party did Ann Lund belong from 1911 to 1914`.
        stem: String,
        /// The person.
        person: String,
        /// The body, without article.
        body: String,
        /// What the body is.
        kind: NameKind,
    },
    /// Somebody said or wrote something, word for word.
    Quotation {
        /// Full name.
        speaker: String,
        /// `said` or `wrote`.
        verb: &'static str,
        /// The exact words, without marks around them or a stop at their end.
        words: String,
        /// When, where the sentence tells.
        when: Option<PartialDate>,
    },
    /// One thing brought about another.
    Cause {
        /// The question without its mark: `what triggered the Berdi Rising of 1911`.
        stem: String,
        /// `a tax on salt`
        cause: String,
    },
    /// What a law lays down or a body is for.
    Content {
        /// The question without its mark: `what did the Ferry Act of 1911 ban`.
        stem: String,
        /// `night ferries on the Velk`
        content: String,
    },
    /// How a vote or a contest ended.
    Outcome {
        /// The question without its mark: `who won the Berdi mayoral election of 1911`.
        stem: String,
        /// `Ann Lund`
        result: String,
        /// What the result is; `Other` for what is no name.
        kind: NameKind,
    },
    /// What a rule demands.
    Requirement {
        /// The whole question without its mark: `From what age could citizens stand for the post of mayor`.
        stem: String,
        /// `25`
        value: String,
        /// Other ways to say the value.
        accept: Vec<String>,
        /// The fact as a sentence.
        statement: String,
        /// For what can change.
        as_of: Option<PartialDate>,
    },
    /// A sentence of the source that stands alone, printed as it is with one thing hidden.
    Stated {
        /// Its main clause, read roughly: what weighs the fact.
        event: Event,
        /// What may be hidden, each for itself.
        gaps: Vec<Gap>,
    },
}

/// A sentence with one thing taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What stands before it.
    pub before: String,
    /// What was taken out.
    pub key: String,
    /// What stands behind it.
    pub after: String,
    /// What it is.
    pub hides: Hidden,
    /// Whether the sentence names what its page is on in full where the source has a pronoun or half of the name.
    pub is_named: bool,
}

/// What a gap hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// The year of a date.
    Year(PartialDate),
    /// A number or a sum.
    Number,
    /// A number of which the sentence tells only that there were more or fewer.
    Bound,
    /// A term.
    Term,
    /// A name of this kind.
    Name(NameKind),
}

impl Gap {
    /// What a question that asks for it calls its part of the fact.
    pub fn part(&self) -> &'static str {
        match (self.hides, self.is_named) {
            (Hidden::Year(_), false) => "stated-year",
            (Hidden::Year(_), true) => "stated-named-year",
            (Hidden::Number | Hidden::Bound, false) => "stated-number",
            (Hidden::Number | Hidden::Bound, true) => "stated-named-number",
            (Hidden::Term, _) => "stated-term",
            (Hidden::Name(_), false) => "stated-name",
            (Hidden::Name(_), true) => "stated-named-name",
        }
    }
}
