//! Stems that want a word of who or what is meant: a surname behind "Dr.", a hall of some town, a bare "Republic".
//!
//! Like [`super::gaps`] it looks at the words of the stem, and at the title of the document; what only the page
//! tells is not asked.

use super::write::is_placed;
use crate::language::vocabulary;
use crate::lexicon::Lexicon;

/// Why nobody who has not read the page titled `title` could tell what `stem` means, if so.
pub fn want(stem: &str, title: &str) -> Option<&'static str> {
    let words: Vec<&str> = stem
        .split(' ')
        .map(|word| word.trim_matches(|letter| "?,.:;()\"“”".contains(letter)))
        .collect();
    if has_titled_surname(&words, title) || has_bare_junior(&words) {
        return Some("L03 a surname that only the page explains");
    }
    let asks_when = words.get(1).is_some_and(|next| matches!(*next, "which" | "what"))
        && words
            .get(2)
            .is_some_and(|noun| matches!(*noun, "year" | "month" | "date"));
    if asks_when && is_some_building(&words, title) && !is_placed(stem) {
        return Some("L03 which town's building is meant, nothing tells");
    }
    if is_some_record(&words, title) {
        return Some("L03 whose record it is, nothing tells");
    }
    if is_some_branch(&words, title) {
        return Some("L03 of what it is a branch, nothing tells");
    }
    if is_some_team(&words, title) {
        return Some("L03 which team of the name, nothing tells");
    }
    if has_bare_body(&words) {
        return Some("L03 a body without its name");
    }
    if !is_placed(stem) && has_holder_of_nowhere(&words) {
        return Some("L03 where somebody holds the office, nothing tells");
    }
    let has_name = (1..words.len()).any(|at| is_capital(&words, at) && !words[at].contains('$'));
    if stem.contains('$') && !has_name {
        return Some("L03 of which country or body, nothing tells");
    }
    if has_numbered_letters(&words) {
        return Some("L03 letters that only the page explains");
    }
    if is_one_of_a_name(&words, title) || is_one_of_places(&words, title) || is_word_as_name(&words, title) {
        return Some("L12 the title says which of several of the name");
    }
    if lowers_an_office(&words) {
        return Some("L10 an article is missing");
    }
    lowers_a_title(&words).then_some("L10 a title without its capital")
}

fn is_capital(words: &[&str], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// A word without its possessive ending.
fn plain(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix('\''))
        .unwrap_or(word)
}

/// "Dr. Lund", "Mrs Velk": of whom the page told the given name, or nobody did.
fn has_titled_surname(words: &[&str], title: &str) -> bool {
    const TITLES: &[&str] = &["Dr", "Mr", "Mrs", "Ms", "Miss", "Prof", "Professor"];
    // Of those who rule everybody knows some by their surname.
    const OFFICES: &[&str] = &[
        "President",
        "Senator",
        "Governor",
        "Judge",
        "Colonel",
        "Father",
        "Mayor",
    ];
    let is_known = |at: usize| {
        words
            .get(at)
            .is_some_and(|name| Lexicon::shipped().person(plain(name)).is_some())
    };
    (1..words.len()).any(|at| {
        (TITLES.contains(&words[at]) || OFFICES.contains(&words[at]) && !is_known(at + 1))
            && is_capital(words, at + 1)
            && !is_capital(words, at + 2)
            && !title.contains(words[at])
    })
}

/// "was Otto Jr. killed": of which family.
fn has_bare_junior(words: &[&str]) -> bool {
    (2..words.len())
        .any(|at| matches!(words[at], "Jr" | "Sr") && is_capital(words, at - 1) && !is_capital(words, at - 2))
}

/// "the Velk Nights single": whose.
fn is_some_record(words: &[&str], title: &str) -> bool {
    let names: Vec<usize> = (1..words.len()).filter(|at| is_capital(words, *at)).collect();
    let (Some(&first), Some(&last)) = (names.first(), names.last()) else {
        return false;
    };
    let is_run = last - first + 1 == names.len();
    let is_record = words
        .get(last + 1)
        .is_some_and(|next| matches!(*next, "single" | "album" | "song" | "track" | "EP"));
    is_run && is_record && words[first - 1] == "the" && !title.contains(plain(words[first]))
}

/// "the Beach Branch", "the Karsu location": of which library or shop.
fn is_some_branch(words: &[&str], title: &str) -> bool {
    (2..words.len()).any(|at| {
        matches!(words[at], "Branch" | "location" | "branch" | "campus")
            && is_capital(words, at - 1)
            && words.get(at + 1) != Some(&"of")
            && !title.contains(words[at - 1])
            && words[..at].contains(&"the")
    })
}

