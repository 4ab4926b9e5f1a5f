//! Numbers with a unit, a currency or a whole: "77 km", "$36 million", "a third of the seats", "17 out of 20 towns".

use super::frame::{Quantity, Sort};
use super::quantity::{Counted, is_cardinal, read_approx, read_count};
use crate::language::{Tag, Word};

/// Units of measure: as they are written, and how a question says them.
const UNITS: &[(&str, &str)] = &[
    ("years", "years"),
    ("months", "months"),
    ("weeks", "weeks"),
    ("days", "days"),
    ("hours", "hours"),
    ("minutes", "minutes"),
    ("km", "kilometres"),
    ("kilometres", "kilometres"),
    ("kilometers", "kilometres"),
    ("km²", "square kilometres"),
    ("km2", "square kilometres"),
    ("m", "metres"),
    ("metres", "metres"),
    ("meters", "metres"),
    ("m²", "square metres"),
    ("miles", "miles"),
    ("mi", "miles"),
    ("feet", "feet"),
    ("ft", "feet"),
    ("ft.", "feet"),
    ("inches", "inches"),
    ("acres", "acres"),
    ("hectares", "hectares"),
    ("ha", "hectares"),
    ("tons", "tons"),
    ("tonnes", "tonnes"),
    ("kg", "kilograms"),
    ("kilograms", "kilograms"),
    ("degrees", "degrees"),
    ("litres", "litres"),
    ("liters", "litres"),
    ("barrels", "barrels"),
    ("megawatts", "megawatts"),
    ("mw", "megawatts"),
];

/// Names of money that stand behind a number.
const CURRENCIES: &[&str] = &[
    "dollars", "euros", "pounds", "francs", "rubles", "roubles", "tenge", "som", "marks", "crowns", "kronor",
    "kroner", "yen", "yuan", "pesos", "rupees", "ducats", "florins", "guilders", "lire", "usd", "eur", "dm",
    "chf",
];

const FRACTIONS: &[&str] = &[
    "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "sixth", "eighth",
];

