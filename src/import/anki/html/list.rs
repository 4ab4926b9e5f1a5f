//! The signs before the elements of a list: bullets, numbers, letters or Roman numbers, as a browser shows them.

use super::tag::attribute;
use super::tag::name_of;
use super::tag::tag_end;

/// Roman numbers end here; what is above is written in digits.
const LAST_ROMAN: u32 = 3_999;

/// Largest number of an element; a browser counts no further.
const LARGEST: i64 = 2_147_483_647;

const ROMAN: &[(u32, &str)] = &[
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The attribute that says how the signs of a list look by the styling of its note type: no browser knows it.
pub(in super::super) const BY_STYLING: &str = "list-style-type";

/// A list that is open.
pub(super) struct List {
    signs: Signs,
    /// The number of its next element.
    next: i64,
    /// From one number to the next.
    step: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signs {
    None,
    Bullets,
    Numbers,
    Letters { are_capital: bool },
    Romans { are_capital: bool },
}

impl List {
    /// The list that a tag opens which has `inner` inside; `rest` is what follows it.
    pub(super) fn of(name: &str, inner: &str, rest: &str) -> List {
        let usual = match name {
            "ol" => Signs::Numbers,
            _ => Signs::Bullets,
        };
        let is_reversed = name == "ol" && has(inner, "reversed");
        let start = number(inner, "start").unwrap_or_else(|| match is_reversed {
            true => elements(rest),
            false => 1,
        });
        List {
            signs: signs(inner).unwrap_or(usual),
            next: start,
            step: if is_reversed { -1 } else { 1 },
        }
    }

    /// The sign before the element whose tag has `inner` inside.
    pub(super) fn sign(&mut self, inner: &str) -> String {
        let number = number(inner, "value").unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let cased = |sign: String, are_capital: bool| match are_capital {
            true => sign.to_uppercase(),
            false => sign,
        };
        let counted = u32::try_from(number).ok().filter(|number| *number > 0);
        match (signs(inner).unwrap_or(self.signs), counted) {
            (Signs::None, _) => String::new(),
            (Signs::Bullets, _) => "• ".to_owned(),
            (Signs::Letters { are_capital }, Some(number)) => {
                format!("{}. ", cased(letters(number), are_capital))
            }
            (Signs::Romans { are_capital }, Some(number)) if number <= LAST_ROMAN => {
                format!("{}. ", cased(roman(number), are_capital))
            }
            _ => format!("{number}. "),
        }
    }
}

/// A whole number that an attribute says.
fn number(inner: &str, name: &str) -> Option<i64> {
    let number: i64 = attribute(inner, name)?.trim().parse().ok()?;
    (-LARGEST..=LARGEST).contains(&number).then_some(number)
}

/// Whether a tag has an attribute that needs no value; one of its values may be the same word.
fn has(inner: &str, name: &str) -> bool {
    let mut rest = inner.trim_start_matches(|sign: char| !sign.is_whitespace() && sign != '/');
    loop {
        rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '/');
        let end = rest.find(|sign: char| sign.is_whitespace() || matches!(sign, '=' | '/'));
        let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
        if word.eq_ignore_ascii_case(name) {
            return true;
        }
        rest = match behind.trim_start().strip_prefix('=') {
            Some(value) => behind_value(value.trim_start()),
            None if behind.is_empty() => return false,
            None => behind,
        };
    }
}

/// What follows the value of an attribute.
fn behind_value(value: &str) -> &str {
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).map_or("", |(_, behind)| behind),
        _ => value.find(char::is_whitespace).map_or("", |end| &value[end..]),
    }
}

/// How many elements a list has before its end in `rest`, without those of lists in it.
fn elements(rest: &str) -> i64 {
    let (mut depth, mut count, mut unclosed) = (0_usize, 0, Vec::new());
    let mut rest = rest;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let Some(length) = tag_end(rest, &mut unclosed) else {
            break;
        };
        let inner = &rest[1..length - 1];
        match (name_of(inner).as_str(), inner.starts_with('/')) {
            ("ol" | "ul", false) => depth += 1,
            ("ol" | "ul", true) if depth == 0 => break,
            ("ol" | "ul", true) => depth -= 1,
            ("li", false) if depth == 0 => count += 1,
            _ => {}
        }
        rest = &rest[length..];
    }
    count
}

