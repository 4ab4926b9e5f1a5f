//! Grading numbers: exact counts, rough figures, shares, bounds, ranges, ranks and estimates.

mod ordinals;
mod reading;
mod units;
mod words;

use super::verdict::Verdict;
use ordinals::Rank;
use reading::Bound;
use reading::Quantity;
use units::PERCENT;
use units::SHARE;
use units::Unit;
use words::ONE;
pub(super) use words::year as year_in_words;

/// Relative error of a near miss of an exact number, in per cent.
const CLOSE: i128 = 2;
/// Relative error that still counts for a rough number, in per cent.
const ROUGH: i128 = 5;
/// How far on the right side of "over" or "under" a number still counts, in per cent. Ours, may be tuned.
const RIGHT_SIDE: i128 = 20;
/// The same for "nearly" and "almost", which promise more than "under". Ours, may be tuned.
const NEARLY: i128 = 10;
/// How far a share may lie from the third or quarter it is called, in per cent points.
const SHARE_IN_WORDS: i128 = ONE * 4 / 10;

/// What a number question asks, read once from key, accepted forms and stem.
pub(super) struct NumberKey {
    shown: String,
    key: Quantity,
    accepted: Vec<Quantity>,
    /// The unit the stem gives away.
    asked: Option<Unit>,
    asks_share: bool,
    /// For estimates: relative error that still earns half, in millionths.
    tolerance: Option<i128>,
}

impl NumberKey {
    /// Reads the key; `None` when it is no number, or a number among too many words.
    pub(super) fn new(stem: &str, key: &str, accept: &[String]) -> Option<NumberKey> {
        let mut quantity = reading::read(key).filter(|quantity| quantity.other_words <= 2)?;
        let words = stem.split(|character: char| !character.is_alphanumeric() && character != '%');
        let stem: Vec<String> = words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        // The deck writes numbers the English way.
        quantity.values.truncate(1);
        if quantity.bound == Bound::Exact && asks_roughly(&stem) {
            quantity.bound = Bound::About;
        }
        Some(NumberKey {
            shown: key.to_owned(),
            key: quantity,
            accepted: accept.iter().filter_map(|form| reading::read(form)).collect(),
            asked: units::asked(&stem),
            asks_share: units::asks_share(&stem),
            tolerance: None,
        })
    }

    /// The same as an estimate: a relative error of 5 % is right, up to `tolerance` (0 to 1) earns half.
    pub(super) fn with_tolerance(mut self, tolerance: f64) -> NumberKey {
        let share = if tolerance.is_finite() {
            tolerance.clamp(0.0, 1.0)
        } else {
            0.2
        };
        // A tolerance is a share of at most one, so its millionths fit.
        self.tolerance = Some((share * 1e6).round() as i128);
        self
    }

    /// Whether a wrong option says just what was typed.
    pub(super) fn equals(option: &str, typed: &str) -> bool {
        let (Some(option), Some(typed)) = (reading::read(option), reading::read(typed)) else {
            return false;
        };
        option.values[0] == typed.values[0]
            && option.upper == typed.upper
            && (option.unit == typed.unit
                || !matches!(
                    (&option.unit, &typed.unit),
                    (Unit::Known { .. }, Unit::Known { .. })
                ))
    }

    /// Grades an answer.
    pub(super) fn grade(&self, typed: &str) -> Verdict {
        let Some(quantity) = reading::read(typed) else {
            return Verdict::wrong("a number is asked, and there is none in the answer");
        };
        if quantity.upper.is_none() && self.key.upper.is_none() && self.is_accepted(&quantity) {
            return Verdict::right("right");
        }
        match (self.key.upper, quantity.upper) {
            (Some(upper), Some(typed_upper)) => self.grade_range(&quantity, upper, typed_upper),
            (Some(upper), None) => {
                let is_end = quantity
                    .values
                    .iter()
                    .any(|value| self.key.values.contains(value) || *value == upper);
                if is_end {
                    return Verdict::partial(500, format!("that is one end; the answer is {}", self.shown));
                }
                Verdict::wrong(format!("the answer is a range, {}", self.shown))
            }
            (None, Some(_)) => Verdict::wrong("one number was asked, not a range"),
            (None, None) => self.grade_one(&quantity),
        }
    }

