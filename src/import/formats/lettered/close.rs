//! Options whose letter and sign are typed otherwise than with one space behind them: `A.Oron`, `A ) Oron`, `A)-5`.
//!
//! Initials look like the first, `А.Байтұрсынов`, and sums like the last. They are options only where those of the
//! question run in the order of an alphabet, from its first letter on and all with one sign. `A.А.Байтұрсынов`, whose
//! text begins with initials, is one only where three or more lines in a row right below a question are such.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::is_told;
use super::lettering::KAZAKH;
use super::lettering::LATIN;
use super::lettering::LATIN_IN_CYRILLIC;
use super::lettering::Lettering;
use super::lettering::RUSSIAN;
use super::lettering::option_of;
use super::lettering::split;
use super::lettering::ticked;
use super::pairs::is_joining;
use super::question::barely_numbered;
use super::question::numbered;
use super::script::LOOK_ALIKES;

const ALPHABETS: [&str; 4] = [LATIN, RUSSIAN, KAZAKH, LATIN_IN_CYRILLIC];

/// So many options in a row are no names.
const SURE: usize = 3;

/// An option that is typed so.
pub(super) struct Close {
    pub option: Lettering,
    /// Whether others of the question have their spaces elsewhere: it may be text of the option above.
    pub is_odd: bool,
}

/// Returns the lines, from 0, that are such options.
pub(super) fn options(lines: &[&str]) -> BTreeMap<usize, Close> {
    let mut options = BTreeMap::new();
    let mut at = 0;
    while at < lines.len() {
        let runs = ALPHABETS.map(|alphabet| run(&lines[at..], alphabet));
        let close = |run: &Run| run.iter().filter(|typed| typed.is_close).count();
        // Of equal ones the last is the maximum; the first alphabet comes first.
        let best = runs
            .into_iter()
            .rev()
            .max_by_key(|run| (run.len(), Reverse(close(run))));
        let run = best.unwrap_or_default();
        let end = run.last().map_or(at, |last| at + last.at) + 1;
        if is_sure(&run, &lines[..at], &lines[end..]) {
            let usual: Vec<_> = run
                .iter()
                .filter(|typed| !typed.is_close)
                .map(Typed::spaces)
                .collect();
            let close = run.into_iter().filter(|typed| typed.is_close);
            options.extend(close.map(|typed| {
                let is_odd = usual.iter().any(|usual| *usual != typed.spaces());
                let option = typed.option;
                (at + typed.at, Close { option, is_odd })
            }));
        }
        at = end;
    }
    options
}

/// Says that a line is taken for an option though it may have been meant otherwise.
pub(super) fn odd(line: &str) -> String {
    format!("`{line}` is read as an option, though it is typed otherwise than the others")
}

/// Cuts a line into the text before its options and three or more options typed so: `1.Who? A.Oron B.Velk C.Sary`.
///
/// Names in a list, `А.Керей, Б.Майлин и В.Хан`, are none.
pub(super) fn across(line: &str) -> Option<(&str, Vec<Lettering>)> {
    let in_alphabet = |alphabet: &&str| across_in(line, alphabet);
    let found = ALPHABETS.iter().rev().filter_map(in_alphabet);
    found.max_by_key(|(_, options)| options.len())
}

fn across_in<'a>(line: &'a str, alphabet: &str) -> Option<(&'a str, Vec<Lettering>)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut is_apart = true;
    for (at, sign) in line.char_indices() {
        let word = &line[at..];
        let is_option = is_apart
            && !has_initial(word)
            && close(word).is_some_and(|option| {
                option.sign == '.' && is_at(option.letter, starts.len(), alphabet) && !word.starts_with(' ')
            });
        if is_option && word.chars().nth(1) == Some('.') {
            starts.push(at);
        }
        is_apart = sign.is_whitespace();
    }
    let before = line[..*starts.first()?].trim_end();
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let texts = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| line[*start..end].trim_end());
    let texts: Vec<&str> = texts.collect();
    let is_listed = texts
        .iter()
        .any(|text| text.ends_with(',') || text.split_whitespace().any(is_joining));
    if texts.len() < SURE || is_listed || !before.is_empty() && numbered(before).0.is_none() {
        return None;
    }
    let option = |(place, text): (usize, &&str)| {
        let mut option = close(text)?;
        option.places = vec![place];
        Some(option)
    };
    let options: Option<Vec<Lettering>> = texts.iter().enumerate().map(option).collect();
    Some((before, options?))
}