/// What a list or an element says of its signs: by its style, by that of its note type, or by its attribute.
fn signs(inner: &str) -> Option<Signs> {
    let own = attribute(inner, "style").and_then(|style| sign_style(&style));
    let styled = own.or_else(|| attribute(inner, BY_STYLING));
    if let Some(style) = styled {
        return styled_signs(&style);
    }
    Some(match attribute(inner, "type")?.as_str() {
        "A" => Signs::Letters { are_capital: true },
        "a" => Signs::Letters { are_capital: false },
        "I" => Signs::Romans { are_capital: true },
        "i" => Signs::Romans { are_capital: false },
        "1" => Signs::Numbers,
        _ => return None,
    })
}

/// The words for signs that CSS knows, and what they mean.
fn styled_signs(style: &str) -> Option<Signs> {
    let are_capital = style.starts_with("upper");
    Some(match style {
        "none" => Signs::None,
        "disc" | "circle" | "square" => Signs::Bullets,
        "decimal" | "decimal-leading-zero" => Signs::Numbers,
        "lower-alpha" | "upper-alpha" | "lower-latin" | "upper-latin" => Signs::Letters { are_capital },
        "lower-roman" | "upper-roman" => Signs::Romans { are_capital },
        _ => return None,
    })
}

/// The word for signs that declarations of CSS give a list last; none where they say nothing of it.
pub(in super::super) fn sign_style(declarations: &str) -> Option<String> {
    let declarations = declarations.rsplit(';').filter_map(|one| one.split_once(':'));
    declarations
        .filter_map(|(name, value)| {
            let value = value.to_ascii_lowercase();
            let mut words = value.split(|sign: char| sign.is_whitespace() || sign == '!');
            let known = words.find(|word| styled_signs(word).is_some());
            match name.trim().to_ascii_lowercase().as_str() {
                "list-style-type" => known.map(str::to_owned),
                // What the short form does not name is as at first.
                "list-style" => Some(known.unwrap_or("disc").to_owned()),
                _ => None,
            }
        })
        .next()
}

/// The word for signs that declarations of CSS put before an element as a counter.
pub(in super::super) fn counter_style(declarations: &str) -> Option<String> {
    let contents = declarations.rsplit(';').filter_map(|one| one.split_once(':'));
    let mut contents = contents.filter(|(name, _)| name.trim().eq_ignore_ascii_case("content"));
    let content = contents.next()?.1.to_ascii_lowercase();
    let at = ["counter(", "counters("]
        .iter()
        .find_map(|start| content.find(start))?;
    let inside = content[at..].split(')').next()?;
    let style = inside.rsplit(',').next().unwrap_or_default().trim();
    let is_known = !matches!(styled_signs(style), None | Some(Signs::None | Signs::Bullets));
    Some(if is_known { style } else { "decimal" }.to_owned())
}

/// `a` is 1, `z` 26 and `aa` 27.
fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.extend(char::from_digit(number % 26 + 10, 36));
        number /= 26;
    }
    letters.iter().rev().collect()
}

fn roman(mut number: u32) -> String {
    let mut written = String::new();
    for (value, sign) in ROMAN {
        while number >= *value {
            written.push_str(sign);
            number -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::counter_style;
    use super::has;

    #[test]
    fn an_attribute_is_no_value_of_another() {
        for inner in [
            "ol reversed",
            "ol class=a REVERSED",
            "ol start = 3 reversed=''",
            "ol/reversed",
            "ol class=\"a b\"reversed",
        ] {
            assert!(has(inner, "reversed"), "{inner}");
        }
        for inner in [
            "ol",
            "ol class=\"my reversed list\"",
            "ol title='in reversed order'",
            "ol data-x = 'a reversed b'",
            "ol class=reversed",
            "ol class = reversed",
            "ol data-reversed",
            "ol class='never closed reversed",
            "ol =",
        ] {
            assert!(!has(inner, "reversed"), "{inner}");
        }
    }

    #[test]
    fn a_counter_says_its_signs() {
        let of = |declarations: &str| counter_style(declarations).unwrap_or_default();
        assert_eq!(
            of("counter-increment: a; content: counter(a, upper-alpha) \") \""),
            "upper-alpha"
        );
        assert_eq!(of("content:COUNTER(a)"), "decimal");
        assert_eq!(of("content: counters(a, '.')"), "decimal");
        assert_eq!(of("content: counter(a, disc)"), "decimal");
        assert_eq!(of("content: '– '; counter-increment: a"), "");
    }
}
