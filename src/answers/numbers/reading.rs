//! Reading what a person may write for a number: figures, words, shares, bounds, ranges, units.

use unicode_normalization::UnicodeNormalization;

use super::units::PERCENT;
use super::units::Unit;
use super::units::is_square;
use super::units::square_unit;
use super::units::unit;
use super::words;
use super::words::ONE;

/// Longer texts are no numbers.
const LONGEST: usize = 160;

/// Which side of a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// Just the number.
    Exact,
    /// About it.
    About,
    /// It or more.
    Over,
    /// It or less.
    Under,
    /// A little less.
    Nearly,
}

impl Bound {
    /// Whether the number meant lies below the one said.
    pub(super) fn is_below(self) -> bool {
        matches!(self, Bound::Under | Bound::Nearly)
    }
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// In millionths; two values where `2.297` may be read two ways, the English way first.
    pub values: Vec<i128>,
    /// Decimals that were written.
    pub decimals: u32,
    /// The end of a range.
    pub upper: Option<i128>,
    pub bound: Bound,
    pub unit: Unit,
    /// A share in words, `a third`; the value is then in per cent.
    pub is_fraction: bool,
    /// Words that are neither number nor unit.
    pub other_words: usize,
}

/// Reads a number with what stands around it; `None` when there is none, or more than one.
pub(super) fn read(text: &str) -> Option<Quantity> {
    if text.len() > LONGEST * 4 {
        return None;
    }
    let tokens = tokens(text);
    let texts: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let start = (0..texts.len()).find(|&index| number(&texts[index..]).is_some())?;
    let first = number(&texts[start..])?;
    let mut quantity = Quantity {
        values: first.values,
        decimals: first.decimals,
        upper: None,
        bound: bound_before(&texts[..start]),
        unit: Unit::None,
        is_fraction: first.is_fraction,
        other_words: 0,
    };
    let mut rest = &texts[start + first.taken..];
    if let Some((upper, taken)) = range_end(rest, &texts[..start]) {
        quantity.upper = upper.values.first().copied();
        quantity.share_magnitude(first.has_magnitude, &upper);
        rest = &rest[taken..];
    }
    quantity.take_words(&texts[..start], rest)?;
    if quantity.is_fraction {
        quantity.values.iter_mut().for_each(|value| *value *= 100);
        quantity.unit = PERCENT;
    }
    Some(quantity)
}

impl Quantity {
    /// Reads units and bounds after the number; `None` when another number follows.
    fn take_words(&mut self, before: &[&str], after: &[&str]) -> Option<()> {
        if after
            .iter()
            .enumerate()
            .any(|(index, _)| number(&after[index..]).is_some())
        {
            return None;
        }
        for (index, word) in before.iter().chain(after).enumerate() {
            let next = before.iter().chain(after).nth(index + 1).copied().unwrap_or("");
            match *word {
                "per" if next == "cent" => self.unit = PERCENT,
                "cent" if self.unit == PERCENT => {}
                _ if is_square(word) => {
                    self.unit = square_unit(next).unwrap_or(Unit::Words);
                    break;
                }
                "+" | "plus" => self.bound = Bound::Over,
                "more" | "above" if index >= before.len() => self.bound = Bound::Over,
                "less" | "fewer" if index >= before.len() => self.bound = Bound::Under,
                _ => {
                    if let Some(unit) =
                        unit(word).filter(|_| self.unit == Unit::None || self.unit == Unit::Words)
                    {
                        self.unit = unit;
                    } else if !is_filler(word) {
                        self.other_words += 1;
                        if self.unit == Unit::None {
                            self.unit = Unit::Words;
                        }
                    }
                }
            }
        }
        Some(())
    }

    /// `1 to 2 million`: the magnitude of the end counts for the beginning too.
    fn share_magnitude(&mut self, has_own: bool, upper: &Number) {
        if upper.has_magnitude && !has_own && upper.bare > 0 {
            let factor = upper.values.first().map_or(1, |value| value / upper.bare);
            self.values.iter_mut().for_each(|value| *value *= factor);
        }
    }
}

