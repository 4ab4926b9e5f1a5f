//! What is printed and how: terminal or plain, colour or none, wrapped to the width there is.

pub mod field;
pub mod page;
pub mod pager;
pub mod plot;
pub mod progress_bar;
pub mod terminal;

use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use anstyle::AnsiColor;
use anstyle::Style;
use textwrap::Options;
use textwrap::WordSeparator;
use textwrap::WordSplitter;
use textwrap::WrapAlgorithm;
use textwrap::core::Word;
use unicode_width::UnicodeWidthStr;

/// Text is wrapped at this width even where more fits: longer lines are hard to read.
pub const TEXT_WIDTH: usize = 72;

/// Narrower than this no screen makes sense; text is still printed.
const NARROWEST: usize = 10;

/// Columns of a tab before a line.
const TAB: usize = 4;

/// The reader of our results went away, such as `head` after its ten lines.
static NOBODY_READS: AtomicBool = AtomicBool::new(false);

/// Why results could not be written though somebody wants them, such as a full disk.
static REFUSED: OnceLock<io::Error> = OnceLock::new();

/// Returns the columns and rows of the terminal; 80 and 24 where there is none.
fn size() -> (usize, usize) {
    if !io::stdout().is_terminal() {
        return (80, 24);
    }
    match crossterm::terminal::size() {
        Ok((columns, rows)) if columns > 0 && rows > 0 => (columns.into(), rows.into()),
        _ => (80, 24),
    }
}

/// Returns the columns of the terminal; 80 where there is none.
pub fn columns() -> usize {
    size().0
}

/// How a piece of text is shown where there is colour; the words say the same without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// What one looks at first.
    Strong,
    /// What may be overlooked.
    Faint,
    /// Right, done, known.
    Good,
    /// Nearly.
    Fair,
    /// Wrong, missing.
    Bad,
    /// The key in its sentence.
    Marked,
}

impl Tone {
    fn style(self) -> Style {
        match self {
            Tone::Plain => Style::new(),
            Tone::Strong => Style::new().bold(),
            Tone::Faint => Style::new().dimmed(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Fair => AnsiColor::Yellow.on_default(),
            Tone::Bad => AnsiColor::Red.on_default(),
            Tone::Marked => Style::new().bold().underline(),
        }
    }
}

/// What the terminal can do and what the person asked for.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// Keys need Enter, nothing is drawn over: `--plain`, a dumb terminal or none.
    pub plain: bool,
    /// Colour may be used.
    pub colour: bool,
    /// No box drawing, no arrows: `set ascii on`.
    pub ascii: bool,
    /// Both ends are a person.
    pub interactive: bool,
    /// Nothing stands for itself by its shape, for a voice that reads it out: `--plain`.
    pub spoken: bool,
}

impl Screen {
    /// Without keys, colour or a person, for tests.
    #[cfg(test)]
    pub const PLAIN: Screen = Screen {
        plain: true,
        colour: false,
        ascii: false,
        interactive: false,
        spoken: false,
    };

    /// Looks at the terminal and its variables.
    pub fn new(plain: bool) -> Screen {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let interactive = io::stdin().is_terminal() && io::stdout().is_terminal();
        let spoken = plain;
        let plain = plain || dumb || !interactive;
        Screen {
            plain,
            colour: !plain && !no_colour,
            ascii: false,
            interactive,
            spoken,
        }
    }

    /// Returns the columns of the terminal; 80 where there is none.
    pub fn columns(&self) -> usize {
        self.size().0
    }

    /// Returns columns and rows.
    pub fn size(&self) -> (usize, usize) {
        size()
    }

    /// Returns the width text is wrapped at.
    pub fn text_width(&self) -> usize {
        self.columns().clamp(NARROWEST, TEXT_WIDTH)
    }

    /// Returns `text` in `tone`, where there is colour.
    pub fn tone(&self, tone: Tone, text: &str) -> String {
        if !self.colour || tone == Tone::Plain {
            return text.to_owned();
        }
        let style = tone.style();
        format!("{}{text}{}", style.render(), style.render_reset())
    }

    /// Prints a result line.
    pub fn line(&self, text: &str) {
        print_all(text);
        print_all("\n");
    }

