//! What a name or a word in it may stand for: kinds of places, heads of names, roles, organisations.

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A state, present or past.
    Country,
    /// A city or town.
    City,
    /// A province or another part of a country.
    Region,
    /// A river.
    River,
    /// A lake.
    Lake,
    /// An ocean, a sea or a part of one.
    Sea,
    /// An island or a group of them.
    Island,
    /// A mountain or a range.
    Mountains,
    /// A desert or steppe.
    Desert,
    /// A continent.
    Continent,
    /// A larger part of the world: Central Asia.
    Area,
}

/// What the head of a name says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// Party, Movement
    Party,
    /// Ministry, University
    Organisation,
    /// War, Election
    Event,
    /// Constitution, Act
    Law,
    /// Republic, Lake
    Place,
    /// Prize, Programme
    Work,
}

/// What a word for a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// An office somebody holds: president, director.
    Office,
    /// What somebody is by calling: poet, activist.
    Calling,
    /// A title of address: Mr, Dr.
    Title,
}

/// Whether a given name is a man's or a woman's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// he
    Man,
    /// she
    Woman,
}

/// What kind of organisation a known name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrganisationKind {
    /// A political party.
    Party,
    /// An organ of a state, or a body of several states.
    Body,
    /// A company.
    Company,
    /// Any other.
    Other,
}
