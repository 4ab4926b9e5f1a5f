//! What a sitting came to, as lines: counts, what was remembered, what was missed, what comes next.

use jiff::Timestamp;
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
use crate::study::exam_words::percent;

/// Missed cards shown at most.
const MISSED: usize = 12;

impl Sitting {
    /// Returns what the sitting came to, with what progress says by now of when its cards come back.
    pub(super) fn summary(&self, app: &mut App) -> Summary {
        let mut summary = self.session.summary();
        if let Ok(store) = app.store()
            && let Ok(next) = self.session.next_days(store)
        {
            summary.next = next;
        }
        summary
    }

    /// Returns when the first of the cards answered comes back today, if that is still to come.
    fn first_minute(&self, app: &mut App) -> Option<Timestamp> {
        let now = app.now().at;
        let first = self.session.first_minute(app.store().ok()?).ok()?;
        first.filter(|at| *at > now)
    }

    /// Returns the last screen.
    pub(super) fn end_lines(&self, app: &mut App, width: usize) -> Vec<String> {
        let screen = app.screen;
        let mut summary = self.summary(app);
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
            Mode::Cram => crammed(&mut lines, &summary),
            Mode::Review => counts(&mut lines, &summary, app.now(), app.prefix()),
        }
        if summary.left > 0 && self.session.is_out_of_time(app.now()) {
            lines.text(Tone::Plain, "The minutes you set are over.");
        }
        self.missed(app, &mut lines, &summary);
        if self.mode.moves_schedule() {
            lines.gap();
            lines.text(Tone::Plain, &next(&summary, app.now()));
            if let Some(at) = self.first_minute(app) {
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
                if let Some(given) = self.given.get(&missed.id).filter(|given| !given.is_empty()) {
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
    let (right, cards) = (summary.right_at_once, summary.cards);
    let share = percent(right as f64 / cards.max(1) as f64);
    lines.text(Tone::Strong, &format!("Score: {right} of {cards} ({share})."));
    if summary.left > 0 {
        lines.text(
            Tone::Plain,
            &format!("Not asked: {}.", count(summary.left, "card", "cards")),
        );
    }
}

/// How many cards and answers, and how long it took.
fn sum(lines: &mut Lines<'_>, summary: &Summary) {
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
}

/// Cram has two answers: again and known.
fn crammed(lines: &mut Lines<'_>, summary: &Summary) {
    sum(lines, summary);
    let [again, rest @ ..] = summary.ratings;
    let known: usize = rest.iter().sum();
    lines.text(Tone::Plain, &format!("Again {again}, known {known}."));
    if summary.left > 0 {
        let left = count(summary.left, "card was", "cards were");
        lines.text(Tone::Plain, &format!("{left} not gone over to the end."));
    }
}

fn counts(lines: &mut Lines<'_>, summary: &Summary, now: Moment, prefix: &str) {
    sum(lines, summary);
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
    if total > 0 {
        let share = percent(passed as f64 / total as f64);
        lines.text(
            Tone::Plain,
            &format!("Remembered {passed} of {total} learned cards ({share})."),
        );
    }
    // Those that were answered and come back today are told of below.
    let back_today = summary.next.get(&now.day).copied().unwrap_or(0);
    let left = summary.left.saturating_sub(back_today);
    if left > 0 {
        let left = match left {
            1 => "1 of today's cards was".to_owned(),
            left => format!("{left} of today's cards were"),
        };
        lines.text(
            Tone::Plain,
            &format!("{left} not asked yet: {prefix}review goes on with them."),
        );
    }
}

/// `Of the cards answered, 3 come back today, 5 tomorrow, 2 on Fri 9 May, 4 later.`
fn next(summary: &Summary, now: Moment) -> String {
    const DAYS: usize = 3;
    let verb = |number: usize| if number == 1 { "comes" } else { "come" };
    let mut parts: Vec<String> = summary
        .next
        .iter()
        .take(DAYS)
        .enumerate()
        .map(|(place, (day, number))| match place {
            0 => format!("{number} {} back {}", verb(*number), days::when(*day, now.day)),
            _ => format!("{number} {}", days::when(*day, now.day)),
        })
        .collect();
    let later: usize = summary.next.values().skip(DAYS).sum();
    if later > 0 {
        parts.push(format!("{later} later"));
    }
    match parts.is_empty() {
        true => "None of them comes back by itself.".to_owned(),
        false => format!("Of the cards answered, {}.", parts.join(", ")),
    }
}
