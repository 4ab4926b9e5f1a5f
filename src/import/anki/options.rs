//! Options of a deck over there that mean something here.

use super::described::AnkiDeck;
use super::described::Preset;
use super::history;

/// What the learner set for a deck over there; nothing where that is not known or says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Chance of recall at which a card comes back, 0 to 1.
    pub retention: Option<f64>,
    /// New cards a day.
    pub new_per_day: Option<u32>,
    /// Waits while a new card is learned, seconds.
    pub learning_steps: Option<Vec<u32>>,
    /// Waits after a card was forgotten, seconds.
    pub relearning_steps: Option<Vec<u32>>,
    /// Most days until a card comes back.
    pub longest_interval: Option<u32>,
    /// Lapses that make a leech.
    pub leech_after: Option<u32>,
    /// How much is studied on each day of the week, in per cent, Monday first.
    pub easy_days: Option<[u8; 7]>,
    /// The 21 weights of FSRS-6; those of older versions are brought up to it.
    pub weights: Option<Vec<f32>>,
}

impl Options {
    /// Of a deck and its preset.
    pub(super) fn of(deck: Option<&AnkiDeck>, preset: &Preset) -> Options {
        let own_retention = deck.and_then(|deck| deck.retention);
        let own_limit = deck.and_then(|deck| deck.new_per_day);
        // Over there the share is kept with few digits.
        let exact = |share: f64| (share * 1_000.0).round() / 1_000.0;
        let days = preset
            .easy_days
            .iter()
            .map(|share| (share.clamp(0.0, 1.0) * 100.0).round() as u8);
        let days: Vec<u8> = days.collect();
        let seconds = |minutes: &Vec<f32>| -> Vec<u32> {
            let seconds = minutes.iter().map(|minutes| (minutes * 60.0).round() as u32);
            seconds.collect()
        };
        let [learning, relearning] = match &preset.waits {
            Some(waits) => waits.each_ref().map(|waits| Some(seconds(waits))),
            None => [None, None],
        };
        let weights = history::full_weights(&preset.weights);
        Options {
            retention: own_retention.or(preset.retention).map(exact),
            new_per_day: own_limit.or(preset.new_per_day),
            learning_steps: learning,
            relearning_steps: relearning,
            longest_interval: preset.longest_interval,
            leech_after: preset.leech_after,
            easy_days: days.try_into().ok().filter(|days| *days != [100; 7]),
            weights: (weights.len() == 21).then_some(weights),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Options;
    use crate::import::anki::described::AnkiDeck;
    use crate::import::anki::described::Preset;

    #[test]
    fn a_deck_goes_before_its_preset_and_what_is_usual_says_nothing() {
        let preset = Preset {
            retention: Some(f64::from(0.92_f32)),
            new_per_day: Some(15),
            easy_days: vec![1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0],
            weights: vec![0.5; 21],
            waits: Some([vec![0.5, 30.0], Vec::new()]),
            ..Preset::default()
        };
        let options = Options::of(None, &preset);
        assert_eq!((options.retention, options.new_per_day), (Some(0.92), Some(15)));
        assert_eq!(options.easy_days, Some([100, 100, 100, 100, 100, 50, 0]));
        assert_eq!(options.learning_steps, Some(vec![30, 1_800]));
        assert_eq!(options.relearning_steps, Some(Vec::new()));
        assert_eq!(options.weights, Some(vec![0.5; 21]));
        let deck = AnkiDeck {
            retention: Some(0.85),
            new_per_day: Some(5),
            ..AnkiDeck::default()
        };
        let options = Options::of(Some(&deck), &preset);
        assert_eq!((options.retention, options.new_per_day), (Some(0.85), Some(5)));
        let usual = Preset {
            easy_days: vec![1.0; 7],
            ..Preset::default()
        };
        assert_eq!(Options::of(None, &usual), Options::default());
    }
}
