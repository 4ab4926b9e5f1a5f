//! A line of annals: "1911 – The Velk Bridge is opened in Berdi", told in the present of what is long past.

use super::Rule;
use super::event;
use crate::facts::Found;
use crate::facts::clause::{Clause, read_among, read_annal};
use crate::facts::frame::{Frame, NameKind};
use crate::facts::scene::{Scene, View};
use crate::facts::time::{Link, TimeAt, TimeValue};
use crate::language::{Tag, vocabulary};

/// What such a line may be asked: when it was, and who did it. Of sixty read on seventeen pages of days the wrong
/// ones nearly all asked where, or hid a name at the end of the line.
const ASKED: &[&str] = &["when", "who"];

/// Finds the events of lines that begin with their year.
pub struct Annal;

impl Rule for Annal {
    fn name(&self) -> &'static str {
        "annal"
    }

    fn find(&self, scene: &Scene<'_>, skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let mut found = Vec::new();
        for view in scene.views.iter().filter(|view| view.objection.is_none()) {
            let Some(clause) = clause(scene, view) else {
                continue;
            };
            match event::read_as("annal", scene, view, &clause) {
                Ok(event) if !is_spelled_out(view, &scene.document.text, &event) => {
                    skipped(view.sentence, "a name that another line may have");
                }
                Ok(event) if is_clipped(view, &clause, &event) => {
                    skipped(view.sentence, "words that a headline leaves out");
                }
                Ok(event) => found.push(Found {
                    trusted: ASKED,
                    ..event
                }),
                Err(reason) => skipped(view.sentence, reason),
            }
        }
        found
    }
}

/// The clause behind "1911 –", dated by that year.
fn clause(scene: &Scene<'_>, view: &View<'_>) -> Option<Clause> {
    const DASHES: &[&str] = &["–", "—", "-"];
    // Births and deaths fill such lists, of people of whom the page tells nothing else.
    const OF_A_LIFE: &[&str] = &["bear", "die", "marry", "retire", "bury"];
    let year = view.times.first().filter(|time| time.start == 0)?;
    let TimeValue::Date(date) = year.value else {
        return None;
    };
    let is_dash = |at: usize| DASHES.contains(&view.words[at].text);
    let dashes = (0..view.words.len()).filter(|at| is_dash(*at) && view.words[*at].is_apart);
    let colons: Vec<usize> = (0..view.words.len())
        .filter(|at| matches!(view.words[*at].text, ":" | ";"))
        .collect();
    let begin = behind_heading(view, year.end, &colons)?;
    // "1798 – Velk Rising of 1798:": a year of the heading or in brackets dates nothing else.
    let is_told = |index: usize| index >= begin && view.visible.contains(&index);
    let is_alone = date.month.is_none() && view.times[1..].iter().all(|time| !is_told(time.start));
    if !is_alone || year.end >= view.words.len() || !is_dash(year.end) || dashes.count() != 1 {
        return None;
    }
    let seq: Vec<usize> = view.visible.iter().copied().filter(|at| *at >= begin).collect();
    let first = *seq.first()?;
    // "Assaulting forces", "One-year service": the capital of a line's first word, which is no name.
    let is_subject = view.words.get(first)?.tag == Tag::Determiner || opens_with_name(scene, view, first);
    // "1935 – Dana Lund, Velkan engineer, founded the yard": who was born in that year, and is known for it.
    let is_described = scene.mentions(view).iter().any(|mention| {
        let next = view.words.get(mention.end);
        mention.start == first && next.is_some_and(|next| next.text == ",")
    });
    if is_described {
        return None;
    }
    let told = TimeAt {
        link: Link::At,
        ..year.clone()
    };
    let clause = read_annal(scene, view, &seq, year)
        .or_else(|| read_among(scene, view, &seq, &[told]).ok())
        .filter(|_| is_subject)?;
    (!OF_A_LIFE.contains(&clause.lemma)).then_some(clause)
}

/// Whether a line leaves out what a sentence needs: "Velk Army takes and holds its capital".
///
/// Chronologies drop articles as headlines do; only persons and places stand without one anyway.
fn is_clipped(view: &View<'_>, clause: &Clause, found: &Found) -> bool {
    let Frame::Event(event) = &found.frame else {
        return true;
    };
    let has_article = ["the ", "a ", "an "]
        .iter()
        .any(|article| event.subject.text.starts_with(article));
    let is_bare_anyway = matches!(
        event.subject.kind,
        NameKind::Person | NameKind::Country | NameKind::City | NameKind::Place
    );
    let is_second_verb = clause
        .verb
        .checked_sub(1)
        .is_some_and(|before| view.words[before].is("and"));
    let owns = event
        .rest
        .text
        .split(' ')
        .any(|word| matches!(word, "its" | "their"));
    let is_open = owns && !event.rest.text.starts_with("its independence");
    !(has_article || is_bare_anyway) || is_second_verb || is_open
}

