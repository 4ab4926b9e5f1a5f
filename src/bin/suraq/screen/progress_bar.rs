//! How far long work is, on a terminal; and what is said when Ctrl-C ends it early.

use std::fmt;
use std::time::Duration;

use indicatif::HumanDuration;
use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressState;
use indicatif::ProgressStyle;

use crate::app::App;

/// Fewer than this are done before a bar could be read.
const FEWEST: usize = 4;

/// A bar over `total` of `what`; it is not drawn where there is no terminal or nothing may be drawn over.
pub fn over(app: &App, total: usize, what: &'static str) -> ProgressBar {
    let is_drawn = total >= FEWEST && app.draws_beside_results();
    let target = match is_drawn {
        true => ProgressDrawTarget::stderr_with_hz(10),
        false => ProgressDrawTarget::hidden(),
    };
    let bar = ProgressBar::with_draw_target(Some(total as u64), target);
    let (full, half) = (app.screen.sign("━", "#"), app.screen.sign("─", "-"));
    let form = format!("{{wide_bar}} {{pos}} of {{len}} {what}{{left}}");
    if let Ok(style) = ProgressStyle::with_template(&form) {
        let style = style.with_key("left", time_left);
        bar.set_style(style.progress_chars(&format!("{full}{full}{half}")));
    }
    if is_drawn {
        bar.enable_steady_tick(Duration::from_millis(200));
    }
    bar
}

/// `, 12s left`; before the first is done nobody knows.
fn time_left(state: &ProgressState, out: &mut dyn fmt::Write) {
    if state.pos() > 0 {
        // A bar that cannot be written shows less.
        let _ = write!(out, ", {:#} left", HumanDuration(state.eta()));
    }
}

/// Says that Ctrl-C ended the work.
pub fn tell_stopped(app: &App, done: usize, total: usize, what: &str) {
    app.screen
        .remark(&format!("Stopped after {done} of {total} {what}."));
}