    /// Writes one thing beside another, or below it where both are too long for a terminal's line.
    pub fn side_by_side(&self, first: &str, second: &str) {
        let line = format!("{first}  {second}");
        match self.interactive && width_of(&line) > self.columns() {
            true => self.line(&format!("{}\n  {second}", first.trim_end())),
            false => self.line(&line),
        }
    }

    /// Prints a result as running text, wrapped.
    pub fn text(&self, text: &str) {
        for line in wrap_to_copy(text, self.text_width()) {
            self.line(&line);
        }
    }

    /// Prints a remark that is no result.
    pub fn remark(&self, text: &str) {
        for line in wrap_to_copy(text, self.text_width()) {
            // Nothing is left to be done when the error output is closed.
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    /// Returns what stands for `fancy` on this screen.
    pub fn sign(&self, fancy: &'static str, simple: &'static str) -> &'static str {
        if self.ascii { simple } else { fancy }
    }

    /// Returns `text` in at most `width` columns, with a sign where something was cut.
    pub fn cut(&self, text: &str, width: usize) -> String {
        cut_with(text, width, self.sign("…", "..."))
    }

    /// Returns `text` filled with blanks to `width` columns, or cut.
    pub fn pad(&self, text: &str, width: usize) -> String {
        let shown = self.cut(text, width);
        let blanks = width.saturating_sub(width_of(&shown));
        shown + &" ".repeat(blanks)
    }

    /// Returns a horizontal line over the whole width.
    pub fn rule(&self, width: usize) -> String {
        self.sign("─", "-").repeat(width)
    }

    /// Returns `text` with the signs this screen may not show replaced.
    pub fn plain_signs(&self, text: &str) -> String {
        if !self.ascii || text.is_ascii() {
            return text.to_owned();
        }
        text.chars()
            .map(|c| match c {
                '“' | '”' | '„' | '«' | '»' => "\"".to_owned(),
                '‘' | '’' => "'".to_owned(),
                '–' | '—' => "-".to_owned(),
                '…' => "...".to_owned(),
                '·' => "-".to_owned(),
                '→' => "->".to_owned(),
                other => other.to_string(),
            })
            .collect()
    }
}

/// Wraps each line of `text` at `width` columns; empty lines stay. Long words are broken.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    wrap_indented(text, width, "", "")
}

/// Wraps text that is printed: a path or id longer than a line runs over its end, so that it can be copied.
pub fn wrap_to_copy(text: &str, width: usize) -> Vec<String> {
    let is_long = |word: &str| width_of(word) > width && word.contains(['/', '\\']);
    wrapped(text, width, ["", ""], !text.split(' ').any(is_long))
}

/// Wraps with what stands before the first line and before the others.
pub fn wrap_indented(text: &str, width: usize, first: &str, others: &str) -> Vec<String> {
    wrapped(text, width, [first, others], true)
}

/// Wraps a text of a deck with what stands before its first line and before the others. Its own lines stay, each as far
/// indented as it is: in code that is the meaning. No sign of it moves the cursor.
pub fn wrap_lines(text: &str, width: usize, first: &str, others: &str) -> Vec<String> {
    let is_several = text.trim_end().contains('\n');
    let mut lines = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let before = if index == 0 { first } else { others };
        let indent = if is_several {
            indent_of(line).min(width / 2)
        } else {
            0
        };
        let indent = " ".repeat(indent);
        lines.extend(wrap_indented(
            &one_line(line),
            width,
            &format!("{before}{indent}"),
            &format!("{others}{indent}"),
        ));
    }
    lines
}

/// The columns before the first sign of a line that is seen.
fn indent_of(line: &str) -> usize {
    let blanks = line.chars().take_while(|sign| sign.is_whitespace());
    blanks.map(|blank| if blank == '\t' { TAB } else { 1 }).sum()
}

