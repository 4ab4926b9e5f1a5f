//! What the teacher types, as orders.

use suraq::live::Extra;
use suraq::live::Order;
use suraq::live::Room;
use suraq::quiz::scores::Change;

/// What a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// What comes next in the usual course of things.
    Usual,
    /// Orders for the host.
    Orders(Vec<Order>),
    /// How things stand.
    Status,
    /// Who is here, with their numbers.
    Who,
    /// All questions with their letters.
    Questions,
    /// What may be typed.
    Help,
    /// Away, but not the end of the game: it may be resumed.
    Quit,
}

/// Where questions and options stand, so that `7=C` can be read.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// For each place in the order of asking, the question.
    order: Vec<usize>,
    /// For each place, the option under each letter.
    letters: Vec<Vec<usize>>,
    /// For each question, what its options say.
    options: Vec<Vec<String>>,
}

impl Places {
    /// The places of a room.
    pub fn new(room: &Room) -> Places {
        let version = room.paper.versions.first();
        Places {
            order: version.map_or_else(Vec::new, |version| version.order.clone()),
            letters: version.map_or_else(Vec::new, |version| version.options.clone()),
            options: room
                .paper
                .questions
                .iter()
                .map(|question| question.options().to_vec())
                .collect(),
        }
    }

    /// What an option of a question says.
    pub fn text(&self, question: usize, option: usize) -> Option<&str> {
        let text = self.options.get(question)?.get(option)?;
        Some(text)
    }

    /// The number of a question in the order of asking, from 1; 0 where there is no such question.
    pub fn number(&self, question: usize) -> usize {
        let place = self.order.iter().position(|known| *known == question);
        place.map_or(0, |place| place + 1)
    }

    /// The letter under which an option of a question stands.
    pub fn letter(&self, question: usize, option: usize) -> char {
        let options = self
            .number(question)
            .checked_sub(1)
            .and_then(|place| self.letters.get(place));
        let place = options.and_then(|options| options.iter().position(|known| *known == option));
        place.and_then(|place| ('A'..='Z').nth(place)).unwrap_or('?')
    }

    fn question(&self, number: usize) -> Result<usize, String> {
        let place = number.checked_sub(1);
        let found = place.and_then(|place| self.order.get(place)).copied();
        found.ok_or_else(|| {
            format!(
                "there is no question {number}; they are 1 to {}",
                self.order.len()
            )
        })
    }

    /// Reads `7`.
    fn numbered(&self, text: &str) -> Result<usize, String> {
        self.question(count(text.trim_start_matches(['q', 'Q', 'A']), "question")?)
    }

    /// Reads `7=C`.
    fn option(&self, text: &str) -> Result<(usize, usize), String> {
        let wrong = || format!("`{text}` names no question and option; type such as 7=C");
        let (number, letter) = text.split_once('=').ok_or_else(wrong)?;
        let number: usize = number
            .trim()
            .trim_start_matches(['q', 'Q', 'A'])
            .parse()
            .map_err(|_| wrong())?;
        let question = self.question(number)?;
        let letter = letter.trim().chars().next().map(latin).ok_or_else(wrong)?;
        let place = ('A'..='Z').position(|known| known == letter);
        let options = &self.letters[number - 1];
        let option = place.and_then(|place| options.get(place)).copied();
        let last = ('A'..='Z').nth(options.len().saturating_sub(1)).unwrap_or('A');
        option
            .map(|option| (question, option))
            .ok_or_else(|| format!("question {number} has the options A to {last}"))
    }
}

/// Letters of a Cyrillic keyboard that look like those of options.
fn latin(letter: char) -> char {
    let upper = letter.to_uppercase().next().unwrap_or(letter);
    match upper {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        other => other,
    }
}

