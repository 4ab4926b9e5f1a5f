//! `optimize`: weights of the memory model from one's own answers, kept only where they predict better.

use clap::Args;
use serde_json::json;
use suraq::schedule::LEAST_REVIEWS;
use suraq::schedule::NotOptimized;
use suraq::schedule::Optimized;
use suraq::schedule::PastReview;
use suraq::schedule::Settings;
use suraq::schedule::Wait;
use suraq::schedule::optimize;
use suraq::schedule::telling_reviews;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::input;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::Tone;
use crate::screen::count;
use crate::screen::grouped;
use crate::screen::progress_bar;
use crate::screen::wrap;
use crate::study::weights;

/// Whether to keep what is found.
#[derive(Args, Debug)]
pub struct Optimize {
    /// Only say what would change
    #[arg(long)]
    dry_run: bool,
}

impl Verb for Optimize {
    const NAME: &'static str = "optimize";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Fit the memory model to your own answers, if that predicts them better";
    const EXAMPLE: &'static str = "suraq optimize --dry-run\nsuraq optimize";

    fn run(self, app: &mut App) -> Outcome {
        if !self.dry_run {
            app.store()?.check_writable()?;
        }
        let past = app.store()?.past()?;
        let histories: Vec<Vec<PastReview>> = past
            .into_values()
            .filter(|past| past.is_whole)
            .map(|past| past.reviews)
            .collect();
        let settings = app.config.schedule.clone();
        let bar = progress_bar::over(app, LEAST_REVIEWS, "steps");
        let found = optimize(
            &histories,
            &settings.weights,
            settings.relearning_steps.len(),
            &mut |done, total| {
                if total > 0 {
                    bar.set_length(total as u64);
                    bar.set_position(done as u64);
                }
                !input::interrupted()
            },
        );
        bar.finish_and_clear();
        match found {
            Ok(found) => settle(app, &found, &settings, histories.len(), self.dry_run),
            Err(NotOptimized::TooFew { reviews, needed }) => too_few(app, &histories, reviews, needed),
            Err(NotOptimized::Stopped) => {
                not_kept(app, "stopped", "Stopped. The weights are as they were.");
                Ok(Done::Well)
            }
            Err(error) => Err(Failure::input(error.to_string())
                .hint("the weights in force stay; see them with {suraq}set weights")),
        }
    }
}

fn not_kept(app: &App, reason: &str, said: &str) {
    app.answer(&json!({ "kept": false, "reason": reason }), said);
}

fn too_few(app: &mut App, histories: &[Vec<PastReview>], reviews: usize, needed: usize) -> Outcome {
    let month = app.now().day.plus(-30);
    let recent: Vec<Vec<PastReview>> = histories
        .iter()
        .map(|history| {
            history
                .iter()
                .copied()
                .filter(|review| review.day > month)
                .collect()
        })
        .collect();
    let a_month = telling_reviews(&recent);
    let mut said = format!(
        "{} of yours {} something about forgetting: those on a later day than the answer before. \
         {needed} are needed, else chance would decide.",
        count(reviews, "answer", "answers"),
        if reviews == 1 { "says" } else { "say" },
    );
    if a_month > 0 {
        let days = ((needed - reviews) * 30).div_ceil(a_month);
        said.push_str(&format!(
            " At the pace of the last month that is in about {}.",
            count(days, "day", "days")
        ));
    }
    said.push_str(
        " Until then the weights in force stay; the usual ones come from millions of reviews of others.",
    );
    app.answer(
        &json!({ "kept": false, "reason": "too few", "reviews": reviews, "needed": needed }),
        &said,
    );
    Ok(Done::Well)
}

/// Says what was found, and keeps it where it is better.
fn settle(app: &mut App, found: &Optimized, settings: &Settings, cards: usize, dry_run: bool) -> Outcome {
    let own = Settings {
        weights: found.weights.clone(),
        ..settings.clone()
    };
    let now = app.now();
    let (before, after) = (weights::typical(settings, now)?, weights::typical(&own, now)?);
    let is_better = found.is_better();
    if !app.json {
        print(app, found, cards, &before, &after);
    }
    let written: Vec<String> = found.weights.iter().map(f32::to_string).collect();
    let mut refitted = 0;
    let said = match (is_better, dry_run) {
        (false, _) => "Not kept: the weights in force predict your answers as well. They stay.".to_owned(),
        (true, true) => format!("Nothing was changed. Keep them with {}optimize", app.prefix()),
        (true, false) => {
            let value = written.join(" ");
            refitted = weights::change(app, "optimize", Some(&value))?.cards;
            format!(
                "Kept: these weights are in force now, and what is known of {} was computed again. No card \
                 changed its day; the next answer to each counts with them. {}",
                count(refitted, "card", "cards"),
                app.undo_hint()
            )
        }
    };
    let days = |waits: &[Wait]| -> Vec<i64> {
        let days = waits.iter().map(|wait| wait.duration().as_hours() / 24);
        days.collect()
    };
    let json = json!({
        "kept": is_better && !dry_run, "better": is_better, "reviews": found.reviews, "cards": cards,
        "kept_aside": found.kept_aside,
        "log_loss_before": rounded(found.before.log_loss), "log_loss_after": rounded(found.after.log_loss),
        "error_before": rounded(found.before.error), "error_after": rounded(found.after.error),
        "intervals_before": days(&before.0), "intervals_after": days(&after.0),
        "weights": written.join(" "), "recomputed": refitted,
    });
    app.answer(&json, &said);
    Ok(Done::Well)
}

fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

fn print(app: &App, found: &Optimized, cards: usize, before: &(Vec<Wait>, Wait), after: &(Vec<Wait>, Wait)) {
    let waits = |waits: &[Wait]| waits.iter().map(Wait::to_string).collect::<Vec<_>>().join(", ");
    let lines = [
        (
            Tone::Plain,
            format!(
                "{} of {} were looked at. The newest {} were kept aside, to judge by answers that the weights \
                 were not made from.",
                count(found.reviews, "answer", "answers"),
                count(cards, "card", "cards"),
                grouped(found.kept_aside)
            ),
        ),
        (
            Tone::Strong,
            format!(
                "Log loss {:.4} before, {:.4} after: lower is better; 0 would be foreknowledge.",
                found.before.log_loss, found.after.log_loss
            ),
        ),
        (
            Tone::Plain,
            format!(
                "The chance it names was off by {:.1} % on average before, by {:.1} % after.",
                found.before.error * 100.0,
                found.after.error * 100.0
            ),
        ),
        (
            Tone::Plain,
            "A card that is always answered Good comes back after".to_owned(),
        ),
        (Tone::Plain, format!("  before: {}", waits(&before.0))),
        (Tone::Plain, format!("  after:  {}", waits(&after.0))),
        (
            Tone::Plain,
            format!(
                "Forgotten then, it comes back after {} before, {} after.",
                before.1, after.1
            ),
        ),
    ];
    for (tone, text) in lines {
        for line in wrap(&app.screen.plain_signs(&text), app.screen.text_width()) {
            app.screen.line(&app.screen.tone(tone, &line));
        }
    }
}
