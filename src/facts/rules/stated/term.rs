//! The term of a definition: "Photosynthesis is the process by which ...", "... is called a velkor".

use super::{Slot, is_in_name};
use crate::facts::frame::Hidden;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word, vocabulary};

/// Fewest words of a definition behind "is".
const LEAST: usize = 8;

/// Longest term, in words.
const LONGEST: usize = 3;

/// Finds the term that may be hidden.
pub fn slot(scene: &Scene<'_>, view: &View<'_>, root: usize) -> Option<Slot> {
    head(scene, view, root).or_else(|| called(scene, view))
}

/// "Photosynthesis is the process by which".
fn head(scene: &Scene<'_>, view: &View<'_>, root: usize) -> Option<Slot> {
    let words = &view.words;
    let be = words.iter().take(LONGEST + 3).position(|word| word.is("is"))?;
    let is_copular = view.structure.parse().nodes[be].head == Some(root)
        && view.structure.parse().nodes[be].base() == "cop";
    let article = words.get(be + 1)?;
    let start = usize::from(words[0].is_any(&["a", "an", "the"]));
    if !is_copular
        || !article.is_any(&["a", "an", "the"])
        || start >= be
        || be - start > LONGEST
        || words[0].is("the")
    {
        return None;
    }
    let is_term = (start..be).all(|at| is_common(scene, view, at));
    let told = words.len() - be - 2;
    let tells = words[be..].iter().any(|word| {
        word.is_any(&[
            "that",
            "which",
            "who",
            "where",
            "whose",
            "used",
            "consisting",
            "caused",
            "for",
            "by",
            "between",
        ])
    });
    let is_of_kind = words[be + 1..]
        .iter()
        .take(3)
        .any(|word| word.is_any(&["of", "one"]))
        && article.is("a");
    let is_one_of = words[be + 1..].iter().take(5).any(|word| {
        word.is_any(&[
            "type", "form", "kind", "genus", "species", "family", "example", "part", "common", "popular",
        ])
    });
    if !is_term || told < LEAST || !tells || is_of_kind || is_one_of {
        return None;
    }
    let key: Vec<String> = (start..be).map(|at| words[at].lower.clone()).collect();
    Some(Slot {
        start: 0,
        end: be,
        key: key.join(" "),
        hides: Hidden::Term,
    })
}

/// "... is called a velkor", "... are known as velkors".
fn called(scene: &Scene<'_>, view: &View<'_>) -> Option<Slot> {
    let words = &view.words;
    let be = (3..words.len()).find(|at| {
        words[*at].is_any(&["is", "are"])
            && (at + 1..at + 3).any(|next| words.get(next).is_some_and(is_naming))
    })?;
    let naming = (be + 1..be + 3).find(|at| words.get(*at).is_some_and(is_naming))?;
    let behind = match words[naming].lower.as_str() {
        "known" => words.get(naming + 1)?.is("as").then_some(naming + 2)?,
        "referred" => {
            (words.get(naming + 1)?.is("to") && words.get(naming + 2)?.is("as")).then_some(naming + 3)?
        }
        _ => naming + 1,
    };
    let start = behind + usize::from(words.get(behind)?.is_any(&["a", "an", "the"]));
    let end = (start..words.len()).find(|at| words[*at].tag == Tag::Mark)?;
    let is_term = end > start && end - start <= LONGEST && (start..end).all(|at| is_common(scene, view, at));
    let is_last = end + 1 == words.len();
    let hides_article = start > behind;
    let key: Vec<String> = (start..end).map(|at| words[at].lower.clone()).collect();
    (is_term && is_last && be > 6).then(|| Slot {
        start: if hides_article { behind } else { start },
        end,
        key: key.join(" "),
        hides: Hidden::Term,
    })
}

fn is_naming(word: &Word<'_>) -> bool {
    word.is_any(&["called", "known", "termed", "referred", "named"])
}

/// Whether a word is a common noun or adjective, whatever the first letter of the sentence.
fn is_common(scene: &Scene<'_>, view: &View<'_>, at: usize) -> bool {
    let word = &view.words[at];
    let classes = vocabulary::classes_of_form(&word.lower);
    let is_noun = classes.noun.is_some() || classes.adjective || word.tag == Tag::Noun;
    let is_lower =
        word.text.starts_with(char::is_lowercase) || at <= 1 && (at == 0 || view.words[0].lower.len() < 3);
    let title = scene.document.title.as_deref().unwrap_or_default();
    // At the head every word has a capital; the page shows whether it keeps it.
    let is_of_text = at > 0 || {
        let told = format!(" {} ", word.lower);
        scene.document.text.contains(&told) || title.to_lowercase() == word.lower
    };
    is_noun
        && is_lower
        && is_of_text
        && (at > 0 && !is_in_name(scene, view, at) || at == 0)
        && word
            .lower
            .chars()
            .all(|letter| letter.is_alphabetic() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::super::sample::gaps;

    #[test]
    fn the_term_of_a_definition_is_hidden() {
        let text = "# Corrosion\n\nMetals suffer from corrosion. Corrosion is the process by which metals are eaten away by water and air.";
        assert_eq!(
            gaps(text),
            ["____ is the process by which metals are eaten away by water and air. corrosion"]
        );
    }

    #[test]
    fn a_remark_is_no_definition() {
        for text in [
            "# Corrosion\n\nMetals suffer from corrosion. Corrosion is a common type of damage by water and air in towns.",
            "# Corrosion\n\nMetals suffer from corrosion. Corrosion is a form of damage that is seen by owners of old houses.",
        ] {
            assert_eq!(gaps(text), Vec::<String>::new(), "{text}");
        }
    }
}
