//! The four note types, as every package ever written has them.
//!
//! Anki knows a note type by its id, and a field by its own: a changed number or order of fields
//! would leave every note of every learner without updates. So nothing here is ever added, moved or
//! renumbered. Looks and names may change, and [`CHANGED`] then says when.

use serde_json::Value;
use serde_json::json;

/// When templates, names or looks last changed, in seconds since 1970: 2026-11-26, midnight UTC.
pub(super) const CHANGED: i64 = 1_795_651_200;

/// The fields every type ends with. The last says what no card shows; the one before is empty until there is a use for it.
const TAIL: [&str; 5] = ["Explanation", "Quote", "Source", "Extra1", "Extra2"];

const STYLE: &str = include_str!("templates/style.css");
const TAIL_HTML: &str = include_str!("templates/tail.html");

/// A way to ask, as Anki knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::export) enum NoteType {
    /// Question, then answer.
    Basic,
    /// The answer is typed and compared.
    Typed,
    /// A sentence with something left out.
    Cloze,
    /// One or several of some options.
    Choice,
}

impl NoteType {
    pub(super) const ALL: [NoteType; 4] = [
        NoteType::Basic,
        NoteType::Typed,
        NoteType::Cloze,
        NoteType::Choice,
    ];

    /// The word it is recorded as.
    pub(super) fn slug(self) -> &'static str {
        match self {
            NoteType::Basic => "basic",
            NoteType::Typed => "typed",
            NoteType::Cloze => "cloze",
            NoteType::Choice => "choice",
        }
    }

    pub(super) fn from_slug(slug: &str) -> Option<NoteType> {
        NoteType::ALL.into_iter().find(|known| known.slug() == slug)
    }

    /// The name Anki shows.
    pub(in crate::export) fn name(self) -> &'static str {
        match self {
            NoteType::Basic => "Suraq Basic",
            NoteType::Typed => "Suraq Typed",
            NoteType::Cloze => "Suraq Cloze",
            NoteType::Choice => "Suraq Choice",
        }
    }

    /// Milliseconds that only say when the types were made; given once.
    pub(super) fn id(self) -> i64 {
        1_795_651_200_101 + self as i64
    }

    /// The fields before the tail.
    fn own_fields(self) -> &'static [&'static str] {
        match self {
            NoteType::Basic | NoteType::Typed => &["Question", "Answer"],
            NoteType::Cloze => &["Text"],
            NoteType::Choice => &["Question", "Options", "Answer"],
        }
    }

    /// All its fields, in order.
    pub(super) fn fields(self) -> impl Iterator<Item = &'static str> {
        self.own_fields().iter().copied().chain(TAIL)
    }

    fn front(self) -> String {
        match self {
            NoteType::Basic => include_str!("templates/basic_front.html").to_owned(),
            NoteType::Typed => include_str!("templates/typed_front.html").to_owned(),
            NoteType::Cloze => include_str!("templates/cloze_front.html").to_owned(),
            NoteType::Choice => with_script(
                include_str!("templates/choice_front.html"),
                include_str!("templates/choice_front.js"),
            ),
        }
    }

    fn back(self) -> String {
        match self {
            NoteType::Basic => include_str!("templates/basic_back.html").to_owned() + TAIL_HTML,
            NoteType::Typed => include_str!("templates/typed_back.html").to_owned() + TAIL_HTML,
            NoteType::Cloze => include_str!("templates/cloze_front.html").to_owned() + TAIL_HTML,
            NoteType::Choice => with_script(
                &(include_str!("templates/choice_back.html").to_owned() + TAIL_HTML),
                include_str!("templates/choice_back.js"),
            ),
        }
    }

    /// The id of a field or template: a number of its own below 2^53, so that scripts read it exactly.
    fn part_id(self, place: usize) -> i64 {
        530_118_000_000 + self as i64 * 1_000 + place as i64
    }

    /// The note type in the words of the collection.
    pub(super) fn json(self) -> Value {
        let field = |(place, name)| {
            json!({
                "id": self.part_id(place), "name": name, "ord": place, "sticky": false, "rtl": false,
                "font": "Arial", "size": 20, "description": "", "plainText": false, "collapsed": false,
                "excludeFromSearch": false, "tag": null, "preventDeletion": place == 0,
            })
        };
        let fields: Vec<Value> = self.fields().enumerate().map(field).collect();
        json!({
            "id": self.id(), "name": self.name(), "type": i32::from(self == NoteType::Cloze),
            "mod": CHANGED, "usn": -1, "sortf": 0, "did": null, "css": STYLE, "flds": fields,
            "latexPre": "", "latexPost": "", "latexsvg": false,
            "tmpls": [{
                "id": self.part_id(100), "name": "Card 1", "ord": 0, "did": null,
                "qfmt": self.front(), "afmt": self.back(),
                "bqfmt": "", "bafmt": "", "bfont": "", "bsize": 0,
            }],
        })
    }
}

fn with_script(html: &str, script: &str) -> String {
    format!("{html}<script>\n{script}</script>\n")
}

#[cfg(test)]
mod tests {
    use super::NoteType;

    /// What Anki compares. A line that changes here breaks the updates of everybody who has a deck.
    const FROZEN: &str = "\
1795651200101 Suraq Basic type 0, Card 1 #530118000100: \
Question #530118000000, Answer #530118000001, Explanation #530118000002, Quote #530118000003, \
Source #530118000004, Extra1 #530118000005, Extra2 #530118000006
1795651200102 Suraq Typed type 0, Card 1 #530118001100: \
Question #530118001000, Answer #530118001001, Explanation #530118001002, Quote #530118001003, \
Source #530118001004, Extra1 #530118001005, Extra2 #530118001006
1795651200103 Suraq Cloze type 1, Card 1 #530118002100: \
Text #530118002000, Explanation #530118002001, Quote #530118002002, \
Source #530118002003, Extra1 #530118002004, Extra2 #530118002005
1795651200104 Suraq Choice type 0, Card 1 #530118003100: \
Question #530118003000, Options #530118003001, Answer #530118003002, Explanation #530118003003, \
Quote #530118003004, Source #530118003005, Extra1 #530118003006, Extra2 #530118003007
";

    #[test]
    fn the_note_types_are_frozen() {
        let mut found = String::new();
        for note_type in NoteType::ALL {
            let json = note_type.json();
            assert_eq!(json["tmpls"].as_array().unwrap().len(), 1);
            let template = &json["tmpls"][0];
            let fields: Vec<String> = json["flds"]
                .as_array()
                .unwrap()
                .iter()
                .enumerate()
                .map(|(place, field)| {
                    assert_eq!(field["ord"], place);
                    format!("{} #{}", field["name"].as_str().unwrap(), field["id"])
                })
                .collect();
            found.push_str(&format!(
                "{} {} type {}, {} #{}: {}\n",
                json["id"],
                json["name"].as_str().unwrap(),
                json["type"],
                template["name"].as_str().unwrap(),
                template["id"],
                fields.join(", ")
            ));
        }
        assert_eq!(found, FROZEN);
    }

    #[test]
    fn cards_need_no_network_and_lead_nowhere() {
        for note_type in NoteType::ALL {
            let text = note_type.json().to_string();
            for word in ["http", "<a ", "@import", "url(", "src=", "fetch("] {
                assert!(!text.contains(word), "{}: {word}", note_type.name());
            }
        }
    }
}