/// Whether a line may be the option that follows those with such letters, typed so, and may be text.
pub(super) fn may_follow(line: &str, letters: &[char]) -> bool {
    let next = close(line).map(|option| option.letter).or_else(|| lone(line));
    next.is_some_and(|next| are_in_order(&[letters, &[next]].concat()))
}

/// The option that a line is where its letter stands between those above and the one below, whatever the sign is:
/// `B: two` and `B).two` between `A) one` and `C) three`. Its text may be empty.
pub(super) fn between<'a>(line: &'a str, letters: &[char], below: char) -> Option<(char, &'a str)> {
    let next = close(line).map(|option| option.letter).or_else(|| lone(line))?;
    let is_next = !letters.is_empty() && are_in_order(&[letters, &[next, below]].concat());
    let (_, label) = ticked(line);
    let text = &label[label.chars().next().map_or(0, char::len_utf8)..];
    let text = match text.strip_prefix('-') {
        Some(text) => text,
        None => text.trim_start_matches(|sign: char| sign.is_whitespace() || ").:;,]}/|–—…".contains(sign)),
    };
    is_next.then_some((next, text.trim()))
}

/// Whether letters are the first ones of an alphabet, in its order.
fn are_in_order(letters: &[char]) -> bool {
    ALPHABETS.iter().any(|alphabet| {
        let mut places = letters.iter().enumerate();
        places.all(|(at, letter)| is_at(*letter, at, alphabet))
    })
}

/// The letter that a line begins with and that stands alone: `D: Есим`, `D)`, `D Есим`. A small one before a space is a
/// word, most of all a Cyrillic one.
fn lone(line: &str) -> Option<char> {
    let (_, label) = ticked(line);
    let mut signs = label.chars();
    let letter = signs.next().filter(|letter| letter.is_alphabetic())?;
    let is_label = letter.is_uppercase() || letter.is_ascii() && letter != 'i';
    let is_alone = signs.next().is_none_or(|next| match next {
        '’' | '\'' => false,
        '-' => letter.is_uppercase(),
        _ if next.is_whitespace() => is_label,
        _ => !next.is_alphanumeric(),
    });
    letter.to_lowercase().next().filter(|_| is_alone)
}

struct Typed {
    /// Its line, counted from the first of the run.
    at: usize,
    option: Lettering,
    is_close: bool,
    /// Whether its letter may be that of a name, with another initial behind it.
    has_initial: bool,
}

impl Typed {
    /// Whether a space stands before the sign, and behind it.
    fn spaces(&self) -> (bool, bool) {
        let (before, behind) = self.option.line.split_once(self.option.sign).unwrap_or_default();
        (before.ends_with(' '), behind.starts_with([' ', '\t', '\u{a0}']))
    }
}

type Run = Vec<Typed>;

/// Whether a run is options and no names: there are three, or two alone right below a question with a number; and
/// no other first option stands next to it, which would make it part of a question or of an option.
fn is_sure(run: &Run, above: &[&str], below: &[&str]) -> bool {
    let is_first = |line: &&str| typed(line).is_some_and(|(option, _)| option.may_be(0));
    let is_part = below.iter().find(|line| !line.is_empty()).is_some_and(is_first)
        || above
            .iter()
            .rev()
            .find(|line| !line.is_empty())
            .is_some_and(is_first);
    let is_below_number = || above.last().is_some_and(|line| numbered(line).0.is_some());
    let are_two =
        || run.len() == 2 && run.iter().all(|typed| typed.is_close) && run[1].at == 1 && is_below_number();
    let are_names = || run.iter().any(|typed| typed.has_initial) && !are_in_a_row(run, above);
    !is_part && (run.len() >= SURE || are_two()) && !are_names()
}

