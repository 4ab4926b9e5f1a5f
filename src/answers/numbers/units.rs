//! Units a number may come with, and which of them can be turned into each other.

/// A unit as written after or before a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Nothing was written.
    None,
    /// A known one: what it measures, and how many of the smallest of its family it is.
    Known { measures: &'static str, factor: i128 },
    /// Any other words, such as the things counted.
    Words,
}

/// Families of units: what they measure, then unit words with the size of each in the smallest.
const FAMILIES: &[(&str, &[(&str, i128)])] = &[
    (
        SHARE,
        &[("% percent pct prozent процент процента процентов пайыз", 1)],
    ),
    ("percentage points", &[("pp points point", 1)]),
    (
        "mass",
        &[
            ("g gram grams gramme grammes г", 1),
            (
                "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes кг",
                1_000,
            ),
            ("t ton tons tonne tonnes т тонн тонна", 1_000_000),
        ],
    ),
    (
        "length",
        &[
            ("cm centimetre centimetres centimeter centimeters см", 1),
            ("metre metres meter meters м", 100),
            ("km kms kilometre kilometres kilometer kilometers км", 100_000),
        ],
    ),
    ("miles", &[("mile miles mi", 1)]),
    ("area", &[("ha hectare hectares га", 1), ("km2 sqkm", 100)]),
    (
        "time",
        &[
            ("s sec secs second seconds", 1),
            ("min mins minute minutes минут минута минуты мин", 60),
            ("h hr hrs hour hours час часа часов", 3_600),
            ("day days день дня дней күн", 86_400),
            ("week weeks апта", 604_800),
        ],
    ),
    (
        "calendar time",
        &[
            ("month months месяц месяца месяцев ай", 1),
            ("year years yr yrs год года лет жыл", 12),
        ],
    ),
    ("dollars", &[("$ dollar dollars usd", 1)]),
    ("euros", &[("€ euro euros eur", 1)]),
    ("tenge", &[("₸ tenge kzt теңге тенге", 1)]),
    ("roubles", &[("₽ rouble roubles ruble rubles rub руб рублей", 1)]),
    ("pounds", &[("£ pound pounds gbp", 1)]),
];

/// What a share measures.
pub(super) const SHARE: &str = "share";

/// The share unit.
pub(super) const PERCENT: Unit = Unit::Known {
    measures: SHARE,
    factor: 1,
};

/// The known unit a word names.
pub(super) fn unit(word: &str) -> Option<Unit> {
    for (measures, units) in FAMILIES {
        for (words, factor) in *units {
            if words.split(' ').any(|known| known == word) {
                return Some(Unit::Known {
                    measures,
                    factor: *factor,
                });
            }
        }
    }
    None
}

/// Words of a stem that say a share is asked.
pub(super) fn asks_share(stem: &[String]) -> bool {
    const WORDS: &str = "share percent percentage proportion cent turnout fraction rate part";
    stem.iter()
        .any(|word| WORDS.split(' ').any(|known| known == word))
}

/// Whether a word makes a length an area.
pub(super) fn is_square(word: &str) -> bool {
    matches!(word, "square" | "sq")
}

/// The area behind `square`; only kilometres are known.
pub(super) fn square_unit(length: &str) -> Option<Unit> {
    unit("km2").filter(|_| length.starts_with('k'))
}

/// The unit a stem asks for: `How many years`, `what age`, `in kilometres`.
pub(super) fn asked(stem: &[String]) -> Option<Unit> {
    let after = |first: &str, second: &str| {
        let place = stem
            .windows(2)
            .position(|pair| pair[0] == first && pair[1] == second)?;
        match &stem[place + 2..] {
            [square, length, ..] if is_square(square) => square_unit(length),
            rest => rest.iter().take(2).find_map(|word| unit(word)),
        }
    };
    let age = stem
        .iter()
        .any(|word| word == "age" || word == "old" || word == "aged");
    after("how", "many")
        .or_else(|| after("how", "much"))
        .or_else(|| {
            stem.windows(2)
                .find_map(|pair| (pair[0] == "in").then(|| unit(&pair[1])).flatten())
        })
        .or_else(|| age.then(|| unit("years")).flatten())
}