    fn is_accepted(&self, typed: &Quantity) -> bool {
        self.accepted.iter().any(|form| {
            let units_agree = form.unit == typed.unit
                || typed.unit == Unit::Words
                || typed.unit == Unit::None && form.unit == PERCENT && self.key.unit == PERCENT
                || typed.unit == Unit::None && self.asked.is_some();
            form.upper.is_none()
                && form.values.first() == typed.values.first()
                && units_agree
                && sides_agree(form.bound, typed.bound)
        })
    }

    fn grade_range(&self, typed: &Quantity, upper: i128, typed_upper: i128) -> Verdict {
        match (self.key.values[0] == typed.values[0], upper == typed_upper) {
            (true, true) => Verdict::right("right"),
            (true, false) => Verdict::partial(500, "the lower end is right, the upper is not"),
            (false, true) => Verdict::partial(500, "the upper end is right, the lower is not"),
            (false, false) => Verdict::wrong("these are other numbers"),
        }
    }

    fn grade_one(&self, typed: &Quantity) -> Verdict {
        let converted = match self.converted(typed) {
            Ok(values) => values,
            Err(verdict) => return verdict,
        };
        let verdicts = converted.iter().map(|value| match self.tolerance {
            Some(tolerance) => self.judge_estimate(*value, tolerance),
            None => self.judge(*value, typed),
        });
        let best = verdicts
            .reduce(Verdict::or_better)
            .unwrap_or_else(|| Verdict::wrong("this is no number"));
        if best.outcome.is_accepted() && self.misses_unit(typed) {
            return Verdict::partial(
                700,
                format!("the number is right, the unit is missing: {}", self.shown),
            );
        }
        best
    }

    /// The typed values in the unit of the key, or why they cannot be.
    fn converted(&self, typed: &Quantity) -> Result<Vec<i128>, Verdict> {
        let key_unit = if matches!(self.key.unit, Unit::Known { .. }) {
            Some(&self.key.unit)
        } else {
            self.asked.as_ref()
        };
        match (key_unit, &typed.unit) {
            (
                Some(Unit::Known { measures, factor }),
                Unit::Known {
                    measures: typed_measures,
                    factor: typed_factor,
                },
            ) => {
                if measures != typed_measures {
                    return Err(Verdict::wrong("this is another unit"));
                }
                Ok(typed
                    .values
                    .iter()
                    .map(|value| value * typed_factor / factor)
                    .collect())
            }
            (None, Unit::Known { measures, .. }) if *measures == SHARE && !self.asks_share => {
                Err(Verdict::wrong("a number was asked, not a share"))
            }
            (Some(unit), _) if *unit == PERCENT => Ok(with_share_of_one(typed)),
            _ => Ok(typed.values.clone()),
        }
    }

    /// Whether the key has a unit that neither stem nor answer gives.
    fn misses_unit(&self, typed: &Quantity) -> bool {
        let Unit::Known { measures, .. } = self.key.unit else {
            return false;
        };
        let is_given = matches!(&self.asked, Some(Unit::Known { measures: asked, .. }) if *asked == measures);
        measures != SHARE && !is_given && !matches!(typed.unit, Unit::Known { .. })
    }

    fn judge(&self, value: i128, typed: &Quantity) -> Verdict {
        if self.key.bound != Bound::Exact {
            return self.judge_rough(value, typed);
        }
        let key = self.key.values[0];
        let away = (value - key).abs();
        let is_about = matches!(typed.bound, Bound::Exact | Bound::About);
        if away == 0 && is_about {
            return Verdict::right("right");
        }
        if away == 0 {
            return Verdict::close("the number is exact, neither more nor less");
        }
        if is_about && self.is_rounded(value, typed) {
            return Verdict::right(format!("right, rounded; the figure is {}", self.shown));
        }
        if is_about && away * 100 <= key.abs() * CLOSE {
            return Verdict::close("very near, but the number is exact");
        }
        let is_true =
            matches!(typed.bound, Bound::Over) && key > value || typed.bound.is_below() && key < value;
        if is_true && away * 100 <= key.abs() * RIGHT_SIDE {
            return Verdict::partial(400, format!("true, but the figure is {}", self.shown));
        }
        Verdict::wrong("this is another number")
    }

    /// Whether a share was rounded to fewer decimals or called by a word such as a third.
    fn is_rounded(&self, value: i128, typed: &Quantity) -> bool {
        let key = self.key.values[0];
        if self.key.unit != PERCENT {
            return false;
        }
        if typed.is_fraction || self.key.is_fraction {
            return (value - key).abs() <= SHARE_IN_WORDS;
        }
        let step = ONE / 10i128.pow(typed.decimals.min(6));
        typed.decimals < self.key.decimals && (value - key).abs() * 2 <= step && value % step == 0
    }

