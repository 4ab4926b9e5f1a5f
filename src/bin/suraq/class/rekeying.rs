//! Keys that change after a paper was marked: which question is meant, what is right now, and whose score moves.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json::json;
use suraq::quiz::Paper;
use suraq::quiz::rows;
use suraq::quiz::scores;
use suraq::quiz::scores::Change;
use suraq::quiz::scores::Results;

use crate::app::App;
use crate::cards::deeds;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// So many pupils whose score changes are named before the rest is only counted.
const NAMED: usize = 10;

/// The right options of each question, or `None` where it does not count.
type Keys = [Option<Vec<usize>>];

/// Keeps changed keys and says what each question asks, what was right and is now, and what became of the scores.
pub fn change(app: &mut App, paper: &Paper, mut results: Results, changes: &[Change]) -> Outcome {
    let keys_before = scores::keys(paper, &results.changes);
    for change in changes {
        check_counts(paper, &keys_before, change)?;
    }
    let scores_before = points(&keys_before, &results);
    let changes_before = results.changes.clone();
    results.changes.extend(changes);
    let keys = scores::keys(paper, &results.changes);
    if keys == keys_before {
        app.answer(
            &json!({ "code": paper.code, "changes": changes_before.len(), "scores_changed": 0 }),
            "Nothing was changed: this is the key already.",
        );
        return Ok(Done::Well);
    }
    super::keep_results(app, &mut results)?;
    let questions: BTreeSet<usize> = changes.iter().map(Change::question).collect();
    let places: Vec<String> = questions.iter().map(|question| paper.place(*question)).collect();
    let label = format!("key of {} on paper {}", places.join(", "), paper.code);
    deeds::note_key(app, &label, &paper.code, &changes_before, &results.changes)?;
    let told = Rekeyed {
        paper,
        questions,
        keys: [&keys_before, &keys],
        pupils: results.sheets.iter().map(|sheet| sheet.pupil.as_str()).collect(),
        scores: [scores_before, points(&keys, &results)],
    };
    match app.json {
        true => app.screen.line(&told.json(results.changes.len()).to_string()),
        false => told.tell(app),
    }
    Ok(Done::Well)
}

/// Says which keys another computer brings, and what becomes of the scores that are here; nothing is kept yet.
pub fn tell_united(app: &App, paper: &Paper, before: &Results, changes: &[Change]) {
    let keys = [&before.changes[..], changes].map(|changes| scores::keys(paper, changes));
    let questions: BTreeSet<usize> = (0..paper.questions.len())
        .filter(|question| keys[0][*question] != keys[1][*question])
        .collect();
    if questions.is_empty() {
        return;
    }
    let told = Rekeyed {
        paper,
        questions,
        keys: keys.each_ref().map(Vec::as_slice),
        pupils: before.sheets.iter().map(|sheet| sheet.pupil.as_str()).collect(),
        scores: keys.each_ref().map(|keys| points(keys, before)),
    };
    match app.json {
        true => app.screen.line(&told.json(changes.len()).to_string()),
        false => {
            app.screen
                .text("A key that was changed there counts here as well:");
            told.tell(app);
        }
    }
}

/// Errors: a second answer is to be right of a question that does not count.
fn check_counts(paper: &Paper, keys: &Keys, change: &Change) -> Result<(), Failure> {
    let Change::Accept { question, .. } = *change else {
        return Ok(());
    };
    if keys[question].is_some() {
        return Ok(());
    }
    let place = paper.place(question);
    let failure = Failure::usage(format!(
        "{place} does not count, so no other answer to it can be right"
    ));
    Err(match paper.questions[question].keys().first() {
        Some(key) => failure.hint(format!(
            "bring it back first: {{suraq}}mark {} --key {place}={}",
            paper.code,
            paper.letter(question, *key)
        )),
        None => failure,
    })
}

fn points(keys: &Keys, results: &Results) -> Vec<(f64, usize)> {
    let sheets = results.sheets.iter();
    sheets.map(|sheet| scores::points(keys, sheet)).collect()
}

/// What changed: before, and after.
struct Rekeyed<'a> {
    paper: &'a Paper,
    questions: BTreeSet<usize>,
    keys: [&'a Keys; 2],
    pupils: Vec<&'a str>,
    scores: [Vec<(f64, usize)>; 2],
}

