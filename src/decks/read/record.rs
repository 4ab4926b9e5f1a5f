//! Reads what classes answered an item, and which of its options are dead.

use crate::items::ClassAnswers;
use crate::items::Record;

use super::super::Fault;
use super::super::fields::Fields;

const CLASSES: &str = "a list of { paper, day, answers, right, wrong }";
const CLASS_FIELDS: &[&str] = &["paper", "day", "answers", "right", "wrong"];
const WRONG: &str = "a list of { text, chosen }";
const WRONG_FIELDS: &[&str] = &["text", "chosen"];

/// Reads the record of an item. A class that cannot be read is noted and left out; the item stays.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Record {
    let mut classes = Vec::new();
    for value in fields.elements("classes", CLASSES) {
        let Some(table) = value.value.as_table() else {
            fields.wrong_element("classes", value, CLASSES);
            continue;
        };
        let mut inner = Fields::new(table, value.at, CLASS_FIELDS);
        classes.extend(class(&mut inner));
        fields.faults.append(&mut inner.faults);
    }
    Record {
        classes,
        dead: fields.texts("dead"),
    }
}

fn class(fields: &mut Fields<'_, '_>) -> Option<ClassAnswers> {
    let paper = fields.required("paper");
    let day = fields.date("day");
    let answers = count(fields, "answers")?;
    let right = right(fields, answers)?;
    let mut wrong = Vec::new();
    for value in fields.elements("wrong", WRONG) {
        let Some(table) = value.value.as_table() else {
            fields.wrong_element("wrong", value, WRONG);
            continue;
        };
        let mut inner = Fields::new(table, value.at, WRONG_FIELDS);
        let option = (inner.required("text"), count(&mut inner, "chosen"));
        fields.faults.append(&mut inner.faults);
        if let (text, Some(chosen)) = option {
            wrong.push((text, chosen));
        }
    }
    (!paper.is_empty()).then_some(ClassAnswers {
        paper,
        day,
        answers,
        right,
        wrong,
    })
}

/// A number of pupils.
fn count(fields: &mut Fields<'_, '_>, name: &str) -> Option<u32> {
    if fields.get(name).is_none() {
        fields.missing(name);
    }
    let number = fields.integer(name)?;
    let count = u32::try_from(number).ok();
    if count.is_none() {
        out_of_range(fields, name, &number.to_string(), "0 or more");
    }
    count
}

/// How many were right, with halves: from none to all.
fn right(fields: &mut Fields<'_, '_>, answers: u32) -> Option<f64> {
    if fields.get("right").is_none() {
        fields.missing("right");
    }
    let right = fields.number("right")?;
    if (0.0..=f64::from(answers)).contains(&right) {
        return Some(right);
    }
    out_of_range(fields, "right", &right.to_string(), "0 to `answers`");
    None
}

fn out_of_range(fields: &mut Fields<'_, '_>, name: &str, value: &str, range: &str) {
    let fault = Fault::OutOfRange {
        field: name.to_owned(),
        value: value.to_owned(),
        range: range.to_owned(),
    };
    fields.note(fields.place(name), fault);
}