/// "Velk Hall", "the Karsu House": a building among others of the name, told by nothing else.
fn is_some_building(words: &[&str], title: &str) -> bool {
    #[rustfmt::skip]
    const BUILDINGS: &[&str] = &[
        "Hall", "House", "Chapel", "Church", "Building", "Center", "Centre", "Library", "Gate", "Hotel", "Bank",
        "Theatre", "Theater", "Hospital", "Mill", "Court", "Inn", "Mansion", "Lodge", "Plaza", "Mall", "Cemetery",
        "Station", "School", "Courthouse", "Hospice", "Store", "Annex",
    ];
    #[rustfmt::skip]
    const DONE: &[&str] = &[
        "built", "build", "opened", "open", "reopen", "reopened", "completed", "constructed", "demolished", "closed",
        "close", "erected", "dedicated", "renovated", "destroyed", "burn", "burned", "remodeled", "remodelled",
        "rebuilt", "designed", "founded", "established",
    ];
    // "the Karsu City Library": the town that has one.
    const OF_PLACE: &[&str] = &[
        "City",
        "Town",
        "State",
        "National",
        "Public",
        "Municipal",
        "County",
        "Regional",
    ];
    const LONGEST: usize = 3;
    let names: Vec<usize> = (1..words.len()).filter(|at| is_capital(words, *at)).collect();
    let (Some(&first), Some(&last)) = (names.first(), names.last()) else {
        return false;
    };
    let is_run = last - first + 1 == names.len() && names.len() <= LONGEST;
    let is_called = BUILDINGS.contains(&plain(words[last]))
        || words
            .get(last + 1)
            .is_some_and(|next| matches!(*next, "building" | "store" | "house" | "hotel" | "school"));
    let is_of_page = words[first..=last]
        .iter()
        .filter(|word| !BUILDINGS.contains(word))
        .any(|word| title.contains(plain(word)));
    let is_of_place = words[first..=last].iter().any(|word| OF_PLACE.contains(word));
    is_run && is_called && !is_of_page && !is_of_place && words.iter().any(|word| DONE.contains(word))
}

/// "were the Titans founded": a team by its nickname alone, which others in other towns have too.
fn is_some_team(words: &[&str], title: &str) -> bool {
    #[rustfmt::skip]
    const OF_TEAMS: &[&str] = &[
        "founded", "formed", "established", "play", "draft", "drafted", "trade", "traded", "stripes", "uniforms",
        "season", "franchise", "roster", "stadium", "league", "League",
    ];
    let is_team = |at: usize| {
        let name = words[at];
        is_capital(words, at)
            && words[at - 1] == "the"
            && !is_capital(words, at + 1)
            && name.len() > 4
            && name.ends_with('s')
            && !name.ends_with("'s")
            && !name.ends_with("ss")
            && !title.contains(name)
    };
    (1..words.len()).any(is_team) && words.iter().any(|word| OF_TEAMS.contains(word))
}

/// "the Republic's parliament", "the Committee met": of which country or society, the page tells.
fn has_bare_body(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const BODIES: &[&str] = &[
        "Republic", "Kingdom", "Federation", "Province", "Territory", "Company", "Corporation", "Society",
        "Association", "Commission", "Committee", "Board", "Club", "Institute", "Museum", "Foundation", "Institution",
        "Agency", "Department", "Ministry", "Trust", "Hospital", "School", "College", "University", "Library",
        "Academy", "Bureau", "Council", "City", "Town", "Village", "County", "District", "Islands", "Festival",
        "Colony", "Authority", "Project", "Program", "Programme", "Conference", "Congregation", "Diocese", "Bridge",
        "Group", "Band", "Party", "League", "Order", "Division", "Regiment", "Battalion", "Squadron",
    ];
    (1..words.len()).any(|at| {
        words[at - 1].eq_ignore_ascii_case("the")
            && BODIES.contains(&plain(words[at]))
            && !is_capital(words, at + 1)
            && !words.get(at + 1).is_some_and(|next| {
                matches!(*next, "of" | "for" | "on" | "and" | "&")
                    || next.starts_with(|first: char| first.is_ascii_digit())
            })
    })
}

