//! Reading what a person may write for a date: figures, words, ranges, in three languages.

use unicode_normalization::UnicodeNormalization;

use super::super::numbers::year_in_words;
use super::months;

/// Longer texts are no dates.
const LONGEST: usize = 120;

/// A year, as exact as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// 1986; before our era negative.
    Full(i32),
    /// '86.
    Short(i32),
    /// The 1980s, by their first year.
    Decade(i32),
    /// The 20th century, by its number.
    Century(i32),
}

/// A date with any of its parts left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    pub year: Option<Year>,
    /// First month of a season.
    pub season: Option<u8>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// One way to read what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub from: Moment,
    /// The end of a range.
    pub to: Option<Moment>,
    /// Whether this is the usual way for this learner; 05/06 has another one.
    pub usual: bool,
}

/// Reads a date in all ways that make sense, the usual ones first; none when it is no date.
///
/// `day_first` says how 05/06/2022 is read. With dots the day always comes first.
pub(super) fn readings(text: &str, day_first: bool) -> Vec<Reading> {
    if text.len() > LONGEST * 4 || text.chars().count() > LONGEST {
        return Vec::new();
    }
    let Some(tokens) = tokens(text) else {
        return Vec::new();
    };
    let mut found: Vec<Reading> = Vec::new();
    for (figures, usual) in [(day_first, true), (!day_first, false)] {
        for hyphen_is_range in [false, true] {
            let reading = pieces(&tokens, figures, hyphen_is_range).and_then(|pieces| assemble(&pieces));
            if let Some((from, to)) = reading
                && !found.iter().any(|known| known.from == from && known.to == to)
            {
                found.push(Reading { from, to, usual });
            }
        }
    }
    let short_years: Vec<Reading> = found.iter().filter_map(day_as_year).collect();
    found.extend(short_years);
    if !found.iter().any(|reading| reading.usual) {
        found.iter_mut().for_each(|reading| reading.usual = true);
    }
    found
}

/// `June 22` may also mean June 2022.
fn day_as_year(reading: &Reading) -> Option<Reading> {
    let day = reading
        .from
        .day
        .filter(|_| reading.from.year.is_none() && reading.to.is_none())?;
    reading.from.month?;
    let from = Moment {
        year: Some(Year::Short(i32::from(day))),
        day: None,
        ..reading.from
    };
    Some(Reading {
        from,
        to: None,
        usual: false,
    })
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number { digits: String, apostrophe: bool },
    Word(String),
    Sign(char),
}

/// Splits at blanks, signs and where digits meet letters; `None` when there is nothing to read.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut apostrophe = false;
    let mut glued = false;
    for character in text.nfkc().flat_map(char::to_lowercase) {
        let was_glued = std::mem::replace(&mut glued, true);
        match (character, tokens.last_mut()) {
            (digit, Some(Token::Number { digits, .. })) if digit.is_ascii_digit() && was_glued => {
                digits.push(digit)
            }
            (digit, _) if digit.is_ascii_digit() => tokens.push(Token::Number {
                digits: digit.to_string(),
                apostrophe: std::mem::take(&mut apostrophe),
            }),
            (letter, Some(Token::Word(word))) if is_letter(letter) && was_glued => word.push(letter),
            (letter, _) if is_letter(letter) => {
                apostrophe = false;
                tokens.push(Token::Word(letter.to_string()));
            }
            ('\'' | '’' | '‘' | '`' | 'ʼ', _) => (apostrophe, glued) = (true, false),
            ('–' | '—' | '−' | '‑' | '‐' | '‒' | '~' | '…', _) => tokens.push(Token::Sign('–')),
            (sign @ ('-' | '/' | '.'), _) => tokens.push(Token::Sign(sign)),
            _ => glued = false,
        }
    }
    join_ordinal_words(&mut tokens);
    join_year_words(&mut tokens);
    (!tokens.is_empty()).then_some(tokens)
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic() || unicode_normalization::char::is_combining_mark(character)
}

/// `twenty-first` and `twenty first` become `twentyfirst`.
fn join_ordinal_words(tokens: &mut Vec<Token>) {
    let mut index = 0;
    while index < tokens.len() {
        let is_tens = matches!(&tokens[index], Token::Word(word) if word == "twenty" || word == "thirty");
        let next = index + 1 + usize::from(tokens.get(index + 1) == Some(&Token::Sign('-')));
        if let (true, Some(Token::Word(unit))) = (is_tens, tokens.get(next))
            && months::ordinal(unit).is_some_and(|unit| unit < 10)
        {
            let unit = unit.clone();
            if let Token::Word(tens) = &mut tokens[index] {
                tens.push_str(&unit);
            }
            tokens.drain(index + 1..=next);
        }
        index += 1;
    }
}