/// What may be typed, a line each: the words, and what they do.
pub const WORDS: [(&str, &str); 18] = [
    ("Enter", "the usual next step: start, close, reveal, next"),
    ("start, close", "ask the first question; no more answers"),
    ("reveal, next", "show what is right; go to the next question"),
    ("+30", "30 seconds more, also after the question was closed"),
    ("pause", "let the question wait, or go on"),
    ("skip", "leave this question out and go on"),
    (
        "drop 7, undrop",
        "question 7, or the one at hand, does not count; counts again",
    ),
    ("key 7=C", "C is the right answer of question 7"),
    ("accept 7=C", "C is right as well"),
    ("lock, unlock", "let nobody new in, or let them in"),
    (
        "who, questions",
        "everybody with their numbers; all questions with their keys",
    ),
    (
        "kick 3, ban 3",
        "send out until they come back, or for good (3-9 for several)",
    ),
    ("rename 3 NAME", "another name"),
    (
        "extra 3 1.5",
        "more time for one pupil: 1.5, 2, none (no limit), 1",
    ),
    ("names hidden", "hide names on the projector; names shown"),
    ("places", "show places at the end; no places"),
    ("end", "the end: results are kept and counted"),
    ("quit", "leave; live --resume goes on with the game"),
];

/// Reads a line. `number` is the question at hand, from 1.
///
/// Errors: what is wrong with it, as a sentence.
pub fn read(line: &str, places: &Places, number: usize) -> Result<Meaning, String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let Some((first, rest)) = words.split_first() else {
        return Ok(Meaning::Usual);
    };
    let one = |order| Ok(Meaning::Orders(vec![order]));
    match (first.to_lowercase().as_str(), rest) {
        ("start", []) => one(Order::Start),
        ("close", []) => one(Order::Close),
        ("reveal", []) => one(Order::Reveal),
        ("next", []) => one(Order::Next),
        ("pause", []) | ("go", ["on"]) => one(Order::Pause),
        ("skip", []) => one(Order::Skip),
        ("end", []) => one(Order::End),
        ("lock", []) => one(Order::Lock(true)),
        ("unlock", []) => one(Order::Lock(false)),
        ("places", []) => one(Order::Places(true)),
        ("no", ["places"]) => one(Order::Places(false)),
        ("names", ["hidden"]) => one(Order::Hide(true)),
        ("names", ["shown"]) => one(Order::Hide(false)),
        ("drop", []) => one(Order::Change(Change::Drop {
            question: places.question(number)?,
        })),
        ("drop", [number]) => one(Order::Change(Change::Drop {
            question: places.numbered(number)?,
        })),
        ("undrop", []) => one(Order::Undrop(places.question(number)?)),
        ("undrop", [number]) => one(Order::Undrop(places.numbered(number)?)),
        ("key", [text]) => {
            let (question, option) = places.option(text)?;
            one(Order::Change(Change::Key { question, option }))
        }
        ("accept", [text]) => {
            let (question, option) = places.option(text)?;
            one(Order::Change(Change::Accept { question, option }))
        }
        ("kick", [pupils]) => Ok(Meaning::Orders(range(pupils)?.map(Order::Kick).collect())),
        ("ban", [pupils]) => Ok(Meaning::Orders(range(pupils)?.map(Order::Ban).collect())),
        ("rename", [pupil, name @ ..]) if !name.is_empty() => {
            one(Order::Rename(count(pupil, "pupil")?, name.join(" ")))
        }
        ("extra", [pupil, extra]) => one(Order::Extra(count(pupil, "pupil")?, self::extra(extra)?)),
        ("status", []) => Ok(Meaning::Status),
        ("who", []) => Ok(Meaning::Who),
        ("questions", []) => Ok(Meaning::Questions),
        ("help" | "?", []) => Ok(Meaning::Help),
        ("quit" | "q", []) => Ok(Meaning::Quit),
        (more, []) if more.starts_with('+') => one(Order::More { ms: seconds(more)? }),
        (
            word @ ("kick" | "ban" | "rename" | "extra" | "key" | "accept" | "drop" | "undrop" | "names"),
            _,
        ) => {
            let mut usages = WORDS.iter().flat_map(|(usages, _)| usages.split(", "));
            let usage = usages.find(|usage| usage.starts_with(word)).unwrap_or("help");
            Err(format!(
                "`{}` is not understood; type such as: {usage}",
                line.trim()
            ))
        }
        _ => Err(format!(
            "`{}` is not understood; help lists what may be typed",
            line.trim()
        )),
    }
}

