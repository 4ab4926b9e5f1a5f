//! Stems that write a thing otherwise than the rest of their document: a noun with a capital it has nowhere else, a
//! title without its first word, "the Frontier War" of a page that counts nine of them.
//!
//! One of the two ways is wrong, and nothing tells which; so the item is dropped.

use std::collections::BTreeSet;

use crate::language::vocabulary;
use crate::lexicon::Lexicon;
use crate::lexicon::fold::fold;

/// Why `stem` is not asked, if `text`, its document with the title `title`, writes a thing of it in another way.
pub fn at_odds(stem: &str, text: &str, title: &str) -> Option<&'static str> {
    let words: Vec<&str> = stem.split(' ').map(bare).collect();
    if lost_first_word(&words, title) {
        return Some("L10 a title without its first word");
    }
    let names = (1..words.len()).filter(|at| is_capital(words[*at]));
    let alone: Vec<usize> = names.filter(|at| stands_alone(&words, *at)).collect();
    let is_small_elsewhere = |at: usize| {
        let phrase = format!("{} {}", words[at - 1], words[at].to_lowercase());
        is_capital(words[at - 1]) && is_capital(words[at]) && times(text, &phrase) > 0
    };
    if alone.iter().any(|at| is_common_word(words[*at], text)) || (2..words.len()).any(is_small_elsewhere) {
        return Some("L10 a capital that the word has nowhere else");
    }
    if (1..words.len()).any(|at| is_one_of_numbered(&words, at, text)) {
        return Some("L12 the document counts several of the name");
    }
    if (1..words.len()).any(|at| lacks_article(&words, at, text)) {
        return Some("L10 an article is missing");
    }
    if (1..words.len()).any(|at| lost_capital(&words, at, text)) {
        return Some("L10 a title that begins with The");
    }
    misspells(&words, title).then_some("L10 a name that the title spells otherwise")
}

/// A word without the marks around it and without a possessive ending.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|letter: char| "?,:;.()“”\"".contains(letter));
    word.strip_suffix("'s").unwrap_or(word)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a capital is no part of a longer name; that of a calling also not of "Kenyan Lawyer".
fn stands_alone(words: &[&str], at: usize) -> bool {
    let lexicon = Lexicon::shipped();
    let is_role = lexicon.role(&words[at].to_lowercase()).is_some();
    let is_of_country = |word: &str| is_role && lexicon.country_of_adjective(word).is_some();
    let is_name = |at: usize| {
        at > 0
            && words
                .get(at)
                .is_some_and(|word| is_capital(word) && !is_of_country(word))
    };
    // "President of the Velk Council", "Berdi on Piano": small words inside a name.
    const LINKS: &[&str] = &["of", "&", "on", "in", "for", "and", "the", "to", "with"];
    let is_link = |at: usize| words.get(at).is_some_and(|word| LINKS.contains(word));
    let goes_on = (1..=3).any(|far| is_name(at + far) && (1..far).all(|near| is_link(at + near)));
    let comes_from =
        (1..=3).any(|far| at > far && is_name(at - far) && (1..far).all(|near| is_link(at - near)));
    !goes_on && !comes_from && !is_named_thing(words, at)
}

/// "the Senate", "the journal Science": which of them, its article or what stands before it says.
fn is_named_thing(words: &[&str], at: usize) -> bool {
    let before = words[at - 1];
    let classes = vocabulary::classes_of_form(before);
    let is_noun = classes.noun.is_some() && !is_capital(before) && !matches!(before, "did" | "was" | "were");
    let opens = |back: usize| at.checked_sub(back).is_some_and(|back| words[back] == "the");
    before == "the" || is_noun && (opens(2) || opens(3))
}

/// "acquitted of Treason charges", "introduced Literate programming": what the document
/// writes small as often or more.
fn is_common_word(word: &str, text: &str) -> bool {
    let lower = word.to_lowercase();
    let is_plain = word.chars().skip(1).all(char::is_lowercase) && word.len() > 3;
    let is_name = Lexicon::shipped().country_of_adjective(word).is_some() || is_of_calendar(word);
    is_plain && !is_name && times(text, &lower) >= times(text, word).max(1)
}

/// Months and days, which tables of words list as nouns.
fn is_of_calendar(word: &str) -> bool {
    crate::lexicon::months::MONTHS.contains(&word) || word.ends_with("day")
}