/// `nineteen ninety-one` becomes 1991.
fn join_year_words(tokens: &mut Vec<Token>) {
    let mut index = 0;
    while index < tokens.len() {
        let words: Vec<(usize, &str)> = tokens[index..]
            .iter()
            .enumerate()
            .filter(|(_, token)| **token != Token::Sign('-'))
            .map_while(|(place, token)| match token {
                Token::Word(word) => Some((place, word.as_str())),
                _ => None,
            })
            .collect();
        let plain: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        if let (Some(0), Some((year, taken))) = (words.first().map(|word| word.0), year_in_words(&plain)) {
            let last = words[taken - 1].0;
            let number = Token::Number {
                digits: year.to_string(),
                apostrophe: false,
            };
            tokens.splice(index..=index + last, [number]);
        }
        index += 1;
    }
}

/// A part of a date with its meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    /// Value, count of digits, whether an apostrophe stood before it.
    Number {
        value: i32,
        digits: usize,
        apostrophe: bool,
    },
    DayOrdinal(u8),
    Month(u8),
    Season(u8),
    Whole(Moment),
    Decade,
    DecadeWord(i32),
    Century,
    BeforeOurEra,
    To,
}

/// Gives each token its meaning; `None` when a token has none in a date.
fn pieces(tokens: &[Token], day_first: bool, hyphen_is_range: bool) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        if let Some((moment, taken)) = figures(&tokens[index..], day_first, hyphen_is_range) {
            pieces.push(Piece::Whole(moment));
            index += taken;
            continue;
        }
        match &tokens[index] {
            Token::Number { digits, apostrophe } => {
                let value = digits.parse().ok().filter(|_| digits.len() <= 4)?;
                pieces.push(Piece::Number {
                    value,
                    digits: digits.len(),
                    apostrophe: *apostrophe,
                });
                if is_decade_ending(digits, tokens.get(index + 1), tokens.get(index + 2)) {
                    pieces.push(Piece::Decade);
                    index += if matches!(tokens.get(index + 1), Some(Token::Sign(_))) {
                        2
                    } else {
                        1
                    };
                }
            }
            Token::Sign('.') => {}
            Token::Sign('-') if joins(&tokens[..index], &tokens[index + 1..]) => {}
            Token::Sign(_) => pieces.push(Piece::To),
            Token::Word(word) => pieces.extend(word_piece(word, &pieces)?),
        }
        index += 1;
    }
    Some(pieces)
}

/// `1930s`, `30s`, `1930-е`, `1930 жылдар`; but `30-е августа` is a day.
fn is_decade_ending(digits: &str, next: Option<&Token>, after: Option<&Token>) -> bool {
    let word = match (next, after) {
        (Some(Token::Sign('-')), Some(Token::Word(word))) => word,
        (Some(Token::Word(word)), _) => word,
        _ => return false,
    };
    match word.as_str() {
        "s" | "жылдар" | "жылдары" => true,
        "е" | "х" | "ые" => digits.len() == 4,
        _ => false,
    }
}

/// Whether a hyphen only joins: `5-го`, `mid-June`, `5-June-2022`; else it stands for "to".
fn joins(before: &[Token], after: &[Token]) -> bool {
    let is_month =
        |token: Option<&Token>| matches!(token, Some(Token::Word(word)) if months::month(word).is_some());
    match (before.last(), after.first()) {
        (Some(Token::Number { .. }), Some(Token::Word(word))) => {
            months::is_filler(word) || is_month(after.first())
        }
        (Some(Token::Word(_)), Some(Token::Number { .. })) => {
            is_month(before.last()) && before.len() >= 3 && before[before.len() - 2] == Token::Sign('-')
        }
        (Some(Token::Word(word)), Some(Token::Word(_))) => months::is_filler(word),
        _ => false,
    }
}