/// "was Lamp released" of the page "Lamp (Velk album)": where others bear the name, the stem must say which it is.
///
/// A person is told by what they did, and another name beside it tells enough.
fn is_one_of_a_name(words: &[&str], title: &str) -> bool {
    const ROOT: usize = 4;
    let Some((name, which)) = title.split_once(" (") else {
        return false;
    };
    let which = which.trim_end_matches(')');
    let last = which.rsplit(' ').next().unwrap_or_default();
    let is_of_person = vocabulary::classes_of_form(last).noun == Some(vocabulary::PERSON)
        || Lexicon::shipped().role(last).is_some()
        || which.starts_with("born");
    let name: Vec<&str> = name.split(' ').collect();
    let root = |word: &str| word.to_lowercase().chars().take(ROOT).collect::<String>();
    let told: Vec<String> = words.iter().map(|word| root(word)).collect();
    let says_which = which
        .split([' ', '-'])
        .filter(|word| word.chars().count() >= ROOT)
        .any(|word| told.contains(&root(word)));
    let at = (1..words.len()).find(|at| {
        let own = words.get(*at..at + name.len());
        own.is_some_and(|own| own.iter().zip(&name).all(|(word, name)| plain(word) == *name))
    });
    let Some(at) = at.filter(|_| !is_of_person && !says_which) else {
        return false;
    };
    let behind = at + name.len();
    let goes_on = is_capital(words, behind)
        || words
            .get(behind)
            .is_some_and(|next| next.starts_with(|first: char| first.is_ascii_digit()));
    let has_other = (1..words.len()).any(|other| is_capital(words, other) && !(at..behind).contains(&other));
    // "the album Lamp": what stands before the name says what it is.
    let before = words[at - 1];
    let is_introduced = before.starts_with(char::is_lowercase)
        && !matches!(
            before,
            "the" | "did" | "was" | "were" | "of" | "in" | "to" | "by" | "for" | "with" | "and" | "from"
        );
    !goes_on && !has_other && !is_introduced
}

/// "the mayor Otto Lund": of which town.
fn has_holder_of_nowhere(words: &[&str]) -> bool {
    const HOLDERS: &[&str] = &[
        "mayor",
        "governor",
        "councillor",
        "sheriff",
        "headmaster",
        "rector",
        "dean",
        "akim",
    ];
    (1..words.len()).any(|at| {
        let length = words[at + 1..]
            .iter()
            .take_while(|word| word.starts_with(char::is_uppercase))
            .count();
        words[at - 1] == "the"
            && HOLDERS.contains(&words[at])
            && length > 0
            && words.get(at + 1 + length) != Some(&"of")
    })
}

/// "113 VTO Workshop": letters between a number and a noun.
fn has_numbered_letters(words: &[&str]) -> bool {
    words.windows(3).any(|three| {
        let is_number =
            three[0].bytes().all(|byte| byte.is_ascii_digit()) && three[0].len() < 4 && !three[0].is_empty();
        let is_letters =
            (2..=5).contains(&three[1].len()) && three[1].bytes().all(|byte| byte.is_ascii_uppercase());
        is_number && is_letters && three[2].starts_with(char::is_uppercase)
    })
}

/// "was Velk incorporated" of the page "Velk, Indiana": there are others.
fn is_one_of_places(words: &[&str], title: &str) -> bool {
    let Some((name, larger)) = title.split_once(", ") else {
        return false;
    };
    let larger = larger.split([' ', ',']).next().unwrap_or_default();
    let is_named = !name.contains(' ')
        && larger.starts_with(char::is_uppercase)
        && (1..words.len())
            .any(|at| plain(words[at]) == name && !is_capital(words, at + 1) && !is_capital(words, at - 1));
    is_named && !words.iter().any(|word| plain(word) == larger)
}

/// "was Acquire sold" of the page "Acquire": an English word that is the name of a game.
fn is_word_as_name(words: &[&str], title: &str) -> bool {
    let name = title.split(" (").next().unwrap_or(title);
    let classes = vocabulary::classes_of_form(&name.to_lowercase());
    let is_word =
        !name.contains(' ') && (classes.verb.is_some() || classes.noun.is_some() && title.contains('('));
    let stands_bare = (1..words.len()).any(|at| {
        plain(words[at]) == name
            && matches!(words[at - 1], "did" | "was" | "were")
            && !is_capital(words, at + 1)
            && !words
                .get(at + 1)
                .is_some_and(|next| next.starts_with(|first: char| first.is_ascii_digit()))
    });
    let is_placed = Lexicon::shipped().place(name).is_some() || Lexicon::shipped().country(name).is_some();
    is_word && stands_bare && !is_placed
}

/// "did governor of Velk Ann Lund appoint".
fn lowers_an_office(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const OFFICES: &[&str] = &[
        "governor", "mayor", "president", "chairman", "director", "minister", "secretary", "bishop", "archbishop",
        "king", "queen", "duke", "senator", "ambassador", "chancellor", "commander", "founder", "owner",
    ];
    words
        .windows(2)
        .any(|pair| matches!(pair[0], "did" | "was" | "were") && OFFICES.contains(&pair[1]))
}

