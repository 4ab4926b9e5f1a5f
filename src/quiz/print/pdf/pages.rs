//! What stands on the pages of a paper, as plain data that `paper.typ` lays out.
//!
//! The class's data hold nothing that only the teacher may know.

use serde::Serialize;

use super::words::words;
use crate::quiz::Answer;
use crate::quiz::Paper;
use crate::quiz::Question;
use crate::quiz::Version;
use crate::quiz::print::Look;
use crate::quiz::print::SHORT;
use crate::quiz::print::keys::key_line;
use crate::quiz::print::keys::key_tables;
use crate::quiz::print::labels::Labels;
use crate::quiz::print::now::Now;
use crate::quiz::print::shown;
use crate::quiz::scores::Change;

/// Where the letters of a word may be parted from each other when it is longer than a line.
const MAY_BREAK: char = '\u{200B}';

/// At most so many letters of such a word stand between two breaks.
const BREAKS_APART: usize = 5;

/// A space that begins a line and stays.
const HARD_SPACE: &str = "\u{a0}";

/// Columns of a tab.
const TAB: usize = 4;

/// Columns by which a line is indented at most; more would leave no room on the page.
const DEEPEST: usize = 40;

/// All pages, for one kind of reader.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Document {
    language: &'static str,
    large: bool,
    /// In the properties of the file.
    title: String,
    /// On the pages.
    name: String,
    code: String,
    words: Words,
    parts: Vec<Part>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Words {
    name: &'static str,
    class: &'static str,
    date: &'static str,
    score: &'static str,
    version: &'static str,
    page_of: &'static str,
    number: &'static str,
    answer: &'static str,
    question: &'static str,
}

/// What one person holds: the questions of a version, its answer sheet, its key or its stencil; or the keys of all
/// versions.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Part {
    kind: Kind,
    version: String,
    name: String,
    lines: Lines,
    how: &'static str,
    /// The whole key in a line, for the teacher.
    key: Option<String>,
    /// The keys of all versions.
    tables: Vec<Keys>,
    rows: Vec<Row>,
}

/// A row of letters for each version, in groups of questions.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Keys {
    heads: Vec<String>,
    rows: Vec<(char, Vec<String>)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Questions,
    Sheet,
    AllKeys,
    Key,
    Stencil,
}

/// The lines for a name: to be filled in, as much room without them, so that a stencil lies on its sheet, or none.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Lines {
    Shown,
    Space,
    None,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Row {
    Question(Asked),
    Circles(Circles),
    Key(KeyRow),
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Asked {
    number: String,
    text: String,
    /// Letter and text.
    options: Vec<(char, String)>,
    is_short: bool,
    shown: Vec<String>,
    lines: usize,
    is_long: bool,
}

/// A row of an answer sheet; on a stencil, what is not cut out is empty. None where the answer is written.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Circles {
    number: String,
    letters: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct KeyRow {
    number: String,
    letters: String,
    text: String,
    right: String,
    more: Vec<String>,
    is_long: bool,
}

impl Document {
    /// The pages for the class.
    pub(super) fn pupils(paper: &Paper, look: Look) -> Document {
        let now = Now::new(paper, &[]);
        let kinds = [Some(Kind::Questions), look.sheet.then_some(Kind::Sheet)];
        Document::new(&now, look, cleaned(&paper.title), &kinds)
    }

    /// The pages for the teacher.
    pub(super) fn teacher(paper: &Paper, changes: &[Change], look: Look) -> Document {
        let now = Now::new(paper, changes);
        let kinds = [Some(Kind::Key), look.sheet.then_some(Kind::Stencil)];
        let labels = look.language.labels();
        let title = format!("{}: {}", labels.key, cleaned(&paper.title));
        let mut document = Document::new(&now, look, title, &kinds);
        if paper.versions.len() > 1 {
            document.parts.insert(0, all_keys(&now, labels));
        }
        document
    }

    fn new(now: &Now<'_>, look: Look, title: String, kinds: &[Option<Kind>]) -> Document {
        let paper = now.paper();
        let setter = Setter {
            now,
            paper,
            look,
            labels: look.language.labels(),
        };
        let part = |version| kinds.iter().flatten().map(move |kind| (version, *kind));
        let parts = paper.versions.iter().flat_map(part);
        Document {
            language: look.language.code(),
            large: look.large,
            // A tagged file must have a title.
            title: match title.trim() {
                "" => paper.code.clone(),
                _ => title,
            },
            name: setter.broken(&paper.title),
            code: paper.code.clone(),
            words: setter.words(),
            parts: parts.map(|(version, kind)| setter.part(version, kind)).collect(),
        }
    }
}

/// The keys of all versions side by side.
fn all_keys(now: &Now<'_>, labels: &'static Labels) -> Part {
    let tables = key_tables(now).into_iter();
    Part {
        kind: Kind::AllKeys,
        version: labels.key.to_owned(),
        name: labels.all_keys.to_owned(),
        lines: Lines::None,
        how: "",
        key: None,
        tables: tables
            .map(|table| Keys {
                heads: table.heads,
                rows: table.rows,
            })
            .collect(),
        rows: Vec::new(),
    }
}

/// What rows are made from.
struct Setter<'a> {
    now: &'a Now<'a>,
    paper: &'a Paper,
    look: Look,
    labels: &'static Labels,
}

