//! How sure a share is that was counted on a few.

/// The normal quantile of 97.5 %.
pub const Z: f64 = 1.959_963_984_540_054;

/// Returns the 95 % interval of a share `value`, 0 to 1, of `count`. Source: Wilson 1927, score interval.
///
/// ```
/// use suraq::items::share::wilson;
///
/// let (low, high) = wilson(0.0, 30);
/// assert_eq!(low, 0.0);
/// assert!((high - 0.1135).abs() < 5e-4);
/// ```
pub fn wilson(value: f64, count: usize) -> (f64, f64) {
    let n = count as f64;
    let middle = value + Z * Z / (2.0 * n);
    let reach = Z * (value * (1.0 - value) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    (
        ((middle - reach) / scale).clamp(0.0, value),
        ((middle + reach) / scale).clamp(value, 1.0),
    )
}
