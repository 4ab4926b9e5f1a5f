//! Why a stem that was written from a fact is not asked, though every word of it may be right.
//!
//! Each of these was seen to make a stem that points at another sentence, or
//! was read from half of one. They are no advice for decks written by hand:
//! there "the film" may stand in a deck on one film.

use crate::language::inflect::is_plural;
use crate::language::vocabulary;
use crate::lexicon::months::MONTHS;

/// What one page speaks of all the time by its class alone: "released the film on disc".
#[rustfmt::skip]
const OF_PAGE: &[&str] = &[
    "film", "movie", "book", "novel", "album", "song", "single", "game", "show", "series", "episode", "band",
    "group", "team", "club", "company", "magazine", "newspaper", "journal", "label", "school", "college",
    "university", "church", "building", "bridge", "tower", "station", "ship", "aircraft", "locomotive",
    "village", "town", "city", "island", "river", "lake", "mountain", "canal", "line", "road", "route",
    "park", "museum", "hospital", "airport", "programme", "program", "project", "site", "house", "property",
    "store", "brand", "product", "console", "character", "couple", "family", "pair", "trio", "duo",
    "regiment", "battalion", "squadron", "brigade", "language", "species", "festival", "tournament", "firm",
    "organisation", "organization", "agency", "bank", "league", "franchise", "script", "play", "opera",
    "painting", "statue", "composition", "piece", "institution", "plant", "animal", "breed", "drug",
    "machine", "device", "vehicle", "car", "engine", "model", "software", "platform", "app", "county",
    "district", "province", "parish", "estate", "castle", "palace", "fort", "hotel", "theatre", "theater",
    "stadium", "arena", "venue", "factory", "mill", "mine", "farm", "dam", "reservoir", "tunnel", "railway",
    "temple", "mosque", "monastery", "abbey", "cathedral", "chapel", "shrine", "monument", "memorial",
    "collection", "exhibition", "treaty", "battle", "war", "crew", "tribe", "virus", "disease", "vaccine",
    "comic", "musical", "video", "website", "award", "prize", "islet", "reef", "bay", "cave", "peak", "volcano",
    "glacier", "desert", "region", "area", "territory", "valley", "forest", "peninsula", "archipelago", "plateau",
    "colony", "strait", "canyon", "islands", "mountains",
];

/// What is no English, whoever wrote it.
const SLIPS: &[&str] = &[
    " awarded with ",
    " discovered to ",
    " on the account of ",
    " by the initiative of ",
    " for suspicion of ",
    " than of ",
    " the Hurricane ",
    " the Cyclone ",
    " the Typhoon ",
    " Act established",
    " of caliber ",
    " of calibre ",
    " of diameter ",
    " in at ",
];

/// Titles that take no article before a name.
const TITLES: &[&str] = &[
    "king", "queen", "count", "duke", "emperor", "pope", "prince", "bishop",
];

/// What a list of countries names and nobody calls a country.
const TERRITORIES: &[&str] = &[
    "Hong Kong",
    "Macau",
    "Puerto Rico",
    "Guam",
    "Greenland",
    "Gibraltar",
    "Bermuda",
    "Aruba",
    "Curaçao",
    "New Caledonia",
    "French Polynesia",
    "Faroe Islands",
    "Cayman Islands",
];

/// What there are several of, each of something that has a name.
const OF_WORK: &[&str] = &[
    "edition",
    "version",
    "remake",
    "sequel",
    "soundtrack",
    "trailer",
    "remaster",
    "reissue",
    "paperback",
];

/// What is new only on the day of writing.
const NEW: &[&str] = &["newest", "latest"];

/// What is done with words that say nothing of what it was.
const EMPTY: &[&str] = &[
    "pass legislation",
    "lead protests",
    "led protests",
    "resume negotiations",
    "begin negotiations",
    "start negotiations",
    "hold negotiations",
    "resume talks",
    "begin talks",
    "start talks",
    "hold talks",
    "held talks",
    "take steps",
    "make changes",
    "produce results",
    "gain attention",
    "attract attention",
];

