//! The numbers and letters that a DOCX file shows before the paragraphs of its lists.
//!
//! They stand in no text of the file: a list says how it counts, and each paragraph which list it is of. What is
//! a question of a test and what an option is known from that: letters and bullets mark options, and so do the
//! numbers of another list, or of a deeper level, right below a question.

use std::collections::BTreeMap;

use super::xml::{Element, Piece, local, walk};

/// How a level of a list counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// In numbers.
    #[default]
    Numbers,
    /// In letters of an alphabet, or in Roman numbers, which are letters of an option as well.
    Letters(&'static str),
    /// Not at all.
    Bullets,
}

/// Letters of options, in their order.
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
const RUSSIAN: &str = "абвгдежзиклмн";

/// A level of a list.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    form: Form,
    start: usize,
}

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Levels by the id of how a list looks, and their depth.
    looks: BTreeMap<(String, u8), Level>,
    /// How each list looks.
    lists: BTreeMap<String, String>,
    /// With which number a list begins anew, at the first level.
    restarts: BTreeMap<String, usize>,
    /// The list and level of questions, once there was one.
    questions: Option<(String, u8)>,
    /// The last number of questions, by how their lists look.
    counted: BTreeMap<String, usize>,
    /// Whether a question had a number so far, typed or of a list.
    is_numbered: bool,
    /// Whether a line names an answer, where that is known.
    told: Option<fn(&str) -> bool>,
    /// The question or the option above.
    before: Before,
}

/// What stands above a paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
enum Before {
    /// A question, with a number that was typed or that a list gives.
    Question,
    /// An option of a list and level, with its place.
    Option((String, u8), usize),
    #[default]
    Other,
}

impl Lists {
    /// Reads the file of lists.
    ///
    /// # Errors
    /// What is wrong with it, and near which byte.
    pub(super) fn read(xml: &str) -> Result<Lists, String> {
        let mut lists = Lists::default();
        let (mut look, mut list) = (None, None);
        let (mut depth, mut level) = (0, Level::default());
        walk(xml, |piece| match piece {
            Piece::Open(element) => {
                let value = || element.attribute("val");
                match element.local() {
                    "abstractNum" => look = element.attribute("abstractNumId"),
                    "num" => list = element.attribute("numId"),
                    "lvl" => {
                        depth = depth_of(&element);
                        level = Level {
                            start: 1,
                            ..Level::default()
                        };
                    }
                    "lvlOverride" => depth = depth_of(&element),
                    "start" => level.start = value().and_then(|start| start.parse().ok()).unwrap_or(1),
                    "numFmt" => level.form = form(&value().unwrap_or_default()),
                    "abstractNumId" => {
                        if let (Some(list), Some(look)) = (list.clone(), value()) {
                            lists.lists.insert(list, look);
                        }
                    }
                    "startOverride" if depth == 0 => {
                        let start = value().and_then(|start| start.parse().ok());
                        if let (Some(list), Some(start)) = (list.clone(), start) {
                            lists.restarts.insert(list, start);
                        }
                    }
                    _ => {}
                }
            }
            Piece::Close(name) => match local(name) {
                "lvl" => {
                    if let Some(look) = &look {
                        lists.looks.insert((look.clone(), depth), level);
                    }
                }
                "abstractNum" => look = None,
                "num" => list = None,
                _ => {}
            },
            Piece::Text(_) => {}
        })?;
        Ok(lists)
    }

    /// The same lists, where `is_told` says whether a line names an answer.
    pub(super) fn told_by(self, is_told: fn(&str) -> bool) -> Lists {
        Lists {
            told: Some(is_told),
            ..self
        }
    }

    /// Notes a heading, which may be a question itself.
    pub(super) fn heading(&mut self, text: &str) {
        self.before = match text.trim_end().ends_with('?') {
            true => Before::Question,
            false => Before::Other,
        };
    }