    fn judge_rough(&self, value: i128, typed: &Quantity) -> Verdict {
        let key = self.key.values[0];
        let away = (value - key).abs();
        if !sides_agree(self.key.bound, typed.bound) {
            return Verdict::wrong("the answer lies on the other side of that number");
        }
        let on_right_side = match self.key.bound {
            Bound::Over => value > key,
            Bound::Under | Bound::Nearly => value < key,
            _ => false,
        };
        let needs_side = self.key.unit == PERCENT
            && (self.key.is_fraction || key == 50 * ONE)
            && self.key.bound != Bound::About;
        if needs_side && !on_right_side && typed.bound != self.key.bound {
            let near = away <= SHARE_IN_WORDS;
            return if near {
                Verdict::close(format!("not quite: {}", self.shown))
            } else {
                Verdict::wrong("this is another number")
            };
        }
        let side = if self.key.bound == Bound::Nearly {
            NEARLY
        } else {
            RIGHT_SIDE
        };
        let share_in_words = (self.key.is_fraction || typed.is_fraction) && away <= SHARE_IN_WORDS;
        if share_in_words
            || away * 100 <= key.abs() * ROUGH
            || on_right_side && away * 100 <= key.abs() * side
        {
            return Verdict::right("right");
        }
        Verdict::wrong("this is another number")
    }

    fn judge_estimate(&self, value: i128, tolerance: i128) -> Verdict {
        let key = self.key.values[0].abs();
        let away = (value - self.key.values[0]).abs();
        if away * ONE <= key * tolerance.min(ONE * ROUGH / 100) {
            return Verdict::right(format!("right; the figure is {}", self.shown));
        }
        if away * ONE <= key * tolerance {
            return Verdict::partial(500, format!("not far off; the figure is {}", self.shown));
        }
        Verdict::wrong(format!("too far off; the figure is {}", self.shown))
    }
}

/// A bare 0.38 may stand for 38 per cent.
fn with_share_of_one(typed: &Quantity) -> Vec<i128> {
    let mut values = typed.values.clone();
    if typed.decimals > 0 && typed.unit == Unit::None {
        let shares: Vec<i128> = values
            .iter()
            .filter(|value| (0..ONE).contains(*value))
            .map(|value| value * 100)
            .collect();
        values.extend(shares);
    }
    values
}

/// "Over" and "under" contradict each other; everything else goes together.
fn sides_agree(key: Bound, typed: Bound) -> bool {
    let contradict = |over: Bound, below: Bound| over == Bound::Over && below.is_below();
    !contradict(key, typed) && !contradict(typed, key)
}

fn asks_roughly(stem: &[String]) -> bool {
    stem.iter()
        .any(|word| matches!(word.as_str(), "roughly" | "approximately"))
        || stem
            .windows(2)
            .any(|pair| pair[0] == "about" && (pair[1] == "how" || pair[1] == "what"))
}

/// What a rank question asks.
pub(super) struct RankKey {
    key: Rank,
}

impl RankKey {
    /// Reads the key; `None` when it is no rank. A bare number is one only where `is_rank` says so.
    pub(super) fn new(key: &str, is_rank: bool) -> Option<RankKey> {
        let rank = ordinals::rank(key)?;
        (rank.other_words <= 1 && (rank.is_ordinal || is_rank)).then_some(RankKey { key: rank })
    }

    /// Grades an answer.
    pub(super) fn grade(&self, typed: &str) -> Verdict {
        match ordinals::rank(typed) {
            None => Verdict::wrong("a place in an order is asked"),
            Some(rank) if rank.value == self.key.value && rank.other_words <= 4 => Verdict::right("right"),
            Some(_) => Verdict::wrong("this is another place in the order"),
        }
    }
}

