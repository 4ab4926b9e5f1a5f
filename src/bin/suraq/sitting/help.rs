//! One screen of help for where a card stands.

use suraq::session::Stage;

use super::card::Lines;
use super::wish::WORDS;
use crate::screen::Screen;
use crate::screen::Tone;

/// Keys and what they do, a line each.
type Keys = &'static [(&'static str, &'static str)];

const FRONT: Keys = &[
    ("Space, Enter", "show the answer"),
    ("h", "hint: the first letter, then more"),
    ("c t z p", "ask by choice, typed, as a gap, or plain"),
];

const TYPING: Keys = &[
    (
        "Enter",
        "check what you typed; of an empty field, show the answer",
    ),
    ("Esc", "empty the field"),
    (":", "at an empty field, a command: :hint :choices :bury :undo"),
];

const CHOOSING: Keys = &[
    ("a to e", "choose"),
    ("Space, Enter", "show the answer"),
    (":", "a command, as letters choose: :hint :typing :bury :undo"),
];

const REVEALED: Keys = &[
    ("1 2 3 4", "Again, Hard, Good, Easy: how well you knew it"),
    ("Space, Enter", "take the proposed rating"),
    ("y", "my typed answer was right: accept it from now on"),
    ("w", "more of its source: the paragraph around, other sources"),
];

/// Only where there is a program that speaks.
const SPEAK: (&str, &str) = ("p", "speak the Kazakh word");

const REVEALED_TWO: Keys = &[
    ("1  3", "Again, Good: whether you knew it"),
    REVEALED[1],
    REVEALED[2],
    REVEALED[3],
];

const WAITING: Keys = &[("Space, Enter", "show the next card now")];

const LETTERS: Keys = &[
    ("u", "undo, also steps of earlier sessions; :redo brings back"),
    (
        "e  f  i  o",
        "edit; flag; what is known of it; open its picture or sound",
    ),
    ("b  s  n", "bury to tomorrow; suspend; not now"),
    (":", "the same as words: :edit :why :undo"),
    ("q, Ctrl-C", "leave; every answer is saved already"),
];

const NO_LETTERS: Keys = &[
    ("Ctrl-C", "leave; every answer is saved already"),
    (
        "after it",
        "digits rate; u undo, e edit, f flag, w source and more",
    ),
];

/// Returns the help; without a stage no card is shown. `buttons` is how many ratings there are; `speaks` whether
/// the card has a word, and the system a program, to speak.
pub fn lines(screen: &Screen, stage: Option<Stage>, buttons: u8, speaks: bool, width: usize) -> Vec<String> {
    let mut lines = Lines::new(screen, width);
    let (title, keys, others) = match stage {
        Some(Stage::Front) => ("The question is shown", FRONT, LETTERS),
        Some(Stage::Typing) => ("The answer is typed: every key is text", TYPING, NO_LETTERS),
        Some(Stage::Choosing) => ("One of the options is right", CHOOSING, NO_LETTERS),
        Some(Stage::Revealed) if buttons == 2 => ("The answer is shown: rate it", REVEALED_TWO, LETTERS),
        Some(Stage::Revealed) => ("The answer is shown: rate it", REVEALED, LETTERS),
        None => ("The next card waits for its minute", WAITING, LETTERS),
    };
    lines.text(Tone::Strong, title);
    let speak = (speaks && stage == Some(Stage::Revealed)).then_some(SPEAK);
    for (key, about) in keys.iter().chain(&speak).chain(others) {
        match width >= 50 {
            true => lines.indented(Tone::Plain, about, &format!("{key:<14}"), "              "),
            false => lines.indented(Tone::Plain, &format!("{key}  {about}"), "", "  "),
        }
    }
    lines.gap();
    let words: Vec<&str> = WORDS.iter().map(|word| word.words[0]).collect();
    lines.indented(
        Tone::Faint,
        &format!("{}; arrows scroll what does not fit", words.join(" ")),
        "Commands: ",
        "  ",
    );
    lines.lines
}

#[cfg(test)]
mod tests {
    use suraq::session::Stage;

    use super::lines;
    use crate::screen::Screen;
    use crate::sitting::wish::WORDS;

    #[test]
    fn help_is_one_screen_and_names_every_command() {
        let screen = Screen {
            plain: true,
            colour: false,
            ascii: false,
            interactive: false,
            spoken: false,
        };
        let stages = [Stage::Front, Stage::Typing, Stage::Choosing, Stage::Revealed];
        for stage in stages.into_iter().map(Some).chain([None]) {
            let wide = lines(&screen, stage, 4, true, 72);
            assert!(wide.len() <= 17, "{wide:?}");
            let narrow = lines(&screen, stage, 4, true, 40);
            assert!(narrow.len() <= 30, "{}", narrow.join("\n"));
            let text = wide.join(" ");
            assert!(WORDS.iter().all(|word| text.contains(word.words[0])), "{text}");
            let two = lines(&screen, stage, 2, false, 72).join(" ");
            assert!(!two.contains("1 2 3 4") && !two.contains("Easy"), "{two}");
        }
    }
}
