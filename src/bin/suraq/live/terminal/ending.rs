//! What the answers of a game say, in a few lines: the whole is told by `results`.

use serde_json::Value;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::analysis::Analysis;
use suraq::quiz::analysis::JUDGED_FROM;
use suraq::quiz::analysis::analyse;
use suraq::quiz::scores;
use suraq::quiz::scores::Results;

use crate::class::poll;
use crate::class::pupils::in_order;
use crate::class::report::asked_everything;
use crate::screen::count;
use crate::screen::one_line;

/// Questions to look at that are named; `results` names all.
const NAMED: usize = 3;

/// Pupils that are listed with their points: more than a screen has room for.
const LISTED: usize = 60;

/// Returns the lines, and the same as JSON. A poll has no scores. `was_asked` says whether anybody was asked a
/// question, which may have been left out.
pub fn lines(paper: &Paper, results: &Results, was_asked: bool, prefix: &str) -> (Vec<String>, Value) {
    let pupils = count(results.sheets.len(), "pupil", "pupils");
    let see = format!("Saved: {prefix}results {}", paper.code);
    if results.sheets.is_empty() {
        let line = match was_asked {
            true => "The end. No question counts, so nothing is kept but the journal.",
            false => "The end. Nobody was asked anything, so nothing is kept but the journal.",
        };
        let line = line.to_owned();
        return (
            vec![line],
            json!({ "event": "summary", "code": paper.code, "pupils": 0 }),
        );
    }
    let is_poll = poll::is_poll(paper);
    let keys = scores::keys(paper, &results.changes);
    let rows: Vec<_> = results
        .sheets
        .iter()
        .map(|sheet| scores::marks(&keys, sheet))
        .collect();
    let analysis = analyse(&scores::asked(paper, &keys), &rows);
    let whole = &analysis.whole;
    let json = json!({
        "event": "summary", "code": paper.code, "pupils": results.sheets.len(),
        "mean": whole.mean.filter(|_| !is_poll), "of": keys.iter().flatten().count(),
    });
    if is_poll {
        return (vec![format!("The end: {pupils} took part."), see], json);
    }
    let mut first = format!("The end: {pupils}");
    if let Some(mean) = whole.mean {
        let all = asked_everything(results, &analysis);
        first.push_str(&format!(", mean {mean:.1} points{all}"));
    }
    // Of fewer pupils it says more of chance than of the questions.
    if let Some(alpha) = whole.alpha.filter(|_| whole.pupils >= JUDGED_FROM) {
        first.push_str(&format!(
            ", reliability {:.2} ({:.2} to {:.2})",
            alpha.value, alpha.low, alpha.high
        ));
    }
    let mut lines = vec![first + ".", see];
    lines.extend(hardest(paper, &analysis));
    let advice = analysis
        .advice
        .iter()
        .filter_map(|advice| Some((advice.question()?, advice)));
    lines.extend(advice.take(NAMED).map(|(at, advice)| {
        let place = paper.place(at);
        format!("Look at question {}: {advice}.", place.trim_start_matches('A'))
    }));
    lines.push(points(&keys, results));
    lines.push("Phones can fetch what they missed until you leave with `quit` (q).".to_owned());
    (lines, json)
}

/// The question that the fewest got right; nothing where all got all right.
fn hardest(paper: &Paper, analysis: &Analysis) -> Option<String> {
    let shares = analysis.questions.iter().map(|figures| figures.facility);
    let known = shares
        .enumerate()
        .filter_map(|(at, share)| Some((at, share?.value)));
    let (at, share) = known.min_by(|one, other| one.1.total_cmp(&other.1))?;
    let asked = analysis.questions[at].asked;
    let place = paper.place(at);
    (share < 1.0).then(|| {
        format!(
            "Hardest: question {}, {:.0} of {asked} right: {}",
            place.trim_start_matches('A'),
            share * asked as f64,
            one_line(&paper.questions[at].text)
        )
    })
}

/// Who has how many points, the most first.
fn points(keys: &[Option<Vec<usize>>], results: &Results) -> String {
    let mut pupils: Vec<(&str, f64, usize)> = results
        .sheets
        .iter()
        .map(|sheet| (sheet.pupil.as_str(), scores::points(keys, sheet)))
        .map(|(pupil, (points, of))| (pupil, points, of))
        .collect();
    pupils.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| in_order(one.0, other.0)));
    let shown = pupils.iter().take(LISTED);
    let shown: Vec<String> = shown
        .map(|(pupil, points, of)| format!("{} {points}/{of}", one_line(pupil)))
        .collect();
    let more = match pupils.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!("Points: {}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use suraq::quiz::Paper;
    use suraq::quiz::scores::{Given, Results, Sheet};

    use super::{LISTED, lines};
    use crate::class::example;

    fn paper() -> Paper {
        example::paper(3, &["right", "wrong"])
    }

    /// `count` pupils; all know question 1, every second one question 2, one of them question 3.
    fn said(count: usize) -> String {
        let sheet = |number: usize| {
            let given = [0, number % 2, usize::from(number != 2)].map(Given::Option);
            Sheet::new(format!("Pupil {number}"), 'A', given.to_vec())
        };
        let results = Results {
            sheets: (1..=count).map(sheet).collect(),
            ..Results::default()
        };
        lines(&paper(), &results, true, "suraq ").0.join("\n")
    }

    #[test]
    fn the_end_says_where_it_is_saved_what_was_hardest_and_who_has_what() {
        let said = said(3);
        let saved = format!("Saved: suraq results {}", paper().code);
        for part in [
            saved.as_str(),
            "Points: Pupil 2 3/3, Pupil 1 1/3, Pupil 3 1/3",
            "1 of 3 right: Which is lake",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(said.contains("until you leave"), "{said}");
    }

    #[test]
    fn who_have_as_much_stand_by_the_kazakh_alphabet() {
        let names = [
            "Юсупова Камила",
            "Ғалымжан Нұрлан",
            "Қайратұлы Алихан",
            "Галиева Айым",
        ];
        let sheet = |name: &str| Sheet::new(name.to_owned(), 'A', vec![Given::Option(0); 3]);
        let results = Results {
            sheets: names.map(sheet).to_vec(),
            ..Results::default()
        };
        let said = lines(&paper(), &results, true, "suraq ").0.join("\n");
        let sorted = "Галиева Айым 3/3, Ғалымжан Нұрлан 3/3, Қайратұлы Алихан 3/3, Юсупова Камила 3/3";
        assert!(said.contains(sorted), "{said}");
    }

    #[test]
    fn few_pupils_have_no_reliability_and_many_are_not_all_listed() {
        assert!(!said(19).contains("reliability"));
        let many = said(LISTED + 5);
        assert!(
            many.contains("reliability") && many.contains("and 5 more"),
            "{many}"
        );
    }
}
