//! L08: `a` and `an` fit what follows, and never tell which option is right.

use super::Check;
use super::Context;
use super::Finding;
use super::block;
use crate::items::anatomy::Anatomy;
use crate::items::anatomy::BLANK;

/// Words that begin with a vowel letter and a consonant sound.
const CONSONANT_SOUND: &[&str] = &[
    "uni", "use", "usu", "eu", "one", "once", "ukr", "ut", "ura", "uzb", "uran", "ubiq", "ew",
];
/// Words that begin with a silent h.
const SILENT_H: &[&str] = &["hour", "honest", "honour", "honor", "heir"];

/// See the file's first line.
pub struct ArticleCue;

impl Check for ArticleCue {
    fn id(&self) -> &'static str {
        "L08"
    }

    fn rule(&self) -> &'static str {
        "no a or an before the blank unless it fits every option, and a or an by sound elsewhere"
    }

    fn check(&self, item: &Anatomy<'_>, context: &Context<'_>) -> Vec<Finding> {
        if !context.is_english {
            return Vec::new();
        }
        let stem = item.item.stem.as_str();
        if stem.contains("a(n)") {
            return block("L08", "`a(n)` in the stem");
        }
        if let Some(article) = article_before_blank(stem) {
            return check_options(item, article);
        }
        let wrong = (0..item.stem.len().saturating_sub(1)).find(|&at| is_wrong_article(item, at));
        match wrong {
            Some(at) => block(
                "L08",
                format!("`{} {}`", item.stem[at].text, item.stem[at + 1].text),
            ),
            None => Vec::new(),
        }
    }
}

/// The article that stands last before the blank, or last in the question.
fn article_before_blank(stem: &str) -> Option<&str> {
    let end = stem
        .find(BLANK)
        .unwrap_or_else(|| stem.trim_end_matches('?').len());
    let last = stem.get(..end)?.trim_end().rsplit(' ').next()?;
    (last.eq_ignore_ascii_case("a") || last.eq_ignore_ascii_case("an")).then_some(last)
}

fn check_options(item: &Anatomy<'_>, article: &str) -> Vec<Finding> {
    let wants_vowel = article.len() == 2;
    let fits = |text: &str| sounds_like_vowel(text) == Some(wants_vowel);
    if item.has_options() && item.options.iter().all(|option| fits(option.text)) {
        return Vec::new();
    }
    block(
        "L08",
        format!("`{article}` before the blank tells how the answer begins"),
    )
}

fn is_wrong_article(item: &Anatomy<'_>, at: usize) -> bool {
    let (article, next) = (&item.stem[at], &item.stem[at + 1]);
    let wants_vowel = match article.text {
        "a" => false,
        "an" | "An" => true,
        _ => return false,
    };
    !article.quoted
        && item.gap_after(at) == " "
        && sounds_like_vowel(next.text).is_some_and(|vowel| vowel != wants_vowel)
}

/// `None` where spelling does not tell: acronyms, digits, other alphabets.
fn sounds_like_vowel(word: &str) -> Option<bool> {
    let first = word.chars().next().filter(char::is_ascii_alphabetic)?;
    if word.chars().nth(1).is_none_or(|second| !second.is_lowercase()) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    if "aeiou".contains(lower.chars().next()?) {
        return Some(!CONSONANT_SOUND.iter().any(|start| lower.starts_with(start)));
    }
    Some(first.eq_ignore_ascii_case(&'h') && SILENT_H.iter().any(|start| lower.starts_with(start)))
}

#[cfg(test)]
mod tests {
    use crate::items::lint::sample::{blocks, card, choice, passes};

    #[test]
    fn finds_articles_that_tell_or_do_not_fit() {
        blocks(
            "L08",
            &card("In 2018 Marat Keneev became an ____ of Aksu.", "akim"),
        );
        blocks(
            "L08",
            &choice(
                "In 2018 Marat Keneev became an ____.",
                "akim",
                &["mayor", "judge"],
            ),
        );
        blocks("L08", &card("What did a akim of Sary-Orda do in 2018?", "vote"));
        blocks(
            "L08",
            &card("Which post did an mayor of Aksu take in 2018?", "judge"),
        );
        blocks("L08", &card("The head of a village is called an?", "akim"));
        blocks("L08", &card("In 2018 Marat Keneev became a(n) ____.", "akim"));
    }

    #[test]
    fn leaves_articles_that_fit_alone() {
        for stem in [
            "What is an akim in Sary-Orda?",
            "Which office does a united party of Sary-Orda fill?",
            "Who was an honest mayor of Aksu in 2018?",
            "Who led a USAID programme in Aksu in 2018?",
            "Which body is a European one in Aksu?",
        ] {
            passes("L08", &card(stem, "mayor"));
        }
        passes(
            "L08",
            &choice(
                "In 2018 Marat Keneev became a ____.",
                "mayor",
                &["judge", "senator"],
            ),
        );
    }
}
