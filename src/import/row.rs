//! One row of a table as an item, with all that is wrong in it.

use csv::StringRecord;

use crate::decks::Fault;
use crate::decks::id::is_id;
use crate::decks::same_option;
use crate::items::Distractor;
use crate::items::Item;
use crate::items::ItemId;
use crate::items::Particulars;
use crate::items::Status;

use super::cells;
use super::columns::Columns;
use super::columns::Field;

/// One row, and what is wrong with it.
pub(super) struct Row<'a> {
    pub(super) columns: &'a Columns,
    pub(super) record: &'a StringRecord,
    pub(super) faults: Vec<Fault>,
    pub(super) lost: bool,
    pub(super) is_shifted: bool,
}

impl Row<'_> {
    pub(super) fn lose(&mut self, fault: Fault) {
        self.faults.push(fault);
        self.lost = true;
    }

    fn at(&self, place: usize) -> &str {
        self.record.get(place).unwrap_or("").trim()
    }

    pub(super) fn cell(&self, field: Field) -> &str {
        self.columns.one(field).map_or("", |place| self.at(place))
    }

    /// A cell as it stands: in a list of values a backslash may keep the spaces at its ends.
    fn raw(&self, field: Field) -> &str {
        let place = self.columns.one(field);
        place.and_then(|place| self.record.get(place)).unwrap_or("")
    }

    fn some(&self, field: Field) -> Option<String> {
        Some(self.cell(field).to_owned()).filter(|cell| !cell.is_empty())
    }

    fn noted<T: Default>(&mut self, value: Result<T, Fault>) -> T {
        value.unwrap_or_else(|fault| {
            self.faults.push(fault);
            T::default()
        })
    }

    pub(super) fn item(&mut self) -> Item {
        self.check_width();
        let stem = self.required(Field::Stem, "stem");
        let key = self.required(Field::Key, "key");
        let id = self.id();
        let kind = cells::kind(self.cell(Field::Kind));
        let importance = cells::level("importance", self.cell(Field::Importance), 3);
        let difficulty = cells::level("difficulty", self.cell(Field::Difficulty), 5);
        let as_of = cells::date("as_of", self.cell(Field::AsOf));
        let contested = cells::yes_or_no("contested", self.cell(Field::Contested));
        let changed = cells::moment("changed", self.cell(Field::Changed));
        let status = cells::status(self.cell(Field::Status)).unwrap_or_else(|fault| {
            self.faults.push(fault);
            // A status that cannot be read must not put a card before a learner.
            Status::Draft
        });
        Item {
            id,
            fact: None,
            kind: self.noted(kind),
            distractors: self.distractors(&key),
            stem,
            key,
            accept: cells::split(self.raw(Field::Accept), &['|']),
            detail: Particulars {
                hint: self.some(Field::Hint),
                ..Particulars::default()
            }
            .into(),
            explanation: self.some(Field::Explanation),
            importance: self.noted(importance).unwrap_or(2),
            difficulty: self.noted(difficulty),
            tags: cells::tags(self.raw(Field::Tags)),
            as_of: self.noted(as_of),
            contested: self.noted(contested),
            status,
            changed: self.noted(changed),
            added: None,
            record: Default::default(),
        }
    }

    /// More cells than columns mean that a comma stands where none was meant.
    fn check_width(&mut self) {
        let width = self.columns.width;
        let extra = (width..self.record.len()).any(|place| !self.at(place).is_empty());
        if extra {
            let found = self.record.len();
            self.lose(Fault::TooManyCells { found, width });
            self.is_shifted = true;
        }
    }

    fn required(&mut self, field: Field, name: &str) -> String {
        let cell = self.cell(field).to_owned();
        if cell.is_empty() {
            self.lose(Fault::MissingField {
                field: name.to_owned(),
            });
        }
        cell
    }

    fn id(&mut self) -> ItemId {
        let id = self.cell(Field::Id).to_owned();
        if !id.is_empty() && !is_id(&id) {
            self.lose(Fault::BadId { id: id.clone() });
        }
        ItemId(id)
    }

    /// Wrong options: a column for each, or several in one cell.
    fn distractors(&mut self, key: &str) -> Vec<Distractor> {
        let places = self.columns.all(Field::Distractors);
        let mut options: Vec<Distractor> = Vec::new();
        for place in places {
            let why = self.columns.why_of(*place).map(|why| self.at(why).to_owned());
            let why = why.filter(|why| !why.is_empty());
            if !self.columns.is_list {
                let text = self.at(*place).to_owned();
                options.push(Distractor { text, why });
            } else {
                let texts = cells::split(self.record.get(*place).unwrap_or(""), &['|']);
                options.extend(texts.into_iter().map(|text| Distractor {
                    text,
                    why: why.clone(),
                }));
            }
        }
        options.retain(|option| !option.text.is_empty());
        self.checked(options, key)
    }

    fn checked(&mut self, options: Vec<Distractor>, key: &str) -> Vec<Distractor> {
        let mut distractors: Vec<Distractor> = Vec::new();
        for option in options {
            if same_option(&option.text, key) {
                self.lose(Fault::KeyAmongDistractors { key: key.to_owned() });
            } else if distractors
                .iter()
                .any(|other| same_option(&other.text, &option.text))
            {
                self.faults.push(Fault::RepeatedDistractor { text: option.text });
            } else {
                distractors.push(option);
            }
        }
        distractors
    }
}
