//! What a key means, by where the card stands.

use suraq::schedule::Rating;
use suraq::session::Face;
use suraq::session::Stage;

use super::card::LETTERS;
use super::wish::Wish;
use crate::input::latin;

/// What is said to a key that is the letter of no option.
pub const LETTERS_CHOOSE: &str = "letters choose; : opens the command line";

/// Returns what `key` means while a card is at `stage`. Enter comes as `\n`. Where an answer is
/// typed every key is text and never comes here.
pub fn wish_of(key: char, stage: Stage) -> Wish {
    let key = latin(key);
    if let Some(rating) = key.to_digit(10) {
        let rating = u8::try_from(rating).ok().and_then(Rating::from_number);
        return rating.map_or_else(
            || Wish::Unclear("the digits that rate stand below the answer".to_owned()),
            Wish::Rate,
        );
    }
    match (key, stage) {
        (' ' | '\n', Stage::Revealed) => Wish::Accept,
        (' ' | '\n', _) => Wish::Reveal,
        ('?', _) => Wish::Help,
        // How to ask it is a question before the answer; its sound one after it.
        ('p', Stage::Revealed) => Wish::Speak,
        (letter, Stage::Choosing) => match LETTERS.iter().position(|known| *known == letter) {
            Some(place) => Wish::Choose(place),
            None => Wish::Unclear(LETTERS_CHOOSE.to_owned()),
        },
        (letter, _) => of_letter(letter),
    }
}

fn of_letter(letter: char) -> Wish {
    match letter {
        'h' => Wish::Hint,
        'c' => Wish::Ask(Face::Choices),
        't' => Wish::Ask(Face::Typed),
        'z' => Wish::Ask(Face::Cloze),
        'p' => Wish::Ask(Face::Plain),
        'w' => Wish::Source,
        'o' => Wish::Open,
        'y' => Wish::WasRight,
        'u' => Wish::Undo,
        'e' => Wish::Edit,
        'f' => Wish::Flag(1),
        'b' => Wish::Bury,
        's' => Wish::Suspend,
        'n' => Wish::NotNow,
        'i' => Wish::Info,
        'q' => Wish::Quit,
        other => Wish::Unclear(format!("{other} is no key here; ? shows those that are")),
    }
}

#[cfg(test)]
mod tests {
    use suraq::schedule::Rating;
    use suraq::session::Stage;

    use super::wish_of;
    use crate::sitting::wish::Wish;

    #[test]
    fn letters_choose_and_digits_always_rate() {
        assert_eq!(wish_of('e', Stage::Choosing), Wish::Choose(4));
        assert_eq!(wish_of('e', Stage::Front), Wish::Edit);
        for stage in [Stage::Front, Stage::Choosing, Stage::Revealed] {
            assert_eq!(wish_of('3', stage), Wish::Rate(Rating::Good));
        }
        assert_eq!(wish_of('j', Stage::Choosing), Wish::Choose(9));
        assert!(matches!(wish_of('-', Stage::Choosing), Wish::Unclear(_)));
    }

    #[test]
    fn p_asks_plainly_before_the_answer_and_speaks_after_it() {
        assert_eq!(wish_of('p', Stage::Front), Wish::Ask(suraq::session::Face::Plain));
        assert_eq!(wish_of('p', Stage::Revealed), Wish::Speak);
    }

    #[test]
    fn enter_reveals_and_then_accepts() {
        assert_eq!(wish_of('\n', Stage::Front), Wish::Reveal);
        assert_eq!(wish_of(' ', Stage::Revealed), Wish::Accept);
    }
}
