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
    let mention = scene
        .mentions(view)
        .iter()
        .find(|mention| is_name_of(&mention.full, main))?;
    let behind: Vec<&Word<'_>> = view
        .visible
        .iter()
        .filter(|index| **index >= mention.end)
        .map(|index| &view.words[*index])
        .collect();
    let copula = behind
        .windows(2)
        .position(|pair| pair[0].is_any(&["is", "was"]) && pair[1].is_any(&["a", "an"]))?;
    // Between the name and its verb stand dates and other names, and how else he is called, no other verb.
    let is_near = behind[..copula].iter().all(|word| {
        !matches!(word.tag, Tag::Past | Tag::Present | Tag::Have | Tag::Modal)
            || word.is_any(&["born", "known", "called", "died"])
    });
    if !is_near {
        return None;
    }
    let told = described(&behind[copula + 2..], false);
    match called(&behind, &told, scene.lexicon) {
        Some(calling) => Some(calling),
        // "a science fiction and horror writer": one calling of two fields, told by its last word.
        None => {
            let told = described(&behind[copula + 2..], true);
            called(&behind, &told[told.len().saturating_sub(1)..], scene.lexicon)
        }
    }
}

/// Whether a name is that of the person a page is on, in full: "Patrick Victor White" of the page "Patrick White".
fn is_name_of(full: &str, main: &str) -> bool {
    let mut wanted = main.split(' ').peekable();
    let is_long = main.contains(' ');
    for word in full.split(' ') {
        if wanted.peek() == Some(&word) {
            wanted.next();
        }
    }
    full == main || is_long && wanted.peek().is_none()
}

/// The words that say what somebody is, up to the end of the phrase; `over_and` goes on behind "and".
fn described<'w>(behind: &[&'w Word<'w>], over_and: bool) -> Vec<&'w Word<'w>> {
    let is_part = |word: &Word<'_>| {
        matches!(word.tag, Tag::Noun | Tag::Name | Tag::Adverb | Tag::Participle)
            || word.is("-")
            || over_and && word.is("and")
    };
    behind.iter().copied().take_while(|word| is_part(word)).collect()
}

/// The calling that `told`, the end of what stands behind the copula, is.
fn called(behind: &[&Word<'_>], told: &[&Word<'_>], lexicon: &Lexicon) -> Option<String> {
    // "a children's author": what comes behind is what he is.
    let end = behind
        .iter()
        .position(|word| told.last().is_some_and(|last| std::ptr::eq(*word, *last)));
    let is_owner = end
        .and_then(|end| behind.get(end + 1))
        .is_some_and(|next| next.tag == Tag::Genitive);
    let head = told.last().filter(|head| !is_owner && !is_plural(&head.lower))?;
    // "an influential actor in the study of rocks", "the architect of the treaty": no calling.
    #[rustfmt::skip]
    const IMAGES: &[&str] = &[
        "actor", "agent", "architect", "champion", "driver", "engineer", "giant", "player", "prophet", "star", "voice",
    ];
    let is_image = head.is_any(IMAGES)
        && end
            .and_then(|end| behind.get(end + 1))
            .is_some_and(|next| next.is_any(&["in", "of", "behind", "for"]));
    if is_image || !is_calling(head, lexicon) {
        return None;
    }
    let before = told[..told.len() - 1].iter().rev();
    let mut words: Vec<&str> = before
        .take_while(|word| is_part_of_calling(word, lexicon))
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
            let known = vocabulary::classes_of_form(&head.lower);
            // "radiochemist", "biogeographer": words too rare for a list, by their ends.
            let is_unlisted = known.noun.is_none() && known.verb.is_none() && !known.adjective;
            let is_by_its_end = ["ist", "grapher", "ician", "maker", "smith"]
                .iter()
                .any(|end| head.lower.ends_with(end) && head.lower.len() > 7);
            let is_person = known.noun == Some(vocabulary::PERSON) || is_unlisted && is_by_its_end;
            head.tag == Tag::Noun && is_person && !head.is_any(OF_ANYBODY)
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
            (
                "Ann Velk Karsu Lund (1911-1990), also known as The Angel, was a Russian poet.",
                "poet",
            ),
            (
                "Ann Lund (born 1911) is a Russian science fiction and horror writer.",
                "writer",
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
            "Ann Lund was an influential actor in the study of rocks.",
            "Ann Lund was the architect of the peace.",
        ] {
            assert_eq!(calling(opening), None, "{opening}");
        }
    }
}
