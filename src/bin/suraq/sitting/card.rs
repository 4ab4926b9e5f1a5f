//! A card as lines of text: the front, the back, and the keys that work.

use suraq::answers::Outcome;
use suraq::answers::Verdict;
use suraq::decks::CardId;
use suraq::schedule::Phase;
use suraq::schedule::Rating;
use suraq::schedule::Wait;
use suraq::session::Answered;
use suraq::session::Face;
use suraq::session::Help;
use suraq::session::Key;
use suraq::session::Mode;
use suraq::session::Stage;
use suraq::session::View;

use super::difference;
use super::speaking::can_speak;
use crate::screen::Screen;
use crate::screen::Tone;
use crate::screen::capitalised;
use crate::screen::one_line;
use crate::screen::width_of;
use crate::screen::wrap;
use crate::screen::wrap_lines;

/// Other right answers shown at most.
const ALSO: usize = 4;

/// Narrower than this, what Enter does stands by itself.
const NARROW: usize = 30;

/// Narrower than this, halves to be matched go without empty lines.
const TIGHT: usize = 60;

/// The letters that choose.
pub const LETTERS: [char; 26] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u',
    'v', 'w', 'x', 'y', 'z',
];

/// Lines as they are shown, wrapped, in their tones.
pub struct Lines<'a> {
    screen: &'a Screen,
    width: usize,
    /// The lines so far.
    pub lines: Vec<String>,
}