/// Reads an amount of any kind at the start of `words`.
pub fn read_amount(words: &[&Word<'_>]) -> Option<Counted> {
    money(words)
        .or_else(|| fraction(words))
        .or_else(|| out_of(words))
        .or_else(|| measured(words))
        .or_else(|| change(words))
        .or_else(|| read_count(words))
}

/// The number at a place, with "million" behind it, and where it ends.
fn number(words: &[&Word<'_>], at: usize) -> Option<(String, usize)> {
    let mut written = words.get(at).filter(|word| is_cardinal(word))?.text.to_owned();
    let mut end = at + 1;
    while let Some(next) = words
        .get(end)
        .filter(|next| next.is_any(&["million", "billion", "trillion", "thousand", "hundred"]))
    {
        written = format!("{written} {}", next.lower);
        end += 1;
    }
    let is_spelled = written.chars().all(|letter| !letter.is_ascii_digit());
    Some((
        if is_spelled {
            written.to_lowercase()
        } else {
            written
        },
        end,
    ))
}

fn counted(approx: &str, number: String, of: &str, sort: Sort, length: usize) -> Option<Counted> {
    Some(Counted {
        quantity: Quantity {
            approx: approx.to_owned(),
            number,
            of: of.to_owned(),
            sort,
        },
        length,
    })
}

/// "$36 million", "US$3.5 billion", "36 million Swiss francs".
fn money(words: &[&Word<'_>]) -> Option<Counted> {
    let (skip, approx) = read_approx(words)?;
    let is_sign = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| matches!(word.text, "$" | "€" | "£" | "¥" | "US$" | "₸" | "₩"))
    };
    let prefix = usize::from(words.get(skip)?.text == "US" && is_sign(skip + 1));
    if is_sign(skip + prefix) {
        let sign: String = words[skip..=skip + prefix].iter().map(|word| word.text).collect();
        let (amount, end) = number(words, skip + prefix + 1)?;
        return counted(approx, format!("{sign}{amount}"), "", Sort::Money, end);
    }
    let (amount, end) = number(words, skip)?;
    let unit = (end..words.len().min(end + 3)).find(|at| words[*at].is_any(CURRENCIES))?;
    let is_named = words[end..unit]
        .iter()
        .all(|word| matches!(word.tag, Tag::Noun | Tag::Name));
    let said: Vec<&str> = words[end..=unit].iter().map(|word| word.text).collect();
    is_named
        .then(|| {
            counted(
                approx,
                format!("{amount} {}", said.join(" ")),
                "",
                Sort::Money,
                unit + 1,
            )
        })
        .flatten()
}

/// "a third of the seats", "about half of the voters".
fn fraction(words: &[&Word<'_>]) -> Option<Counted> {
    let (skip, approx) = read_approx(words)?;
    let first = words.get(skip)?;
    let (said, end) = if let Some((count, part)) = first.lower.split_once('-') {
        let is_part = FRACTIONS.contains(&part);
        (is_part.then(|| format!("{count} {part}"))?, skip + 1)
    } else if first.is("half") {
        ("half".to_owned(), skip + 1)
    } else {
        let counts = first.is_any(&["a", "one"]) || is_cardinal(first);
        let part = words
            .get(skip + 1)
            .filter(|part| counts && part.is_any(FRACTIONS))?;
        (format!("{} {}", first.lower, part.lower), skip + 2)
    };
    let of = words.get(end).filter(|word| word.is("of"))?;
    let whole = words.get(end + 1..).filter(|whole| !whole.is_empty())?;
    let whole: Vec<&str> = whole.iter().map(|word| word.text).collect();
    of.is("of")
        .then(|| counted(approx, said, &whole.join(" "), Sort::Share, words.len()))
        .flatten()
}

/// "17 out of 20 towns".
fn out_of(words: &[&Word<'_>]) -> Option<Counted> {
    let (skip, approx) = read_approx(words)?;
    let (part, at) = number(words, skip)?;
    let is_out = words.get(at)?.is("out") && words.get(at + 1)?.is("of");
    let the = usize::from(words.get(at + 2)?.is("the"));
    let (whole, end) = number(words, at + 2 + the).filter(|_| is_out)?;
    // What is counted is read as any count is, with the number of the whole in front.
    let kind = read_count(&words[at + 2 + the..])?;
    let is_plain = kind.quantity.sort == Sort::Count && kind.quantity.number == whole.to_lowercase();
    let length = at + 2 + the + kind.length;
    (is_plain && length > end)
        .then(|| {
            counted(
                approx,
                part,
                &format!("of the {whole} {}", kind.quantity.of),
                Sort::Count,
                length,
            )
        })
        .flatten()
}

/// "77 km", "1.5 million square kilometres", "twelve years".
fn measured(words: &[&Word<'_>]) -> Option<Counted> {
    let (skip, approx) = read_approx(words)?;
    let (amount, at) = number(words, skip)?;
    let kind = words
        .get(at)
        .filter(|word| word.is_any(&["square", "cubic", "nautical", "metric", "sq"]));
    let at = at + usize::from(kind.is_some());
    let unit = words.get(at)?;
    // "24 Hours of Velk" is a name.
    let is_title = unit.text.len() > 3 && unit.text.starts_with(char::is_uppercase);
    // "800 million KM" are marks of Bosnia; of short units only that of power has capitals.
    let is_other = unit.text.len() < 3 && unit.text != unit.lower && !unit.is("mw");
    let (_, said) = UNITS
        .iter()
        .find(|(written, _)| unit.lower == *written && !is_title && !is_other)?;
    let said = match kind {
        Some(kind) if kind.is("sq") => format!("square {said}"),
        Some(kind) => format!("{} {said}", kind.lower),
        None => (*said).to_owned(),
    };
    let is_one = amount == "1" || amount == "one" || amount == "0";
    (!is_one)
        .then(|| counted(approx, amount, &said, Sort::Count, at + 1))
        .flatten()
}

/// "30 per cent", of nothing that is told.
fn change(words: &[&Word<'_>]) -> Option<Counted> {
    let (skip, approx) = read_approx(words)?;
    let (amount, at) = number(words, skip)?;
    let length = match words.get(at)? {
        sign if sign.is_any(&["%", "percent"]) => 1,
        per if per.is("per") && words.get(at + 1)?.is("cent") => 2,
        _ => return None,
    };
    let goes_on = words.get(at + length).is_some_and(|next| next.is("of"));
    (!goes_on)
        .then(|| {
            counted(
                approx,
                format!("{amount} per cent"),
                "",
                Sort::Change,
                at + length,
            )
        })
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::read_amount;
    use crate::language::words;
    use crate::text::read;

    fn amount(sentence: &str) -> Option<(String, String)> {
        let document = read("a.txt", sentence.as_bytes()).unwrap();
        let words = words(&document, &document.sentences[0]);
        let words: Vec<_> = words.iter().take_while(|word| !word.is("came")).collect();
        read_amount(&words).map(|counted| (counted.quantity.key(), counted.quantity.of))
    }

    fn says(sentence: &str, key: &str, of: &str) {
        assert_eq!(
            amount(sentence),
            Some((key.to_owned(), of.to_owned())),
            "{sentence}"
        );
    }

    #[test]
    fn money_keeps_its_sign_or_name() {
        says("$36 million came to Berdi.", "$36 million", "");
        says("About US$3.5 billion came to Berdi.", "about US$3.5 billion", "");
        says(
            "1.7 million silver rubles came to Berdi.",
            "1.7 million silver rubles",
            "",
        );
    }

    #[test]
    fn units_are_written_out() {
        says(
            "Nearly 77 km of the road came down in Berdi.",
            "nearly 77",
            "kilometres",
        );
        says("592 sq km came under water in Berdi.", "592", "square kilometres");
        says("Twelve years came and went in Berdi.", "twelve", "years");
        says("30 MW came from the dam of Berdi.", "30", "megawatts");
        assert_eq!(amount("800 KM came to Berdi."), None, "money");
    }

    #[test]
    fn shares_name_their_whole() {
        says(
            "A third of the towns came to the fair of Berdi.",
            "a third",
            "the towns",
        );
        says(
            "17 out of 20 towns came to the fair of Berdi.",
            "17",
            "of the 20 towns",
        );
        says(
            "More than half of the voters came to the fair.",
            "more than half",
            "the voters",
        );
        says("5.5 per cent came from the fair of Berdi.", "5.5 per cent", "");
    }

    #[test]
    fn leaves_what_is_one_or_no_amount() {
        for sentence in [
            "One year came and went in Berdi.",
            "The third of the towns came to the fair.",
            "Half the town came to the fair of Berdi.",
            "In 1911 the town came to the fair.",
        ] {
            assert_eq!(amount(sentence), None, "{sentence}");
        }
    }
}