/// Whether all lines of a run follow each other, right below a numbered question.
fn are_in_a_row(run: &[Typed], above: &[&str]) -> bool {
    let is_text = |line: &&&str| !line.is_empty() && typed(line).is_none();
    let mut stem = above.iter().rev().take_while(is_text);
    let are_alike = run
        .iter()
        .enumerate()
        .all(|(at, typed)| typed.at == at && typed.is_close);
    are_alike
        && run.len() >= SURE
        && stem.any(|line| numbered(line).0.is_some() || barely_numbered(line).is_some())
}

/// The options that begin in the first of `lines`, in the order of an alphabet.
fn run(lines: &[&str], alphabet: &str) -> Run {
    let mut run = Run::new();
    for (at, line) in lines.iter().enumerate() {
        let is_next = |option: &Lettering, run: &Run| {
            is_at(option.letter, run.len(), alphabet)
                && run.first().is_none_or(|first| first.option.sign == option.sign)
        };
        let has_initial = has_initial(line);
        match typed(line) {
            // Initials next to no other option are text.
            Some(_) if has_initial && run.last().is_some_and(|last| last.at + 1 < at || !last.is_close) => {}
            Some((mut option, is_close)) if is_next(&option, &run) => {
                option.places = vec![run.len()];
                run.push(Typed {
                    at,
                    option,
                    is_close,
                    has_initial,
                });
            }
            // Among options with a space, initials are text.
            Some((option, is_close)) if option.may_be(0) && (!is_close || starts_close(&run)) => break,
            _ if run.is_empty() || numbered(line).0.is_some() || is_told(line) || split(line).1.len() > 1 => {
                break;
            }
            _ => {}
        }
    }
    run
}

fn starts_close(run: &Run) -> bool {
    run.first().is_none_or(|first| first.is_close)
}

/// Whether a letter, or the one of the other alphabet that it looks like, stands at a place.
fn is_at(letter: char, place: usize, alphabet: &str) -> bool {
    let alike = LOOK_ALIKES.iter().find_map(|(cyrillic, latin)| match letter {
        _ if letter == *cyrillic => Some(*latin),
        _ if letter == *latin => Some(*cyrillic),
        _ => None,
    });
    let wanted = alphabet.chars().nth(place);
    wanted == Some(letter) || alike.is_some() && wanted == alike
}

/// The option that a line is, and whether it is typed otherwise than with one space.
fn typed(line: &str) -> Option<(Lettering, bool)> {
    if split(line).1.len() > 1 {
        return None;
    }
    match option_of(line) {
        Some(option) => Some((option, false)),
        None => Some((close(line)?, true)),
    }
}

/// Whether another initial stands right behind the letter: `K.I. Satbayev`.
fn has_initial(line: &str) -> bool {
    let (_, rest) = ticked(line);
    let mut signs = rest.chars();
    let mut is_initial = || {
        let letter = signs.next().is_some_and(char::is_alphabetic);
        letter && signs.next() == Some('.')
    };
    is_initial() && is_initial()
}

fn close(line: &str) -> Option<Lettering> {
    let (before, rest) = ticked(line);
    let mut letters = rest.chars();
    let letter = letters.next().filter(|letter| letter.is_alphabetic())?;
    let letter = letter.to_lowercase().next()?;
    let rest = letters.as_str();
    let signed = rest.trim_start();
    let sign = signed.chars().next().filter(|sign| ['.', ')'].contains(sign))?;
    let text = &signed[1..];
    let is_apart = signed.len() < rest.len();
    let first = text.chars().next()?;
    let begins = is_apart || !",;:.)!?".contains(first);
    let places = super::lettering::places_of(letter);
    (begins && !places.is_empty()).then(|| Lettering::new(places, letter, sign, before, text, line.trim()))?
}

