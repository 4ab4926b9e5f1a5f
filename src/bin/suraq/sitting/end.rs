//! What a sitting came to, as lines: counts, what was remembered, what was missed, what comes next.

use suraq::decks::CardId;
use suraq::schedule::Moment;
use suraq::schedule::Rating;
use suraq::session::Mode;
use suraq::session::Summary;

use super::Sitting;
use super::card::Lines;
use crate::app::App;
use crate::screen::Tone;
use crate::screen::count;
use crate::study::days;

/// Missed cards shown at most.
const MISSED: usize = 12;

impl Sitting {
    /// Returns the last screen.
    pub(super) fn end_lines(&self, app: &mut App, width: usize) -> Vec<String> {
        let screen = app.screen;
        let mut summary = self.session.summary();
        summary.left += self.to_come.len();
        let mut lines = Lines::new(&screen, width);
        if summary.answers == 0 {
            match self.unrated_line() {
                Some(line) => lines.text(Tone::Plain, &line),
                None => lines.text(Tone::Plain, "Nothing was answered."),
            }
            return lines.lines;
        }
        match self.mode {
            Mode::Quiz { .. } => score(&mut lines, &summary),
            _ => counts(&mut lines, &summary),
        }
        if summary.left > 0 && self.session.is_out_of_time(app.now()) {
            lines.text(Tone::Plain, "The minutes you set are over.");
        }
        self.missed(app, &mut lines, &summary);
        if self.mode.moves_schedule() {
            lines.gap();
            lines.text(Tone::Plain, &next(&summary, app.now()));
            if let Some(at) = self.session.first_minute().filter(|at| *at > app.now().at) {
                let time = days::clock_time(at, app.now());
                lines.text(Tone::Plain, &format!("The first of them at {time}."));
            }
        }
        if let Some(line) = self.unrated_line() {
            lines.gap();
            lines.text(Tone::Fair, &line);
        }
        lines.lines
    }

    fn missed(&self, app: &mut App, lines: &mut Lines<'_>, summary: &Summary) {
        if summary.missed.is_empty() {
            return;
        }
        lines.gap();
        lines.text(Tone::Strong, "Missed:");
        for missed in summary.missed.iter().take(MISSED) {
            let times = if missed.times > 1 {
                format!(" ({} times)", missed.times)
            } else {
                String::new()
            };
            lines.indented(Tone::Plain, &format!("{}{times}", missed.question), "  ", "    ");
            lines.indented(Tone::Good, &missed.answer, "    = ", "      ");
            if let Mode::Quiz { .. } = self.mode {
                if let Some(given) = self.given.get(&missed.id) {
                    lines.indented(Tone::Faint, given, "    you: ", "      ");
                }
                if let Some(why) = explanation(app, &missed.id) {
                    lines.indented(Tone::Faint, &why, "    ", "    ");
                }
            }
        }
        if summary.missed.len() > MISSED {
            let more = summary.missed.len() - MISSED;
            lines.text(Tone::Plain, &format!("  and {}", count(more, "more", "more")));
        }
    }
}

/// The words a card rests on: its quote, else its fact, else its explanation.
fn explanation(app: &mut App, id: &str) -> Option<String> {
    let card: CardId = id.parse().ok()?;
    let asked = app.shelf().ok()?.asked(&card).ok()??;
    let fact = asked.fact.as_ref();
    let quote = fact.and_then(|fact| fact.evidence.iter().find(|evidence| !evidence.quote.is_empty()));
    let quote = quote.map(|evidence| format!("“{}”", evidence.quote));
    let statement = fact
        .map(|fact| fact.statement.clone())
        .filter(|text| !text.is_empty());
    quote.or(statement).or(asked.item.explanation)
}

fn score(lines: &mut Lines<'_>, summary: &Summary) {
    let share = 100 * summary.right_at_once / summary.cards.max(1);
    lines.text(
        Tone::Strong,
        &format!(
            "Score: {} of {} ({share} %).",
            summary.right_at_once, summary.cards
        ),
    );
    if summary.left > 0 {
        lines.text(
            Tone::Plain,
            &format!("Not asked: {}.", count(summary.left, "card", "cards")),
        );
    }
}

fn counts(lines: &mut Lines<'_>, summary: &Summary) {
    let minutes = (summary.milliseconds + 30_000) / 60_000;
    let time = if minutes < 1 {
        "under a minute".to_owned()
    } else {
        format!("{minutes} min")
    };
    lines.text(
        Tone::Strong,
        &format!(
            "{}, {} in {time}.",
            count(summary.cards, "card", "cards"),
            count(summary.answers, "answer", "answers")
        ),
    );
    let ratings: Vec<String> = Rating::ALL
        .iter()
        .zip(summary.ratings)
        .map(|(rating, number)| format!("{} {number}", rating.word()))
        .collect();
    lines.text(
        Tone::Plain,
        &format!("New {}; {}.", summary.new_cards, ratings.join(", ")),
    );
    let (passed, total) = summary.retention;
    if let Some(share) = (100 * passed).checked_div(total) {
        lines.text(
            Tone::Plain,
            &format!("Remembered {passed} of {total} learned cards ({share} %)."),
        );
    }
    if summary.left > 0 {
        lines.text(
            Tone::Plain,
            &format!(
                "{} left for another time.",
                count(summary.left, "card is", "cards are")
            ),
        );
    }
}

/// `Back: 3 today, 5 tomorrow, 2 on Fri 9 May, 4 later.`
fn next(summary: &Summary, now: Moment) -> String {
    const DAYS: usize = 3;
    let mut parts: Vec<String> = summary
        .next
        .iter()
        .take(DAYS)
        .map(|(day, number)| format!("{number} {}", days::when(*day, now.day)))
        .collect();
    let later: usize = summary.next.values().skip(DAYS).sum();
    if later > 0 {
        parts.push(format!("{later} later"));
    }
    match parts.is_empty() {
        true => "None of them comes back by itself.".to_owned(),
        false => format!("They come back: {}.", parts.join(", ")),
    }
}
