//! Which column of a table is which field of an item.

use std::collections::BTreeMap;

use crate::decks::nearest;

use super::ImportError;
use super::Options;

/// A field of an item, as a column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Stem,
    Key,
    Accept,
    /// Wrong options; several columns may hold them, in order.
    Distractors,
    /// The reasons, beside the columns of the wrong options.
    Why,
    Id,
    Deck,
    Kind,
    Explanation,
    Hint,
    Tags,
    Importance,
    Difficulty,
    AsOf,
    Contested,
    Status,
    Changed,
}

/// Names of the fields; the first of each is ours, the others are what people and programs write.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Stem, &["stem", "question", "front", "prompt"]),
    (
        Field::Key,
        &["key", "answer", "back", "correct", "correct answer"],
    ),
    (Field::Accept, &["accept", "accepted", "also right"]),
    (
        Field::Distractors,
        &[
            "distractors",
            "distractor",
            "wrong",
            "wrong answer",
            "wrong answers",
        ],
    ),
    (Field::Why, &["why", "reason"]),
    (Field::Id, &["id"]),
    (Field::Deck, &["deck"]),
    (Field::Kind, &["kind", "type"]),
    (Field::Explanation, &["explanation", "comment", "feedback"]),
    (Field::Hint, &["hint"]),
    (Field::Tags, &["tags", "tag"]),
    (Field::Importance, &["importance"]),
    (Field::Difficulty, &["difficulty"]),
    (Field::AsOf, &["as_of", "as of"]),
    (Field::Contested, &["contested"]),
    (Field::Status, &["status"]),
    (Field::Changed, &["changed"]),
];

/// The columns of a table by their fields.
pub(super) struct Columns {
    places: BTreeMap<Field, Vec<usize>>,
    /// Whether the wrong options stand in one cell: a lone column whose name has no number.
    pub(super) is_list: bool,
    pub(super) ignored: Vec<String>,
    pub(super) width: usize,
}

impl Columns {
    /// Reads a header line.
    ///
    /// Errors: no column for stem or key, two for one field, or a mapping that names nothing.
    pub(super) fn of_header(header: &[String], options: &Options) -> Result<Columns, ImportError> {
        let mut mapping: BTreeMap<String, Field> = BTreeMap::new();
        for (column, field) in &options.columns {
            let names = header.iter().map(String::as_str);
            if !header.iter().any(|name| plain(name) == plain(column)) {
                return Err(ImportError::NoSuchColumn {
                    name: column.clone(),
                    nearest: nearest(column, names).map(str::to_owned),
                });
            }
            mapping.insert(plain(column), mapped_field(field)?);
        }
        let mut columns = Columns {
            places: BTreeMap::new(),
            is_list: false,
            ignored: Vec::new(),
            width: header.len(),
        };
        for (place, name) in header.iter().enumerate() {
            let field = mapping.get(&plain(name)).copied().or_else(|| field_of(name));
            match field {
                Some(field) => columns.add(field, place, header)?,
                None if name.trim().is_empty() => {}
                None => columns.ignored.push(name.clone()),
            }
        }
        for (field, name) in [(Field::Stem, "stem"), (Field::Key, "key")] {
            if !columns.places.contains_key(&field) {
                return Err(ImportError::NoColumn {
                    field: name.to_owned(),
                    found: header.to_vec(),
                });
            }
        }
        if let [only] = columns.all(Field::Distractors) {
            columns.is_list = !header[*only].ends_with(|c: char| c.is_ascii_digit());
        }
        Ok(columns)
    }

    /// The columns of a table without header: stem, key, accept, then wrong options.
    pub(super) fn in_order(width: usize) -> Columns {
        let mut places: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
        for place in 0..width {
            let field = match place {
                0 => Field::Stem,
                1 => Field::Key,
                2 => Field::Accept,
                _ => Field::Distractors,
            };
            places.entry(field).or_default().push(place);
        }
        Columns {
            is_list: places
                .get(&Field::Distractors)
                .is_some_and(|places| places.len() == 1),
            places,
            ignored: Vec::new(),
            width,
        }
    }

    fn add(&mut self, field: Field, place: usize, header: &[String]) -> Result<(), ImportError> {
        let places = self.places.entry(field).or_default();
        if let Some(first) = places.first()
            && !matches!(field, Field::Distractors | Field::Why)
        {
            return Err(ImportError::TwoColumns {
                field: name_of(field).to_owned(),
                columns: [header[*first].clone(), header[place].clone()],
            });
        }
        places.push(place);
        Ok(())
    }

    /// The only column of a field.
    pub(super) fn one(&self, field: Field) -> Option<usize> {
        self.all(field).first().copied()
    }

    /// All columns of a field, from left to right.
    pub(super) fn all(&self, field: Field) -> &[usize] {
        self.places.get(&field).map_or(&[], Vec::as_slice)
    }

    /// The column of reasons that belongs to a column of wrong options: the next
    /// one to the right, before the next wrong option.
    pub(super) fn why_of(&self, distractor: usize) -> Option<usize> {
        let next = self
            .all(Field::Distractors)
            .iter()
            .find(|place| **place > distractor);
        self.all(Field::Why)
            .iter()
            .find(|place| **place > distractor && next.is_none_or(|next| *place < next))
            .copied()
    }
}

/// A name without case, numbers and signs: `Distractor_2` is `distractor`.
fn plain(name: &str) -> String {
    let lower = name.trim().to_lowercase().replace(['_', '-'], " ");
    lower
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#')
        .to_owned()
}

fn field_of(name: &str) -> Option<Field> {
    let name = plain(name);
    NAMES
        .iter()
        .find(|(_, names)| names.iter().any(|known| plain(known) == name))
        .map(|(field, _)| *field)
}

fn mapped_field(name: &str) -> Result<Field, ImportError> {
    field_of(name).ok_or_else(|| ImportError::NoSuchField {
        name: name.to_owned(),
        nearest: nearest(name, NAMES.iter().map(|(_, names)| names[0])).map(str::to_owned),
    })
}

fn name_of(field: Field) -> &'static str {
    NAMES
        .iter()
        .find(|(known, _)| *known == field)
        .map_or("", |(_, names)| names[0])
}