    /// What stands before a paragraph of `list`, a list and a level: `3.` or `b)`. `None` where nothing does.
    pub(super) fn label(&mut self, list: Option<(String, u8)>, text: &str) -> Option<String> {
        let is_empty = text.trim().is_empty();
        let typed = typed(text);
        let Some((id, depth)) = list.filter(|_| typed.is_none()) else {
            if !is_empty {
                self.pass(typed, text);
            }
            return None;
        };
        let look = self.lists.get(&id).cloned().unwrap_or_default();
        let level = self.looks.get(&(look.clone(), depth)).copied();
        let level = level.unwrap_or(Level {
            start: 1,
            ..Level::default()
        });
        let own = (id, depth);
        let place = match &self.before {
            Before::Option(before, place) if *before == own => Some(place + 1),
            Before::Question => Some(0),
            _ => None,
        };
        let is_deeper = self
            .questions
            .as_ref()
            .is_some_and(|(list, at)| *list == own.0 && depth > *at);
        let is_option = match level.form {
            Form::Letters(_) => true,
            Form::Bullets => place.is_some(),
            Form::Numbers => self.questions.as_ref() != Some(&own) && (is_deeper || place.is_some()),
        };
        match (is_option, level.form) {
            (true, form) => {
                let alphabet = match form {
                    Form::Letters(alphabet) => alphabet,
                    Form::Numbers | Form::Bullets => LATIN,
                };
                let place = place.unwrap_or(0);
                self.before = Before::Option(own, place);
                let letter = alphabet.chars().nth(place)?;
                Some(format!("{letter})"))
            }
            (false, Form::Bullets) => {
                self.before = Before::Other;
                None
            }
            (false, _) if is_empty && depth > 0 => None,
            (false, _) => Some(self.number(own, look, level.start)),
        }
    }

    /// Notes a paragraph of no list. One without a number or a letter goes on with the question or the option above,
    /// unless it begins something else.
    fn pass(&mut self, typed: Option<Typed>, text: &str) {
        let is_told = || self.told.is_some_and(|told| told(text.trim()));
        self.is_numbered |= matches!(typed, Some(Typed::Number));
        let goes_on = match &self.before {
            Before::Question => !is_told(),
            // Where no question has a number, this may be the next one.
            Before::Option(..) => self.is_numbered && !text.trim_end().ends_with(':') && !is_told(),
            Before::Other => false,
        };
        match typed {
            Some(Typed::Number) => self.before = Before::Question,
            None if goes_on => {}
            _ => self.before = Before::Other,
        }
    }

    /// The number of the next question.
    fn number(&mut self, own: (String, u8), look: String, start: usize) -> String {
        let restart = match self.questions.as_ref() == Some(&own) {
            true => None,
            false => self.restarts.remove(&own.0),
        };
        let next = self.counted.get(&look).map_or(start, |last| last + 1);
        let number = restart.unwrap_or(next);
        self.counted.insert(look, number);
        self.questions = Some(own);
        self.is_numbered = true;
        self.before = Before::Question;
        format!("{number}.")
    }
}

fn depth_of(element: &Element<'_>) -> u8 {
    let depth = element.attribute("ilvl");
    depth.and_then(|depth| depth.parse().ok()).unwrap_or(0)
}

fn form(name: &str) -> Form {
    match name {
        "bullet" | "none" => Form::Bullets,
        "russianLower" | "russianUpper" => Form::Letters(RUSSIAN),
        "lowerLetter" | "upperLetter" | "lowerRoman" | "upperRoman" => Form::Letters(LATIN),
        _ => Form::Numbers,
    }
}

/// What a person typed at the front of a paragraph.
enum Typed {
    Number,
    Letter,
}