/// Small words around a number that mean nothing by themselves.
fn is_filler(word: &str) -> bool {
    const FILLERS: &str = "a an the of in at it was were is are there only exactly precisely just about around \
        approximately approx roughly some circa ca c ~ ≈ nearly almost over than more least no fewer less not up to \
        most under below above close between from and or so total number every some something like near well little \
        bit as many much i think by > < ≥ ≤ = per around estimated maximum minimum max min beyond exceeding";
    FILLERS.split_ascii_whitespace().any(|known| known == word)
}

/// What the words before a number make of it.
fn bound_before(words: &[&str]) -> Bound {
    let has = |word: &str| words.contains(&word);
    let follows = |first: &str, second: &str| words.windows(2).any(|pair| pair == [first, second]);
    let negated = has("no") || has("not");
    if follows("up", "to") || has("under") || has("below") || has("<") || has("≤") {
        return Bound::Under;
    }
    if has("nearly") || has("almost") {
        return Bound::Nearly;
    }
    if follows("close", "to") {
        return Bound::About;
    }
    if has("least")
        || has("over")
        || has("above")
        || has(">")
        || has("≥")
        || has("beyond")
        || has("exceeding")
    {
        return Bound::Over;
    }
    if has("more") {
        return if negated { Bound::Under } else { Bound::Over };
    }
    if has("less") || has("fewer") {
        return if negated { Bound::Over } else { Bound::Under };
    }
    if has("most") {
        return Bound::Under;
    }
    const ABOUT: [&str; 11] = [
        "about",
        "around",
        "approximately",
        "approx",
        "roughly",
        "some",
        "circa",
        "ca",
        "c",
        "~",
        "≈",
    ];
    if words.iter().any(|word| ABOUT.contains(word)) {
        Bound::About
    } else {
        Bound::Exact
    }
}

/// A number at the start of some tokens.
struct Number {
    values: Vec<i128>,
    decimals: u32,
    taken: usize,
    is_fraction: bool,
    has_magnitude: bool,
    /// The first value before its magnitude, in millionths.
    bare: i128,
}

fn number(tokens: &[&str]) -> Option<Number> {
    let negative = matches!(tokens.first(), Some(&"minus" | &"−"));
    if negative {
        let mut found = number(&tokens[1..])?;
        found.values.iter_mut().for_each(|value| *value = -*value);
        found.taken += 1;
        return Some(found);
    }
    part(tokens).or_else(|| plain(tokens))
}

/// `a third`, `two thirds`, `3/4`, `half`, `one in five`, `half a million`.
fn part(tokens: &[&str]) -> Option<Number> {
    let (value, taken) = ratio(tokens)?;
    let mut rest = &tokens[taken..];
    let mut skipped = 0;
    while let Some(&("a" | "of" | "an")) = rest.first() {
        rest = &rest[1..];
        skipped += 1;
    }
    let factor = rest
        .first()
        .and_then(|word| words::magnitude(word))
        .filter(|_| skipped > 0);
    Some(Number {
        values: vec![value * factor.unwrap_or(1)],
        decimals: 0,
        taken: taken + factor.map_or(0, |_| skipped + 1),
        is_fraction: factor.is_none(),
        has_magnitude: factor.is_some(),
        bare: value,
    })
}

fn ratio(tokens: &[&str]) -> Option<(i128, usize)> {
    let value =
        |count: i128, of: i128| (count > 0 && of > 1 && count <= of).then(|| (count * ONE + of / 2) / of);
    if let Some((count, of)) = tokens.first()?.split_once('/') {
        return Some((value(count.parse().ok()?, of.parse().ok()?)?, 1));
    }
    if matches!(tokens[0], "half" | "third" | "quarter") {
        return Some((value(1, words::denominator(tokens[0])?)?, 1));
    }
    let (count, taken) = if matches!(tokens[0], "a" | "an") {
        (1, 1)
    } else {
        whole(tokens)?
    };
    match tokens.get(taken..)? {
        ["in" | "of", of @ ..] | ["out", "of", of @ ..] if count < 100 && tokens[0] != "a" => {
            let (of, of_taken) = whole(of)?;
            let between = if tokens[taken] == "out" { 2 } else { 1 };
            Some((
                value(count, of).filter(|_| of <= 100)?,
                taken + between + of_taken,
            ))
        }
        [word, ..] if words::denominator(word).is_some_and(|of| of > count) => {
            Some((value(count, words::denominator(word)?)?, taken + 1))
        }
        _ => None,
    }
}

