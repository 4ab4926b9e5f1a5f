//! Who is who: a person whom not everybody knows stands in a stem with what they are: "the genealogist Ann Lund".

use super::Kind;
use crate::facts::Findings;
use crate::lexicon::Lexicon;

/// Longest stem with the words added, in words: more is read twice.
const LONGEST: usize = 26;

/// Returns `stem` with the calling of the person whom the document is about before their name, where the stem
/// says nothing of it, nor asks for it, and the person is none of those widely known.
pub fn introduced(stem: &str, kind: Kind, key: &str, findings: &Findings) -> String {
    let asks = matches!(
        kind,
        Kind::When | Kind::Who | Kind::Which | Kind::Where | Kind::HowMany | Kind::Cloze
    );
    let (Some(main), Some(calling)) = (&findings.main, &findings.calling) else {
        return stem.to_owned();
    };
    let named = stem.find(main.as_str()).map(|at| (at, main.len()));
    let Some((at, length)) = named.or_else(|| fuller(stem, main)).filter(|_| asks) else {
        return stem.to_owned();
    };
    let (before, main, after) = (&stem[..at], &stem[at..at + length], &stem[at + length..]);
    if !is_bare(main, before, after) || tells(calling, stem) || tells(calling, key) {
        return stem.to_owned();
    }
    let the = if before.is_empty() { "The" } else { "the" };
    let told = format!("{before}{the} {calling} {main}{after}");
    match told.split(' ').count() > LONGEST {
        true => stem.to_owned(),
        false => told,
    }
}

/// Where a stem has the name of the person with a middle name that the document else leaves out, and how long it is.
fn fuller(stem: &str, main: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 5;
    let (first, last) = (main.split(' ').next()?, main.rsplit(' ').next()?);
    let at = stem.find(&format!(" {first} "))? + 1;
    let words: Vec<&str> = stem[at..]
        .split(' ')
        .take(LONGEST)
        .take_while(|word| word.starts_with(char::is_uppercase))
        .collect();
    let end = words
        .iter()
        .position(|word| word.trim_end_matches(['?', ',', '.']) == last)?;
    let length = words[..end].iter().map(|word| word.len() + 1).sum::<usize>() + last.len();
    (end > 0).then_some((at, length))
}

/// Whether a stem asks of the birth or death of the person whom the document is about, and nothing tells who that is:
/// neither the stem, nor the document by a calling, nor everybody's knowledge. A deed tells it.
pub fn is_stranger(stem: &str, findings: &Findings) -> bool {
    let Some(main) = findings.main.as_ref().filter(|_| findings.calling.is_none()) else {
        return false;
    };
    let is_of_life = stem
        .split([' ', '?'])
        .any(|word| matches!(word, "born" | "die" | "died"));
    let named = stem.find(main.as_str()).map(|at| (at, main.len()));
    is_of_life
        && named
            .or_else(|| fuller(stem, main))
            .is_some_and(|(at, length)| is_bare(&stem[at..at + length], &stem[..at], &stem[at + length..]))
}

/// Whether a stem has the last name of the person whom the document is about, and not the rest: "did Lund die".
pub fn is_half_named(stem: &str, findings: &Findings) -> bool {
    let Some(main) = findings.main.as_deref() else {
        return false;
    };
    let Some((_, last)) = main.rsplit_once(' ').filter(|_| !stem.contains(main)) else {
        return false;
    };
    if Lexicon::shipped().person(main).is_some() {
        return false;
    }
    let words: Vec<&str> = stem
        .split(' ')
        .map(|word| word.trim_end_matches(['?', ',', '.']))
        .collect();
    let is_name = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    (1..words.len()).any(|at| {
        words[at].strip_suffix("'s").unwrap_or(words[at]) == last
            && !(at > 1 && is_name(at - 1))
            && !is_name(at + 1)
    })
}

/// Whether the name stands alone: no calling or title before it, and not inside the name of something else.
fn is_bare(main: &str, before: &str, after: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let is_known = lexicon.person(main).is_some();
    let first = main.split(' ').next().unwrap_or_default().to_lowercase();
    let is_titled = lexicon.role(&first).is_some() || !main.contains(' ');
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let opens = before.is_empty()
        || before.ends_with(' ')
            && word.chars().all(char::is_lowercase)
            && lexicon.role(word).is_none()
            && word != "the"
            && word != "and";
    let ends = match after.strip_prefix(' ') {
        Some(next) => !next.starts_with(char::is_uppercase) && !next.starts_with("and "),
        None => after.starts_with(['?', '.', ',', '\'', '’']),
    };
    !is_known && !is_titled && opens && ends
}

/// Whether a word of the calling stands in a text already.
fn tells(calling: &str, text: &str) -> bool {
    let lower = text.to_lowercase();
    calling.split(' ').any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::introduced;
    use super::is_half_named;
    use super::is_stranger;
    use crate::facts::Findings;
    use crate::items::Kind;

    fn told(stem: &str, key: &str) -> String {
        let findings = Findings {
            main: Some("Ann Lund".to_owned()),
            calling: Some("music producer".to_owned()),
            ..Findings::default()
        };
        introduced(stem, Kind::When, key, &findings)
    }

    #[test]
    fn a_person_of_a_page_is_introduced() {
        for (stem, introduced) in [
            (
                "In which year was Ann Lund born?",
                "In which year was the music producer Ann Lund born?",
            ),
            (
                "In which year was Ann Berdi Lund born?",
                "In which year was the music producer Ann Berdi Lund born?",
            ),
            (
                "Ann Lund was born in ____.",
                "The music producer Ann Lund was born in ____.",
            ),
            (
                "In which year was Ann Lund's first song heard?",
                "In which year was the music producer Ann Lund's first song heard?",
            ),
        ] {
            assert_eq!(told(stem, "1911"), introduced);
        }
    }

    #[test]
    fn who_is_unknown_or_half_named_is_seen() {
        let of = |calling: Option<&str>| Findings {
            main: Some("Ann Lund".to_owned()),
            calling: calling.map(str::to_owned),
            ..Findings::default()
        };
        assert!(is_stranger("In which year was Ann Lund born?", &of(None)));
        assert!(is_stranger("In which year was Ann Berdi Lund born?", &of(None)));
        assert!(!is_stranger(
            "In which year was the painter Ann Lund born?",
            &of(None)
        ));
        assert!(!is_stranger(
            "In which year was Ann Lund born?",
            &of(Some("painter"))
        ));
        assert!(is_half_named("In which year did Lund die?", &of(None)));
        assert!(!is_half_named("In which year did Otto Lund die?", &of(None)));
        assert!(!is_half_named("In which year did Ann Lund meet Lund?", &of(None)));
    }

    #[test]
    fn nothing_is_said_twice_nor_given_away() {
        for stem in [
            "In which year did the singer Ann Lund leave?",
            "In which year was the Ann Lund Prize founded?",
            "In which year did Otto Velk and Ann Lund marry?",
            "In which year did Ann Lund win the prize for music?",
        ] {
            assert_eq!(told(stem, "1911"), stem);
        }
        let stem = "What did Ann Lund become in 1911?";
        assert_eq!(told(stem, "a producer"), stem);
    }
}