impl Rekeyed<'_> {
    fn tell(&self, app: &App) {
        for question in &self.questions {
            let places: Vec<String> = self.paper.places(*question);
            app.screen.text(&format!(
                "{}: {}",
                places.join(", "),
                self.paper.questions[*question].text
            ));
            for (when, keys) in ["was right", "is right"].iter().zip(self.keys) {
                app.screen
                    .text(&format!("  {when}: {}", self.right(*question, keys).join("; ")));
            }
        }
        let moved = self.moved();
        let [before, after] = self.scores.each_ref().map(|scores| mean(scores));
        if self.pupils.is_empty() {
            app.screen.text("No sheet was here before, so no score changes.");
            return;
        }
        app.screen.text(&format!(
            "Counted anew, {} of {} changed; the mean was {before} points and is {after}.",
            moved.len(),
            count(self.pupils.len(), "score", "scores")
        ));
        for (pupil, [before, after]) in moved.iter().take(NAMED) {
            app.screen.text(&format!(
                "  {pupil}: {} of {}, before {} of {}",
                after.0, after.1, before.0, before.1
            ));
        }
        let more = match moved.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!("And {more} more. "),
        };
        app.screen.remark(&format!(
            "{more}All scores: {}results {} --pupils    {}",
            app.prefix(),
            self.paper.code,
            app.undo_hint()
        ));
    }

    fn json(&self, changes: usize) -> Value {
        let questions: Vec<Value> = self
            .questions
            .iter()
            .map(|question| {
                let right = |keys: &Keys| keys[*question].as_ref().map(|_| self.right(*question, keys));
                json!({
                    "place": self.paper.place(*question), "text": self.paper.questions[*question].text,
                    "before": right(self.keys[0]), "after": right(self.keys[1]),
                })
            })
            .collect();
        let score = |(points, of): (f64, usize)| json!({ "points": points, "of": of });
        let moved = self.moved();
        let scores: Vec<Value> = moved
            .iter()
            .map(|(pupil, [before, after])| json!({ "pupil": pupil, "before": score(*before), "after": score(*after) }))
            .collect();
        json!({
            "code": self.paper.code, "changes": changes, "scores_changed": moved.len(), "questions": questions,
            "scores": scores,
        })
    }

    /// The pupils whose score is another now, with the score before and after.
    fn moved(&self) -> Vec<(&str, [(f64, usize); 2])> {
        let [before, after] = &self.scores;
        let scores = before.iter().zip(after).map(|(before, after)| [*before, *after]);
        let all = self.pupils.iter().copied().zip(scores);
        all.filter(|(_, [before, after])| before != after).collect()
    }

    fn right(&self, question: usize, keys: &Keys) -> Vec<String> {
        right(self.paper, question, keys[question].as_deref())
    }
}

/// What is right of a question, each with its letter in the first version; `None` is a question that does not count.
pub fn right(paper: &Paper, question: usize, keys: Option<&[usize]>) -> Vec<String> {
    let asked = &paper.questions[question];
    match keys {
        None => vec!["does not count".to_owned()],
        Some([]) => vec![asked.right()],
        Some(keys) => {
            let letter = |key: &usize| paper.letter(question, *key);
            let right = keys
                .iter()
                .filter_map(|key| Some((letter(key), asked.options().get(*key)?)));
            right.map(|(letter, text)| format!("{letter} {text}")).collect()
        }
    }
}

/// The mean of the points, with one decimal; `-` of nobody.
fn mean(scores: &[(f64, usize)]) -> String {
    let points: f64 = scores.iter().map(|(points, _)| points).sum();
    match scores {
        [] => "-".to_owned(),
        [(_, of), ..] => format!("{:.1} of {of}", points / scores.len() as f64),
    }
}

/// `A7`, or `7` where there is one version: the question and the order of its options.
///
/// Errors: there is no such place.
pub fn place_of<'a>(paper: &'a Paper, text: &str) -> Result<(usize, &'a [usize]), Failure> {
    let wrong = || {
        Failure::usage(format!("`{text}` is no place on this paper"))
            .hint("give the version and the number as they are printed, such as A7")
    };
    let text = text.trim();
    let letter = text.chars().next().filter(|letter| letter.is_alphabetic());
    let (letter, number) = match letter {
        Some(letter) => (letter, &text[letter.len_utf8()..]),
        None if paper.versions.len() == 1 => ('A', text),
        None => return Err(wrong()),
    };
    let version = paper
        .version(rows::version_letter(letter, ""))
        .ok_or_else(wrong)?;
    let place = number
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1));
    let place = place
        .filter(|place| *place < version.order.len())
        .ok_or_else(wrong)?;
    Ok((version.order[place], &version.options[place]))
}

/// `A7=C`: the question and the option under that letter.
///
/// Errors: there is no such place, or no such option.
pub fn option_of(paper: &Paper, text: &str) -> Result<(usize, usize), Failure> {
    let wrong = |what: String| Failure::usage(what).hint("give place and letter, such as A7=C");
    let Some((place, letter)) = text.split_once('=') else {
        return Err(wrong(format!("`{text}` names no letter")));
    };
    let (question, options) = place_of(paper, place)?;
    let letter: String = letter
        .trim()
        .chars()
        .map(|letter| rows::version_letter(letter, ""))
        .collect();
    let at = ('A'..='Z').position(|known| letter.len() == 1 && letter.starts_with(known));
    match at.and_then(|at| options.get(at)) {
        Some(option) => Ok((question, *option)),
        None => Err(wrong(format!("`{letter}` is no option of {place}"))),
    }
}