/// Why `stem` is not asked, with `key` as its answer.
pub fn doubt(stem: &str, key: &str) -> Option<&'static str> {
    let words: Vec<&str> = stem
        .split(' ')
        .map(|word| word.trim_end_matches(['?', ',', '.', ':', ';']))
        .collect();
    if points_at_page(&words) {
        return Some("L03 the page tells which is meant, and not the stem");
    }
    if words.iter().any(|word| NEW.contains(word)) {
        return Some("L05 what is new changes");
    }
    // "from 3 May 1911 to 5 June 1912" is one time.
    let is_span = words.contains(&"from") || words.contains(&"between");
    if days(&words) > 1 && !is_span || days(&words) == 1 && is_day(key) {
        return Some("L02 two dates in one stem");
    }
    let ends_empty = EMPTY
        .iter()
        .any(|empty| stem.trim_end_matches('?').ends_with(empty));
    let is_half = words
        .iter()
        .any(|word| matches!(*word, "either" | "both" | "neither"))
        && !words
            .iter()
            .any(|word| matches!(*word, "or" | "and" | "nor" | "sides"));
    if ends_empty || is_half || opens_with_cause(&words) {
        return Some("L10 a part of the sentence is missing");
    }
    if stem.starts_with("On which country") || stem.starts_with("On which city") {
        return Some("L11 a preposition that does not fit the place");
    }
    const OF_SERIES: &[&str] = &["episode", "season", "album", "song", "film", "novel", "single"];
    if stem.starts_with("What is the term for") && words.iter().any(|word| OF_SERIES.contains(word)) {
        return Some("L11 a title is no term");
    }
    if is_written_twice(&words) {
        return Some("L10 a name is written twice");
    }
    const OF_MANY: &[&str] = &["several", "various", "numerous", "including"];
    let is_year = stem.starts_with("In which year") || stem.starts_with("In what year");
    if is_year && words.iter().any(|word| OF_MANY.contains(word)) {
        return Some("L02 a year of one of many things");
    }
    let is_board = stem.contains("Board of Directors") || stem.contains("board of directors");
    if is_board
        && !words
            .iter()
            .skip_while(|word| !word.eq_ignore_ascii_case("directors"))
            .any(|word| matches!(*word, "of" | "at"))
    {
        return Some("L03 whose board it is, the stem does not tell");
    }
    if is_torn(&words) {
        return Some("L10 a part of the sentence is missing");
    }
    let has_titled = words.windows(3).any(|three| {
        three[0] == "the" && TITLES.contains(&three[1]) && three[2].starts_with(char::is_uppercase)
    });
    if is_method_of_nothing(&words) {
        return Some("L03 what it is a method of, the stem does not tell");
    }
    if is_part_by_number(&words) {
        return Some("L03 what it is a part of, the stem does not tell");
    }
    if has_bare_year_award(&words) {
        return Some("L03 who gives the award, the stem does not tell");
    }
    if says_place_twice(&words) {
        return Some("L10 a place is named twice");
    }
    if is_one_of_a_row(&words) {
        return Some("L05 the last of what goes on");
    }
    // "What post did Ann Lund hold for Works for Velk": the first belongs to the post.
    let asks_post = ["What post", "What position", "Which office", "Which post"]
        .iter()
        .any(|opening| stem.starts_with(opening));
    if asks_post && stem.matches(" for ").count() > 1 {
        return Some("L10 a part of the sentence is missing");
    }
    // "the First Division", of which only the noun was read.
    const NO_NAMES: &[&str] = &[
        "Division",
        "League",
        "World War",
        "Group",
        "Company",
        "School",
        "Department",
        "Battalion",
        "Regiment",
        "Squadron",
        "University",
        "College",
        "Institute",
        "Council",
        "Committee",
        "Party",
        "Union",
        "Ministry",
    ];
    if NO_NAMES.contains(&key) {
        return Some("L11 a key that is no name");
    }
    if has_titled || SLIPS.iter().any(|slip| stem.contains(slip)) {
        return Some("L10 words that do not go together");
    }
    if stem.to_lowercase().contains("country") && TERRITORIES.contains(&key) {
        return Some("L11 the key is no country");
    }
    if has_article_of_another(&words) {
        return Some("L10 an article that does not fit the name");
    }
    let is_glued = key.starts_with(|first: char| first.is_ascii_digit())
        && !key.contains(' ')
        && key.ends_with(|last: char| last.is_ascii_lowercase())
        && stem.starts_with("How many");
    is_glued.then_some("L11 the key is no number")
}

