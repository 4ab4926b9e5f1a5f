//! What a retention comes to, in plain words: reviews a day and what is remembered.

use serde_json::Value;
use serde_json::json;
use suraq::schedule::Effort;
use suraq::schedule::effort;

use crate::app::App;
use crate::config::Config;
use crate::report::Failure;

/// Retentions to compare the one in force with.
const OTHERS: [f64; 3] = [0.8, 0.9, 0.95];

/// What the retention of `config`, and others beside it, come to.
pub struct Explained {
    of_it: Effort,
    others: Vec<Effort>,
}

impl Explained {
    /// Reckons it from the other settings.
    pub fn new(app: &App, config: &Config) -> Result<Explained, Failure> {
        let (settings, now) = (&config.schedule, app.now());
        let retention = settings.desired_retention;
        let others = OTHERS
            .into_iter()
            .filter(|other| (other - retention).abs() > 0.004);
        Ok(Explained {
            of_it: effort(settings, retention, now)?,
            others: others
                .map(|other| effort(settings, other, now))
                .collect::<Result<_, _>>()?,
        })
    }

    /// In a person's words.
    pub fn sentences(&self) -> String {
        let of = &self.of_it;
        let others: Vec<String> = self
            .others
            .iter()
            .map(|other| format!("{} at {}", about(other.reviews), other.retention))
            .collect();
        format!(
            "At {} you remember about {:.0} of 100 cards at the moment they come back, and {:.0} of 100 on any day, \
             for most of them are not due. Who learns 10 new cards a day then has about {} reviews a day after four \
             months; it would be {}. More than 0.95 costs many reviews for little.",
            of.retention,
            100.0 * of.retention,
            100.0 * of.remembered,
            about(of.reviews),
            others.join(", ")
        )
    }

    /// The same as JSON.
    pub fn json(&self) -> Value {
        let of = |effort: &Effort| {
            json!({
                "retention": effort.retention, "reviews_a_day": effort.reviews.round(),
                "remembered_any_day": (effort.remembered * 1_000.0).round() / 1_000.0,
            })
        };
        let all = std::iter::once(&self.of_it).chain(&self.others);
        all.map(of).collect()
    }
}

fn about(number: f64) -> String {
    format!("{number:.0}")
}