/// The meaning of a word: none for fillers, an outer `None` for words that no date holds.
fn word_piece(word: &str, before: &[Piece]) -> Option<Option<Piece>> {
    let piece = match word {
        "to" | "till" | "til" | "until" | "through" | "thru" | "and" | "по" | "до" | "и" | "және" | "мен" => {
            Piece::To
        }
        "from" | "between" | "с" | "со" | "от" => return Some(None),
        "century" | "cent" | "век" | "века" | "веке" | "ғасыр" | "ғасырда" => {
            Piece::Century
        }
        "bc" | "bce" => Piece::BeforeOurEra,
        _ if word == "may" || months::month(word).is_some() => Piece::Month(months::month(word)?),
        _ => match (months::season(word), months::ordinal(word), months::decade(word)) {
            (Some(season), _, _) => Piece::Season(season),
            (_, Some(ordinal), _) => Piece::DayOrdinal(ordinal),
            (_, _, Some(decade)) => Piece::DecadeWord(i32::from(decade)),
            _ if months::is_filler(word) => return Some(None),
            _ => Piece::DayOrdinal(months::roman(word).filter(|_| before.is_empty())?),
        },
    };
    Some(Some(piece))
}

/// A date in figures at the start of `tokens`, and how many tokens it takes.
fn figures(tokens: &[Token], day_first: bool, hyphen_is_range: bool) -> Option<(Moment, usize)> {
    if let [Token::Number { digits, .. }, ..] = tokens
        && digits.len() == 8
    {
        return compact(digits, day_first).map(|moment| (moment, 1));
    }
    match tokens {
        [
            Token::Number { digits: first, .. },
            Token::Sign(sign),
            Token::Number { digits: second, .. },
            Token::Sign(again),
            Token::Number { digits: third, .. },
            ..,
        ] if sign == again && *sign != '–' => {
            three(first, second, third, day_first || *sign == '.').map(|moment| (moment, 5))
        }
        [
            Token::Number { digits: first, .. },
            Token::Sign(sign),
            Token::Number { digits: second, .. },
            ..,
        ] if *sign != '–' && (*sign != '-' || !hyphen_is_range) => {
            two(first, second, *sign, day_first).map(|moment| (moment, 3))
        }
        [
            Token::Number { digits: first, .. },
            Token::Number { digits: second, .. },
            Token::Number { digits: third, .. },
        ] => three(first, second, third, day_first).map(|moment| (moment, 3)),
        _ => None,
    }
}

/// 20220605, or 05062022 in the order the learner uses.
fn compact(digits: &str, day_first: bool) -> Option<Moment> {
    let year_first = three(&digits[..4], &digits[4..6], &digits[6..], day_first)
        .filter(|moment| matches!(moment.year, Some(Year::Full(1000..=2199))));
    year_first.or_else(|| three(&digits[..2], &digits[2..4], &digits[4..], day_first))
}

/// Three numbers: the one with four digits is the year, else the last; the day and month by order, if that can be.
fn three(first: &str, second: &str, third: &str, day_first: bool) -> Option<Moment> {
    let number = |digits: &str| digits.parse::<i32>().ok().filter(|_| digits.len() <= 4);
    let (one, two, three) = (number(first)?, number(second)?, number(third)?);
    if first.len() >= 3 {
        return moment(Some(Year::Full(one)), two, three);
    }
    let year = match third.len() {
        3 | 4 => Year::Full(three),
        2 => Year::Short(three),
        _ => return None,
    };
    let (usual, other) = if day_first {
        ((two, one), (one, two))
    } else {
        ((one, two), (two, one))
    };
    moment(Some(year), usual.0, usual.1).or_else(|| moment(Some(year), other.0, other.1))
}

/// Two numbers: month and year in either order, or a day and a month.
fn two(first: &str, second: &str, sign: char, day_first: bool) -> Option<Moment> {
    let (one, two) = (first.parse::<i32>().ok()?, second.parse::<i32>().ok()?);
    match (first.len(), second.len()) {
        (4, 1 | 2) => month_of(Year::Full(one), two),
        (1 | 2, 4) => month_of(Year::Full(two), one),
        (1 | 2, 1 | 2) if sign != '-' => {
            let (usual, other) = if day_first || sign == '.' {
                ((two, one), (one, two))
            } else {
                ((one, two), (two, one))
            };
            let day = moment(None, usual.0, usual.1).or_else(|| moment(None, other.0, other.1));
            // No month has 95 days: 04.95 is April 1995.
            day.or_else(|| month_of(Year::Short(two), one).filter(|_| second.len() == 2))
        }
        _ => None,
    }
}

fn month_of(year: Year, month: i32) -> Option<Moment> {
    let month = u8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    Some(Moment {
        year: Some(year),
        month: Some(month),
        ..Moment::default()
    })
}

fn moment(year: Option<Year>, month: i32, day: i32) -> Option<Moment> {
    let month = u8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
    Some(Moment {
        year,
        month: Some(month),
        day: Some(day),
        ..Moment::default()
    })
}

