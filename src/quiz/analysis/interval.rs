//! How sure a figure is: 95 % intervals.

use statrs::distribution::ContinuousCDF;
use statrs::distribution::FisherSnedecor;

use super::Estimate;
use crate::items::share::Z;
use crate::items::share::wilson;

/// A share `value` of `count`. Source: Wilson 1927, score interval.
pub fn of_share(value: f64, count: usize) -> Estimate {
    let (low, high) = wilson(value, count);
    Estimate { value, low, high }
}

/// A mean of credits from 0 to 1, with their variance (divisor N); by the normal approximation.
pub fn of_mean(value: f64, variance: f64, count: usize) -> Estimate {
    let reach = match count {
        0 | 1 => 1.0,
        _ => Z * (variance / (count as f64 - 1.0)).sqrt(),
    };
    Estimate {
        value,
        low: (value - reach).max(0.0),
        high: (value + reach).min(1.0),
    }
}

/// A correlation over `count` pairs. Source: Fisher 1921, z transformation; three pairs or fewer say nothing.
pub fn of_correlation(value: f64, count: usize) -> Estimate {
    let (low, high) = match count {
        0..=3 => (-1.0, 1.0),
        // A perfect correlation has no finite z.
        _ if value.abs() >= 1.0 => (value, value),
        _ => {
            let reach = Z / (count as f64 - 3.0).sqrt();
            ((value.atanh() - reach).tanh(), (value.atanh() + reach).tanh())
        }
    };
    Estimate { value, low, high }
}

/// Cronbach's alpha of `pupils` on `questions`. Source: Feldt 1965, by the F distribution.
pub fn of_alpha(value: f64, pupils: usize, questions: usize) -> Estimate {
    let (n, k) = (pupils as f64, questions as f64);
    let distribution = FisherSnedecor::new(n - 1.0, (n - 1.0) * (k - 1.0));
    let (low, high) = match distribution {
        Ok(f) => (
            1.0 - (1.0 - value) * f.inverse_cdf(0.975),
            1.0 - (1.0 - value) * f.inverse_cdf(0.025),
        ),
        // Fewer than two of either.
        Err(_) => (f64::NEG_INFINITY, 1.0),
    };
    Estimate { value, low, high }
}

#[cfg(test)]
mod tests {
    use super::{of_alpha, of_correlation, of_mean, of_share};

    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 5e-4, "{found} is not {wanted}");
    }

    #[test]
    fn shares_stay_between_nothing_and_all() {
        let none = of_share(0.0, 30);
        assert_eq!(none.low, 0.0);
        near(none.high, 0.1135);
        let all = of_share(1.0, 30);
        assert_eq!(all.high, 1.0);
        near(all.low, 0.8865);
        near(of_share(0.5, 30).low, 0.3315);
    }

    #[test]
    fn correlations_of_few_pairs_say_nothing() {
        let few = of_correlation(0.9, 3);
        assert_eq!((few.low, few.high), (-1.0, 1.0));
        let thirty = of_correlation(0.2, 30);
        near(thirty.low, -0.1725);
        near(thirty.high, 0.5229);
    }

    #[test]
    fn a_mean_of_one_says_nothing() {
        let alone = of_mean(0.5, 0.0, 1);
        assert_eq!((alone.low, alone.high), (0.0, 1.0));
        near(of_mean(0.5, 0.25, 101).low, 0.402);
    }

    /// F quantiles of 40 and 360 degrees of freedom, from tables: 0.5864 and 1.5205.
    #[test]
    fn alpha_of_forty_one_pupils_on_ten_questions() {
        let found = of_alpha(0.8, 41, 10);
        assert!((found.low - 0.696).abs() < 0.003, "{found:?}");
        assert!((found.high - 0.879).abs() < 0.005, "{found:?}");
    }
}
