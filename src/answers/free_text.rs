//! Causes, contents and meanings in the learner's own words: never silently wrong.

use super::edits;
use super::forms::Form;
use super::spelling;
use super::verdict::FULL;
use super::verdict::Verdict;

/// Grades by groups of keywords, of which one each is needed. What they do not settle the learner decides.
pub(super) fn grade(groups: &[Vec<String>], typed: &Form) -> Verdict {
    let said: Vec<String> = typed.words.iter().map(|word| plain(word)).collect();
    let hits = groups
        .iter()
        .filter(|group| group.iter().any(|phrase| is_said(phrase, &said)))
        .count();
    let credit = u16::try_from(hits * usize::from(FULL) / groups.len().max(1)).unwrap_or(FULL);
    let denies = said
        .iter()
        .any(|word| matches!(word.as_str(), "not" | "no" | "never" | "without" | "не" | "емес"));
    let wants_denial = groups.iter().flatten().any(|phrase| phrase.contains("no"));
    if !groups.is_empty() && hits == groups.len() && (!denies || wants_denial) {
        return Verdict::right("right; every part is there");
    }
    let reason = match hits {
        0 => "compare with the answer and say yourself".to_owned(),
        _ => format!(
            "{hits} of {} parts found; compare with the answer and say yourself",
            groups.len()
        ),
    };
    Verdict::self_grade(credit, reason)
}

fn plain(word: &str) -> String {
    Form::of(vec![spelling::plain(word)]).whole
}

/// Whether all words of a keyword phrase were said, in any form.
fn is_said(phrase: &str, said: &[String]) -> bool {
    let wanted = Form::new(phrase);
    !wanted.words.is_empty()
        && wanted
            .words
            .iter()
            .map(|word| plain(word))
            .all(|word| said.iter().any(|other| is_form(&word, other)))
}

/// One stem: the same word, a slip away, or with another ending after at least four letters.
fn is_form(keyword: &str, said: &str) -> bool {
    if edits::forgivable(keyword, said).is_some() {
        return true;
    }
    let letters = keyword.chars().count();
    let stem: String = keyword.chars().take(letters.saturating_sub(2).max(4)).collect();
    if letters >= 4 && said.starts_with(&stem) && said.len().abs_diff(keyword.len()) <= 6 {
        return true;
    }
    let short = keyword.strip_suffix('e').unwrap_or(keyword);
    let ending = said.strip_prefix(short).unwrap_or("-");
    letters >= 3 && ["", "e", "s", "es", "ed", "en", "er", "ing", "ion", "al"].contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::grade;
    use crate::answers::forms::Form;
    use crate::answers::verdict::Outcome;

    #[test]
    fn all_groups_make_it_right_and_nothing_makes_it_wrong() {
        let groups = vec![
            vec!["bread".to_owned(), "flour".to_owned()],
            vec!["price".to_owned(), "cost".to_owned()],
            vec!["rise".to_owned(), "doubled".to_owned()],
        ];
        let outcome = |typed: &str| grade(&groups, &Form::new(typed)).outcome;
        assert_eq!(outcome("the rising price of bread"), Outcome::Right);
        assert_eq!(outcome("flour costs had doubled"), Outcome::Right);
        assert_eq!(outcome("bread"), Outcome::SelfGrade);
        assert_eq!(outcome("bread prices did not rise"), Outcome::SelfGrade);
        assert_eq!(outcome("the weather"), Outcome::SelfGrade);
    }
}