/// How often a text has a word, written so, inside a sentence.
fn times(text: &str, word: &str) -> usize {
    let is_inside = |at: usize| {
        let before = text[..at].trim_end_matches(' ');
        before.len() < at && before.ends_with(|last: char| last.is_alphanumeric() || last == ',')
    };
    let ends = |at: usize| {
        let after = text[at + word.len()..].chars().next();
        after.is_none_or(|next| !next.is_alphanumeric() && next != '-')
    };
    text.match_indices(word)
        .filter(|(at, _)| is_inside(*at) && ends(*at))
        .count()
}

/// "Favorite Murder" of the page "My Favorite Murder".
fn lost_first_word(words: &[&str], title: &str) -> bool {
    let whole: Vec<&str> = title.split(' ').collect();
    let [first, rest @ ..] = &whole[..] else {
        return false;
    };
    let is_name = rest.len() > 1 && whole.iter().all(|word| is_capital(word));
    let is_small = matches!(*first, "My" | "Our" | "Your" | "No" | "All" | "Two" | "Three")
        || first.ends_with(['!', '.', '?']);
    is_name && is_small && (1..words.len()).any(|at| words[at..].starts_with(rest) && words[at - 1] != *first)
}

/// "the Frontier War" where the document has a "9th Frontier War": a name of two capitals or more, behind "the".
fn is_one_of_numbered(words: &[&str], at: usize, text: &str) -> bool {
    if words[at - 1] != "the" || !is_capital(words[at]) {
        return false;
    }
    let length = words[at..].iter().take_while(|word| is_capital(word)).count();
    let name = words[at..at + length].join(" ");
    length > 1
        && text.match_indices(name.as_str()).any(|(found, _)| {
            let before = text[..found].trim_end().rsplit(' ').next().unwrap_or_default();
            is_ordinal(before)
        })
}

/// "9th", "Third".
fn is_ordinal(word: &str) -> bool {
    const WRITTEN: &[&str] = &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ];
    let is_number = word.starts_with(|letter: char| letter.is_ascii_digit())
        && ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
    is_number || WRITTEN.contains(&word.to_lowercase().as_str()) && is_capital(word)
}

/// "the Vivisector" where the document writes "The Vivisector" inside its sentences.
fn lost_capital(words: &[&str], at: usize, text: &str) -> bool {
    let is_next = words[at] == "the" && words.get(at + 1).is_some_and(|next| is_capital(next));
    is_next && {
        let length = words[at + 1..].iter().take_while(|word| is_capital(word)).count();
        let name = words[at + 1..at + 1 + length].join(" ");
        let small = times(text, &format!("the {name}"));
        times(text, &format!("The {name}")) > small
    }
}

/// "was YMCA created" where the document says "the YMCA".
fn lacks_article(words: &[&str], at: usize, text: &str) -> bool {
    let word = words[at];
    let is_letters = word.len() > 2 && word.chars().all(char::is_uppercase);
    let is_bare = matches!(
        words[at - 1],
        "was" | "were" | "did" | "by" | "of" | "in" | "join" | "joined"
    );
    const HEADS: &[&str] = &[
        "Festival",
        "Championship",
        "Championships",
        "Games",
        "Awards",
        "Foundation",
        "Cup",
        "Museum",
        "Institute",
    ];
    let length = words[at..].iter().take_while(|word| is_capital(word)).count();
    let name = words[at..at + length].join(" ");
    let is_long = length > 1 && HEADS.contains(&words[at + length - 1]) && is_bare_before(words[at - 1]);
    if is_long && text.contains(&format!("he {name} ")) {
        return true;
    }
    let goes_on = words.get(at + 1).is_some_and(|next| is_capital(next));
    let with_article = times(text, &format!("the {word}"));
    is_letters && is_bare && !goes_on && with_article > 1 && with_article * 2 > times(text, word)
}

/// Words behind which a name has no article.
fn is_bare_before(word: &str) -> bool {
    matches!(
        word,
        "was" | "were" | "did" | "by" | "of" | "in" | "join" | "joined"
    )
}