fn typed(text: &str) -> Option<Typed> {
    let text = text.trim_start();
    let digits = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let letter = text.trim_start_matches(['*', '(']);
    let mut letters = letter.chars();
    match letters.next() {
        Some(sign) if sign.is_alphabetic() && letters.as_str().starts_with(['.', ')']) => {
            let rest = &letters.as_str()[1..];
            rest.starts_with(char::is_whitespace).then_some(Typed::Letter)
        }
        _ if digits.len() < text.len() && digits.starts_with(['.', ')']) => {
            let rest = &digits[1..];
            rest.starts_with(char::is_whitespace).then_some(Typed::Number)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    /// List 1 counts in numbers, 2 in Latin letters, 3 in Russian ones, 4 has bullets, 5 numbers of another look;
    /// 1 has letters at its second level.
    fn lists() -> Lists {
        let look = |id: u8, form: &str| {
            format!(
                "<w:abstractNum w:abstractNumId='{id}'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{form}'/>\
                 </w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum>"
            )
        };
        let forms = ["decimal", "lowerLetter", "russianLower", "bullet", "decimal"];
        let looks: String = (1..).zip(forms).map(|(id, form)| look(id, form)).collect();
        let list = |id: u8| format!("<w:num w:numId='{id}'><w:abstractNumId w:val='{id}'/></w:num>");
        let lists: String = (1..=5).map(list).collect();
        Lists::read(&format!("<w:numbering>{looks}{lists}</w:numbering>")).unwrap()
    }

    /// What stands before each paragraph, which is given with its list and level.
    fn labels(paragraphs: &[(&str, u8, &str)]) -> Vec<String> {
        let mut lists = lists();
        let label = |(list, depth, text): &(&str, u8, &str)| {
            let list = (!list.is_empty()).then(|| ((*list).to_owned(), *depth));
            lists.label(list, text).unwrap_or_default()
        };
        paragraphs.iter().map(label).collect()
    }

    #[test]
    fn questions_are_numbered_on_and_options_lettered_anew() {
        for (list, letters) in [
            ("2", ["a)", "b)"]),
            ("3", ["а)", "б)"]),
            ("4", ["a)", "b)"]),
            ("5", ["a)", "b)"]),
        ] {
            let shown = labels(&[
                ("", 0, "Test"),
                ("1", 0, "Which?"),
                (list, 0, "one"),
                (list, 0, "two"),
                ("", 0, "Answer: b"),
                ("1", 0, "Who?"),
                (list, 0, "one"),
                (list, 0, "two"),
            ]);
            let [first, second] = letters;
            assert_eq!(
                shown,
                ["", "1.", first, second, "", "2.", first, second],
                "list {list}"
            );
        }
    }

    #[test]
    fn a_deeper_level_holds_options() {
        let shown = labels(&[
            ("1", 0, "Which?"),
            ("1", 1, "one"),
            ("1", 1, "two"),
            ("1", 0, "Who?"),
        ]);
        assert_eq!(shown, ["1.", "a)", "b)", "2."]);
    }

    #[test]
    fn what_is_typed_needs_no_second_label() {
        let shown = labels(&[
            ("", 0, "7. Which?"),
            ("4", 0, "one"),
            ("4", 0, "two"),
            ("", 0, ""),
            ("4", 0, "B) three"),
            ("", 0, "Bring a pencil:"),
            ("4", 0, "and paper"),
        ]);
        assert_eq!(shown, ["", "a)", "b)", "", "", "", ""]);
    }

    #[test]
    fn a_second_paragraph_does_not_begin_the_letters_anew() {
        for list in ["2", "4", "5"] {
            let shown = labels(&[
                ("1", 0, "Which?"),
                ("", 0, "Choose one."),
                (list, 0, "one"),
                ("", 0, "in the north"),
                (list, 0, "two"),
                ("1", 0, "Who?"),
                (list, 0, "one"),
            ]);
            assert_eq!(shown, ["1.", "", "a)", "", "b)", "2.", "a)"], "list {list}");
        }
        // Without numbers it may be the next question, and a list of things to bring is none of options.
        let shown = labels(&[("2", 0, "one"), ("", 0, "Who?"), ("2", 0, "one")]);
        assert_eq!(shown, ["a)", "", "a)"]);
        let shown = labels(&[
            ("1", 0, "Who?"),
            ("4", 0, "one"),
            ("", 0, "Bring:"),
            ("4", 0, "paper"),
        ]);
        assert_eq!(shown, ["1.", "a)", "", ""]);
    }

    #[test]
    fn a_list_of_keys_is_no_option_of_the_last_question() {
        let mut lists = lists().told_by(|line| line == "Answers");
        let mut label = |list: &str, text: &str| {
            let list = (!list.is_empty()).then(|| (list.to_owned(), 0));
            lists.label(list, text).unwrap_or_default()
        };
        assert_eq!(label("1", "Tell of the lake."), "1.");
        assert_eq!(label("", "Answers"), "");
        assert_eq!(label("5", "B"), "1.");
    }
}