#[cfg(test)]
mod tests {
    use super::super::Lettered;
    use super::super::tests::read;
    use crate::import::Format;

    #[test]
    fn options_without_a_space_behind_their_stop_are_read() {
        let wanted = [
            "Кто хан? | Керей | Касым, Тауке",
            "Кто бий? | Касым | Төле, 1465 жыл",
        ];
        for letters in [
            "A.B.C.",
            "А.Б.В.",
            "А.В.С.",
            "A.Б.B.",
            "а.б.в.",
            "a )b )c )",
            "А ) Б ) В ) ",
        ] {
            let close = letters
                .replace(['.', ')'], "&\n")
                .replace("&", if letters.contains('.') { "." } else { ")" });
            let labels: Vec<&str> = close.lines().map(str::trim_start).collect();
            let [a, b, c] = labels[..3] else {
                panic!("{labels:?}")
            };
            let text = format!(
                "1.Кто хан?\n{a}Керей\n{b}Касым\n{c}Тауке\n\n2. Кто бий?\n{a}Төле\n{b}Касым\n{c}1465 жыл\n\nЖауаптары: 1-A, 2-{}\n",
                b.trim_end_matches(['.', ')', ' '])
            );
            assert_eq!(read(&text), wanted, "{text}");
        }
    }

    #[test]
    fn one_among_others_with_a_space_is_an_option_and_told() {
        let found = read("1. Кто?\nA. Ан\nB. Бо\nC. Ви\nD.Го\n\nAnswers: 1-C\n");
        assert_eq!(
            found,
            [
                "Кто? | Ви | Ан, Бо, Го",
                "line 5: `D.Го` is read as an option, though it is typed otherwise than the others"
            ]
        );
        // With another sign, or behind too few, it may be words of the option above: nobody guesses.
        for text in [
            "1. Кто?\nA) Ан\nB) Бо\nC) Ви\nD.Го\n\nAnswers: 1-C\n",
            "1. Кто?\nA) Ан\nB) Бо\nC) Ви\nD.Г.Го\n\nAnswers: 1-C\n",
            "1. Кто?\nA) Ан\nB) Бо\nC) Ви\nD: Го\n\nAnswers: 1-C\n",
            "1. Кто?\nA) Ан\nB) Бо\nC) Ви\nD Го\n\nAnswers: 1-C\n",
            "1. Кто?\nA) Ан\nB) Бо\nC) Ви\nD}Го\n\nAnswers: 1-C\n",
        ] {
            let found = read(text);
            assert!(
                found.len() == 1 && found[0].contains("may be an option, or words of the one above it"),
                "{found:?}"
            );
        }
        let found = read("1. Кто?\nA) Ан\nB) Бо и\nС.Ви\nC) Го\n\nAnswers: 1-C\n");
        assert_eq!(found[0], "Кто? | Го | Ан, Бо и С.Ви");
        assert!(
            found[1].starts_with("line 4: `С.Ви` is read as words of the option above it"),
            "{found:?}"
        );
    }