fn wrapped(text: &str, width: usize, [first, others]: [&str; 2], breaks_words: bool) -> Vec<String> {
    // What is longer than a line begins one of its own.
    let algorithm = match breaks_words {
        true => WrapAlgorithm::new(),
        false => WrapAlgorithm::FirstFit,
    };
    let options = Options::new(width.max(NARROWEST))
        .break_words(breaks_words)
        .wrap_algorithm(algorithm)
        .word_splitter(WordSplitter::NoHyphenation)
        .word_separator(WordSeparator::Custom(words))
        .initial_indent(first)
        .subsequent_indent(others);
    textwrap::wrap(&joined(text), options)
        .into_iter()
        .map(|line| line.trim_end().replace(JOINT, " "))
        .collect()
}

/// The words of a line, as a person would break it: an id, a path or an address stays whole.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut start = 0;
    // By the rules of Unicode no line breaks before a slash, not even behind a blank.
    let parts = WordSeparator::UnicodeBreakProperties.find_words(line);
    let mut begin = 0;
    let parts = parts.flat_map(move |part| {
        let from = begin;
        begin += part.word.len() + part.whitespace.len();
        line[from..begin].split_inclusive(' ')
    });
    for part in parts {
        let end = start + part.len();
        match words.last_mut() {
            Some(last) if last.whitespace.is_empty() && stay_together(last.word, part) => {
                *last = Word::from(&line[start - last.word.len()..end]);
            }
            Some(last) if part.trim_end_matches(' ').is_empty() => {
                let begin = start - last.word.len() - last.whitespace.len();
                *last = Word::from(&line[begin..end]);
            }
            _ => words.push(Word::from(part)),
        }
        start = end;
    }
    Box::new(words.into_iter())
}

/// Whether no line breaks between two parts that no blank is between: of plain letters, or of a path in a script
/// that sets blanks, whose letters have up to two bytes.
fn stay_together(before: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    last.is_ascii_graphic() && next.is_ascii_graphic()
        || before.contains('/') && next.is_alphanumeric() && next.len_utf8() < 3
}

/// Commands that end a sentence and are typed as they stand: no line break inside them.
const TOGETHER: &[&str] = &[
    "undo: suraq undo",
    "undo: u",
    "suraq redo",
    "suraq help find",
    "suraq set old-seen today",
    "set old-seen today",
];

/// A blank at which no line is broken; no text holds this sign.
const JOINT: char = '\u{e000}';

fn joined(text: &str) -> String {
    TOGETHER
        .iter()
        .fold(text.to_owned(), |text, words| match text.contains(words) {
            true => text.replace(words, &words.replace(' ', &JOINT.to_string())),
            false => text,
        })
}

/// Returns the columns `text` takes.
pub fn width_of(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Returns `text` in at most `width` columns, with `…` where something was cut.
pub fn cut(text: &str, width: usize) -> String {
    cut_with(text, width, "…")
}

fn cut_with(text: &str, width: usize, end: &str) -> String {
    // Where the sign itself has no room it says nothing.
    let end = if width_of(end) < width { end } else { "" };
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        let with = format!("{kept}{c}");
        if width_of(&with) + width_of(end) > width {
            break;
        }
        kept = with;
    }
    kept.push_str(end);
    kept
}

/// Returns `text` filled with blanks to `width` columns, or cut.
pub fn pad(text: &str, width: usize) -> String {
    let shown = cut(text, width);
    let blanks = width.saturating_sub(width_of(&shown));
    shown + &" ".repeat(blanks)
}

/// Returns `text` with blanks before it to fill `width` columns.
pub fn pad_left(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(width_of(text));
    " ".repeat(blanks) + text
}

/// The text with a capital letter at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