/// Puts the pieces together: one moment, or two around a `to`, each lending the other what it lacks.
fn assemble(pieces: &[Piece]) -> Option<(Moment, Option<Moment>)> {
    let mut sides = pieces
        .split(|piece| *piece == Piece::To)
        .filter(|side| !side.is_empty());
    let (first, second) = (sides.next()?, sides.next());
    if sides.next().is_some() {
        return None;
    }
    let Some(second) = second else {
        return one_moment(first, false).map(|moment| (moment, None));
    };
    let (mut from, mut to) = (one_moment(first, false)?, one_moment(second, true)?);
    if let (Some(Year::Full(start)), Some(Year::Short(end))) = (from.year, to.year) {
        to.year = Some(Year::Full(start.div_euclid(100) * 100 + end));
    }
    if let (None, Some(Year::Short(end)), Some(Year::Full(start))) =
        (to.month.or(from.month), bare(&to), from.year)
    {
        to = Moment {
            year: Some(Year::Full(start.div_euclid(100) * 100 + end)),
            ..Moment::default()
        };
    }
    from.year = from.year.or(to.year);
    to.year = to.year.or(from.year);
    if from.day.is_some() == to.day.is_some() {
        from.month = from.month.or(to.month);
        to.month = to.month.or(from.month);
    }
    Some((from, Some(to)))
}

/// A lone number of two digits, which after `1837-` is a year.
fn bare(moment: &Moment) -> Option<Year> {
    match moment {
        Moment {
            year: None,
            season: None,
            month: None,
            day: Some(day),
        } => Some(Year::Short(i32::from(*day))),
        _ => moment.year.filter(|year| matches!(year, Year::Short(_))),
    }
}

/// One date from the pieces of one side. `is_end` when it closes a range.
fn one_moment(pieces: &[Piece], is_end: bool) -> Option<Moment> {
    let mut found = Moment::default();
    let mut numbers = Vec::new();
    let mut before_our_era = false;
    let mut index = 0;
    while index < pieces.len() {
        match (pieces[index], pieces.get(index + 1)) {
            (Piece::Whole(moment), _) if found == Moment::default() => found = moment,
            (Piece::Number { value, digits, .. }, Some(Piece::Decade)) => {
                found.year = Some(decade(value, digits)?);
                index += 1;
            }
            (Piece::Number { value, .. }, Some(Piece::Century)) => {
                found.year = Some(Year::Century(value));
                index += 1;
            }
            (Piece::DayOrdinal(value), Some(Piece::Century)) => {
                found.year = Some(Year::Century(i32::from(value)));
                index += 1;
            }
            (Piece::DecadeWord(decade), _) => {
                let century = numbers
                    .pop()
                    .map_or(1900, |(value, _, _): (i32, usize, bool)| value * 100);
                found.year = Some(Year::Decade(century + decade));
            }
            (
                Piece::Number {
                    value,
                    digits,
                    apostrophe,
                },
                _,
            ) => numbers.push((value, digits, apostrophe)),
            (Piece::DayOrdinal(day), _) if found.day.is_none() => found.day = Some(day),
            (Piece::Month(month), _) if found.month.is_none() => found.month = Some(month),
            (Piece::Season(season), _) if found.season.is_none() => found.season = Some(season),
            (Piece::BeforeOurEra, _) => before_our_era = true,
            _ => return None,
        }
        index += 1;
    }
    place_numbers(&mut found, &numbers, is_end)?;
    if let (true, Some(Year::Full(year))) = (before_our_era, found.year) {
        found.year = Some(Year::Full(-year));
    }
    (found != Moment::default()).then_some(found)
}

fn decade(value: i32, digits: usize) -> Option<Year> {
    match digits {
        4 if value % 10 == 0 => Some(Year::Decade(value)),
        2 if value % 10 == 0 => Some(Year::Decade(1900 + value)),
        _ => None,
    }
}

/// Decides which of the loose numbers is the day and which the year.
fn place_numbers(found: &mut Moment, numbers: &[(i32, usize, bool)], is_end: bool) -> Option<()> {
    for &(value, digits, apostrophe) in numbers {
        let is_year = digits >= 3 || apostrophe || found.day.is_some() || value > 31 || value == 0;
        if is_year && found.year.is_none() {
            found.year = Some(if digits <= 2 {
                Year::Short(value)
            } else {
                Year::Full(value)
            });
        } else if !is_year && found.day.is_none() {
            found.day = u8::try_from(value).ok();
        } else {
            return None;
        }
    }
    // `1837-47`: a lone number that is no day of a month stands for a year.
    if is_end && found.month.is_none() && found.day.is_some_and(|day| day > 31) {
        return None;
    }
    Some(())
}
