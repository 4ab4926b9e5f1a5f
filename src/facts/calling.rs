//! What the person is whom a biography is about, from the sentence that opens it: "music producer".

use super::scene::{Scene, View};
use crate::language::inflect::is_plural;
use crate::language::{Tag, Word, vocabulary};
use crate::lexicon::{Lexicon, Role};

/// How many sentences may stand before the one that tells.
const NEAR: usize = 2;
/// Longest calling, in words: "ice hockey forward".
const LONGEST: usize = 3;

/// Returns what the opening of a biography calls its person, by calling and not by office, in lower case.
///
/// Of several callings the first: who is "a poet and painter" is a poet.
pub fn of_main(scene: &Scene<'_>) -> Option<String> {
    let main = scene.names.main.as_deref()?;
    scene
        .views
        .iter()
        .take(NEAR)
        .find_map(|view| in_opening(scene, view, main))
}

fn in_opening(scene: &Scene<'_>, view: &View<'_>, main: &str) -> Option<String> {
    let mention = scene.mentions(view).iter().find(|mention| mention.full == main)?;
    let behind: Vec<&Word<'_>> = view
        .visible
        .iter()
        .filter(|index| **index >= mention.end)
        .map(|index| &view.words[*index])
        .collect();
    let copula = behind
        .windows(2)
        .position(|pair| pair[0].is_any(&["is", "was"]) && pair[1].is_any(&["a", "an"]))?;
    // Between the name and its verb stand dates and other names, no other verb.
    let is_near = behind[..copula]
        .iter()
        .all(|word| !matches!(word.tag, Tag::Past | Tag::Present | Tag::Have | Tag::Modal));
    let told: Vec<&Word<'_>> = behind[copula + 2..]
        .iter()
        .copied()
        .take_while(|word| matches!(word.tag, Tag::Noun | Tag::Name | Tag::Adverb | Tag::Participle))
        .collect();
    // "a children's author": what comes behind is what he is.
    let is_owner = behind
        .get(copula + 2 + told.len())
        .is_some_and(|next| next.tag == Tag::Genitive);
    let head = told
        .last()
        .filter(|head| is_near && !is_owner && !is_plural(&head.lower))?;
    if !is_calling(head, scene.lexicon) {
        return None;
    }
    let before = told[..told.len() - 1].iter().rev();
    let mut words: Vec<&str> = before
        .take_while(|word| is_part_of_calling(word, scene.lexicon))
        .map(|word| word.text)
        .collect();
    words.reverse();
    words.push(head.text);
    let is_whole = words.len() <= LONGEST;
    is_whole.then(|| words.join(" "))
}

/// Whether a noun says what somebody does: no office, no kin, and nothing that anybody may be.
fn is_calling(head: &Word<'_>, lexicon: &Lexicon) -> bool {
    #[rustfmt::skip]
    const OF_ANYBODY: &[&str] = &[
        "person", "man", "woman", "boy", "girl", "child", "member", "native", "citizen", "resident", "son",
        "daughter", "brother", "sister", "wife", "husband", "widow", "father", "mother", "cousin", "nephew",
        "niece", "friend", "companion", "figure", "leader", "head", "chief", "winner", "recipient", "candidate",
        "founder", "pioneer", "advocate", "supporter", "student", "graduate", "alumnus", "noble", "saint",
        "slave", "criminal", "victim", "survivor", "veteran", "official", "officer", "personality", "celebrity",
        "professional",
    ];
    match lexicon.role(&head.lower) {
        Some(role) => role == Role::Calling && !head.is_any(OF_ANYBODY),
        None => {
            let noun = vocabulary::classes_of_form(&head.lower).noun;
            head.tag == Tag::Noun && noun == Some(vocabulary::PERSON) && !head.is_any(OF_ANYBODY)
        }
    }
}

/// "music" of "music producer"; no adjective, and no other calling.
fn is_part_of_calling(word: &Word<'_>, lexicon: &Lexicon) -> bool {
    let known = vocabulary::classes_of_form(&word.lower);
    word.tag == Tag::Noun
        && word.text.chars().all(char::is_lowercase)
        && known.noun.is_some()
        && !known.adjective
        && lexicon.role(&word.lower).is_none()
}

#[cfg(test)]
mod tests {
    use super::of_main;
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn calling(opening: &str) -> Option<String> {
        let page = format!("# Ann Lund\n\n{opening} Lund was born in Moscow.\n");
        let document = read("a.md", page.as_bytes()).unwrap();
        of_main(&Scene::read(&document, Lexicon::shipped()))
    }

    #[test]
    fn the_opening_says_what_somebody_is() {
        for (opening, is) in [
            ("Ann Lund (born 1911) is a Russian sculptor.", "sculptor"),
            (
                "Ann Lund was a Russian music producer and poet.",
                "music producer",
            ),
            (
                "Ann Lund is a former professional painter who lives in Berdi.",
                "painter",
            ),
        ] {
            assert_eq!(calling(opening).as_deref(), Some(is), "{opening}");
        }
    }

    #[test]
    fn an_office_or_a_kinship_is_no_calling() {
        for opening in [
            "Ann Lund was a governor of Berdi.",
            "Ann Lund was a daughter of the painter Otto Lund.",
            "Ann Lund wrote that Velk is a poet.",
            "Ann Lund is a children's author.",
        ] {
            assert_eq!(calling(opening), None, "{opening}");
        }
    }
}