/// Returns the number that `text` is in English words, and nothing else: `twenty-one`.
pub fn cardinal_in_words(text: &str) -> Option<i128> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let (number, read) = words::cardinal(&words)?;
    (read == words.len()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::NumberKey;
    use crate::answers::verdict::Outcome;
    use Outcome::{Close, Partial, Right, Wrong};

    fn check(stem: &str, key: &str, cases: &[(&str, Outcome)]) {
        let question = NumberKey::new(stem, key, &[]).unwrap();
        for (typed, outcome) in cases {
            let verdict = question.grade(typed);
            assert_eq!(verdict.outcome, *outcome, "{key} | {typed}: {}", verdict.reason);
        }
    }

    #[test]
    fn reads_every_form_of_a_count() {
        let right = [
            "4,316",
            "4316",
            "4 316",
            "4.316",
            "4'316",
            "4\u{a0}316",
            "about 4316",
            "4,316 candidates",
            "four thousand three hundred and sixteen",
            "4 thousand 316",
        ];
        check("How many?", "4,316", &right.map(|form| (form, Right)));
        check(
            "How many?",
            "4,316",
            &[
                ("4.3k", Close),
                ("4,310", Close),
                ("4,100", Wrong),
                ("43,16", Wrong),
                ("over 4,000", Partial),
                ("4316 or 4317", Wrong),
            ],
        );
    }

    #[test]
    fn rough_numbers_have_room_and_sides() {
        check(
            "How many?",
            "about 88,000",
            &[
                ("88k", Right),
                ("90,000", Right),
                ("eighty-eight thousand", Right),
                ("95,000", Wrong),
            ],
        );
        check(
            "How many?",
            "more than 1.5 million",
            &[
                ("1.5 million", Right),
                ("over 1.5m", Right),
                ("1,600,000", Right),
                ("less than 1.5 million", Wrong),
                ("3 million", Wrong),
                ("1.5", Wrong),
            ],
        );
        check(
            "How many?",
            "nearly 2,000",
            &[
                ("2000", Right),
                ("1,950", Right),
                ("1,850", Right),
                ("1,700", Wrong),
                ("2,400", Wrong),
            ],
        );
    }

    #[test]
    fn shares_may_be_rounded_and_called_by_name() {
        check(
            "What share?",
            "38.2%",
            &[
                ("38", Right),
                ("38.2 per cent", Right),
                ("38,2%", Right),
                ("0.382", Right),
                ("37%", Wrong),
                ("39%", Wrong),
                ("38.5", Close),
            ],
        );
        check(
            "What share?",
            "33.3%",
            &[
                ("a third", Right),
                ("1/3", Right),
                ("one in three", Right),
                ("a quarter", Wrong),
            ],
        );
        check(
            "What share?",
            "two thirds",
            &[
                ("2/3", Right),
                ("66.7%", Right),
                ("two-thirds", Right),
                ("67", Right),
                ("60%", Wrong),
            ],
        );
        check(
            "What share?",
            "more than a third",
            &[
                ("more than a third", Right),
                ("over 33%", Right),
                ("35%", Right),
                ("a third", Close),
                ("60%", Wrong),
            ],
        );
    }

    #[test]
    fn square_kilometres_of_the_stem_may_be_repeated() {
        check(
            "How many square kilometres does the lake cover?",
            "2,700",
            &[
                ("2,700 km²", Right),
                ("2700 sq km", Right),
                ("2700", Right),
                ("2700 km", Wrong),
            ],
        );
    }

    #[test]
    fn units_are_needed_only_when_the_stem_has_none() {
        check(
            "How much uranium was taken away?",
            "600 kg",
            &[
                ("600 kilograms", Right),
                ("0.6 tonnes", Right),
                ("600", Partial),
                ("600 tonnes", Wrong),
            ],
        );
        check("How many kilograms?", "600 kg", &[("600", Right)]);
        check(
            "For how many years?",
            "seven years",
            &[
                ("7", Right),
                ("seven", Right),
                ("84 months", Right),
                ("7 months", Wrong),
            ],
        );
        check(
            "How many seats?",
            "5",
            &[("5%", Wrong), ("5 seats", Right), ("5.0", Right)],
        );
    }

    #[test]
    fn ranges_have_two_ends() {
        check(
            "From what age to what age?",
            "19 to 43",
            &[
                ("19-43", Right),
                ("19–43", Right),
                ("from 19 to 43", Right),
                ("between 19 and 43", Right),
                ("19", Partial),
                ("19 to 45", Partial),
                ("18-45", Wrong),
            ],
        );
    }

    #[test]
    fn estimates_earn_half_within_their_tolerance() {
        let question = NumberKey::new("Roughly how many?", "200", &[])
            .unwrap()
            .with_tolerance(0.2);
        for (typed, credit) in [("200", 1000), ("209", 1000), ("230", 500), ("250", 0)] {
            assert_eq!(question.grade(typed).credit, credit, "{typed}");
        }
    }
}
