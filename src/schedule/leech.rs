//! Cards that keep lapsing: first another face, then out of the way.

/// What to do with a card that has just lapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeechStep {
    /// Ask it in another way from now on.
    ChangeFace,
    /// Take it out until the learner has mended it.
    Suspend,
}

/// Returns what a lapse calls for: nothing, or a step once the card is a leech.
///
/// With a threshold of 8 the face changes at the 8th lapse, and the card is
/// suspended at the 12th, the 16th and so on, should the learner have resumed it.
/// Source of the rhythm (the threshold, then every half of it): Anki.
pub fn leech_step(lapses: u32, threshold: u32) -> Option<LeechStep> {
    let threshold = threshold.max(1);
    let every = threshold.div_ceil(2);
    if lapses < threshold || !(lapses - threshold).is_multiple_of(every) {
        return None;
    }
    Some(if lapses == threshold {
        LeechStep::ChangeFace
    } else {
        LeechStep::Suspend
    })
}

/// Whether a card that has just lapsed is a leech that nothing was done about: it came with its lapses from
/// elsewhere, or the threshold was higher before. `is_treated` says that its face was changed here.
pub fn is_leech_untreated(lapses: u32, threshold: u32, is_treated: bool) -> bool {
    lapses > threshold.max(1) && !is_treated
}

#[cfg(test)]
mod tests {
    use super::LeechStep;
    use super::leech_step;

    #[test]
    fn the_eighth_lapse_changes_the_face_and_the_twelfth_suspends() {
        let steps: Vec<u32> = (0..=20)
            .filter(|lapses| leech_step(*lapses, 8).is_some())
            .collect();
        assert_eq!(steps, [8, 12, 16, 20]);
        assert_eq!(leech_step(8, 8), Some(LeechStep::ChangeFace));
        assert_eq!(leech_step(12, 8), Some(LeechStep::Suspend));
    }

    #[test]
    fn a_threshold_of_one_never_divides_by_nothing() {
        assert_eq!(leech_step(1, 1), Some(LeechStep::ChangeFace));
        assert_eq!(leech_step(2, 1), Some(LeechStep::Suspend));
        assert_eq!(leech_step(0, 0), None);
    }
}