/// "her first cookbook some Velk Recipes": the first word of a title lost its capital.
fn lowers_a_title(words: &[&str]) -> bool {
    #[rustfmt::skip]
    const WORKS: &[&str] = &[
        "book", "cookbook", "novel", "film", "album", "song", "single", "play", "poem", "story", "game", "show",
        "series", "magazine", "opera", "memoir", "essay", "musical", "documentary", "novella", "movie",
    ];
    #[rustfmt::skip]
    const FIRST: &[&str] = &["some", "the", "a", "an", "my", "our", "your", "this", "that", "no", "all", "these", "his"];
    words.windows(3).any(|three| {
        WORKS.contains(&three[0]) && FIRST.contains(&three[1]) && three[2].starts_with(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::want;

    const PAGE: &str = "Velk College";

    #[test]
    fn what_only_the_page_tells_is_not_asked() {
        for stem in [
            "In which year did Dr. Lund establish a committee to review the Karsu plan?",
            "In which year was Mrs. Lund-Berdi's mill sold to Otto Karsu?",
            "In what year was Karsu Hall built?",
            "In which year was the Karsu Street Church completed?",
            "In which year were the Plowboys founded?",
            "In which year did the Islanders begin play?",
            "In which year did the Republic's parliament pass a law on ferries?",
            "In which year did the Committee elect Ann Lund?",
            "In which year did the mayor Otto Lund begin the construction of the Karsu Palace?",
            "In which year was 113 VTO Workshop formed?",
            "In which year was Otto Jr. killed?",
            "In what year was the Karsu Nights single released?",
            "In which year did President Karsu die of a fever?",
            "In which year was the Beach Branch moved to a new facility?",
            "In which year did governor of Karsu Ann Lund appoint Otto Berdi?",
            "In what year did better management bring down the deficit to US$11 million?",
            "In which year did Ann Lund publish her first cookbook some Karsu Recipes?",
            "In which year did Ann Lund publish the novel the Lamp?",
        ] {
            assert!(want(stem, PAGE).is_some(), "{stem}");
        }
    }

    #[test]
    fn what_the_stem_tells_is_asked() {
        for stem in [
            "In which year did Dr. Ann Lund establish a committee to review the Karsu plan?",
            "In which year was Velk Hall built?",
            "In which year was Karsu Hall in Paris built?",
            "In which year was Karsu Hall of Berdi built?",
            "In which year was the Karsu City Library founded?",
            "In which year did the Romans leave Karsu?",
            "In which city did Karsu Hall open its doors in 1911?",
            "In which year did the mayor Otto Lund of Karsu open the palace?",
            "In which year was Otto Karsu Jr. killed?",
            "In what year was Ann Lund's Karsu Nights single released?",
            "In which year did Otto Berdi become Minister Resident in Karsu?",
            "In which year did President Ann Karsu die of a fever?",
            "In which year was the Beach Branch of the Karsu Library moved?",
            "In which year were the Karsu Plowboys founded?",
            "In which year did the Committee of Berdi elect Ann Lund?",
            "In which year did the Karsu Committee elect Ann Lund?",
            "In which year did the Republic of Karsu pass a law on ferries?",
            "In which year did Ann Lund publish the novel The Lamp?",
            "In which year did Ann Lund turn the book of the Karsu Fund into a play?",
        ] {
            assert_eq!(want(stem, PAGE), None, "{stem}");
        }
    }

    #[test]
    fn a_town_and_a_word_are_told_apart() {
        let page = "Velk, Indiana";
        assert!(want("In which year was Velk incorporated?", page).is_some());
        assert_eq!(want("In which year was Velk, Indiana, incorporated?", page), None);
        assert_eq!(want("In which year was the Velk Fund founded?", page), None);
        assert!(want("In which year was Acquire sold to Karsu?", "Acquire").is_some());
        assert_eq!(want("In which year was Velkora sold to Karsu?", "Velkora"), None);
    }

    #[test]
    fn one_of_several_of_a_name_is_told_by_what_it_is() {
        let page = "Lamp (Velk album)";
        assert!(want("In which year was Lamp released?", page).is_some());
        for stem in [
            "In which year was the album Lamp released?",
            "In which year did Velk release Lamp?",
            "In which year was Lamp 5 released?",
            "In which year did the Lamp Fund open a school?",
        ] {
            assert_eq!(want(stem, page), None, "{stem}");
        }
        assert_eq!(want("In which year was Lamp released?", "Lamp"), None);
        let miner = "Ann Lund (Karsu miner)";
        assert_eq!(want("In which year did Ann Lund run for mayor?", miner), None);
    }
}
