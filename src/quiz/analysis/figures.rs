//! Mean, variance, covariance and correlation, all with the divisor N.

/// Returns the mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Returns the variance with the divisor N; `None` of nothing.
pub fn variance(values: &[f64]) -> Option<f64> {
    covariance(values, values)
}

/// Returns the covariance with the divisor N of two lists of one length; `None` of nothing.
pub fn covariance(ones: &[f64], others: &[f64]) -> Option<f64> {
    let (mean_of_ones, mean_of_others) = (mean(ones)?, mean(others)?);
    let products = ones.iter().zip(others);
    let products = products.map(|(one, other)| (one - mean_of_ones) * (other - mean_of_others));
    Some(products.sum::<f64>() / ones.len() as f64)
}

/// Returns Pearson's correlation; `None` where either list does not vary.
pub fn correlation(ones: &[f64], others: &[f64]) -> Option<f64> {
    let spread = (variance(ones)? * variance(others)?).sqrt();
    (spread > f64::EPSILON).then_some(())?;
    Some((covariance(ones, others)? / spread).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::{correlation, mean, variance};

    #[test]
    fn known_values() {
        assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0));
        assert_eq!(variance(&[1.0, 3.0]), Some(1.0));
        assert_eq!(correlation(&[1.0, 2.0], &[5.0, 3.0]), Some(-1.0));
    }

    #[test]
    fn nothing_and_no_spread_have_none() {
        assert_eq!(mean(&[]), None);
        assert_eq!(correlation(&[1.0, 1.0], &[0.0, 1.0]), None);
    }
}