impl<'a> Lines<'a> {
    /// No lines yet; text is wrapped at `width` columns.
    pub fn new(screen: &'a Screen, width: usize) -> Lines<'a> {
        Lines {
            screen,
            width,
            lines: Vec::new(),
        }
    }

    /// Adds an empty line, unless there is one or nothing above.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Adds text of a deck or of ours.
    pub fn text(&mut self, tone: Tone, text: &str) {
        self.indented(tone, text, "", "");
    }

    /// Adds text with something before its first line and the others.
    pub fn indented(&mut self, tone: Tone, text: &str, first: &str, others: &str) {
        let text = self.screen.plain_signs(text);
        for line in wrap_lines(&text, self.width, first, others) {
            self.lines.push(self.screen.tone(tone, &line));
        }
    }

    /// Adds lines that are laid out already.
    pub fn laid_out(&mut self, tone: Tone, lines: &[String]) {
        self.lines
            .extend(lines.iter().map(|line| self.screen.tone(tone, line)));
    }
}

/// Returns the front: what is asked, what to mind, the options, the hint.
pub fn front(screen: &Screen, view: &View<'_>, width: usize) -> Vec<String> {
    let mut lines = Lines::new(screen, width);
    add_question(&mut lines, view);
    notices(&mut lines, view);
    add_options(&mut lines, view);
    if let Some(hint) = &view.hint {
        lines.gap();
        lines.indented(Tone::Fair, hint, "Hint: ", "      ");
    }
    if let Some(reason) = view.try_again {
        lines.gap();
        lines.text(Tone::Fair, &format!("Close: {reason}. Try once more."));
    }
    lines.lines
}

/// The question; halves to be matched stand below it, each behind its number.
fn add_question(lines: &mut Lines<'_>, view: &View<'_>) {
    let paragraphs: Vec<&str> = view.question.split('\n').collect();
    let (stem, halves) = paragraphs.split_at(paragraphs.len().saturating_sub(view.halves));
    lines.text(Tone::Strong, &stem.join("\n"));
    for half in halves {
        let (number, text) = half.split_once("  ").unwrap_or(("", half));
        let first = format!("{number}  ");
        lines.indented(Tone::Strong, text, &first, &" ".repeat(width_of(&first)));
    }
}

/// The options, or the list that the question speaks of, and how letters answer it.
fn add_options(lines: &mut Lines<'_>, view: &View<'_>) {
    if view.options.is_empty() {
        return;
    }
    let is_tight = view.halves > 0 && lines.width < TIGHT;
    if !is_tight {
        lines.gap();
    }
    match in_columns(lines, view) {
        Some(rows) => lines.laid_out(Tone::Plain, &rows),
        None => {
            for (index, option) in view.options.iter().enumerate() {
                add_option(lines, view, index, option);
            }
        }
    }
    if view.stage == Stage::Typing {
        if !is_tight {
            lines.gap();
        }
        lines.text(Tone::Faint, how_to_answer(view));
    }
}

/// Short right halves side by side, so that they and what they belong to are seen at once; a voice reads them one by
/// one.
fn in_columns(lines: &Lines<'_>, view: &View<'_>) -> Option<Vec<String>> {
    if view.halves == 0 || lines.screen.spoken {
        return None;
    }
    let options = view.options.iter().enumerate();
    let cells: Vec<String> = options
        .map(|(index, option)| {
            let option = lines.screen.plain_signs(&one_line(option));
            format!("  {}  {option}", letter_of(index))
        })
        .collect();
    let widest = cells.iter().map(|cell| width_of(cell)).max().unwrap_or(0) + 1;
    let columns = (lines.width + 1) / widest;
    let row = |cells: &[String]| {
        let cells = cells.iter().map(|cell| lines.screen.pad(cell, widest));
        cells.collect::<String>().trim_end().to_owned()
    };
    (columns > 1).then(|| cells.chunks(columns).map(row).collect())
}

/// The letter of an option or of a line of a list.
fn letter_of(index: usize) -> char {
    LETTERS.get(index).copied().unwrap_or('?')
}

/// How letters answer a list: in order, or each beside the number of its left half.
fn how_to_answer(view: &View<'_>) -> &'static str {
    match view.halves {
        0 => "Type the letters in order: b a c …",
        _ => "Type a letter for each number: 1b 2a …",
    }
}

/// Whether a word is asked that was never met: nobody can know it, and an empty line is the way to see it.
fn is_new_word(view: &View<'_>) -> bool {
    let is_word = view
        .id
        .parse::<CardId>()
        .is_ok_and(|card| card.direction.is_some());
    is_word && view.stage == Stage::Typing && view.card.state.phase == Phase::New
}

fn notices(lines: &mut Lines<'_>, view: &View<'_>) {
    if is_new_word(view) {
        lines.text(Tone::Faint, "A new word: Enter alone shows what it is.");
    }
    if let Some(date) = &view.as_of {
        lines.text(Tone::Faint, &format!("As of {date}."));
    }
    if view.contested {
        lines.text(Tone::Fair, "Contested: the sources do not agree on this.");
    }
    if view.retired {
        lines.text(Tone::Fair, "Retired: this is no longer asked as current.");
    }
    if view.card.marks.flag > 0 {
        lines.text(Tone::Fair, &format!("Flagged ({}).", view.card.marks.flag));
    }
}

fn add_option(lines: &mut Lines<'_>, view: &View<'_>, index: usize, option: &str) {
    let letter = letter_of(index);
    let (is_right, is_chosen) = (view.right_option == Some(index), view.chosen == Some(index));
    let (tone, remark) = match (is_right, is_chosen) {
        (true, true) => (Tone::Good, "  (right, your choice)"),
        (true, false) => (Tone::Good, "  (right)"),
        (false, true) => (Tone::Bad, "  (your choice)"),
        (false, false) => (Tone::Plain, ""),
    };
    lines.indented(
        tone,
        &format!("{option}{remark}"),
        &format!("  {letter}  "),
        "     ",
    );
}

/// Returns the back: the verdict, the answer, why, and where it is from.
pub fn back(screen: &Screen, view: &View<'_>, width: usize) -> Vec<String> {
    let mut lines = Lines::new(screen, width);
    let Some(answered) = &view.answered else {
        return lines.lines;
    };
    if let Some(verdict) = answered.verdict {
        match view.face {
            Face::Choices => add_choice(&mut lines, view, verdict, answered),
            _ => add_verdict(&mut lines, view, verdict, answered),
        }
    }
    let arrow = format!("{} ", screen.sign("→", "->"));
    if let Some(letters) = &answered.letters {
        // The list with its letters is above. An explanation says all of it once more, and halves are read with
        // their letters.
        lines.indented(Tone::Good, letters, &arrow, "  ");
    }
    let are_matched = view.halves > 0 && !screen.spoken;
    let says_all = answered.letters.is_some() && (answered.explanation.is_some() || are_matched);
    if view.face != Face::Choices && !says_all {
        lines.indented(Tone::Good, &answered.answer, &arrow, "  ");
    }
    // Nobody types them where letters choose.
    if view.face != Face::Choices {
        add_also(&mut lines, answered);
    }
    if let Some(explanation) = answered.explanation {
        lines.gap();
        lines.text(Tone::Plain, explanation);
    }
    if let Some(source) = answered
        .source
        .filter(|source| !is_named(source, answered.explanation))
    {
        lines.gap();
        lines.indented(Tone::Faint, source, "Source: ", "  ");
    }
    lines.lines
}

/// Whether an explanation names its source, as those of drafts do: once is enough.
fn is_named(source: &str, explanation: Option<&str>) -> bool {
    let title = source.split(", ").next().unwrap_or(source);
    explanation.is_some_and(|text| text.contains("Source: ") && text.contains(title))
}

/// Lines of the back up to the first gap, at most six: what was said of the answer, and the right one.
pub fn verdict_and_answer(back: &[String]) -> usize {
    const MOST: usize = 6;
    let gap = back.iter().position(String::is_empty);
    gap.unwrap_or(back.len()).min(MOST)
}

/// Returns the words of the command line that work where the card stands, the most needed first.
pub fn commands(view: &View<'_>) -> Vec<String> {
    let mut words: Vec<&str> = match view.stage {
        Stage::Revealed => vec!["why", "info"],
        _ => vec!["hint", "reveal"],
    };
    if view.stage != Stage::Revealed {
        words.extend(view.faces.iter().map(|face| match face {
            Face::Choices => "choices",
            Face::Typed => "typing",
            Face::Cloze => "cloze",
            Face::Plain => "plain",
        }));
    }
    words.extend(["edit", "flag", "bury", "suspend"]);
    words.into_iter().map(str::to_owned).collect()
}

/// Which option was chosen stands beside it; here only whether, and why not.
fn add_choice(lines: &mut Lines<'_>, view: &View<'_>, verdict: &Verdict, answered: &Answered<'_>) {
    let (tone, word) = match verdict.outcome {
        Outcome::Right => (Tone::Good, "Right"),
        _ => (Tone::Bad, "Wrong"),
    };
    lines.text(
        tone,
        &match answered.why_wrong {
            Some(why) => format!("{word}: {why}."),
            None => format!("{word}{}.", helped(view)),
        },
    );
}

/// What helped to a right answer, so that a lower proposal is no surprise.
fn helped(view: &View<'_>) -> &'static str {
    match view.help {
        Some(Help::Hint) => " (with a hint)",
        Some(Help::SecondTry) => " (at the second try)",
        None => "",
    }
}

fn add_verdict(lines: &mut Lines<'_>, view: &View<'_>, verdict: &Verdict, answered: &Answered<'_>) {
    let given = answered.given.unwrap_or_default().trim();
    let (tone, word) = match verdict.outcome {
        Outcome::Right => (Tone::Good, "Right"),
        Outcome::Typo => (Tone::Good, "Right, with a slip"),
        Outcome::Partial => (Tone::Fair, "Partly right"),
        Outcome::Close => (Tone::Fair, "Close"),
        Outcome::Wrong if given.is_empty() => (Tone::Bad, "Not answered"),
        Outcome::Wrong => (Tone::Bad, "Wrong"),
        Outcome::SelfGrade => (Tone::Fair, "Judge for yourself"),
    };
    let reason = answered.why_wrong.unwrap_or(&verdict.reason);
    // `right, with a slip` says it all.
    let says_it = verdict.outcome.is_accepted() && reason.starts_with("right");
    let text = match (says_it, reason.is_empty() || given.is_empty()) {
        (true, _) => format!("{}{}.", capitalised(reason), helped(view)),
        (false, false) => {
            // `Partly right: right, but …` says it twice.
            let reason = reason.strip_prefix("right, but ").unwrap_or(reason);
            format!("{word}: {reason}.")
        }
        (false, true) => format!("{word}."),
    };
    lines.text(tone, &text);
    // Letters one above the other say nothing to a voice.
    let marked = match lines.screen.spoken {
        true => Vec::new(),
        false => difference::lines(&verdict.difference, lines.width),
    };
    if !marked.is_empty() {
        lines.laid_out(Tone::Plain, &marked);
    } else if shows_given(view, verdict, answered, given) {
        lines.indented(Tone::Plain, given, "You typed: ", "  ");
    }
}

/// Whether what was typed stands below the verdict: it is not the key, letter for letter, and nothing else shows it.
fn shows_given(view: &View<'_>, verdict: &Verdict, answered: &Answered<'_>, given: &str) -> bool {
    let words = |text: &str| one_line(text).to_lowercase();
    let is_right = verdict.outcome == Outcome::Right;
    let differs = match (is_right, view.options.is_empty()) {
        (true, true) => words(given) != words(&answered.answer),
        // The letters of a list are right or not.
        (is_right, _) => !is_right,
    };
    !given.is_empty() && answered.why_wrong.is_none() && differs
}

fn add_also(lines: &mut Lines<'_>, answered: &Answered<'_>) {
    let others: Vec<&str> = answered.accept.iter().take(ALSO).map(String::as_str).collect();
    if !others.is_empty() {
        lines.text(Tone::Faint, &format!("Also right: {}", others.join("; ")));
    }
}

/// Returns the rating keys, each with how long it would send the card away; the proposed one takes Enter.
pub fn ratings(view: &View<'_>, mode: Mode, columns: usize) -> Vec<String> {
    if view.stage != Stage::Revealed {
        return Vec::new();
    }
    let words: Vec<(Rating, String)> = match mode {
        Mode::Quiz { rate: false } => two(["wrong", "right"]),
        Mode::Cram => two(["again", "known"]),
        _ => view
            .ratings
            .iter()
            .map(|(rating, wait)| (*rating, with_wait(*rating, *wait)))
            .collect(),
    };
    let is_proposed = |rating: Rating| match (view.proposed, words.len()) {
        (Some(proposed), 2) => (proposed == Rating::Again) == (rating == Rating::Again),
        (proposed, _) => proposed == Some(rating),
    };
    let mut shown: Vec<String> = Vec::new();
    for (rating, word) in &words {
        let mut text = format!("{} {word}", rating.number());
        match is_proposed(*rating) {
            true if columns < NARROW => shown.insert(0, format!("Enter: {}", rating.number())),
            true => text.push_str(" (Enter)"),
            false => {}
        }
        shown.push(text);
    }
    shown
}

/// The words of a sitting in which an answer is only known or not.
fn two([wrong, right]: [&str; 2]) -> Vec<(Rating, String)> {
    vec![
        (Rating::Again, wrong.to_owned()),
        (Rating::Good, right.to_owned()),
    ]
}

fn with_wait(rating: Rating, wait: Option<Wait>) -> String {
    match wait {
        Some(wait) => format!("{} {wait}", rating.word()),
        None => rating.word().to_owned(),
    }
}

/// What lies beside the card on screen, and can be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// More of its source than the card shows.
    pub source: bool,
    /// Pictures or sounds.
    pub media: bool,
}

/// Returns the other keys that work now, the most needed first.
pub fn actions(view: &View<'_>, beside: Beside) -> Vec<String> {
    let mut shown: Vec<String> = match view.stage {
        Stage::Typing => vec![
            "Enter checks; empty shows it".into(),
            ":hint".into(),
            ": command".into(),
            "Ctrl-C leaves".into(),
        ],
        Stage::Choosing => {
            let last = LETTERS.get(view.options.len().saturating_sub(1)).unwrap_or(&'z');
            vec![
                format!("a-{last} choose"),
                "Enter shows it".into(),
                ":hint".into(),
                ": command".into(),
                "? help".into(),
                "Ctrl-C leaves".into(),
            ]
        }
        Stage::Front => vec!["Space answer".into()],
        Stage::Revealed => Vec::new(),
    };
    if beside.media {
        let is_typed = matches!(view.stage, Stage::Typing | Stage::Choosing);
        shown.push(if is_typed { ":o open" } else { "o open" }.to_owned());
    }
    let is_offered = |key: &&Key| **key != Key::Source || beside.source;
    let keys = view.keys.iter().filter(is_offered);
    shown.extend(keys.filter_map(|key| label(*key)).map(str::to_owned));
    if view.stage == Stage::Revealed && can_speak(view.id) {
        let is_before = |label: &String| label.starts_with("w ") || label.ends_with("o open");
        let after_source = shown.iter().rposition(is_before).map_or(0, |at| at + 1);
        shown.insert(after_source, "p speak".to_owned());
    }
    shown
}

fn label(key: Key) -> Option<&'static str> {
    Some(match key {
        Key::Hint => "h hint",
        Key::AsChoices => "c choices",
        Key::AsTyping => "t typing",
        Key::AsCloze => "z gap",
        Key::AsPlain => "p plain",
        Key::WasRight => "y was right",
        Key::Source => "w source",
        Key::Undo => "u undo",
        Key::Edit => "e edit",
        Key::Flag => "f flag",
        Key::Bury => "b bury",
        Key::Suspend => "s suspend",
        Key::NotNow => "n not now",
        Key::Info => "i info",
        Key::Help => "? help",
        Key::Quit => "q leave",
        Key::Reveal | Key::Choose(_) | Key::Type | Key::Accept | Key::Rate => return None,
    })
}

/// Lays labels out in at most `rows` lines of `width` columns. Those that do not fit are left out, `? help` and
/// `q leave` last of all.
pub fn fit(labels: &[String], width: usize, rows: usize) -> Vec<String> {
    let mut labels = labels.to_vec();
    loop {
        let lines = wrap_labels(&labels, width);
        let least = labels.len().min(1);
        if lines.len() <= rows || labels.len() <= least {
            return lines.into_iter().take(rows).collect();
        }
        let gone = labels
            .iter()
            .rposition(|label| !matches!(label.as_str(), "? help" | "q leave"))
            .unwrap_or(labels.len() - 1);
        labels.remove(gone);
    }
}

fn wrap_labels(labels: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for label in labels {
        match lines.last_mut() {
            Some(line) if width_of(line) + 2 + width_of(label) <= width => {
                line.push_str("  ");
                line.push_str(label);
            }
            _ => lines.extend(wrap(label, width)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn help_and_leave_stay_when_there_is_little_room() {
        let labels: Vec<String> = ["Space answer", "h hint", "u undo", "? help", "q leave"]
            .iter()
            .map(|label| (*label).to_owned())
            .collect();
        assert_eq!(
            fit(&labels, 80, 1),
            ["Space answer  h hint  u undo  ? help  q leave"]
        );
        assert_eq!(fit(&labels, 40, 1), ["Space answer  h hint  ? help  q leave"]);
        assert_eq!(fit(&labels, 17, 2), ["Space answer", "? help  q leave"]);
    }
}