/// "Ighilariz" of the page on "Louisette Ighilahriz": a letter or two of a long name are another.
fn misspells(words: &[&str], title: &str) -> bool {
    const LONG: usize = 7;
    let is_name = |word: &&str| {
        let classes = vocabulary::classes_of_form(&word.to_lowercase());
        let is_word = classes.noun.is_some() || classes.verb.is_some() || classes.adjective || classes.adverb;
        is_capital(word) && word.chars().count() >= LONG && !is_word
    };
    let names: BTreeSet<&str> = title.split(' ').map(bare).filter(is_name).collect();
    let is_slip = |word: &str, name: &str| {
        let (word, name) = (fold(word), fold(name));
        let (word, name) = (word.as_str(), name.as_str());
        let ends = |other: &str| word.strip_prefix(other).is_some_and(|end| end.len() < 4);
        let is_longer = ends(name) || name.strip_prefix(word).is_some_and(|end| end.len() < 4);
        let apart = strsim::osa_distance(word, name);
        (1..=2).contains(&apart) && !is_longer && word.chars().next() == name.chars().next()
    };
    words
        .iter()
        .skip(1)
        .filter(|word| is_name(word) && !names.contains(**word))
        .any(|word| names.iter().any(|name| is_slip(word, name)))
}

#[cfg(test)]
mod tests {
    use super::at_odds;

    fn is_dropped(stem: &str, text: &str, title: &str) -> bool {
        at_odds(stem, text, title).is_some()
    }

    #[test]
    fn what_its_document_writes_otherwise_is_not_asked() {
        for (stem, text, title) in [
            (
                "In which year was Ann Lund acquitted of Treason charges?",
                "Ann Lund was acquitted of Treason charges in 1911. She never spoke of treason again.",
                "Ann Lund",
            ),
            (
                "Who became the 10th Turkish Lawyer in 1911?",
                "Otto became the 10th Turkish Lawyer. Here a lawyer is paid.",
                "Otto",
            ),
            (
                "In which year did Favourite Bridge win a prize?",
                "My Favourite Bridge won a prize in 1911.",
                "My Favourite Bridge",
            ),
            (
                "In which year did the Border War end?",
                "The 9th Border War ended in 1911.",
                "Velk Police",
            ),
            (
                "In which city was YMCA created in 1844?",
                "YMCA was created in London. All over the world the YMCA helps, and there the YMCA is old.",
                "YMCA",
            ),
            (
                "In which year did Ann Lund write the Velk Road?",
                "Ann Lund wrote The Velk Road in 1911, and The Velk Road is long.",
                "Ann Lund",
            ),
            (
                "In which year did Karsu Film Festival move to Velk?",
                "The Karsu Film Festival moved to Velk in 1911.",
                "Karsu",
            ),
            (
                "In which year did the Turkish Military leave Velk?",
                "The Turkish Military left, and the Turkish military came back.",
                "Velk",
            ),
            (
                "In which year did Ann Karsuboviz escape?",
                "Karsuboviz escaped.",
                "Ann Karsubovitz",
            ),
        ] {
            assert!(is_dropped(stem, text, title), "{stem}");
        }
    }

    #[test]
    fn what_it_writes_alike_is_asked() {
        for (stem, text, title) in [
            (
                "In which year did the Federal Council meet?",
                "The Federal Council met in 1911. A council is small.",
                "Velk",
            ),
            (
                "In which year did the British Empire end?",
                "An empire ends. The British Empire ended in 1911.",
                "Empire",
            ),
            (
                "In which year did the Border War end?",
                "The Border War ended in 1911.",
                "Velk Police",
            ),
            (
                "In which year did the Karsubovian army leave?",
                "The Karsubovian army left in 1911.",
                "Karsubovia",
            ),
            (
                "In which year did Ann Lund write to the journal Science?",
                "Science is broad. The science of salt is old. A science grows.",
                "Velk",
            ),
            (
                "In which year did the Constitution of Velk enter into force?",
                "A constitution is a law. The Constitution of Velk is a constitution.",
                "Velk",
            ),
            (
                "In which year did Antonín Karsubovíz die?",
                "He died.",
                "Antonin Karsuboviz",
            ),
            (
                "In which year was NATO founded?",
                "NATO was founded in 1949. The NATO allies met. NATO is old.",
                "NATO",
            ),
        ] {
            assert!(!is_dropped(stem, text, title), "{stem}");
        }
    }
}