/// Whether a name begins here: a word that has its capital only as the first of its line is none.
fn opens_with_name(scene: &Scene<'_>, view: &View<'_>, first: usize) -> bool {
    let word = &view.words[first];
    let known = vocabulary::classes_of_form(&word.lower);
    let is_common = known.noun.is_some() || known.verb.is_some() || known.adjective;
    let is_small_behind_hyphen = word
        .text
        .split('-')
        .skip(1)
        .all(|part| part.starts_with(char::is_lowercase));
    let is_compound = word.text.contains('-') && is_small_behind_hyphen;
    scene.mentions(view).iter().any(|mention| {
        // "Cardinal Otto Lund" goes on with names; "Assaulting Danish troops" does not.
        let next = view.words.get(first + 1).map_or("", |next| next.text);
        let goes_on = mention.end > first + 1 && scene.lexicon.country_of_adjective(next).is_none();
        let is_open = mention.kind == NameKind::Other && (is_common && !goes_on || is_compound);
        mention.start == first && !is_open
    })
}

/// Whether every name stands in the line itself: of "King" alone, the king of another line may bear the name.
fn is_spelled_out(view: &View<'_>, text: &str, found: &Found) -> bool {
    let Frame::Event(event) = &found.frame else {
        return false;
    };
    let line = view.span.of(text);
    let mut names = event.subject.names.iter().chain(&event.rest.names);
    names.all(|named| line.contains(named.text.as_str()))
}

/// Where the clause begins: behind the dash, or behind the one name and colon that follow it, "Velk War:".
fn behind_heading(view: &View<'_>, dash: usize, colons: &[usize]) -> Option<usize> {
    const LONGEST: usize = 6;
    match colons {
        [] => Some(dash + 1),
        [colon] if view.words[*colon].text == ":" => {
            let heading = view.words.get(dash + 1..*colon)?;
            let is_name = heading.iter().all(|word| {
                matches!(word.tag, Tag::Name | Tag::Number | Tag::Genitive)
                    || word.is_any(&["of", "the", "in"])
                    || matches!(word.text, "–" | "-")
            });
            (heading.len() <= LONGEST && is_name).then_some(colon + 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Annal;
    use crate::facts::rules::sample::statements_of_page;

    fn told(line: &str) -> Vec<String> {
        statements_of_page(&Annal, &format!("# Berdi 3\n\n## Events\n\n- {line}\n"))
    }

    #[test]
    fn what_a_line_tells_in_the_present_was_in_its_year() {
        assert_eq!(
            told("1911 – The Velk Bridge is opened in Moscow."),
            ["The Velk Bridge was opened in Moscow in 1911."]
        );
        assert_eq!(
            told("1911 – Velk War: The Berdi Treaty is signed in Moscow."),
            ["The Berdi Treaty was signed in Moscow in 1911."]
        );
        assert_eq!(
            told("1911 – The poet Ann Lund founds the Berdi Academy in Moscow."),
            ["The poet Ann Lund founded the Berdi Academy in Moscow in 1911."]
        );
    }

    #[test]
    fn a_year_in_the_heading_or_in_brackets_is_no_second_time() {
        assert_eq!(
            told("1911 – Velk Rising of 1911: The Berdi Treaty (of 1905) is signed in Moscow."),
            ["The Berdi Treaty was signed in Moscow in 1911."]
        );
    }

    #[test]
    fn a_line_may_tell_in_the_past() {
        assert_eq!(
            told("1911 – Velk War: The council of Berdi founded the Berdi Academy in Moscow."),
            ["The council of Berdi founded the Berdi Academy in Moscow in 1911."]
        );
    }

    #[test]
    fn a_surname_that_another_line_may_have_is_left() {
        let page = |line: &str| {
            statements_of_page(
                &Annal,
                &format!("# Berdi 3\n\n- 1905 – The poet Ann Lund is born in Berdi.\n- {line}\n"),
            )
        };
        assert!(page("1911 – Lund founds the Berdi Academy in Moscow.").is_empty());
        assert_eq!(
            page("1911 – Ann Lund founds the Berdi Academy in Moscow.").len(),
            1
        );
    }

    #[test]
    fn lines_with_more_than_a_clause_are_left() {
        for line in [
            "1911 – Velk War: Velk Days: The Velk Bridge is opened in Moscow.",
            "1911 – The poet Ann Lund is born in Moscow.",
            "1911 – The Velk Bridge – a work of Ann Lund – is opened in Moscow.",
            "1911 – The Velk Bridge may be opened in Moscow in 1913.",
            "The Velk Bridge is opened in Moscow in 1911.",
            "1911 – Assaulting troops are driven out of Moscow.",
            "1911 – Berdi Academy is founded in Moscow.",
            "1911 – The Berdi Army captures and occupies the Velk Bridge in Moscow.",
            "1911 – The Berdi Army leaves its bridge in Moscow.",
            "1911 – The U.S. vessel arrives at Moscow, Finland.",
            "1911 – Ann Lund, Finnish engineer and writer, co-founded the Berdi Academy in Moscow.",
        ] {
            assert!(told(line).is_empty(), "{line}: {:?}", told(line));
        }
    }
}