/// Returns `text` as one line that cannot move the cursor: control characters become blanks.
pub fn one_line(text: &str) -> String {
    // Most texts are so already.
    let is_plain = text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if is_plain && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ") {
        return text.to_owned();
    }
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1 card`, `2 cards`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{} {many}", grouped(number)),
    }
}

/// A number with its thousands apart.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// Prints results. Once nobody reads them any more the rest is dropped: the work itself goes on.
pub fn print_all(text: &str) {
    if NOBODY_READS.load(Ordering::Relaxed) {
        return;
    }
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        NOBODY_READS.store(true, Ordering::Relaxed);
        if error.kind() != io::ErrorKind::BrokenPipe {
            // Only this one writes, and after an error nothing more.
            let _ = REFUSED.set(error);
        }
    }
}

/// Why results could not be written, where that is not because nobody reads them.
pub fn refused() -> Option<&'static io::Error> {
    REFUSED.get()
}

/// Whether results are printed in vain, so that work which does nothing else may end.
pub fn nobody_reads() -> bool {
    NOBODY_READS.load(Ordering::Relaxed)
}

/// Prints `error: …` or `hint: …` to where talk goes; on a terminal the first line is wrapped,
/// and the others stand as they are, for a caret may point into them.
pub fn complain(word: &str, text: &str) {
    let text = format!("{word}: {text}");
    let columns = match io::stderr().is_terminal() {
        true => crossterm::terminal::size().map_or(0, |(columns, _)| usize::from(columns)),
        false => 0,
    };
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let lines = match columns {
        0 => vec![first.to_owned()],
        columns => wrap_to_copy(first, columns),
    };
    for line in lines.iter().map(String::as_str).chain(rest.lines()) {
        // Nothing is left to be done when the error output is closed.
        let _ = writeln!(io::stderr(), "{line}");
    }
}

#[cfg(test)]
mod tests {
    use super::{Screen, cut, grouped, one_line, pad, wrap, wrap_lines, wrap_to_copy};

    #[test]
    fn text_is_cut_by_columns_and_not_by_letters() {
        assert_eq!(cut("қазақ", 5), "қазақ");
        assert_eq!(cut("қазақша", 5), "қаза…");
        assert_eq!(cut("漢字かな", 5), "漢字…");
        assert_eq!(pad("漢", 4), "漢  ");
        let ascii = Screen {
            plain: true,
            colour: false,
            ascii: true,
            interactive: false,
            spoken: false,
        };
        assert_eq!(ascii.cut("garden gate", 8), "garde...");
        assert_eq!(ascii.pad("gate", 6), "gate  ");
        assert_eq!(ascii.cut("gate", 3), "gat");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(12_345_678), "12,345,678");
    }

    #[test]
    fn nothing_in_a_document_moves_the_cursor() {
        assert_eq!(one_line("a\u{1b}[2Jb\nc"), "a [2Jb c");
    }

    #[test]
    fn lines_of_code_keep_their_indentation() {
        let code = "for i in x:\n    print(i)\n\ty = \u{1b}i\nWhat lang?";
        let shown = ["> for i in x:", "      print(i)", "      y = i", "  What lang?"];
        assert_eq!(wrap_lines(code, 40, "> ", "  "), shown);
        let deep = format!("if a:\n{}return one_of(all, of, them)", " ".repeat(30));
        let shown = [
            "if a:",
            "          return",
            "          one_of(all,",
            "          of, them)",
        ];
        assert_eq!(wrap_lines(&deep, 21, "", ""), shown);
        assert_eq!(wrap_lines("   a text\n", 40, "", ""), ["a text", ""]);
    }

    #[test]
    fn a_command_to_type_stays_in_one_line() {
        assert_eq!(
            wrap("Suspended: a/b. undo: suraq undo", 26),
            ["Suspended: a/b.", "undo: suraq undo"]
        );
    }

    #[test]
    fn an_id_and_a_path_stay_whole_unless_they_are_longer_than_a_line() {
        assert_eq!(
            wrap("Taken back: gardens/who-is-1. See /tmp/some/file.toml", 24),
            ["Taken back:", "gardens/who-is-1. See", "/tmp/some/file.toml"]
        );
        assert_eq!(wrap("gardens/who-is-1", 10), ["gardens/wh", "o-is-1"]);
        assert_eq!(
            wrap_to_copy("See /tmp/some/more/file.toml now", 20),
            ["See", "/tmp/some/more/file.toml", "now"]
        );
        assert_eq!(
            wrap_to_copy("opened /home/a/media/шарт-көл.png", 24),
            ["opened", "/home/a/media/шарт-көл.png"]
        );
        assert_eq!(wrap("漢字かな漢字かな", 10), ["漢字かな漢", "字かな"]);
    }

    #[test]
    fn empty_lines_stay() {
        assert_eq!(wrap("one\n\ntwo", 20), ["one", "", "two"]);
    }
}