    #[test]
    fn initials_begin_options_only_in_a_row_below_a_question() {
        let names = ["А.Байтұрсынов", "М.Дулатов", "А.Бөкейхан", "М.Шоқай"];
        for letters in ["ABCD", "АБВГ", "АВСД", "АӘБВ"] {
            let options: Vec<String> = letters
                .chars()
                .zip(names)
                .map(|(letter, name)| format!("{letter}.{name}"))
                .collect();
            let right = letters.chars().nth(1).unwrap_or_default();
            let text = format!("1.Кім жазды?\n{}\nЖауабы: {right}\n", options.join("\n"));
            assert!(Lettered.looks_like(&text), "{text}");
            assert_eq!(
                read(&text),
                ["Кім жазды? | М.Дулатов | А.Байтұрсынов, А.Бөкейхан, М.Шоқай"],
                "{text}"
            );
        }
        let text = "1. Кто старше?\nА.Б.Иванов\nБ.В.Петров\nВ.Г.Сидоров\nA) первый\n*B) второй\nC) третий\n";
        assert_eq!(
            read(text),
            ["Кто старше? А.Б.Иванов Б.В.Петров В.Г.Сидоров | второй | первый, третий"]
        );
        // Below the last option they are no options, and nobody knows whether they are words of it.
        let text = "1. Кто?\nA) Ан\nB) Бо\n*C) Ви\nА.Б.Иванов\nБ.В.Петров\nВ.Г.Сидоров\n";
        let found = read(text);
        assert!(
            found.len() == 1 && found[0].contains("`А.Б.Иванов` may go on with the option"),
            "{found:?}"
        );
    }

    #[test]
    fn options_without_a_space_stand_in_one_line_too() {
        let wanted = ["Кто? | Абылай | Керей, Тауке хан"];
        for letters in ["ABC", "АБВ", "АВС", "АӘБ"] {
            let [a, b, c] = letters.chars().collect::<Vec<_>>()[..] else {
                panic!("{letters}")
            };
            for space in [" ", "\n"] {
                let text = format!("1.Кто?{space}{a}.Керей {b}.Абылай {c}.Тауке хан\nОтвет: {b}\n");
                assert!(Lettered.looks_like(&text), "{text}");
                assert_eq!(read(&text), wanted, "{text}");
            }
        }
        let text = "1. Кто старше: А.Керей, Б.Майлин или В.Хан?\nA) первый\n*B) второй\nC) третий\n";
        assert_eq!(
            read(text),
            ["Кто старше: А.Керей, Б.Майлин или В.Хан? | второй | первый, третий"]
        );
    }

    #[test]
    fn initials_are_no_options() {
        let text =
            "1. Алаш көсемі кім?\nA. Әлихан және\nА.Байтұрсынов\nB. Мағжан және\nБ.Момышұлы\n*C. Міржақып\n";
        assert_eq!(
            read(text),
            ["Алаш көсемі кім? | Міржақып | Әлихан және А.Байтұрсынов, Мағжан және Б.Момышұлы"]
        );
        let text = "1. Кто старше?\nА.Байтұрсынов\nБ.Майлин\nA) первый\n*B) второй\nC) оба\n";
        assert_eq!(
            read(text),
            ["Кто старше? А.Байтұрсынов Б.Майлин | второй | первый, оба"]
        );
        let text = "А.Байтұрсынов қай жылы туған?\nA) 1870\n*B) 1872\nC) 1880\n";
        assert_eq!(read(text), ["А.Байтұрсынов қай жылы туған? | 1872 | 1870, 1880"]);
    }

    #[test]
    fn signs_and_sums_may_follow_a_bracket() {
        let text = "1. Сколько?\nА)-5\nБ)√2\nВ)(2; 3)\nОтвет: Б\n";
        assert_eq!(read(text), ["Сколько? | √2 | -5, (2; 3)"]);
    }

    #[test]
    fn numbered_options_have_a_list_of_numbers() {
        let text = "1. Кто хан?\n1)Керей\n2) Касым\n3) Тауке\n\n2. Кто бий?\n1) Төле\n2) Касым\n3) Тауке\n\n";
        for list in ["Ответы: 1-2, 2-1", "Ответы:\n1-2\n2-1", "Ключ: 1–2; 2–1."] {
            assert_eq!(
                read(&format!("{text}{list}\n")),
                [
                    "Кто хан? | Касым | Керей, Тауке",
                    "Кто бий? | Төле | Касым, Тауке"
                ],
                "{list}"
            );
        }
    }
}
