//! What the index knows of an item without reading its file: enough to search and to choose.

use crate::items::FactId;
use crate::items::ItemId;
use crate::items::Kind;
use crate::items::PartialDate;
use crate::items::kind::KINDS_BY_NUMBER;

use super::CardId;
use super::DeckId;
use super::Direction;
use super::index::rows::TERM;

/// An item or term as the index has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The deck it stands in.
    pub deck: DeckId,
    /// Its id.
    pub item: ItemId,
    /// Whether it is a term, with a card for each direction.
    pub is_term: bool,
    /// Its question type, where it says one; `term` for terms.
    pub kind: Option<Kind>,
    /// Where it stands on the way from draft to retirement.
    pub state: State,
    /// The date for which it is right, its own or its fact's.
    pub as_of: Option<PartialDate>,
    /// Disputed, by itself or by its fact.
    pub contested: bool,
    /// Later versions of the documents it rests on say it no longer.
    pub gone: bool,
    /// 3 core, 2 useful, 1 detail.
    pub importance: u8,
    /// The fact it rests on; items of one fact are siblings.
    pub fact: Option<FactId>,
    /// The stem; for a term its English and its definition.
    pub stem: String,
    /// The key; for a term its Kazakh in both scripts.
    pub key: String,
    /// Its tags; for a term its topic as well.
    pub tags: Vec<String>,
    /// Ids of the sources it rests on.
    pub sources: Vec<String>,
}

/// Where an item stands, without the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Studied.
    Accepted,
    /// Waits in the inbox.
    Draft,
    /// Turned down by a person.
    Rejected,
    /// No longer asked.
    Retired,
}

impl Row {
    /// The cards that grow from it: one, or one for each direction of a term.
    pub fn cards(&self) -> Vec<CardId> {
        let directions: Vec<Option<Direction>> = match self.is_term {
            true => Direction::ALL.into_iter().map(Some).collect(),
            false => vec![None],
        };
        directions
            .into_iter()
            .map(|direction| CardId {
                deck: self.deck.clone(),
                item: self.item.clone(),
                direction,
            })
            .collect()
    }

    /// Whether what it says was known for a date so long before `today` that it may be otherwise now.
    pub fn is_old(&self, today: PartialDate) -> bool {
        self.as_of.is_some_and(|as_of| is_old(as_of, today))
    }

    /// Reads a row of the query in `Shelf::each_row`.
    pub(super) fn read(deck: &DeckId, row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
        let kind: Option<i64> = row.get(2)?;
        let is_term = kind == Some(TERM);
        let number = kind.and_then(|kind| usize::try_from(kind).ok());
        let kind = number
            .and_then(|number| KINDS_BY_NUMBER.get(number))
            .map(|(kind, _, _)| *kind);
        let as_of: Option<String> = row.get(3)?;
        Ok(Row {
            deck: deck.clone(),
            item: ItemId(row.get(0)?),
            is_term,
            kind: if is_term { Some(Kind::Term) } else { kind },
            state: State::of_number(row.get(1)?),
            as_of: as_of.and_then(|date| date.parse().ok()),
            contested: row.get(4)?,
            gone: row.get(5)?,
            importance: row.get(6)?,
            fact: row.get::<_, Option<String>>(7)?.map(FactId),
            stem: row.get(8)?,
            key: row.get(9)?,
            tags: lines(row, 10)?,
            sources: lines(row, 11)?,
        })
    }
}

/// Months after which what can change is to be looked at again.
///
/// Ours: two years, in which most offices and figures are taken anew.
pub const OLD_AFTER_MONTHS: i32 = 24;

/// Whether a date is more than [`OLD_AFTER_MONTHS`] before `today`; a year alone counts up to its end.
///
/// ```
/// use suraq::decks::is_old;
///
/// let date = |text: &str| text.parse().unwrap();
/// assert!(is_old(date("2023-04"), date("2025-05-06")));
/// assert!(!is_old(date("2023-05"), date("2025-05-06")));
/// assert!(!is_old(date("2023"), date("2025-12-31")));
/// ```
pub fn is_old(as_of: PartialDate, today: PartialDate) -> bool {
    months(today) - months(as_of) > OLD_AFTER_MONTHS
}

/// Months since the year 0; of a year alone, of its end.
pub(super) fn months(date: PartialDate) -> i32 {
    i32::from(date.year) * 12 + i32::from(date.month.unwrap_or(12))
}

impl State {
    pub(super) fn of_number(number: i64) -> State {
        match number {
            0 => State::Accepted,
            1 => State::Draft,
            2 => State::Rejected,
            _ => State::Retired,
        }
    }
}

fn lines(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    let text = row.get_ref(column)?.as_str()?;
    Ok(text.lines().map(str::to_owned).collect())
}
