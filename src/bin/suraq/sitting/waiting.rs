//! Between two cards: the only one left was answered just now and comes back in a few minutes.

use jiff::Timestamp;
use suraq::schedule::Moment;
use suraq::schedule::Wait;

use super::Sitting;
use super::card::Lines;
use super::wish::Wish;
use crate::app::App;
use crate::screen::Screen;
use crate::screen::Tone;

impl Sitting {
    /// Goes on by itself once the minute of the card that waits has come.
    pub(super) fn go_on_in_time(&mut self, app: &mut App) {
        let status = self.status.clone();
        if self.session.waits_until().is_some_and(|at| at <= app.now().at) {
            self.obey(app, Wish::Reveal);
            self.status = status;
        }
    }
}

/// Returns the screen while a card waits until `at`.
pub fn lines(screen: &Screen, at: Timestamp, now: Moment, width: usize) -> Vec<String> {
    let mut lines = Lines::new(screen, width);
    lines.text(Tone::Strong, &sentence(at, now));
    lines.text(
        Tone::Plain,
        "It was answered just now. Enter shows it now; q leaves, and it comes first next time.",
    );
    lines.lines
}

/// `The next card comes back in 3 min.`
pub fn sentence(at: Timestamp, now: Moment) -> String {
    format!("The next card comes back in {}.", until(at, now))
}

/// How long it is until `at`, at least a second.
fn until(at: Timestamp, now: Moment) -> Wait {
    let milliseconds = at.duration_since(now.at).as_millis().max(1);
    Wait::Seconds(u32::try_from((milliseconds + 999) / 1000).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::Offset;
    use suraq::schedule::Moment;

    use super::sentence;

    #[test]
    fn the_wait_is_told_in_seconds_and_minutes() {
        let at: Timestamp = "2031-05-06T10:00:00Z".parse().unwrap();
        let now = Moment::new(at, Offset::constant(5), 240);
        let said = |seconds| sentence(now.later(seconds, 240).at, now);
        assert_eq!(said(45), "The next card comes back in 45 s.");
        assert_eq!(said(180), "The next card comes back in 3 min.");
        assert_eq!(said(-5), "The next card comes back in 1 s.");
    }
}