/// A small whole number in figures or words.
fn whole(tokens: &[&str]) -> Option<(i128, usize)> {
    if let Ok(value) = tokens.first()?.parse::<u16>() {
        return Some((value.into(), 1));
    }
    words::cardinal(tokens).filter(|(value, _)| *value < 1000)
}

/// Figures or words, with what they are multiplied by.
fn plain(tokens: &[&str]) -> Option<Number> {
    let (mut values, decimals, mut taken) = match figure(tokens.first()?) {
        Some((values, decimals)) => (values, decimals, 1),
        None => {
            let (value, taken) = words::cardinal(tokens)?;
            (vec![value * ONE], 0, taken)
        }
    };
    if tokens.get(taken) == Some(&"point") {
        let (digit, more) = words::cardinal(&tokens[taken + 1..]).filter(|(digit, _)| *digit < 100)?;
        let scale = if digit < 10 { 10 } else { 100 };
        values = vec![values.first()? + digit * ONE / scale];
        taken += 1 + more;
    }
    if let Some(["and", "a", "half", ..]) = tokens.get(taken..) {
        values = vec![values.first()? + ONE / 2];
        taken += 3;
    }
    let bare = *values.first()?;
    let mut has_magnitude = false;
    while let Some(factor) = tokens.get(taken).and_then(|word| words::magnitude(word)) {
        values
            .iter_mut()
            .for_each(|value| *value = value.saturating_mul(factor));
        has_magnitude = true;
        taken += 1;
        let Some((more, more_taken)) = lower_part(&tokens[taken..], factor) else {
            continue;
        };
        values = vec![values.first()? + more];
        taken += more_taken;
        break;
    }
    Some(Number {
        values,
        decimals,
        taken,
        is_fraction: false,
        has_magnitude,
        bare,
    })
}

/// `2 thousand 297`: the figures after a magnitude that still belong to the number.
fn lower_part(tokens: &[&str], below: i128) -> Option<(i128, usize)> {
    let (values, decimals) = figure(tokens.first()?)?;
    let value = *values.first()?;
    (decimals == 0
        && value < below * ONE
        && tokens.get(1).is_none_or(|word| words::magnitude(word).is_none()))
    .then_some((value, 1))
}

/// A figure with its separators: all values it may have, and its decimals.
fn figure(text: &str) -> Option<(Vec<i128>, u32)> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) || text.len() > 24 {
        return None;
    }
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let whole = |text: &str| digits(text).parse::<i128>().ok().map(|value| value * ONE);
    let signs: Vec<char> = text
        .chars()
        .filter(|character| !character.is_ascii_digit())
        .collect();
    if !signs
        .iter()
        .all(|sign| matches!(sign, '.' | ',' | ' ' | '\'' | '’' | '_'))
    {
        return None;
    }
    let Some(&last) = signs.last() else {
        return Some((vec![whole(text)?], 0));
    };
    let (front, back) = text.rsplit_once(last)?;
    let groups = |text: &str| {
        let mut groups = text.split(['.', ',', ' ', '\'', '’', '_']);
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        first && groups.all(|group| group.len() == 3)
    };
    let as_decimal = || decimal(&digits(front), back);
    let is_mark = matches!(last, '.' | ',');
    if is_mark && signs.iter().filter(|sign| **sign == last).count() == 1 {
        if back.len() == 3 && signs.len() == 1 && groups(text) && !text.starts_with('0') {
            let (thousands, (fraction, decimals)) = (whole(text)?, as_decimal()?);
            let values = if last == ',' {
                vec![thousands, fraction]
            } else {
                vec![fraction, thousands]
            };
            return Some((values, if last == ',' { 0 } else { decimals }));
        }
        let (value, decimals) = as_decimal()?;
        return Some((vec![value], decimals));
    }
    Some((vec![whole(text)?], 0))
}

