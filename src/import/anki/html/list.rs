//! The signs before the elements of a list: bullets, numbers, letters or Roman numbers, as a browser shows them.

use super::tag::attribute;

/// Roman numbers end here; what is above is written in digits.
const LAST_ROMAN: u32 = 3_999;

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

/// A list that is open.
pub(super) struct List {
    signs: Signs,
    /// The number of its next element.
    next: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signs {
    Bullets,
    Numbers,
    Letters { are_capital: bool },
    Romans { are_capital: bool },
}

impl List {
    /// The list that a tag opens.
    pub(super) fn of(name: &str, inner: &str) -> List {
        let number = |text: String| text.trim().parse().ok();
        List {
            signs: match name {
                "ol" => signs(inner),
                _ => Signs::Bullets,
            },
            next: attribute(inner, "start").and_then(number).unwrap_or(1),
        }
    }

    /// The sign before the element whose tag has `inner` inside.
    pub(super) fn sign(&mut self, inner: &str) -> String {
        let own = attribute(inner, "value").and_then(|value| value.trim().parse().ok());
        let number: u32 = own.unwrap_or(self.next);
        self.next = number.saturating_add(1);
        let cased = |sign: String, are_capital: bool| match are_capital {
            true => sign.to_uppercase(),
            false => sign,
        };
        match self.signs {
            Signs::Bullets => "• ".to_owned(),
            Signs::Letters { are_capital } if number > 0 => {
                format!("{}. ", cased(letters(number), are_capital))
            }
            Signs::Romans { are_capital } if (1..=LAST_ROMAN).contains(&number) => {
                format!("{}. ", cased(roman(number), are_capital))
            }
            _ => format!("{number}. "),
        }
    }
}

/// What a list says of its signs, by its attribute or its style.
fn signs(inner: &str) -> Signs {
    match attribute(inner, "type").as_deref() {
        Some("A") => return Signs::Letters { are_capital: true },
        Some("a") => return Signs::Letters { are_capital: false },
        Some("I") => return Signs::Romans { are_capital: true },
        Some("i") => return Signs::Romans { are_capital: false },
        _ => {}
    }
    let style = attribute(inner, "style").unwrap_or_default().to_lowercase();
    let are_capital = style.contains("upper-");
    if style.contains("er-alpha") || style.contains("er-latin") {
        Signs::Letters { are_capital }
    } else if style.contains("er-roman") {
        Signs::Romans { are_capital }
    } else {
        Signs::Numbers
    }
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