impl Setter<'_> {
    fn words(&self) -> Words {
        let page = words(self.look.language);
        Words {
            name: self.labels.name,
            class: self.labels.class,
            date: self.labels.date,
            score: self.labels.score,
            version: self.labels.version,
            page_of: page.page_of,
            number: page.number,
            answer: page.answer,
            question: page.question,
        }
    }

    fn part(&self, version: &Version, kind: Kind) -> Part {
        let letter = format!("{} {}", self.labels.version, version.letter);
        let (what, how) = match kind {
            Kind::Questions | Kind::AllKeys => ("", ""),
            Kind::Sheet => (self.labels.sheet, self.labels.how_to_mark),
            Kind::Key => (self.labels.key, ""),
            Kind::Stencil => (self.labels.stencil, self.labels.how_to_cut),
        };
        Part {
            kind,
            name: match what {
                "" => letter.clone(),
                _ => format!("{letter} · {what}"),
            },
            version: letter,
            lines: match kind {
                Kind::Questions | Kind::Sheet => Lines::Shown,
                Kind::Stencil => Lines::Space,
                Kind::AllKeys | Kind::Key => Lines::None,
            },
            how,
            key: (kind == Kind::Key).then(|| key_line(self.now, version)),
            tables: Vec::new(),
            rows: (0..version.order.len())
                .map(|place| self.row(version, kind, place))
                .collect(),
        }
    }

    fn row(&self, version: &Version, kind: Kind, place: usize) -> Row {
        let question = &self.paper.questions[version.order[place]];
        let order = &version.options[place];
        let number = (place + 1).to_string();
        let right = version.right_letters(place, &self.paper.questions);
        let letters = ('A'..='Z').take(order.len());
        match kind {
            Kind::Questions => Row::Question(self.asked(number, question, order)),
            Kind::AllKeys | Kind::Key => Row::Key(self.key_row(version, place, right)),
            Kind::Sheet => Row::Circles(Circles {
                number,
                letters: letters.map(String::from).collect(),
            }),
            Kind::Stencil => Row::Circles(Circles {
                number,
                letters: letters
                    .map(|letter| match right.contains(letter) {
                        true => letter.to_string(),
                        false => String::new(),
                    })
                    .collect(),
            }),
        }
    }

    fn asked(&self, number: String, question: &Question, order: &[usize]) -> Asked {
        let text = self.broken(&question.text);
        let options = order.iter().map(|option| &question.options()[*option]);
        let options = options.map(|option| self.broken(&shown(question, option, self.labels)));
        let options: Vec<(char, String)> = ('A'..='Z').zip(options).collect();
        let (shown, lines) = match &question.answer {
            Answer::Choice { .. } => (Vec::new(), 0),
            Answer::Written { lines, shown, .. } => {
                (shown.iter().map(|line| self.broken(line)).collect(), *lines)
            }
        };
        let texts = [&text].into_iter().chain(&shown);
        let high: usize = texts
            .chain(options.iter().map(|(_, option)| option))
            .map(|text| self.rows_of(text))
            .sum();
        Asked {
            number,
            is_short: options.iter().all(|(_, option)| self.is_short(option)),
            is_long: high + 2 * lines > self.rows_of_page() / 2,
            text,
            options,
            shown,
            lines,
        }
    }

    fn key_row(&self, version: &Version, place: usize, letters: String) -> KeyRow {
        let question = &self.paper.questions[version.order[place]];
        let text = self.broken(&question.text);
        let right = self.broken(&self.now.right(version, place, self.labels));
        let before = self.now.before(version, place, self.labels);
        let source = question.source.as_ref();
        let source = source.map(|source| format!("{}: {source}", self.labels.source));
        let more = [
            before,
            question.explanation.clone(),
            source,
            Some(question.card.clone()),
        ];
        let more: Vec<String> = more.iter().flatten().map(|line| self.broken(line)).collect();
        let texts = [&text, &right].into_iter().chain(&more);
        let high: usize = texts.map(|text| self.rows_of(text)).sum();
        KeyRow {
            number: (place + 1).to_string(),
            letters,
            is_long: high > self.rows_of_page() * 2 / 3,
            text,
            right,
            more,
        }
    }

    /// Whether an option may stand in half a line.
    fn is_short(&self, option: &str) -> bool {
        let (most, longest) = if self.look.large {
            (SHORT / 2, SHORT / 2)
        } else {
            (SHORT, SHORT * 2 / 3)
        };
        let mut words = option.split_whitespace();
        option.chars().count() <= most
            && words.all(|word| word.chars().count() <= longest)
            && !option.contains('\n')
    }

    /// At most so many lines a text takes, when its letters are wide.
    fn rows_of(&self, text: &str) -> usize {
        let width = if self.look.large { 28 } else { 60 };
        let rows = |line: &str| line.chars().count() / width + 1;
        text.split('\n').map(rows).sum()
    }

    /// Lines that a page has room for.
    fn rows_of_page(&self) -> usize {
        if self.look.large { 24 } else { 44 }
    }

    /// A text whose words can be broken where they are longer than a line; capitals are wide.
    fn broken(&self, text: &str) -> String {
        let longest = if self.look.large { 25 } else { 40 };
        let mut broken = String::with_capacity(text.len());
        let mut run = 0;
        for c in cleaned(text).chars() {
            run = match c {
                c if c.is_whitespace() => 0,
                c if c.is_uppercase() => run + 2,
                _ => run + 1,
            };
            if run > longest && !is_mark(c) {
                broken.push(MAY_BREAK);
                run = longest - BREAKS_APART;
            }
            broken.push(c);
        }
        broken
    }
}

/// A mark belongs to the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// A text as it is set: breaks of lines stay, and so does the indentation of several, for in code it is the meaning;
/// other spaces become one, signs that only steer are dropped.
pub(super) fn cleaned(text: &str) -> String {
    let is_several = text.trim_end().contains('\n');
    let lines = text.lines().map(|line| {
        let words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        let words: Vec<String> = words
            .map(|word| word.chars().filter(|c| !c.is_control()).collect())
            .collect();
        let indent = if is_several { indent_of(line) } else { 0 };
        format!("{}{}", HARD_SPACE.repeat(indent.min(DEEPEST)), words.join(" "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The columns before the first word of a line; none of a line that says nothing.
fn indent_of(line: &str) -> usize {
    let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
    match line.trim().is_empty() {
        true => 0,
        false => line[..blanks]
            .chars()
            .map(|blank| if blank == '\t' { TAB } else { 1 })
            .sum(),
    }
}