fn seconds(text: &str) -> Result<u32, String> {
    let number = text.trim_start_matches('+');
    let seconds: Option<u32> = if number.is_empty() {
        Some(30)
    } else {
        number.parse().ok()
    };
    let seconds = seconds.filter(|seconds| (1..=3_600).contains(seconds));
    seconds
        .map(|seconds| seconds * 1_000)
        .ok_or_else(|| format!("`{text}` is no time; type such as +30, at most +3600"))
}

fn count(text: &str, what: &str) -> Result<usize, String> {
    text.parse()
        .map_err(|_| format!("`{text}` is no number of a {what}"))
}

/// Reads `3` and `3-9`.
fn range(text: &str) -> Result<std::ops::RangeInclusive<usize>, String> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let (from, to) = (count(from, "pupil")?, count(to, "pupil")?);
    match from <= to && to - from < 100_000 {
        true => Ok(from..=to),
        false => Err(format!("`{text}` goes backwards; type such as 3-9")),
    }
}

fn extra(text: &str) -> Result<Extra, String> {
    match text.trim_start_matches(['x', '×']) {
        "1" => Ok(Extra::Usual),
        "1.5" | "1,5" => Ok(Extra::Half),
        "2" => Ok(Extra::Double),
        "none" => Ok(Extra::Unlimited),
        _ => Err(format!(
            "`{text}` is no extra time; it may be 1.5, 2, none (no limit) or 1 (as all others)"
        )),
    }
}

#[cfg(test)]
mod tests {
    use suraq::live::Extra;
    use suraq::live::Order;
    use suraq::quiz::scores::Change;

    use super::{Meaning, Places, read};

    fn places() -> Places {
        Places {
            order: vec![2, 0, 1],
            letters: vec![vec![3, 1, 0, 2], vec![0, 1], vec![1, 0]],
            options: Vec::new(),
        }
    }

    fn orders(line: &str) -> Vec<Order> {
        match read(line, &places(), 2).unwrap() {
            Meaning::Orders(orders) => orders,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn questions_and_options_are_named_as_the_teacher_sees_them() {
        assert_eq!(orders("drop"), [Order::Change(Change::Drop { question: 0 })]);
        assert_eq!(orders("undrop 1"), [Order::Undrop(2)]);
        assert_eq!(orders("drop 1"), [Order::Change(Change::Drop { question: 2 })]);
        let key = Change::Key {
            question: 2,
            option: 0,
        };
        assert_eq!(orders("key 1=C"), [Order::Change(key)]);
        assert_eq!(orders("KEY q1=с"), [Order::Change(key)], "with a Cyrillic letter");
        let accept = Change::Accept {
            question: 0,
            option: 1,
        };
        assert_eq!(orders("accept 2=b"), [Order::Change(accept)]);
    }

    #[test]
    fn pupils_are_named_by_number() {
        assert_eq!(
            orders("kick 3-5"),
            [Order::Kick(3), Order::Kick(4), Order::Kick(5)]
        );
        assert_eq!(
            orders("rename 2 Dana  K."),
            [Order::Rename(2, "Dana K.".to_owned())]
        );
        assert_eq!(orders("extra 2 1.5"), [Order::Extra(2, Extra::Half)]);
        assert_eq!(orders("+"), [Order::More { ms: 30_000 }]);
        assert_eq!(orders("+45"), [Order::More { ms: 45_000 }]);
        assert_eq!(read("", &places(), 0), Ok(Meaning::Usual));
    }

    #[test]
    fn what_is_wrong_is_said_with_what_to_type() {
        for (line, part) in [
            ("kick", "kick 3"),
            ("kick x", "`x` is no number"),
            ("kick 5-3", "3-9"),
            ("key 9=A", "1 to 3"),
            ("key 2=D", "A to B"),
            ("key C", "7=C"),
            ("extra 2 3", "1.5, 2, none"),
            ("+9999", "+30"),
            ("banana", "help"),
        ] {
            let error = read(line, &places(), 1).unwrap_err();
            assert!(error.contains(part), "{line}: {error}");
        }
    }
}