/// "release the film on disc", "was the 30th Anniversary Edition released".
fn points_at_page(words: &[&str]) -> bool {
    (1..words.len()).any(|at| {
        let lower = words[at].to_lowercase();
        let next = words.get(at + 1).copied().unwrap_or_default();
        // "the state-supported school".
        let is_behind = words[at - 1].contains('-') && words[at - 1].starts_with(char::is_lowercase);
        let has_the = words[at - 1] == "the" || is_behind && at > 1 && words[at - 2] == "the";
        let is_class = OF_PAGE.contains(&words[at]) && has_the;
        let is_told = next != "No"
            && next.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit() || first == '"')
            || matches!(
                next,
                "of" | "that"
                    | "which"
                    | "where"
                    | "called"
                    | "named"
                    | "for"
                    | "between"
                    | "and"
                    | "against"
            )
            || next.ends_with("'s") && next.starts_with(char::is_uppercase);
        // "the treaty on a zone", "the war with Velk": but "the treaty on 3 May".
        let behind = words.get(at + 2).copied().unwrap_or_default();
        // "bought the comic for $110,000": at that price.
        let is_price = next == "for" && !behind.starts_with(char::is_alphabetic);
        let is_told = is_told && !is_price
            || matches!(
                words[at],
                "treaty" | "war" | "battle" | "exhibition" | "collection"
            ) && matches!(next, "on" | "with" | "to")
                && !behind.starts_with(|first: char| first.is_ascii_digit());
        // "of the film Velk Road" says which; "the team wearing" does not, and "the company town" is another thing.
        let is_compound = next.starts_with(char::is_lowercase) && !ends_phrase(next) && !is_price;
        let is_bare = is_class && !is_told && !is_compound;
        // "the DVD version", "the 30th Anniversary Edition": of what.
        let opens = words[..at]
            .iter()
            .rposition(|word| matches!(*word, "the" | "a" | "an"));
        let is_version = OF_WORK.contains(&lower.as_str())
            && next != "of"
            && opens.is_some_and(|opens| at - opens <= 5 && words[opens] == "the")
            && !words[opens.unwrap_or_default()..at]
                .iter()
                .any(|word| word.ends_with("'s") || *word == "of");
        is_bare || is_version
    })
}

/// Whether a word opens another phrase, so that the noun before it stands alone.
pub(super) fn ends_phrase(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "in", "on", "at", "to", "from", "by", "with", "as", "into", "after", "before", "during", "under",
        "over", "through", "about", "because", "until", "near", "around", "along", "outside", "inside",
        "without", "was", "were", "did", "is", "or", "who", "when", "while", "since", "up", "down", "out",
        "off", "back", "due",
    ];
    SMALL.contains(&word) || word.ends_with("ed")
}

/// "a whole village Velk", "a long-time miner Otto Lund", "a Great Miners": there is one of the name.
fn has_article_of_another(words: &[&str]) -> bool {
    let is_name = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    let ends = |at: usize| {
        words
            .get(at)
            .is_none_or(|word| ends_phrase(word) || matches!(*word, "of" | "and"))
    };
    (0..words.len()).any(|at| {
        if !matches!(words[at], "a" | "an") {
            return false;
        }
        let length = words[at + 1..]
            .iter()
            .position(|word| {
                ends_phrase(word) || matches!(*word, "of" | "for" | "and" | "or" | "called" | "named")
            })
            .unwrap_or(words.len() - at - 1);
        let phrase = &words[at + 1..at + 1 + length];
        let Some(last) = phrase.last().filter(|last| last.starts_with(char::is_uppercase)) else {
            return false;
        };
        let names = phrase
            .iter()
            .rev()
            .take_while(|word| word.starts_with(char::is_uppercase))
            .count();
        let classes = |word: &str| vocabulary::classes_of_form(&word.to_lowercase());
        let is_many =
            names == phrase.len() && is_plural(&last.to_lowercase()) && classes(last).noun.is_some();
        let before = phrase
            .len()
            .checked_sub(names + 1)
            .map(|before| classes(phrase[before]));
        let is_one = before.is_some_and(|before| before.noun.is_some() && !before.adjective);
        ends(at + 1 + length) && is_name(at + length) && (is_many || is_one)
    })
}

