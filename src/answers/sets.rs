//! Answers of several members: in any order, or in the one that is asked.

use super::Question;
use super::names::NameKey;
use super::names::Sort;
use super::verdict::FULL;
use super::verdict::Verdict;
use crate::lexicon::fold::fold;
use crate::lexicon::fold::words as words_of;

/// More members than this are not sorted out one by one.
const MOST: usize = 24;

/// Splits a key such as `A, B and C` into its members; `None` when it is one name that holds an "and".
pub(super) fn members(key: &str) -> Option<Vec<String>> {
    let parts = split(key);
    let is_short = parts.iter().all(|part| part.split(' ').count() <= 6);
    let is_one_name = [" of ", " for ", " on "]
        .iter()
        .any(|small| parts[0].contains(small));
    // "Oyan, Qazaqstan" and "Washington, D.C." are one name each.
    let has_only_a_comma =
        parts.len() == 2 && key.matches(',').count() == 1 && split(&key.replace(',', " ")).len() == 1;
    let has_figures = key.bytes().any(|byte| byte.is_ascii_digit());
    ((2..=MOST).contains(&parts.len()) && is_short && !is_one_name && !has_only_a_comma && !has_figures)
        .then_some(parts)
}

/// Splits at commas, semicolons and words for "and".
fn split(text: &str) -> Vec<String> {
    let mut text = text.replace([';', '&', '+', '/', '\n', '>', '→'], ",");
    for word in [
        " and ",
        " und ",
        " и ",
        " және ",
        " мен ",
        " with ",
        " then ",
        " plus ",
    ] {
        text = text.replace(word, ",");
    }
    let text = text.replace(",and ", ",").replace(", and ", ",");
    let parts = text
        .split(',')
        .map(|part| part.trim().trim_start_matches("and ").trim());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Grades an answer of several members against `keys`, each found once or not.
pub(super) fn grade(
    question: &Question<'_>,
    keys: &[String],
    ordered: bool,
    sort: Sort,
    typed: &str,
) -> Verdict {
    let keys = &keys[..keys.len().min(MOST)];
    let names: Vec<NameKey<'_>> = keys
        .iter()
        .map(|key| NameKey::new(question, key, &[], sort))
        .collect();
    let chunks = without_asked_word(&question.item.stem, keys, chunks(typed, keys.len()));
    let mut places: Vec<Option<usize>> = Vec::new();
    let mut has_slip = false;
    for chunk in chunks.iter().take(2 * MOST) {
        let free = (0..names.len()).filter(|place| !places.contains(&Some(*place)));
        let found = free.filter_map(|place| {
            let verdict = names[place].grade(chunk);
            verdict.outcome.is_accepted().then_some((verdict.outcome, place))
        });
        let best = found.min();
        has_slip |= best.is_some_and(|(outcome, _)| outcome == super::Outcome::Typo);
        places.push(best.map(|(_, place)| place));
    }
    let found: Vec<usize> = places.iter().flatten().copied().collect();
    let extra = chunks.len() - found.len();
    if ordered {
        let left_out = keys.iter().enumerate();
        let left_out = left_out.filter(|(place, _)| !found.contains(place));
        let left_out: Vec<&str> = left_out.map(|(_, key)| key.as_str()).collect();
        in_order(&found, extra, keys.len(), &left_out.join(", "))
    } else {
        in_any_order(&found, extra, keys, has_slip)
    }
}

/// The members without the word that is asked for, where each ends in it: `Senior juz, Middle juz` of three juz.
fn without_asked_word(stem: &str, keys: &[String], chunks: Vec<String>) -> Vec<String> {
    let last = |text: &str| text.rsplit_once(' ').map(|(_, last)| fold(last));
    let Some(word) = chunks.first().and_then(|chunk| last(chunk)) else {
        return chunks;
    };
    let ends_in_it = |text: &String| last(text).as_ref() == Some(&word);
    let is_asked = words_of(stem).any(|asked| fold(asked) == word);
    if !is_asked || keys.iter().any(ends_in_it) || !chunks.iter().all(ends_in_it) {
        return chunks;
    }
    let plain = chunks.iter().filter_map(|chunk| chunk.rsplit_once(' '));
    plain.map(|(before, _)| before.to_owned()).collect()
}

fn in_any_order(found: &[usize], extra: usize, keys: &[String], has_slip: bool) -> Verdict {
    let credit = share(found.len().saturating_sub(extra), keys.len());
    let missing: Vec<&str> = keys
        .iter()
        .enumerate()
        .filter(|(place, _)| !found.contains(place))
        .map(|(_, key)| key.as_str())
        .collect();
    match (missing.is_empty(), extra) {
        (true, 0) if has_slip => Verdict::typo("right, with a slip"),
        (true, 0) => Verdict::right("right"),
        (true, _) => Verdict::partial(credit, "all are there, and something that does not belong"),
        _ if found.is_empty() => Verdict::wrong("none of them"),
        _ => Verdict::partial(
            credit,
            format!(
                "{} of {}; missing: {}",
                found.len(),
                keys.len(),
                missing.join(", ")
            ),
        ),
    }
}

/// One swap of neighbours earns half, more earn nothing.
fn in_order(found: &[usize], extra: usize, all: usize, left_out: &str) -> Verdict {
    let pairs = found
        .iter()
        .enumerate()
        .flat_map(|(at, first)| found[at + 1..].iter().map(move |second| (first, second)));
    let swaps = pairs.filter(|(first, second)| first > second).count();
    match (swaps, found.len() == all && extra == 0) {
        (0, true) => Verdict::right("right"),
        (1, true) => Verdict::partial(500, "two neighbours are swapped"),
        // One event alone stands in no order.
        (0, false) if found.len() > 1 => Verdict::partial(
            share(found.len().saturating_sub(extra), all),
            format!(
                "{} of {all}, in the right order; left out: {left_out}",
                found.len()
            ),
        ),
        _ => Verdict::wrong("the order is another one"),
    }
}

fn share(part: usize, all: usize) -> u16 {
    u16::try_from(part * usize::from(FULL) / all.max(1)).unwrap_or(FULL)
}

/// The members typed; words without any comma are divided as the number of keys suggests.
fn chunks(typed: &str, wanted: usize) -> Vec<String> {
    let parts = split(&format!(" {typed} "));
    let words: Vec<&str> = typed.split(' ').collect();
    if parts.len() != 1 || wanted < 2 {
        return parts;
    }
    if words.len() == wanted {
        return words.iter().map(|word| (*word).to_owned()).collect();
    }
    if words.len() == 2 * wanted {
        return words.chunks(2).map(|pair| pair.join(" ")).collect();
    }
    parts
}

/// Grades the order of shown events given by their letters or numbers, `b a c` or `213`.
///
/// `shown` are the events as they stood on the screen, `keys` the same in the right order.
pub fn grade_order(keys: &[String], shown: &[String], typed: &str) -> Verdict {
    let place = |letter: char| match letter.to_ascii_lowercase() {
        letter @ 'a'..='z' => Some(letter as usize - 'a' as usize),
        digit @ '1'..='9' => Some(digit as usize - '1' as usize),
        _ => None,
    };
    let marks = typed
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .take(2 * MOST);
    let named: Vec<Option<usize>> = marks
        .map(|mark| {
            let event = shown.get(place(mark)?)?;
            keys.iter().position(|key| key == event)
        })
        .collect();
    if named.is_empty() {
        return Verdict::wrong("nothing typed");
    }
    let mut found: Vec<usize> = Vec::new();
    for place in named.iter().flatten() {
        if !found.contains(place) {
            found.push(*place);
        }
    }
    let is_left_out = |event: &String| !found.iter().any(|place| keys[*place] == *event);
    let left_out = shown
        .iter()
        .zip('a'..='z')
        .filter(|(event, _)| is_left_out(event));
    let left_out: Vec<String> = left_out.map(|(_, letter)| letter.to_string()).collect();
    in_order(
        &found,
        named.len() - found.len(),
        keys.len(),
        &left_out.join(", "),
    )
}

#[cfg(test)]
mod tests {
    use super::grade_order;
    use super::members;
    use crate::answers::Outcome;
    use crate::answers::Question;
    use crate::answers::tests::item;

    #[test]
    fn a_key_with_and_may_be_one_name() {
        assert_eq!(members("Kerei and Janibek").unwrap(), ["Kerei", "Janibek"]);
        assert_eq!(members("Abai, Zhetisu and Ulytau").unwrap().len(), 3);
        assert!(members("Ministry of Culture and Information").is_none());
        assert!(members("Astana").is_none());
        assert!(members("Washington, D.C.").is_none());
        assert_eq!(members("Semey; Taraz").unwrap().len(), 2);
    }

    #[test]
    fn the_word_that_is_asked_may_be_repeated() {
        let mut asked = item(
            "What are the three Kazakh juz called?",
            "Senior, Middle and Junior",
        );
        asked.accept = vec!["Uly, Orta and Kishi".to_owned()];
        let said = |typed: &str| {
            let question = Question {
                item: &asked,
                rivals: &[],
                day_first: true,
                word: None,
            };
            crate::answers::grade(&question, typed).outcome
        };
        for typed in [
            "Senior juz, Middle juz, Junior juz",
            "Junior juz, Senior juz and Middle juz",
            "Uly juz, Orta juz, Kishi juz",
            "Ұлы жүз, Орта жүз, Кіші жүз",
        ] {
            assert_eq!(said(typed), Outcome::Right, "{typed}");
        }
        assert_eq!(said("Senior khan, Middle khan, Junior khan"), Outcome::Wrong);
        assert_eq!(said("Upper juz, Middle juz, Junior juz"), Outcome::Partial);
    }

    #[test]
    fn an_order_may_have_one_swap_for_half() {
        let keys = ["flood", "vote", "fire"].map(str::to_owned);
        let shown = ["fire", "flood", "vote"].map(str::to_owned);
        assert_eq!(grade_order(&keys, &shown, "b c a").credit, 1000);
        assert_eq!(grade_order(&keys, &shown, "231").credit, 1000);
        assert_eq!(grade_order(&keys, &shown, "c b a").credit, 500);
        assert_eq!(grade_order(&keys, &shown, "a c b").credit, 0);
        assert_eq!(grade_order(&keys, &shown, "b").credit, 0);
        assert_eq!(grade_order(&keys, &shown, "bc").credit, 666);
        assert_eq!(
            grade_order(&keys, &shown, "bc").reason,
            "2 of 3, in the right order; left out: a"
        );
    }
}