fn decimal(front: &str, back: &str) -> Option<(i128, u32)> {
    let six: String = back.chars().chain("000000".chars()).take(6).collect();
    let value = front.parse::<i128>().ok()? * ONE + six.parse::<i128>().ok()?;
    Some((value, u32::try_from(back.len()).ok()?))
}

/// The other end of a range after `to`, `-` or, with `between` before, `and`.
fn range_end(rest: &[&str], before: &[&str]) -> Option<(Number, usize)> {
    // The unit may stand at both ends: `19% to 43%`.
    let skipped = usize::from(rest.first().is_some_and(|word| unit(word).is_some()));
    let link = rest.get(skipped)?;
    let is_range = matches!(*link, "to" | "-" | "–" | "till" | "until" | "through" | "до")
        || (*link == "and" && before.contains(&"between"));
    let end = number(rest.get(skipped + 1..)?).filter(|_| is_range)?;
    let taken = skipped + 1 + end.taken;
    Some((end, taken))
}

/// Splits at blanks, signs and where figures meet letters; groups of figures are joined.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let spaced = spaced(text);
    for piece in spaced.split(' ').filter(|piece| !piece.is_empty()) {
        let is_group = piece.len() == 3 && piece.bytes().all(|byte| byte.is_ascii_digit());
        match tokens.last_mut() {
            // `2 297`: a group of three after one to three figures or another such group.
            Some(last) if is_group && takes_group(last) => {
                last.push(' ');
                last.push_str(piece);
            }
            _ => tokens.push(piece.to_owned()),
        }
    }
    tokens
}

fn takes_group(figure: &str) -> bool {
    let mut groups = figure.split(' ');
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len()) && figure.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ')
}

/// Lower case, vulgar fractions apart, blanks around signs and between figures and letters.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    let apart: String = text.chars().flat_map(vulgar).collect();
    let lower: String = apart.nfkc().flat_map(char::to_lowercase).collect();
    let characters: Vec<char> = lower
        .replace("km2", "sqkm")
        .replace("км2", "sqkm")
        .chars()
        .collect();
    for (index, &character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| characters[index]);
        let after = characters.get(index + 1).copied();
        let digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
        let character = if character == '⁄' { '/' } else { character };
        match character {
            '.' | ',' | '\'' | '’' | '_' | '/' if digit(before) && digit(after) => out.push(character),
            '-' | '–' | '—' | '‑' if digit(before) && (digit(after) || after == Some(' ')) => {
                out.push_str(" - ")
            }
            '−' | '-' if digit(after) && before.is_none_or(|before| before == ' ') => {
                out.push_str(if out.trim_end().ends_with(|last: char| last.is_ascii_digit()) {
                    " - "
                } else {
                    " minus "
                });
            }
            '–' | '—' => out.push_str(" - "),
            letter if letter.is_alphanumeric() => {
                if before.is_some_and(|before| {
                    before.is_alphanumeric() && digit(Some(before)) != digit(Some(letter))
                }) {
                    out.push(' ');
                }
                out.push(letter);
            }
            '%' | '~' | '≈' | '>' | '<' | '≥' | '≤' | '+' | '$' | '€' | '₸' | '₽' | '£' => {
                out.extend([' ', character, ' ']);
            }
            _ => out.push(' '),
        }
    }
    out
}

/// `½` becomes ` 1/2`, so that `1½` is not eleven halves.
fn vulgar(character: char) -> Vec<char> {
    let is_vulgar = matches!(character, '¼' | '½' | '¾' | '⅐'..='⅞');
    if is_vulgar {
        vec![' ', character]
    } else {
        vec![character]
    }
}