/// "the first calendar-based method", "a new technique": for what, another sentence tells.
fn is_method_of_nothing(words: &[&str]) -> bool {
    const METHODS: &[&str] = &["method", "technique", "approach", "procedure", "mechanism"];
    (1..words.len()).any(|at| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let is_told = matches!(
            next,
            "of" | "for" | "to" | "that" | "which" | "by" | "called" | "known"
        ) && !words
            .get(at + 2)
            .is_some_and(|name| next == "by" && name.starts_with(char::is_uppercase));
        let is_named = words[at - 1].starts_with(char::is_uppercase)
            || next.starts_with(char::is_uppercase)
            || words[..at].iter().rev().take(2).any(|word| word.ends_with("'s"));
        METHODS.contains(&words[at]) && !is_told && !is_named
    })
}

/// "District 2", "Sector C": of which town.
fn is_part_by_number(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const PARTS: &[&str] = &[
        "District", "Area", "Zone", "Sector", "Region", "Unit", "Group", "Division", "Ward", "Camp", "Block", "Line",
        "Route", "Site", "Building", "Section", "Phase", "Platform", "Gate",
    ];
    words.windows(2).enumerate().any(|(at, pair)| {
        let is_number = pair[1].bytes().all(|byte| byte.is_ascii_digit()) && pair[1].len() < 4
            || pair[1].len() == 1 && pair[1].bytes().all(|byte| byte.is_ascii_uppercase());
        let before = at.checked_sub(1).map(|before| words[before]).unwrap_or_default();
        let is_whole = words.get(at + 2).is_some_and(|next| matches!(*next, "of" | "in"));
        // "Task Group 6" is a part as well; "its model 4020i" of what.
        let is_open =
            !before.starts_with(char::is_uppercase) || matches!(before, "Task" | "Working" | "Study");
        let is_model = pair[0] == "model"
            && matches!(before, "its" | "his" | "her" | "their" | "the" | "a")
            && pair[1].contains(|letter: char| letter.is_ascii_digit());
        PARTS.contains(&pair[0]) && is_number && !is_whole && is_open || is_model
    })
}

/// "the Brewer of the Year award": many give one.
fn has_bare_year_award(words: &[&str]) -> bool {
    words.windows(4).enumerate().any(|(at, four)| {
        let is_year = four[1..] == ["of", "the", "Year"] && four[0].starts_with(char::is_uppercase);
        let name = words[..at]
            .iter()
            .rev()
            .take_while(|word| word.starts_with(char::is_uppercase) || word.ends_with("'s"))
            .count();
        // The giver stands before it or behind "by", "at" or "from".
        let is_given = name > 0 && at - name > 0
            || words[at + 4..]
                .iter()
                .any(|word| matches!(*word, "by" | "at" | "from" | "of"));
        is_year && !is_given
    })
}

/// "elections for the Assembly of Velk held in Velk".
fn says_place_twice(words: &[&str]) -> bool {
    (1..words.len()).any(|at| {
        let is_name = words[at].starts_with(char::is_uppercase) && words[at].len() > 3;
        let before = &words[..at - 1];
        let is_in = words[at - 1] == "in" && before.contains(&words[at]);
        // "held in Velk at the port of Karsu on the coast of Velk".
        let is_common = at > 1 && words[at - 2].starts_with(char::is_lowercase);
        // "In the elections in Velk, how many ...": said once in front, once in the question.
        let is_one = words.get(1) != Some(&"the");
        let is_of = is_one
            && is_common
            && words[at - 1] == "of"
            && before.windows(2).any(|pair| pair == ["in", words[at]]);
        is_name && (is_in || is_of)
    })
}

/// "the last gubernatorial elections": the last on the day of writing.
fn is_one_of_a_row(words: &[&str]) -> bool {
    const ROWS: &[&str] = &[
        "election",
        "elections",
        "census",
        "season",
        "championship",
        "championships",
        "edition",
        "referendum",
        "survey",
        "update",
    ];
    words.iter().enumerate().any(|(at, word)| {
        let ahead = &words[at + 1..words.len().min(at + 5)];
        let is_last = matches!(*word, "last" | "next" | "previous") && at > 0 && words[at - 1] == "the";
        is_last
            && ahead
                .iter()
                .take_while(|word| **word != "of")
                .any(|word| ROWS.contains(word))
    })
}

/// "Velk's Velk's Mill", "St. Otto St. Lund": a short name filled in inside a longer one; "Ranking ranking".
fn is_written_twice(words: &[&str]) -> bool {
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.len() > 2;
    (1..words.len()).any(|at| {
        let is_next = words[at] == words[at - 1]
            || is_name(words[at - 1]) && words[at].eq_ignore_ascii_case(words[at - 1]);
        let is_second = at > 1 && words[at] == words[at - 2] && words[at] == "St";
        is_name(words[at - 1]) && is_next || is_second
    })
}

/// "a speaker from on 3 May 1911", "was opened near?": a preposition that lost what it stood before.
fn is_torn(words: &[&str]) -> bool {
    const LINKS: &[&str] = &[
        "from", "of", "near", "with", "by", "for", "at", "between", "into", "than", "towards", "beside",
        "under", "against", "among", "aboard",
    ];
    const TIMES: &[&str] = &["in", "on", "during"];
    const DIRECTIONS: &[&str] = &["east", "west", "north", "south"];
    let ends_open = words
        .last()
        .is_some_and(|last| LINKS.contains(last) && !matches!(*last, "for" | "by") || *last == "nearly");
    // "What did Ann Lund die of in 1911?" asks for what it stood before.
    let asks_for_it = words
        .first()
        .is_some_and(|first| matches!(*first, "What" | "Whom" | "Which" | "Who"));
    let is_pair = !asks_for_it
        && words.windows(2).any(|pair| {
            LINKS.contains(&pair[0]) && TIMES.contains(&pair[1])
                || matches!(pair[0], "about" | "approximately") && DIRECTIONS.contains(&pair[1])
        });
    ends_open || is_pair
}

/// "was due to high costs, the refinery closed": the reason took the place of the subject.
fn opens_with_cause(words: &[&str]) -> bool {
    let verb = words
        .iter()
        .position(|word| matches!(*word, "was" | "were" | "did"));
    let Some(verb) = verb else { return false };
    let next = words.get(verb + 1).copied().unwrap_or_default();
    matches!(
        next,
        "due" | "because" | "as" | "however" | "although" | "though" | "despite" | "while"
    )
}

/// How many full dates stand in a stem.
fn days(words: &[&str]) -> usize {
    words.windows(3).filter(|three| is_day(&three.join(" "))).count()
}

/// "5 June 2022".
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(' ').collect();
    let is_number = |word: &str, digits: &[usize]| {
        digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(parts[..], [day, month, year]
        if is_number(day, &[1, 2]) && MONTHS.contains(&month) && is_number(year, &[4]))
}

#[cfg(test)]
mod tests {
    use super::doubt;

    #[test]
    fn what_does_not_go_together_is_not_asked() {
        for (stem, key) in [
            ("In which year was Ann Lund awarded with the Velk Medal?", "1911"),
            ("In what year did the count Otto build the Velk Gate?", "1911"),
            ("In which year did Berdi buy more than of salt?", "1911"),
            ("In which year did Ann Lund buy the comic for $110?", "1911"),
            ("Which country abolished the Velk Code in 1911?", "Hong Kong"),
            (
                "In which year was the first salt-based method developed by Ann Lund?",
                "1911",
            ),
            ("Which journal did District 2 found in 1911?", "Velk"),
            ("In which year was Task Group 6 founded?", "1911"),
            (
                "In which year did Berdi introduce its model 40 made by Velk?",
                "1911",
            ),
            ("How many guns of caliber did Berdi order in 1911?", "40"),
            (
                "In which year did Berdi force the state-run school to leave Velk?",
                "1911",
            ),
            (
                "In which year did Ann Lund complete a crossing of the desert on foot?",
                "1911",
            ),
            ("Who won the Baker of the Year award in 2013?", "Ann Lund"),
            (
                "In which year were elections for the Assembly of Velk held in Velk?",
                "1911",
            ),
            ("In which year did Ann Lund die in at the age of 69?", "1911"),
            (
                "In what year did the last communal elections in Berdi take place?",
                "2018",
            ),
            ("What was the Velk Championship formerly called?", "Division"),
            (
                "What post did Ann Lund hold for Berdi Works for Velk in 1911?",
                "manager",
            ),
            (
                "In which month of 2010 was the Open held in Velk at the port of Karsu on the coast of Velk?",
                "May 2010",
            ),
            (
                "In which year did Velk make its Global Ranking ranking Berdi?",
                "2018",
            ),
        ] {
            assert!(doubt(stem, key).is_some(), "{stem}");
        }
        for stem in [
            "In which year was Ann Lund awarded the Velk Medal?",
            "In what year did the Duke of Velk build the gate?",
            "In which year was the Lund method published?",
            "In which year did Ann Lund develop a method for drying salt?",
            "In which year did Ann Lund cross the desert of Berdi on foot?",
            "In which year did Berdi introduce its lamp model 40?",
            "Which journal did District 2 of Berdi found in 1911?",
            "In which year was the Berdi Metro Line 2 opened?",
            "Who won the Velk Baker of the Year award in 2013?",
            "In which year did the last king of Berdi die?",
        ] {
            assert_eq!(doubt(stem, "1911"), None, "{stem}");
        }
    }

    #[test]
    fn what_another_sentence_tells_is_not_asked() {
        for (stem, key) in [
            ("In which year did Berdi Video release the film on disc?", "2017"),
            (
                "On what date in 2015 was the 30th Anniversary Edition released?",
                "10 March 2015",
            ),
            ("In which year was Ann Lund's newest novel released?", "2018"),
            (
                "Who decided to resign on 26 March 2004 following the vote of 2 May 2004?",
                "Ann Lund",
            ),
            (
                "In which year was due to high costs, the refinery at Berdi closed?",
                "1997",
            ),
            ("In which year did the Lund Government pass legislation?", "1974"),
            (
                "In which year did Ann Lund die of a heart attack, either in Berdi?",
                "1988",
            ),
            ("How many services from Velk launched on 1 July 1993?", "2g"),
            ("In which year did Velk's Velk's Mill close?", "1911"),
            (
                "On what date was St. Otto St. Lund appointed judge?",
                "3 May 1911",
            ),
            ("How many men heard a speaker from on 24 April 1826?", "40"),
            ("In which year was the mill of Berdi opened near?", "1911"),
            ("In which year did Berdi ban use of the plant in brewing?", "1471"),
            ("In which year did Ann Lund lead a wing aboard?", "1911"),
            (
                "What is the term for the fourth episode of the series Velk?",
                "new day",
            ),
            ("On which country did Ann Lund die on 3 May 1911?", "Gold Coast"),
            ("In which year did Rolling Velk rank the group No. 98?", "2004"),
            ("In which year did soldiers burn a whole village Velk?", "1911"),
            (
                "In which year was the lamp made by a long-time miner Otto Lund?",
                "1911",
            ),
            (
                "In which year was Ann Lund named a Great Miners by the Berdi Post?",
                "1911",
            ),
            (
                "In which year did Ann Lund publish several texts including Velk Road?",
                "1911",
            ),
            (
                "In Velk, who became chairman of the Board of Directors in 1993?",
                "Ann Lund",
            ),
        ] {
            assert!(doubt(stem, key).is_some(), "{stem}");
        }
    }

    #[test]
    fn what_the_stem_tells_is_asked() {
        for (stem, key) in [
            ("In which year was the film Velk Road released?", "2017"),
            (
                "Who became chairman of the Board of Directors of the Velk Yard in 1993?",
                "Ann Lund",
            ),
            (
                "In which year was the second edition of Velk Road published?",
                "2017",
            ),
            (
                "Who was mayor of Berdi from 30 July 1999 to 26 July 2000?",
                "Ann Lund",
            ),
            ("In which year did Ann Lund leave the group of seven?", "1997"),
            ("In which year did Ann Lund join the band Velk?", "1997"),
            ("On what date in 2004 did Ann Lund resign?", "26 March 2004"),
            ("How many services from Velk launched on 1 July 1993?", "two"),
            ("In which year did Ann Lund open the city hall of Berdi?", "1911"),
            (
                "In which year was Ann Lund named an inaugural Fellow of Velk College?",
                "1911",
            ),
            ("In which year did Ann Lund receive a Berdi Medal?", "1911"),
            ("In which year did Ann Lund open a school in Berdi?", "1911"),
            ("In which year did Ann Lund lead a wing aboard the Velk?", "1911"),
            ("In which year did Ann Lund name the plant Velkia?", "1911"),
            (
                "In which city was the treaty on a zone without weapons signed in 2006?",
                "Velk",
            ),
            ("In which year did Ann Lund sign a treaty with Berdi?", "1911"),
        ] {
            assert_eq!(doubt(stem, key), None, "{stem}");
        }
    }
}
